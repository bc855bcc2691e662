// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "maps/geo/geodesic.h"
#include "maps/geo/mercator.h"
#include "maps/print/mapsheet.h"
#include "maps/print/scalebar.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

QByteArray inflated(const QByteArray &bytes)
{
    z_stream stream{};
    inflateInit(&stream);
    QByteArray result;
    QByteArray buffer(1 << 16, 0);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = uInt(bytes.size());
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
        stream.avail_out = uInt(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        result.append(buffer.constData(), buffer.size() - qsizetype(stream.avail_out));
    }
    inflateEnd(&stream);
    return result;
}

/** What the page is drawn with: the longest stream that is no picture and no font. */
QByteArray pageOf(const QByteArray &pdf)
{
    QByteArray page;
    for (qsizetype at = pdf.indexOf("stream\n"); at >= 0; at = pdf.indexOf("\nstream\n", at + 1)) {
        const qsizetype from = pdf.indexOf("stream\n", at) + 7;
        const QByteArray plain = inflated(pdf.mid(from, pdf.indexOf("endstream", from) - from));
        if (plain.contains(" Tf") && plain.size() > page.size())
            page = plain;
    }
    return page;
}

} // namespace

class TestMapSheet : public QObject
{
    Q_OBJECT

    SheetOrder m_order;

private Q_SLOTS:
    void initTestCase();
    void scaleBarIsRight_data();
    void scaleBarIsRight();
    void allThatWasSeenIsOnTheSheet();
    void northIsUp();
    void pdfIsVectors();
    void pictureHasEverything();
    void manyPointsAreOnePicture();
    void badNames();
};

void TestMapSheet::initTestCase()
{
    const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
    const auto style = loadMapStyle(resources + u"/mapstyles/night.json"_s);
    QVERIFY(style);
    const auto city = loadCity(resources + u"/city/shanghai"_s);
    QVERIFY(city);
    m_order.snapshot.style = *style;
    m_order.snapshot.geometry = BaseGeometry::fromCity(**city);
    m_order.snapshot.units = std::make_shared<std::vector<UnitMark>>(std::vector<UnitMark>{
        {.slot = 1, .place = toWorld({121.47, 31.23}), .heading = 45, .look = SymbolSet::UnitLook::Busy}});
    m_order.snapshot.marks = std::make_shared<std::vector<MapMark>>(std::vector<MapMark>{
        {u"C1"_s, u"incident"_s, Level::Major, {121.5, 31.24}, u"消防通道占用"_s, u"Blocked fire lane"_s}});
    m_order.view.centre = toWorld({121.4737, 31.2304});
    m_order.view.zoom = 11.5;
    m_order.view.size = {1100, 800};
    m_order.title = u"上海市 · 城市运行图"_s;
    m_order.mode = u"模拟数据"_s;
    m_order.time = 1'795'323'600'000;
    m_order.zoneOffsetSeconds = 8 * 3600;
    m_order.attributions = {u"区界 Apache ECharts 4.9.0（Apache-2.0）"_s};
}

void TestMapSheet::scaleBarIsRight_data()
{
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("zoom");
    for (const double latitude : {0.0, 31.23, -33.9, 60.0})
        for (const double zoom : {4.0, 9.3, 11.5, 15.1, 18.9})
            QTest::addRow("%g at %g", latitude, zoom) << latitude << zoom;
}

void TestMapSheet::scaleBarIsRight()
{
    QFETCH(const double, latitude);
    QFETCH(const double, zoom);
    Viewport view;
    view.centre = toWorld({121.4737, latitude});
    view.zoom = zoom;
    view.size = {1500, 900};
    const ScaleBar bar = scaleBarFor(view, 260);
    QVERIFY(bar.pixels > 260 * 0.39 && bar.pixels <= 260.0001);
    const auto at = [&](double x) { return toGeo(view.toWorld({x, 450})); };
    const double real = geodesicMetres(at(750 - bar.pixels / 2), at(750 + bar.pixels / 2));
    QVERIFY2(std::abs(real / bar.metres - 1) < 0.01, qPrintable(u"%1 m drawn as %2"_s.arg(real).arg(bar.text())));
}

void TestMapSheet::allThatWasSeenIsOnTheSheet()
{
    const Viewport sheet = MapSheet::viewOf(m_order);
    QVERIFY(sheet.visible().adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(m_order.view.visible()));
    QCOMPARE(sheet.centre, m_order.view.centre);
    QVERIFY(QRectF({0, 0}, MapSheet::size()).contains(MapSheet::mapFrame()));
}

void TestMapSheet::northIsUp()
{
    const Viewport sheet = MapSheet::viewOf(m_order);
    const QPointF here = sheet.toScreen(toWorld({121.4737, 31.2304}));
    const QPointF north = sheet.toScreen(toWorld({121.4737, 31.2404}));
    QVERIFY(north.y() < here.y());
    QVERIFY(std::abs(north.x() - here.x()) < 0.01 * (here.y() - north.y()));
}

