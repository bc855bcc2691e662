// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/hubscene.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;
using protocol::Topic;

namespace {

QList<quint64> seqs(const QList<QJsonObject> &events)
{
    QList<quint64> out;
    for (const QJsonObject &event : events)
        out.append(static_cast<quint64>(event.value("seq"_L1).toInteger()));
    return out;
}

} // namespace

class TestHub : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void welcomesAKnownTokenAndSaysWhatItAllows();
    void refusesWithReasonAndCode_data();
    void refusesWithReasonAndCode();
    void hangsUpOnWhoSaysNothing();
    void snapshotComesBeforeTheChangesThatFollowIt();
    void eventsAreChainedByPrev();
    void resumesAfterTheLastSequence();
    void resumeIsRefusedForAnotherLineageOrALostJournal();
    void resyncSendsAllStreamTopicsAgain();
    void filterByAreaAndDepartment();
    void caseThatLeavesTheFilterIsToldOnce();
    void unknownTopicCostsOnlyItself();
    void commandIsAnsweredOnceAndTheSameAgain();
    void viewerMayNotCommand();
    void tooManyCommandsAreRefused();
    void heartbeat();
    void silentClientIsClosed();
    void modeIsTold();
};

void TestHub::welcomesAKnownTokenAndSaysWhatItAllows()
{
    HubScene stage;
    const auto client = stage.welcomed();
    const QJsonObject welcome = client->last("welcome"_L1);
    QCOMPARE(welcome["version"_L1].toInt(), 1);
    QCOMPARE(welcome["lineage"_L1].toString(), stage.city.lineageId);
    QCOMPARE(welcome["seq"_L1].toInt(), 100);
    QCOMPARE(welcome["role"_L1].toString(), u"operator"_s);
    QCOMPARE(welcome["simulated"_L1].toBool(), true);
    QCOMPARE(welcome["resumed"_L1].toBool(), false);
    QCOMPARE(welcome["limits"_L1]["credit"_L1].toInt(), 256);
}

void TestHub::refusesWithReasonAndCode_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("closeCode");
    QTest::newRow("token") << QByteArray(R"({"type":"hello","versions":[1],"token":"no"})") << u"token"_s << 4401;
    QTest::newRow("empty token") << QByteArray(R"({"type":"hello","versions":[1],"token":""})") << u"token"_s << 4401;
    QTest::newRow("no token") << QByteArray(R"({"type":"hello","versions":[1]})") << u"token"_s << 4401;
    QTest::newRow("version") << QByteArray(R"({"type":"hello","versions":[2,99],"token":"op"})") << u"version"_s << 4406;
    QTest::newRow("versions of texts") << QByteArray(R"({"type":"hello","versions":["1"],"token":"op"})") << u"bad-hello"_s
                                       << 4400;
    QTest::newRow("no versions") << QByteArray(R"({"type":"hello","token":"op"})") << u"bad-hello"_s << 4400;
    QTest::newRow("no hello") << QByteArray(R"({"type":"subscribe","topics":["cases"]})") << u"bad-hello"_s << 4400;
    QTest::newRow("no JSON") << QByteArray("hello") << u"bad-hello"_s << 4400;
}

void TestHub::refusesWithReasonAndCode()
{
    QFETCH(QByteArray, first);
    QFETCH(QString, code);
    QFETCH(int, closeCode);
    HubScene stage;
    const auto client = stage.client();
    connect(&client->socket, &QWebSocket::connected, this, [&] { client->send(first); });
    QTRY_VERIFY(client->closed);
    QCOMPARE(client->last("refused"_L1)["code"_L1].toString(), code);
    QCOMPARE(client->last("refused"_L1)["versions"_L1].toArray(), QJsonArray{1});
    QCOMPARE(static_cast<int>(client->socket.closeCode()), closeCode);
    QCOMPARE(stage.hub.counters().refused, 1);
    QTRY_COMPARE(stage.hub.sessionCount(), 0);
}

void TestHub::hangsUpOnWhoSaysNothing()
{
    HubOptions quick = HubScene::options();
    quick.helloMs = 50;
    quick.heartbeatMs = 100;
    HubScene stage(quick);
    const auto client = stage.client();
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 4400);
}

