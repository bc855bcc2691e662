// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/bookmarks.h"
#include "maps/view/edgemarks.h"
#include "maps/view/viewhistory.h"
#include "maps/view/viewkeeper.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <rapidcheck.h>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestViewManners : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsOnlyWhenTheSetChanges();
    void aGestureHoldsUntilLetGo();
    void letsGoByItselfOnlyWhenAsked();
    void keeperForAnySequence();
    void clickAndClickAgainIsTheExactView();
    void edgeMarksStandOnTheFrame();
    void edgeMarksKeepApart();
    void bookmarksSurvive();
    void bookmarksWithoutAHome();
    void brokenBookmarksAreLeft();
};

void TestViewManners::fitsOnlyWhenTheSetChanges()
{
    ViewKeeper keeper;
    QVERIFY(!keeper.watch({}));
    QVERIFY(keeper.watch({u"a"_s, u"b"_s}));
    QVERIFY(!keeper.watch({u"b"_s, u"a"_s}));
    QVERIFY(keeper.watch({u"b"_s}));
    QVERIFY(keeper.watch({}));
}

void TestViewManners::aGestureHoldsUntilLetGo()
{
    ViewKeeper keeper;
    keeper.hold(1);
    QVERIFY(keeper.isHeld());
    QVERIFY(!keeper.watch({u"a"_s}));
    QVERIFY(keeper.isWaiting());
    QVERIFY(!keeper.tick(1'000'000'000));
    QVERIFY(keeper.letGo());
    QVERIFY(!keeper.isHeld() && !keeper.isWaiting());
    QVERIFY(!keeper.letGo());
}

void TestViewManners::letsGoByItselfOnlyWhenAsked()
{
    ViewKeeper keeper;
    keeper.setTimeout(5'000);
    keeper.hold(10'000);
    QVERIFY(!keeper.tick(14'999));
    keeper.hold(14'000); // goes on: counted anew
    QVERIFY(!keeper.tick(15'000));
    QVERIFY(keeper.tick(19'000));
    QVERIFY(!keeper.tick(30'000));
}

void TestViewManners::keeperForAnySequence()
{
    QVERIFY(rc::check("the view is fitted by itself only after another set, and never while it is held", [] {
        ViewKeeper keeper;
        QSet<QString> shown; // what the view was fitted to last
        bool held = false;
        const int steps = *rc::gen::inRange(1, 60);
        for (int i = 0; i < steps; ++i) {
            switch (*rc::gen::inRange(0, 3)) {
            case 0: {
                QSet<QString> next;
                for (const int id : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 4)))
                    next.insert(QString::number(id));
                const QSet<QString> before = keeper.watched();
                const bool fit = keeper.watch(next);
                RC_ASSERT(fit == (next != before && !held));
                if (fit)
                    shown = next;
                break;
            }
            case 1:
                keeper.hold(i);
                held = true;
                break;
            default:
                RC_ASSERT(keeper.letGo() == held);
                if (held)
                    shown = keeper.watched();
                held = false;
            }
            RC_ASSERT(keeper.isHeld() == held);
            RC_ASSERT(held || shown == keeper.watched());
        }
    }));
}

void TestViewManners::clickAndClickAgainIsTheExactView()
{
    QVERIFY(rc::check("a click and the same again change nothing, whatever was clicked before", [] {
        ViewHistory history;
        const auto anyView = [] {
            return ViewPlace{{*rc::gen::inRange(0, 1'000'000'007) / 1'000'000'007.0, *rc::gen::inRange(0, 999'983) / 999'983.0},
                             *rc::gen::inRange(3'000'001, 18'999'999) / 1e6,
                             *rc::gen::arbitrary<bool>()};
        };
        ViewPlace now = anyView();
        const auto clicks = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 6));
        for (const int id : clicks) {
            const auto back = history.click(QString::number(id), now);
            now = back ? *back : anyView();
        }
        const QString id = u"x"_s;
        const size_t depth = history.depth();
        const ViewPlace before = now;
        RC_ASSERT(!history.click(id, now));
        now = anyView(); // the zoom, and whatever a hand did after it
        const auto back = history.click(id, now);
        RC_ASSERT(back && *back == before);
        RC_ASSERT(history.depth() == std::min(depth, ViewHistory::kDepth - 1));
        RC_ASSERT(history.depth() <= ViewHistory::kDepth);
    }));
    ViewHistory history;
    const ViewPlace first{{0.1, 0.2}, 9.7, false};
    QVERIFY(!history.click(u"a"_s, first));
    QVERIFY(!history.click(u"b"_s, {{0.3, 0.4}, 15, true}));
    QVERIFY(history.isOnTop(u"b"_s));
    QCOMPARE(history.leaveAll(), first);
    QVERIFY(!history.leaveAll());
}

void TestViewManners::edgeMarksStandOnTheFrame()
{
    const QRectF view(0, 0, 800, 600);
    const QRectF frame = view.adjusted(20, 20, -20, -20);
    QVERIFY(!edgeMark({400, 300}, view, frame));
    QVERIFY(!edgeMark({799, 599}, view, frame));
    QVERIFY(!edgeMark({std::nan(""), 5}, view, frame));
    const auto right = edgeMark({4000, 300}, view, frame);
    QVERIFY(right);
    QCOMPARE(right->place, QPointF(780, 300));
    QCOMPARE(right->angle, 90.0);
    QCOMPARE(edgeMark({400, -500}, view, frame)->angle, 0.0);
    QVERIFY(rc::check("on the frame, towards the target", [&] {
        const QPointF target(*rc::gen::inRange(-100'000, 100'000), *rc::gen::inRange(-100'000, 100'000));
        const auto mark = edgeMark(target, view, frame);
        RC_ASSERT(mark.has_value() == !view.contains(target));
        if (!mark)
            return;
        const QPointF at = mark->place;
        const double toFrame = std::min({std::abs(at.x() - frame.left()), std::abs(at.x() - frame.right()),
                                         std::abs(at.y() - frame.top()), std::abs(at.y() - frame.bottom())});
        RC_ASSERT(toFrame < 1e-6);
        RC_ASSERT(frame.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(at));
        const QPointF a = at - frame.center();
        const QPointF b = target - frame.center();
        RC_ASSERT(std::abs(a.x() * b.y() - a.y() * b.x()) < 1e-3 * std::hypot(b.x(), b.y()));
        RC_ASSERT(a.x() * b.x() + a.y() * b.y() > 0);
    }));
}

void TestViewManners::edgeMarksKeepApart()
{
    const QRectF view(0, 0, 800, 600);
    const QRectF frame = view.adjusted(20, 20, -20, -20);
    QVERIFY(rc::check("all that are out of view have a sign, each at another place", [&] {
        std::vector<QPointF> targets;
        size_t outside = 0;
        const int count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            targets.push_back({double(*rc::gen::inRange(-3000, 3000)), double(*rc::gen::inRange(-3000, 3000))});
            outside += view.contains(targets.back()) ? 0U : 1U;
        }
        const auto marks = edgeMarks(targets, view, frame, 60);
        RC_ASSERT(marks.size() == outside);
        for (size_t i = 0; i < marks.size(); ++i) {
            RC_ASSERT(frame.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(marks[i].place));
            for (size_t j = 0; j < i; ++j) {
                const QPointF d = marks[i].place - marks[j].place;
                RC_ASSERT(std::abs(d.x()) + std::abs(d.y()) > 59.9);
            }
        }
    }));
    // Far more than there is room for: still one a target, none outside.
    std::vector<QPointF> many(500, QPointF(5000, 300));
    QCOMPARE(edgeMarks(many, view, frame, 60).size(), many.size());
}

static Bookmark bookmark()
{
    Bookmark mark{u"外滩 \"夜\""_s, {}};
    mark.view.centre = {121.49, 31.24};
    mark.view.zoom = 15.25;
    mark.view.layers = {{u"devices"_s, true, 0.5}, {u"热力"_s, false, 1}};
    mark.view.kind = u"incident"_s;
    mark.view.id = u"C1"_s;
    return mark;
}

void TestViewManners::bookmarksSurvive()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"config/guancheng/views.json"_s);
    Bookmarks first(file);
    QVERIFY(first.load());
    QVERIFY(first.save(3, bookmark()));
    QVERIFY(first.save(9, bookmark()));
    QVERIFY(first.remove(9));
    QVERIFY(!first.save(0, bookmark()));
    QVERIFY(!first.save(10, bookmark()));
    Bookmarks second(file);
    QVERIFY(second.load());
    QCOMPARE(second.count(), 1);
    QCOMPARE(second.at(3), bookmark());
    QVERIFY(!second.at(0) && !second.at(99));
}

void TestViewManners::bookmarksWithoutAHome()
{
    const QTemporaryDir dir;
    // A folder that cannot be made, as below it there is a file; works for root, too.
    QFile wall(dir.filePath(u"config"_s));
    QVERIFY(wall.open(QIODevice::WriteOnly));
    wall.close();
    Bookmarks marks(dir.filePath(u"config/guancheng/views.json"_s));
    QVERIFY(marks.load());
    const Status saved = marks.save(1, bookmark());
    QVERIFY(!saved);
    QVERIFY(!saved.error().reason.isEmpty());
    QCOMPARE(marks.at(1), bookmark());
}

void TestViewManners::brokenBookmarksAreLeft()
{
    const QTemporaryDir dir;
    const QString name = dir.filePath(u"views.json"_s);
    for (const QByteArray &text : {QByteArray("{"), QByteArray("[]"),
                                   QByteArray(R"({"bookmarks":[{"slot":12,"view":"guancheng://view?lat=1&lon=1&zoom=9"}]})"),
                                   QByteArray(R"({"bookmarks":[{"slot":1,"view":"guancheng://view?lat=91&lon=1&zoom=9"}]})"),
                                   QByteArray(300'000, ' ')}) {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        Bookmarks marks(name);
        QVERIFY(!marks.load());
        QVERIFY(!marks.save(2, bookmark()));
        QCOMPARE(marks.at(2), bookmark());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }
}

QTEST_GUILESS_MAIN(TestViewManners)
#include "tst_viewmanners.moc"