void TestMapSheet::pdfIsVectors()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"view.pdf"_s);
    const Status written = MapSheet::write(m_order, file);
    QVERIFY2(written, written ? "" : qPrintable(written.error().toString()));
    QFile pdf(file);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray bytes = pdf.readAll();
    QVERIFY(bytes.startsWith("%PDF-"));
    QVERIFY2(!bytes.contains("/Subtype /Image"), "nothing of this map is a picture");
    const QByteArray page = pageOf(bytes);
    QVERIFY2(page.count(" l\n") > 2000, qPrintable(QString::number(page.count(" l\n"))));
    QVERIFY2(page.count("BT\n") > 40, qPrintable(QString::number(page.count("BT\n"))));
    QVERIFY(bytes.contains("/Type /Font"));
    QVERIFY(bytes.size() < 8'000'000);
    // A3 across, in points.
    static const QRegularExpression kBox(u"/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]"_s);
    const auto box = kBox.match(QString::fromLatin1(bytes));
    QVERIFY(box.hasMatch());
    QVERIFY(std::abs(box.captured(1).toDouble() - 1190.6) < 2 && std::abs(box.captured(2).toDouble() - 841.9) < 2);
}

void TestMapSheet::pictureHasEverything()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"view.png"_s);
    QVERIFY(MapSheet::write(m_order, file));
    const QImage image(file);
    QVERIFY(std::abs(image.width() / MapSheet::size().width() - 3) < 0.01);
    const QRectF frame = MapSheet::mapFrame();
    const auto inkIn = [&](QRectF part) {
        int dark = 0;
        const QRect box = QRectF(part.topLeft() * 3, part.size() * 3).toRect();
        for (int y = box.top(); y < box.bottom(); ++y)
            for (int x = box.left(); x < box.right(); ++x)
                dark += qGray(image.pixel(x, y)) < 128;
        return dark;
    };
    QVERIFY2(inkIn({frame.left(), 38, 500, 50}) > 1000, "title");
    QVERIFY2(inkIn({frame.right() - 300, 38, 300, 50}) > 500, "time");
    QVERIFY2(inkIn({frame.left(), frame.bottom() + 12, 400, 40}) > 300, "legend");
    QVERIFY2(inkIn({frame.right() - 260, frame.bottom() + 20, 260, 12}) > 300, "scale bar");
    QVERIFY2(inkIn({frame.left(), frame.bottom() + 88, 300, 24}) > 200, "attribution");
    // The mark is where it belongs, in its colour.
    const Viewport view = MapSheet::viewOf(m_order);
    const QPointF at = (frame.topLeft() + view.toScreen(toWorld({121.5, 31.24}))) * 3;
    int orange = 0;
    for (int dy = -18; dy <= 18; ++dy)
        for (int dx = -18; dx <= 18; ++dx)
            orange += image.pixelColor(at.toPoint() + QPoint(dx, dy)) == m_order.snapshot.style->level(Level::Major);
    QVERIFY2(orange > 50, qPrintable(QString::number(orange)));
}

void TestMapSheet::manyPointsAreOnePicture()
{
    std::vector<qint32> lon;
    std::vector<qint32> lat;
    std::vector<quint8> state;
    for (int i = 0; i < 40'000; ++i) {
        lon.push_back(1'213'000'000 + (i % 200) * 15'000);
        lat.push_back(311'000'000 + (i / 200) * 12'000);
        state.push_back(quint8(i % 1000 == 0 ? DeviceState::Major : DeviceState::Normal));
    }
    SheetOrder order = m_order;
    order.snapshot.points = std::make_shared<PointIndex>(MassPoints{lon, lat, state});
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"many.pdf"_s);
    QVERIFY(MapSheet::write(order, file));
    QFile pdf(file);
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    const QByteArray bytes = pdf.readAll();
    QVERIFY(bytes.contains("/Subtype /Image"));
    QVERIFY2(pageOf(bytes).count(" l\n") > 2000, "the base map stays a drawing");
    QVERIFY(bytes.size() < 12'000'000);
}

void TestMapSheet::badNames()
{
    QVERIFY(!MapSheet::write(m_order, u"/tmp/view.docx"_s));
    QVERIFY(!MapSheet::write(m_order, u"/nowhere/at/all/view.pdf"_s));
    SheetOrder none = m_order;
    none.snapshot.geometry.reset();
    const QTemporaryDir dir;
    QVERIFY(!MapSheet::write(none, dir.filePath(u"a.pdf"_s)));
    QVERIFY(!QFile::exists(dir.filePath(u"a.pdf"_s)));
}

QTEST_MAIN(TestMapSheet)
#include "tst_mapsheet.moc"