void TestHub::snapshotComesBeforeTheChangesThatFollowIt()
{
    HubScene stage;
    stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-1"_s));
    const auto client = stage.welcomed();
    client->subscribe({Topic::Cases, Topic::Alarms});
    QTRY_COMPARE(client->count("snapshot"_L1), 2);
    const QJsonObject cases = client->ofType("snapshot"_L1).first();
    QCOMPARE(cases["topic"_L1].toString(), u"cases"_s);
    QCOMPARE(cases["rows"_L1].toInt(), 1);
    QCOMPARE(cases["columns"_L1]["id"_L1].toArray(), QJsonArray{u"C-1"_s});
    QCOMPARE(cases["columns"_L1]["level"_L1].toArray(), QJsonArray{u"moderate"_s});
    QCOMPARE(client->last("snapshot"_L1)["rows"_L1].toInt(), 0);

    Incident handled = FakeCity::someCase(u"C-1"_s);
    handled.stage = Stage::Handling;
    stage.city.happen(u"dispatched"_s, handled);
    QTRY_COMPARE(client->count("event"_L1), 1);
    const QJsonObject event = client->last("event"_L1);
    QCOMPARE(event["prev"_L1].toInteger(), cases["seq"_L1].toInteger());
    QCOMPARE(event["change"_L1].toString(), u"dispatched"_s);
    QCOMPARE(event["entity"_L1]["stage"_L1].toString(), u"handling"_s);
    QCOMPARE(event["entry"_L1]["verb"_L1].toString(), u"dispatched"_s);
}

void TestHub::eventsAreChainedByPrev()
{
    HubScene stage;
    const auto client = stage.welcomed();
    client->subscribe({Topic::Cases, Topic::Warnings});
    QTRY_COMPARE(client->count("snapshot"_L1), 2);
    quint64 prev = 100;
    for (int i = 0; i < 500; ++i) {
        if (i % 3 == 0) { // not subscribed: the chain must go over it
            Alarm alarm;
            alarm.id = u"a/b"_s;
            stage.city.happen(u"raised"_s, alarm);
        }
        stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(i % 7)));
    }
    QTRY_COMPARE(client->count("event"_L1), 500);
    for (const QJsonObject &event : client->ofType("event"_L1)) {
        QCOMPARE(static_cast<quint64>(event["prev"_L1].toInteger()), prev);
        prev = static_cast<quint64>(event["seq"_L1].toInteger());
    }
}

void TestHub::resumesAfterTheLastSequence()
{
    HubScene stage;
    for (int i = 0; i < 10; ++i)
        stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(i)));
    const auto client = stage.client();
    client->hello(u"op"_s, true, protocol::Resume{stage.city.lineageId, 104});
    QTRY_COMPARE(client->count("welcome"_L1), 1);
    QCOMPARE(client->last("welcome"_L1)["resumed"_L1].toBool(), true);
    stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-late"_s)); // between welcome and subscribe
    client->subscribe({Topic::Cases});
    QTRY_COMPARE(client->count("event"_L1), 7);
    QCOMPARE(seqs(client->ofType("event"_L1)), (QList<quint64>{105, 106, 107, 108, 109, 110, 111}));
    QCOMPARE(client->ofType("event"_L1).first()["prev"_L1].toInt(), 104);
    QCOMPARE(client->count("snapshot"_L1), 0);
}

void TestHub::resumeIsRefusedForAnotherLineageOrALostJournal()
{
    HubScene stage;
    for (int i = 0; i < 10; ++i)
        stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(i)));
    stage.city.keptSince = 105;
    const QList<protocol::Resume> hopeless{{u"another"_s, 108}, {stage.city.lineageId, 104}, {stage.city.lineageId, 4000}};
    for (const protocol::Resume &resume : hopeless) {
        const auto client = stage.client();
        client->hello(u"op"_s, true, resume);
        QTRY_COMPARE(client->count("welcome"_L1), 1);
        QCOMPARE(client->last("welcome"_L1)["resumed"_L1].toBool(), false);
        client->subscribe({Topic::Cases});
        QTRY_COMPARE(client->count("snapshot"_L1), 1);
        QCOMPARE(client->last("snapshot"_L1)["rows"_L1].toInt(), 10);
    }
}

