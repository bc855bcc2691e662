// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/hub.h"
#include "datasources/operations/operationsclient.h"
#include "domain/clock.h"
#include "models/wallmodels.h"
#include "persistence/memoryjournal.h"
#include "support/worldfixture.h"

#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

namespace {

/** A city with its hub on a free port of the loopback, ticking. */
struct Town
{
    Town()
    {
        world = std::make_unique<World>(catalogue(), city(), clock, journal);
        world->open();
        DeviceTable table;
        for (quint32 i = 0; i < 1000; ++i) {
            table.deviceClass.push_back(quint16(i % 100));
            table.street.push_back(quint16(i % 200));
            table.longitudeE7.push_back(qint32(1'214'000'000 + i * 1000));
            table.latitudeE7.push_back(312'000'000);
            table.serial.push_back(i);
        }
        SourceHealth iot;
        iot.id = u"iot"_s;
        world->declareSource(iot);
        world->declareDevices(table);
        test::declareUnits(*world, 20, 0, clock.now());
        QObject::connect(&ticker, &QTimer::timeout, &ticker, [this] { world->tick(clock.now()); });
        ticker.start(50);
    }
    bool listen(quint16 port = 0)
    {
        HubOptions options;
        options.access = {{"secret", protocol::Role::Operator, u"desk-1"_s}};
        options.pulseMs = 20;
        hub = std::make_unique<Hub>(*world, world.get(), options);
        return bool(hub->listen(QHostAddress::LocalHost, port));
    }
    QString report()
    {
        const quint64 before = world->headSequence();
        world->report(u"patrol"_s, reportOf(matterOfLevel(Level::Minor), {121.4737 + 0.01 * ++reports, 31.2304}, clock.now()));
        Q_UNUSED(before)
        QString newest;
        quint64 version = 0;
        world->eachIncident([&](const Incident &incident) {
            if (incident.version >= version) {
                version = incident.version;
                newest = incident.id;
            }
        });
        return newest;
    }

    SystemClock clock;
    MemoryJournal journal;
    std::unique_ptr<World> world;
    std::unique_ptr<Hub> hub;
    QTimer ticker;
    int reports = 0;
};

/** A desk as the application builds it. */
struct Desk
{
    explicit Desk(const QUrl &url, const QString &token = u"secret"_s)
        : client(options(url, token), picture, clock, pulse)
        , bus(client, clock)
        , models(std::make_shared<const Names>(catalogue(), city()), picture, bus, clock)
    {
        client.start();
    }
    static OperationsOptions options(const QUrl &url, const QString &token)
    {
        OperationsOptions options;
        options.url = url;
        options.token = token;
        return options;
    }
    FeedState link() const
    {
        const SourceHealth *health = picture.sources().find(u"link"_s);
        return health ? health->state : FeedState::Stopped;
    }
    QString message() const
    {
        const SourceHealth *health = picture.sources().find(u"link"_s);
        return health ? health->message : QString();
    }

    OperationalPicture picture;
    CityClock clock;
    FramePulse pulse{20};
    OperationsClient client;
    CommandBus bus;
    WallModels models;
};

} // namespace

/** Client, hub and world over a real socket: from an event in the city to a role of a model, and back with a command. */
class TestClientAgainstHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCityArrives();
    void recordsReachTheStores();
    void aCaseAndACommand();
    void comesBackAfterTheHubWasAway();
    void anotherCityAtTheSameAddress();
    void wrongToken();
    void nobodyThere();
    void stopsAtOnce();
};

void TestClientAgainstHub::theCityArrives()
{
    Town town;
    QVERIFY(town.listen());
    town.report();
    Desk desk(town.hub->url());
    QTRY_COMPARE(desk.link(), FeedState::Live);
    QCOMPARE(desk.picture.devices().size(), size_t(1000));
    QCOMPARE(desk.picture.units().size(), size_t(20));
    QCOMPARE(desk.picture.incidents().openCount(), 1);
    QCOMPARE(desk.models.stages()->openTotal(), 1);
    QVERIFY(desk.picture.sources().find(u"iot"_s));
    QVERIFY(desk.clock.isSynchronised());
    QVERIFY(std::abs(desk.clock.now() - town.clock.now()) < 500);
}

void TestClientAgainstHub::recordsReachTheStores()
{
    Town town;
    QVERIFY(town.listen());
    Desk desk(town.hub->url());
    QTRY_COMPARE(desk.link(), FeedState::Live);
    std::vector<TelemetryRecord> records;
    for (quint32 slot = 0; slot < 1000; ++slot)
        records.push_back({slot, float(slot), town.clock.now(), DeviceState::Normal});
    town.world->telemetry(u"iot"_s, records);
    QTRY_COMPARE(desk.picture.devices().arrays()->value(999), 999.0F);
    QTRY_COMPARE(desk.picture.devices().countOf(DeviceState::Unknown), size_t(0));
    std::vector<UnitRecord> positions;
    UnitRecord position;
    position.slot = 3;
    position.point = {121.5, 31.3};
    position.at = town.clock.now() + 1;
    positions.push_back(position);
    town.world->unitPositions(u"units"_s, positions);
    QTRY_VERIFY(std::abs(desk.picture.units().position(3).point.longitude - 121.5) < 1e-6);
    QCOMPARE(desk.picture.devices().counters().unknown, quint64(0));
}

void TestClientAgainstHub::aCaseAndACommand()
{
    Town town;
    QVERIFY(town.listen());
    Desk desk(town.hub->url());
    QTRY_COMPARE(desk.link(), FeedState::Live);
    const QString id = town.report();
    QTRY_VERIFY(desk.picture.incidents().find(id));
    SelectionController &card = *desk.models.selection();
    card.open(u"incident"_s, id);
    QTRY_VERIFY(!card.isLoading());
    QVERIFY(card.timeline()->rowCount() > 0);
    QVERIFY(card.neighbours()->rowCount() > 0);
    const int lines = card.timeline()->rowCount();
    card.urge(u"快"_s);
    QCOMPARE(card.commandState(), CommandState::Pending);
    QTRY_COMPARE(card.commandState(), CommandState::Accepted);
    QTRY_COMPARE(card.details().urged, 1); // the event came the same way as any other
    QTRY_VERIFY(card.timeline()->rowCount() > lines);
    card.closeCase(u"too early"_s);
    QTRY_COMPARE(card.commandState(), CommandState::Refused);
    QVERIFY(!card.refusalZh().isEmpty());
    QVERIFY(!card.refusalEn().isEmpty());
}

void TestClientAgainstHub::comesBackAfterTheHubWasAway()
{
    Town town;
    QVERIFY(town.listen());
    const QUrl url = town.hub->url();
    Desk desk(url);
    QTRY_COMPARE(desk.link(), FeedState::Live);
    const QString before = town.report();
    QTRY_VERIFY(desk.picture.incidents().find(before));
    town.hub.reset();
    QTRY_COMPARE(desk.link(), FeedState::Lost);
    QVERIFY(desk.picture.incidents().find(before)); // the picture stays
    const QString meanwhile = town.report();
    desk.bus.submit(u"urge"_s, before, {{u"text"_s, u"kept"_s}});
    QVERIFY(town.listen(quint16(url.port())));
    QTRY_VERIFY_WITH_TIMEOUT(desk.picture.incidents().find(meanwhile), 20'000);
    QTRY_COMPARE(desk.picture.incidents().find(before)->urged, 1); // the command was kept
    QCOMPARE(desk.picture.incidents().orphanedCount(), 0);
}

void TestClientAgainstHub::anotherCityAtTheSameAddress()
{
    auto town = std::make_unique<Town>();
    QVERIFY(town->listen());
    const QUrl url = town->hub->url();
    Desk desk(url);
    const QString known = town->report();
    QTRY_VERIFY(desk.picture.incidents().find(known));
    town->hub.reset();
    town = std::make_unique<Town>();
    QVERIFY(town->listen(quint16(url.port())));
    QTRY_VERIFY_WITH_TIMEOUT(desk.picture.incidents().isOrphaned(known), 20'000);
    QVERIFY2(desk.message().contains(u"another journal"), qPrintable(desk.message()));
    QCOMPARE(desk.models.stages()->orphanedTotal(), 1);
}

void TestClientAgainstHub::wrongToken()
{
    Town town;
    QVERIFY(town.listen());
    Desk desk(town.hub->url(), u"guess"_s);
    QTRY_VERIFY2(desk.message().contains(u"refused, token"), qPrintable(desk.message()));
    QTRY_COMPARE(desk.link(), FeedState::Lost);
    bool answered = false;
    desk.bus.ask(u"/cases"_s, [&answered](const Answer &answer) { answered = !answer.isGood(); });
    QTRY_VERIFY(answered);
}

void TestClientAgainstHub::nobodyThere()
{
    Desk desk(QUrl(u"ws://127.0.0.1:1"_s));
    QTRY_COMPARE(desk.link(), FeedState::Lost);
    QVERIFY2(desk.message().startsWith(u"ws://127.0.0.1:1/api/v1/live: "), qPrintable(desk.message()));
}

void TestClientAgainstHub::stopsAtOnce()
{
    Town town;
    QVERIFY(town.listen());
    Desk desk(town.hub->url());
    QSignalSpy stopped(&desk.client, &OperationsClient::stopped);
    desk.client.stop();
    QVERIFY(stopped.size() == 1 || stopped.wait());
    QCOMPARE(desk.link(), FeedState::Stopped);
}

QTEST_MAIN(TestClientAgainstHub)
#include "tst_clientagainsthub.moc"
