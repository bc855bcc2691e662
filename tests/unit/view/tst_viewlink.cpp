// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/viewlink.h"

#include <QTest>

#include <rapidcheck.h>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestViewLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void refuses_data();
    void refuses();
    void thereAndBack();
    void anyBytes();
};

void TestViewLink::reads()
{
    const auto link = ViewLink::parse(
        u"guancheng://view?lat=31.23&lon=121.47&zoom=12.5&layers=devices:1:0.6,%E7%83%AD:0&mode=emergency&sel=incident:C%2B1&time=2026-11-22T05:00:00Z"_s);
    QVERIFY2(link, link ? "" : qPrintable(link.error().toString()));
    QCOMPARE(link->centre, (GeoPoint{121.47, 31.23}));
    QCOMPARE(link->zoom, 12.5);
    QCOMPARE(link->layers, (QList<LayerChoice>{{u"devices"_s, true, 0.6}, {u"热"_s, false, 1}}));
    QCOMPARE(link->mode, u"emergency"_s);
    QCOMPARE(link->kind, u"incident"_s);
    QCOMPARE(link->id, u"C+1"_s);
    QCOMPARE(link->time, 1795323600000LL);
    // As a desktop hands it on.
    QVERIFY(ViewLink::parse(u"guancheng://view/?lat=31&lon=121&zoom=10"_s));
}

void TestViewLink::refuses_data()
{
    QTest::addColumn<QString>("text");
    const QString good = u"guancheng://view?lat=31.23&lon=121.47&zoom=12.5"_s;
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("empty", {});
    row("other scheme", u"https://view?lat=31.23&lon=121.47&zoom=12.5"_s);
    row("other host", u"guancheng://case?lat=31.23&lon=121.47&zoom=12.5"_s);
    row("no zoom", u"guancheng://view?lat=31.23&lon=121.47"_s);
    row("twice", good + u"&zoom=12.5"_s);
    row("unknown key", good + u"&run=rm"_s);
    row("no value", good + u"&mode"_s);
    row("latitude", u"guancheng://view?lat=91&lon=121.47&zoom=12.5"_s);
    row("nan", u"guancheng://view?lat=nan&lon=121.47&zoom=12.5"_s);
    row("inf", u"guancheng://view?lat=1e999&lon=121.47&zoom=12.5"_s);
    row("zoom", u"guancheng://view?lat=31&lon=121.47&zoom=99"_s);
    row("comma", u"guancheng://view?lat=31,2&lon=121.47&zoom=9"_s);
    row("mode", good + u"&mode=party"_s);
    row("kind", good + u"&sel=file:/etc/passwd"_s);
    row("no id", good + u"&sel=incident:"_s);
    row("escape", good + u"&sel=incident:%G1"_s);
    row("no utf-8", good + u"&sel=incident:%FF%FE"_s);
    row("zero", good + u"&sel=incident:a%00b"_s);
    row("layer", good + u"&layers=a"_s);
    row("layer shown", good + u"&layers=a:2"_s);
    row("layer opacity", good + u"&layers=a:1:1.5"_s);
    row("layer twice", good + u"&layers=a:1,a:0"_s);
    row("too many layers", good + u"&layers=a:1"_s + u",b:1"_s.repeated(400));
    row("time without zone", good + u"&time=2026-11-22T05:00:00"_s);
    row("time", good + u"&time=yesterday"_s);
    row("long", good + u"&sel=incident:"_s + QString(9000, u'a'));
    row("blank", good + u" "_s);
}

void TestViewLink::refuses()
{
    QFETCH(const QString, text);
    const auto link = ViewLink::parse(text);
    QVERIFY(!link);
    QVERIFY(!link.error().reason.isEmpty());
    QVERIFY(link.error().toString().size() < 400);
}

static QString anyText()
{
    const auto codes = *rc::gen::nonEmpty(rc::gen::container<std::vector<char16_t>>(
        rc::gen::oneOf(rc::gen::inRange<char16_t>(0x20, 0x7f), rc::gen::inRange<char16_t>(0x4e00, 0x4eff))));
    return QString::fromUtf16(codes.data(), qsizetype(std::min<size_t>(codes.size(), 20)));
}

void TestViewLink::thereAndBack()
{
    QVERIFY(rc::check("a link means what it was made from", [] {
        ViewLink link;
        link.centre = {*rc::gen::inRange(-1'800'000'000, 1'800'000'000) / 1e7,
                       *rc::gen::inRange(-850'000'000, 850'000'000) / 1e7};
        link.zoom = *rc::gen::inRange(30'000, 190'000) / 1e4;
        const int layers = *rc::gen::inRange(0, 8);
        for (int i = 0; i < layers; ++i)
            link.layers.append({QString::number(i) + anyText(), *rc::gen::arbitrary<bool>(), *rc::gen::inRange(0, 1001) / 1e3});
        link.mode = *rc::gen::element(QString(), u"ordinary"_s, u"exercise"_s);
        if (*rc::gen::arbitrary<bool>()) {
            link.kind = *rc::gen::element(u"incident"_s, u"unit"_s);
            link.id = anyText();
        }
        link.time = *rc::gen::inRange<TimeMs>(0, 4'000'000'000'000);
        const auto read = ViewLink::parse(link.toString());
        RC_ASSERT(static_cast<bool>(read));
        RC_ASSERT(std::abs(read->centre.longitude - link.centre.longitude) < 1e-7);
        RC_ASSERT(std::abs(read->centre.latitude - link.centre.latitude) < 1e-7);
        RC_ASSERT(std::abs(read->zoom - link.zoom) < 1e-4);
        ViewLink same = *read;
        same.centre = link.centre;
        same.zoom = link.zoom;
        for (qsizetype i = 0; i < std::min(same.layers.size(), link.layers.size()); ++i) {
            RC_ASSERT(std::abs(same.layers[i].opacity - link.layers[i].opacity) < 1e-3);
            same.layers[i].opacity = link.layers[i].opacity;
        }
        RC_ASSERT(same == link);
        RC_ASSERT(ViewLink::parse(read->toString())->toString() == read->toString());
    }));
}

void TestViewLink::anyBytes()
{
    QVERIFY(rc::check("whatever is written there, it is read or refused", [] {
        const QString good =
            u"guancheng://view?lat=31.23&lon=121.47&zoom=12.5&layers=a:1:0.5,b:0&mode=emergency&sel=unit:U%201&time=2026-11-22T05:00:00Z"_s;
        QString text = good;
        const int changes = *rc::gen::inRange(0, 6);
        for (int i = 0; i < changes; ++i)
            text[*rc::gen::inRange<qsizetype>(0, text.size())] = QChar(*rc::gen::inRange<char16_t>(1, 0x180));
        text.truncate(*rc::gen::inRange<qsizetype>(0, text.size() + 1));
        const auto link = ViewLink::parse(text);
        if (link) {
            RC_ASSERT(link->centre.isValid());
            RC_ASSERT(std::isfinite(link->zoom));
            RC_ASSERT(static_cast<bool>(ViewLink::parse(link->toString())));
        } else {
            RC_ASSERT(!link.error().reason.isEmpty());
        }
    }));
}

QTEST_GUILESS_MAIN(TestViewLink)
#include "tst_viewlink.moc"