void TestHub::resyncSendsAllStreamTopicsAgain()
{
    HubScene stage;
    const auto client = stage.welcomed();
    client->subscribe({Topic::Cases, Topic::Alarms, Topic::Indicators});
    QTRY_COMPARE(client->count("snapshot"_L1), 3);
    client->send(R"({"type":"resync","topics":["alarms"]})");
    QTRY_COMPARE(client->count("snapshot"_L1), 5);
    client->send(R"({"type":"resync","topics":["indicators"]})");
    QTRY_COMPARE(client->count("snapshot"_L1), 6);
    QCOMPARE(client->last("snapshot"_L1)["topic"_L1].toString(), u"indicators"_s);
}

void TestHub::filterByAreaAndDepartment()
{
    HubScene stage;
    const QString here = u"310115125"_s;
    const QString there = u"310101001"_s;
    Incident foreign = FakeCity::someCase(u"C-police"_s, here);
    foreign.department = u"police"_s;
    stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-here"_s, here));
    stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-there"_s, there));
    stage.city.happen(u"opened"_s, foreign);
    Incident nowhere = FakeCity::someCase(u"C-nowhere"_s, {});
    stage.city.happen(u"opened"_s, nowhere);

    const auto client = stage.welcomed();
    client->subscribe({Topic::Cases, Topic::Orders}, {u"310115"_s}, {u"urban-management"_s});
    QTRY_COMPARE(client->count("snapshot"_L1), 2);
    QCOMPARE(client->ofType("snapshot"_L1).first()["columns"_L1]["id"_L1].toArray(), QJsonArray{u"C-here"_s});

    Order hidden;
    hidden.id = u"O-1"_s;
    hidden.incident = u"C-there"_s;
    stage.city.happen(u"offered"_s, hidden);
    Order shown = hidden;
    shown.id = u"O-2"_s;
    shown.incident = u"C-here"_s;
    stage.city.happen(u"offered"_s, shown);
    QTRY_COMPARE(client->count("event"_L1), 1);
    QCOMPARE(client->last("event"_L1)["entity"_L1]["id"_L1].toString(), u"O-2"_s);
    QCOMPARE(client->last("event"_L1)["prev"_L1].toInt(), 104);
}

void TestHub::caseThatLeavesTheFilterIsToldOnce()
{
    HubScene stage;
    stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-1"_s));
    const auto client = stage.welcomed();
    client->subscribe({Topic::Cases}, {}, {u"urban-management"_s});
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    Incident moved = FakeCity::someCase(u"C-1"_s);
    moved.department = u"police"_s;
    stage.city.happen(u"returned"_s, moved);
    stage.city.happen(u"dispatched"_s, moved);
    stage.city.happen(u"opened"_s, FakeCity::someCase(u"C-2"_s));
    QTRY_COMPARE(client->count("event"_L1), 2);
    QCOMPARE(seqs(client->ofType("event"_L1)), (QList<quint64>{102, 104}));
}

void TestHub::unknownTopicCostsOnlyItself()
{
    HubScene stage;
    const auto client = stage.welcomed();
    client->send(R"({"type":"subscribe","topics":["dreams","figures"]})");
    QTRY_COMPARE(client->count("snapshot"_L1), 1);
    QCOMPARE(client->last("error"_L1)["code"_L1].toString(), u"unknown-topic"_s);
    QCOMPARE(client->last("snapshot"_L1)["topic"_L1].toString(), u"figures"_s);
}

