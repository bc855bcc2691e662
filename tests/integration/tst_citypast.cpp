// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/simulator.h"
#include "persistence/memoryjournal.h"
#include "persistence/sqlitejournal.h"
#include "support/worldfixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <map>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

namespace {

constexpr TimeMs kMinute = 60'000;

/** A city over a journal, with the simulator that gives it a past. */
struct Town
{
    explicit Town(std::unique_ptr<EventJournal> with, quint64 seed = 7, TimeMs now = kMorning)
        : clock(now)
        , journal(std::move(with))
    {
        world = std::make_unique<World>(catalogue(), city(), clock, *journal);
        problems = world->open();
        SimulatorOptions options;
        options.seed = seed;
        options.devices = 2'000;
        options.cameras = 300;
        simulator = std::make_unique<Simulator>(*catalogue(), *city(), *world, options);
    }
    ~Town()
    {
        simulator.reset();
        world.reset();
        journal->close();
    }
    Q_DISABLE_COPY_MOVE(Town)

    void start()
    {
        simulator->start(clock.now(), world.get());
        world->tick(clock.now());
    }
    void live(TimeMs length)
    {
        for (const TimeMs end = clock.now() + length; clock.now() < end;) {
            clock.advance(1'000);
            simulator->advance(clock.now());
            world->tick(clock.now());
            QCoreApplication::processEvents();
        }
    }
    std::map<QString, Incident> cases() const
    {
        std::map<QString, Incident> all;
        world->eachIncident([&](const Incident &incident) { all[incident.id] = incident; });
        return all;
    }
    std::map<QString, Order> orders() const
    {
        std::map<QString, Order> all;
        world->eachOrder([&](const Order &order) { all[order.id] = order; });
        return all;
    }
    double figure(const QString &id) const
    {
        for (const Figure &figure : world->figures()) {
            if (figure.id == id)
                return figure.value;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

    ManualClock clock;
    std::unique_ptr<EventJournal> journal;
    std::unique_ptr<World> world;
    std::unique_ptr<Simulator> simulator;
    std::vector<Error> problems;
};

} // namespace

/** The past of a city whose journal is empty. */
class TestCityPast : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void casesInAllStages();
    void goesOnWithoutABreak();
    void trendsOfAllIndicators();
    void theSameSeedGivesTheSamePast();
    void comesBackFromTheJournal();
    void rightAfterMidnight();
    void nothingCountsAsDoneByThisRun();
};

void TestCityPast::casesInAllStages()
{
    Town town(std::make_unique<MemoryJournal>());
    town.start();
    std::array<int, 7> stages{};
    int overdue = 0;
    for (const auto &[id, incident] : town.cases()) {
        ++stages[static_cast<size_t>(incident.stage)];
        overdue += !incident.isFinal() && incident.stageDueAt > 0 && incident.stageDueAt < kMorning;
        QVERIFY(incident.openedAt <= kMorning && incident.openedAt >= kMorning - kMinute * 60);
        QVERIFY2(id.startsWith(u"C20261122-"_s), qPrintable(id));
        QVERIFY(!incident.timeline.isEmpty());
        QCOMPARE(incident.timeline.constFirst().verb, u"open"_s);
        TimeMs last = incident.openedAt;
        for (const TimelineEntry &entry : incident.timeline) {
            QVERIFY2(entry.at >= last && entry.at <= kMorning, qPrintable(id));
            last = entry.at;
        }
        if (incident.stage == Stage::Handling)
            QVERIFY2(!incident.unit.isEmpty(), qPrintable(id));
    }
    for (const Stage stage : {Stage::Dispatching, Stage::Handling, Stage::FeedBack, Stage::Closed})
        QVERIFY2(stages[static_cast<size_t>(stage)] > 0, qPrintable(QString::number(int(stage))));
    const int open = std::accumulate(stages.begin(), stages.begin() + 5, 0);
    QVERIFY2(open > 300 && open < 2'000, qPrintable(QString::number(open)));
    QVERIFY(overdue * 4 < open);
    int active = 0;
    for (const auto &[id, order] : town.orders())
        active += order.status == "offered"_L1 || order.status == "accepted"_L1 || order.status == "enroute"_L1 ||
                  order.status == "onscene"_L1;
    QVERIFY2(active > 200, qPrintable(QString::number(active)));
    // A day of 96 000 cases has brought some ten thousands by ten.
    QVERIFY2(town.figure(u"cases-today"_s) > 15'000 && town.figure(u"cases-today"_s) < 60'000,
             qPrintable(QString::number(town.figure(u"cases-today"_s))));
    QVERIFY(town.figure(u"on-time"_s) > 90);
    QVERIFY(town.figure(u"auto-dispatch"_s) > 80);
}

void TestCityPast::goesOnWithoutABreak()
{
    Town town(std::make_unique<MemoryJournal>());
    town.start();
    const auto openCount = [&town] {
        const auto all = town.cases();
        return std::ranges::count_if(all, [](const auto &entry) { return !entry.second.isFinal(); });
    };
    const auto before = openCount();
    const BackendStatistics at = town.world->statistics();
    town.live(4 * kMinute);
    const BackendStatistics after = town.world->statistics();
    QVERIFY(after.casesOpened - at.casesOpened > 100);
    QVERIFY2(after.casesClosed - at.casesClosed > 30, qPrintable(QString::number(after.casesClosed)));
    QVERIFY2(openCount() > before / 2 && openCount() < before * 2, qPrintable(QString::number(openCount())));
    // What crews say fits the cases: nothing is answered with 'illegal'.
    QVERIFY2(after.exceptions * 20 <= after.casesOpened + 20, qPrintable(QString::number(after.exceptions)));
}

void TestCityPast::trendsOfAllIndicators()
{
    Town town(std::make_unique<MemoryJournal>());
    town.start();
    for (quint16 i = 0; i < town.world->indicators().size(); ++i) {
        if (catalogue()->indicators()[i].measure.kind == Measure::Kind::DevicesOnline)
            continue; // no device has been heard of yet: nothing to make a past of
        const std::vector<float> trend = std::as_const(*town.world).indicatorTrend(i);
        const auto known = std::ranges::count_if(trend, [](float value) { return !std::isnan(value); });
        QVERIFY2(known >= 28, qPrintable(u"%1: %2"_s.arg(catalogue()->indicators()[i].id).arg(known)));
    }
}

void TestCityPast::theSameSeedGivesTheSamePast()
{
    Town one(std::make_unique<MemoryJournal>(), 11);
    Town same(std::make_unique<MemoryJournal>(), 11);
    Town other(std::make_unique<MemoryJournal>(), 12);
    one.start();
    same.start();
    other.start();
    QVERIFY(one.cases() == same.cases());
    QVERIFY(one.orders() == same.orders());
    QVERIFY(one.cases() != other.cases());
}

void TestCityPast::comesBackFromTheJournal()
{
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"journal.sqlite"_s);
    std::map<QString, Incident> cases;
    std::map<QString, Order> orders;
    double today = 0;
    {
        Town town(std::make_unique<SqliteJournal>(file));
        QVERIFY(std::as_const(*town.world).fresh());
        town.start();
        cases = town.cases();
        orders = town.orders();
        today = town.figure(u"cases-today"_s);
        // Ends without a snapshot: every event of the past has to be in the journal.
    }
    Town again(std::make_unique<SqliteJournal>(file));
    QVERIFY(again.problems.empty());
    QVERIFY(!again.world->fresh());
    QVERIFY(again.cases() == cases);
    QVERIFY(again.orders() == orders);
    again.start();
    QCOMPARE(again.cases().size(), cases.size()); // no second past
    QVERIFY(again.figure(u"cases-today"_s) >= today);
    const auto whole = again.world->incident(cases.begin()->first);
    QVERIFY(whole && whole->timeline == cases.begin()->second.timeline);
}

void TestCityPast::rightAfterMidnight()
{
    Town town(std::make_unique<MemoryJournal>(), 7, kMorning - 10 * 60 * kMinute + 8 * kMinute); // 00:08
    town.start();
    int yesterday = 0, today = 0;
    for (const auto &[id, incident] : town.cases()) {
        yesterday += id.startsWith(u"C20261121-"_s);
        today += id.startsWith(u"C20261122-"_s);
    }
    QVERIFY(yesterday > 0 && today > 0);
    QVERIFY2(town.figure(u"cases-today"_s) < 1'000, qPrintable(QString::number(town.figure(u"cases-today"_s))));
}

void TestCityPast::nothingCountsAsDoneByThisRun()
{
    Town town(std::make_unique<MemoryJournal>());
    town.start();
    const BackendStatistics statistics = town.world->statistics();
    QVERIFY2(statistics.casesOpened < 20, qPrintable(QString::number(statistics.casesOpened)));
    QVERIFY2(!(statistics.dispatchP99Ms > 100), qPrintable(QString::number(statistics.dispatchP99Ms)));
}

QTEST_MAIN(TestCityPast)
#include "tst_citypast.moc"
