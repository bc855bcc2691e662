// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/backend.h"
#include "support/cputimer.h"
#include "support/worldfixture.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

class TestBackendThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void livesInItsOwnThread();
    void aHubThatCannotListenIsAFailure();
    void startsAndStopsManyTimes();
    void aDayCostsLittle();
};

static BackendOptions options()
{
    BackendOptions options;
    options.catalogue = catalogue();
    options.city = city();
    options.clock = std::make_shared<SystemClock>();
    return options;
}

void TestBackendThread::livesInItsOwnThread()
{
    const QTemporaryDir dir;
    BackendOptions asked = options();
    asked.journalFile = dir.filePath(u"journal.sqlite"_s);
    QThread *hubThread = nullptr;
    QStringList ends;
    asked.hub = [&](World &) -> Result<HubDoor> {
        HubDoor door{std::make_unique<QObject>(), QUrl(u"ws://127.0.0.1:1/"_s)};
        hubThread = QThread::currentThread();
        connect(door.hub.get(), &QObject::destroyed, door.hub.get(), [&] { ends << u"hub"_s; }, Qt::DirectConnection);
        return door;
    };
    asked.sources.push_back([&](World &world) {
        world.report(u"grid"_s, reportOf(matterOfLevel(Level::Minor), kSquare, world.now()));
        auto source = std::make_unique<QObject>();
        connect(source.get(), &QObject::destroyed, source.get(), [&] { ends << u"source"_s; }, Qt::DirectConnection);
        return source;
    });
    Backend backend(asked);
    QSignalSpy ready(&backend, &Backend::ready);
    QSignalSpy statistics(&backend, &Backend::statisticsReady);
    backend.start();
    QTRY_COMPARE(ready.size(), 1);
    QCOMPARE(ready.front().front().toUrl(), QUrl(u"ws://127.0.0.1:1/"_s));
    QVERIFY(hubThread != QThread::currentThread());
    backend.requestStatistics();
    QTRY_COMPARE(statistics.size(), 1);
    QCOMPARE(backend.statistics().casesOpened, 1);
    QVERIFY(backend.stop());
    QCOMPARE(ends, QStringList({u"source"_s, u"hub"_s}));
    backend.post([](World &) { QFAIL("it has ended"); });
}

void TestBackendThread::aHubThatCannotListenIsAFailure()
{
    BackendOptions asked = options();
    asked.hub = [](World &) -> Result<HubDoor> { return Error{u"127.0.0.1:80"_s, {}, u"address in use"_s}; };
    Backend backend(asked);
    QSignalSpy ready(&backend, &Backend::ready);
    QSignalSpy failed(&backend, &Backend::failed);
    backend.start();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.front().front().value<Error>().source, u"127.0.0.1:80"_s);
    QVERIFY(ready.isEmpty());
    QVERIFY(backend.stop());
}

void TestBackendThread::startsAndStopsManyTimes()
{
    const QTemporaryDir dir;
    for (int i = 0; i < 5; ++i) {
        BackendOptions asked = options();
        asked.journalFile = dir.filePath(u"journal.sqlite"_s);
        Backend backend(asked);
        QSignalSpy problems(&backend, &Backend::problem);
        backend.start();
        QVERIFY(backend.stop());
        QCOMPARE(problems.size(), 0);
    }
}

/** A minute of an ordinary day: 400 records/s, 3 000 units at 1 Hz, 1.1 cases/s; less than 3% of a core. */
void TestBackendThread::aDayCostsLittle()
{
    const QTemporaryDir dir;
    BackendOptions asked = options();
    auto manual = std::make_shared<ManualClock>(kMorning);
    asked.clock = manual;
    asked.journalFile = dir.filePath(u"journal.sqlite"_s);
    Backend backend(asked);
    QSignalSpy ready(&backend, &Backend::ready);
    backend.start();
    QTRY_COMPARE(ready.size(), 1);
    QSignalSpy done(&backend, &Backend::statisticsReady);
    double ms = 0;
    backend.post([&](World &world) {
        DeviceTable table;
        for (quint32 i = 0; i < 110'000; ++i) {
            table.deviceClass.push_back(static_cast<quint16>(i % static_cast<quint32>(catalogue()->deviceClasses().size())));
            table.street.push_back(static_cast<quint16>(i % static_cast<quint32>(city()->streets().size())));
            table.longitudeE7.push_back(1214000000 + static_cast<qint32>(i % 1000) * 1000);
            table.latitudeE7.push_back(312000000 + static_cast<qint32>(i / 1000) * 1000);
            table.serial.push_back(i);
        }
        world.declareDevices(std::move(table));
        declareUnits(world, 3000, catalogue()->matters()[0].unitKinds.front(), manual->now());
        const CpuTimer timer;
        std::vector<UnitRecord> units(world.unitPositions());
        quint32 slot = 0;
        for (int second = 0; second < 60; ++second) {
            std::vector<TelemetryRecord> records;
            for (int i = 0; i < 400; ++i, slot = (slot + 7919) % 110'000)
                records.push_back({slot, std::numeric_limits<float>::quiet_NaN(), manual->now(), DeviceState::Normal});
            for (size_t i = 0; i < records.size(); i += 40)
                world.telemetry(u"iot"_s, {&records[i], 40});
            for (UnitRecord &unit : units) {
                unit.at = manual->now();
                unit.point.longitude += 0.0001;
            }
            world.unitPositions(u"grid"_s, units);
            world.report(u"grid"_s,
                         reportOf(catalogue()->matters()[0], {121.3 + second * 0.002, 31.1 + second * 0.003}, manual->now()));
            for (int i = 0; i < 10; ++i) {
                manual->advance(100);
                world.tick(manual->now());
            }
        }
        ms = timer.milliseconds();
    });
    backend.requestStatistics();
    QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 60'000);
    qInfo("a minute of the city took %.0f ms (%.2f%% of a core)", ms, ms / 600);
    QCOMPARE(backend.statistics().casesOpened, 60);
    QVERIFY(!kCostsCount || ms < 6000);
}

QTEST_GUILESS_MAIN(TestBackendThread)
#include "tst_backendthread.moc"