void TestHub::commandIsAnsweredOnceAndTheSameAgain()
{
    HubScene stage;
    const auto client = stage.welcomed();
    client->subscribe({Topic::Cases});
    const QByteArray command = R"({"type":"command","key":"k1","verb":"report","args":{"title":"路灯不亮"}})";
    client->send(command);
    client->send(command);
    QTRY_COMPARE(client->count("result"_L1), 2);
    QCOMPARE(client->ofType("result"_L1)[0], client->ofType("result"_L1)[1]);
    QCOMPARE(client->last("result"_L1)["status"_L1].toString(), u"accepted"_s);
    QTRY_COMPARE(client->count("event"_L1), 1);
    QCOMPARE(client->last("event"_L1)["seq"_L1].toInteger(), client->last("result"_L1)["seq"_L1].toInteger());
    QCOMPARE(stage.city.commands[u"k1"_s].actor, u"seat-1"_s);

    client->send(R"({"type":"command","key":"k1","verb":"report","args":{"title":"另一件"}})");
    QTRY_COMPARE(client->last("result"_L1)["code"_L1].toString(), u"key-reused"_s);
    client->send(R"({"type":"command","key":"k2","verb":"void","target":"C-none"})");
    QTRY_COMPARE(client->last("result"_L1)["code"_L1].toString(), u"unknown-target"_s);
    client->send(
        QByteArray(R"({"type":"command","key":"KEY","verb":"void","target":"C-1"})").replace("KEY", QByteArray(129, 'k')));
    QTRY_COMPARE(client->last("result"_L1)["code"_L1].toString(), u"bad-argument"_s);
    client->send(QByteArray(R"({"type":"command","key":"k4","verb":"urge","target":"C-1","args":{"text":"T"}})")
                     .replace("\"T\"", QByteArray("\"" + QByteArray(4001, 'x') + "\"")));
    QTRY_COMPARE(client->last("result"_L1)["key"_L1].toString(), u"k4"_s);
    QCOMPARE(client->last("result"_L1)["code"_L1].toString(), u"bad-argument"_s);
}

void TestHub::viewerMayNotCommand()
{
    HubScene stage;
    const auto client = stage.welcomed(u"eye"_s);
    client->send(R"({"type":"command","key":"k1","verb":"report","args":{"title":"x"}})");
    QTRY_COMPARE(client->last("result"_L1)["code"_L1].toString(), u"forbidden"_s);
    QVERIFY(stage.city.commands.empty());
}

void TestHub::tooManyCommandsAreRefused()
{
    HubScene stage;
    const auto client = stage.welcomed();
    for (int i = 0; i < 1000; ++i)
        client->send(QByteArray(R"({"type":"command","key":"N","verb":"nothing"})").replace("N", QByteArray::number(i)));
    QTRY_COMPARE(client->count("result"_L1), 1000);
    int rate = 0;
    for (const QJsonObject &result : client->ofType("result"_L1))
        rate += result["code"_L1].toString() == u"rate"_s ? 1 : 0;
    QVERIFY2(rate > 0 && rate <= 800, qPrintable(QString::number(rate)));
}

void TestHub::heartbeat()
{
    HubScene stage;
    const auto client = stage.welcomed();
    client->send(R"({"type":"ping","t0":1234.5})");
    QTRY_COMPARE(client->count("pong"_L1), 1);
    QCOMPARE(client->last("pong"_L1)["t0"_L1].toDouble(), 1234.5);
    QCOMPARE(client->last("pong"_L1)["time"_L1].toInteger(), stage.city.m_now);
    QCOMPARE(client->last("pong"_L1)["seq"_L1].toInt(), 100);
}

void TestHub::silentClientIsClosed()
{
    HubOptions quick = HubScene::options();
    quick.heartbeatMs = 100;
    HubScene stage(quick);
    const auto client = stage.welcomed();
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 4408);
    QCOMPARE(stage.hub.counters().silent, 1);
    QTRY_COMPARE(stage.hub.sessionCount(), 0);
}

void TestHub::modeIsTold()
{
    HubScene stage;
    const auto client = stage.welcomed();
    stage.city.cityMode = CityMode::Emergency;
    stage.city.tell([](CityObserver &observer) { observer.modeChanged(); });
    QTRY_COMPARE(client->last("mode"_L1)["mode"_L1].toString(), u"emergency"_s);
}

QTEST_GUILESS_MAIN(TestHub)
#include "tst_hub.moc"
