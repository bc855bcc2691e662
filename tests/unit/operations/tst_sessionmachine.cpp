// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "fakebackend.h"
#include "testdesk.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The client's side of the protocol without a socket. */
class TestSessionMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void snapshotsThenEvents();
    void theOldPictureStaysUntilTheNewIsWhole();
    void resumesWhereItWas();
    void anOlderJournalIsSaidAndNothingLost();
    void anotherLineage();
    void anEmptyBackend();
    void wrongTokenAndVersion();
    void malformedMessagesAreCounted_data();
    void malformedMessagesAreCounted();
    void replayedEventsAreLate();
    void aGapAsksForSnapshotsOnce();
    void aSnapshotThatNeverEndsIsAskedForAgain();
    void commandsSurviveABrokenLink();
    void unansweredAfterTenSeconds();
    void questionsEndWithTheLink();
    void creditOnlyWhenFramesCame();
    void silenceIsSeenWithinThreeSeconds();
    void theClock();
    void whateverHappensTheTruthWins_data();
    void whateverHappensTheTruthWins();

private:
    /** Everything that is on its way arrives. */
    void settle();
    void connectBoth();
    void breakLink(const QString &why = u"gone"_s);
    void compareWithTruth();
    void toMachine(const FakeBackend::Outgoing &message);

    std::unique_ptr<TestDesk> m_desk;
    std::unique_ptr<FakeBackend> m_backend;
    TimeMs m_now = 0;
};

void TestSessionMachine::init()
{
    m_desk = std::make_unique<TestDesk>();
    m_backend = std::make_unique<FakeBackend>();
    m_now = 1'000'000;
}

void TestSessionMachine::toMachine(const FakeBackend::Outgoing &message)
{
    if (message.binary)
        m_desk->machine.binary(message.bytes, m_now);
    else
        m_desk->machine.text(message.bytes, m_now);
}

void TestSessionMachine::settle()
{
    while (!m_desk->said.empty() || !m_backend->out.empty()) {
        while (!m_desk->said.empty()) {
            m_backend->receive(m_desk->said.front());
            m_desk->said.pop_front();
        }
        while (!m_backend->out.empty()) {
            const FakeBackend::Outgoing message = m_backend->out.front();
            m_backend->out.pop_front();
            toMachine(message);
        }
    }
    m_desk->drain();
}

void TestSessionMachine::connectBoth()
{
    m_desk->machine.opened(m_now);
    settle();
}

void TestSessionMachine::breakLink(const QString &why)
{
    m_desk->machine.closed(why, m_now);
    m_desk->said.clear();
    m_backend->disconnected();
    m_desk->drain();
}

void TestSessionMachine::compareWithTruth()
{
    const IncidentStore &store = m_desk->picture.incidents();
    int open = 0;
    store.each([&](const Incident &incident, bool orphaned) {
        if (incident.isFinal() || orphaned)
            return;
        ++open;
        QVERIFY2(m_backend->cases.contains(incident.id), qPrintable(incident.id));
        QCOMPARE(incident.version, m_backend->cases[incident.id].version);
        QCOMPARE(incident.title, m_backend->cases[incident.id].title);
    });
    QCOMPARE(open, m_backend->cases.size());
    const auto devices = m_desk->picture.devices().arrays();
    QCOMPARE(devices->size(), m_backend->states().size());
    for (quint32 slot = 0; slot < devices->size(); ++slot)
        QCOMPARE(devices->state(slot), m_backend->states()[slot]);
}

void TestSessionMachine::snapshotsThenEvents()
{
    for (int i = 0; i < 20; ++i)
        m_backend->change();
    connectBoth();
    QCOMPARE(m_desk->welcomes, 1);
    compareWithTruth();
    QCOMPARE(m_desk->link(), FeedState::Live);
    for (int i = 0; i < 50; ++i) {
        m_backend->change();
        m_backend->telemetry();
    }
    settle();
    compareWithTruth();
    QCOMPARE(m_desk->machine.seen(), m_backend->head);
    QCOMPARE(m_desk->machine.health().rejected, 0);
    QCOMPARE(m_desk->machine.health().late, 0);
}

void TestSessionMachine::theOldPictureStaysUntilTheNewIsWhole()
{
    for (int i = 0; i < 30; ++i)
        m_backend->change();
    connectBoth();
    const int before = m_desk->picture.incidents().openCount();
    breakLink();
    for (int i = 0; i < 30; ++i)
        m_backend->change();
    m_desk->machine.opened(m_now);
    // Hello, subscribe ... and then the backend dies in the middle of the snapshots.
    while (!m_desk->said.empty()) {
        m_backend->receive(m_desk->said.front());
        m_desk->said.pop_front();
        if (m_backend->out.size() == 1) {
            toMachine(m_backend->out.front());
            m_backend->out.pop_front();
        }
    }
    QVERIFY(m_backend->out.size() > 6);
    for (int i = 0; i < 4; ++i) {
        toMachine(m_backend->out.front());
        m_backend->out.pop_front();
    }
    m_desk->drain();
    QCOMPARE(m_desk->picture.incidents().openCount(), before);
    QCOMPARE(m_desk->picture.devices().size(), size_t(200));
    breakLink();
    QVERIFY(m_desk->message().contains(u"before the snapshot was complete"));
    QCOMPARE(m_desk->link(), FeedState::Lost);
    QCOMPARE(m_desk->picture.incidents().openCount(), before);
    connectBoth();
    compareWithTruth();
}

void TestSessionMachine::resumesWhereItWas()
{
    for (int i = 0; i < 10; ++i)
        m_backend->change();
    connectBoth();
    breakLink();
    connectBoth();
    const auto *hello = std::get_if<protocol::Hello>(&m_backend->heard[m_backend->heard.size() - 3]);
    for (const protocol::ClientMessage &message : m_backend->heard) {
        if (const auto *one = std::get_if<protocol::Hello>(&message))
            hello = one;
    }
    QVERIFY(hello && hello->resume);
    QCOMPARE(hello->resume->seq, m_backend->head);
    QCOMPARE(hello->resume->lineage, m_backend->lineage);
    m_backend->change();
    settle();
    compareWithTruth();
    QCOMPARE(m_desk->machine.health().rejected, 0);
}

void TestSessionMachine::anOlderJournalIsSaidAndNothingLost()
{
    for (int i = 0; i < 40; ++i)
        m_backend->change();
    connectBoth();
    const int before = m_desk->picture.incidents().openCount();
    breakLink();
    const auto kept = m_backend->cases.first();
    m_backend->head = 12;
    m_backend->cases = {{kept.id, kept}};
    m_backend->cases.first().version = 12;
    connectBoth();
    QVERIFY2(m_desk->message().contains(u"backend came back with an older journal: head 12 < 40"),
             qPrintable(m_desk->message()));
    QCOMPARE(m_desk->picture.incidents().orphanedCount(), before - 1);
    QCOMPARE(m_desk->picture.incidents().openCount(), before);
    compareWithTruth();
    // It goes on from there.
    for (int i = 0; i < 40; ++i)
        m_backend->change();
    settle();
    compareWithTruth();
}

void TestSessionMachine::anotherLineage()
{
    for (int i = 0; i < 40; ++i)
        m_backend->change();
    connectBoth();
    breakLink();
    m_backend->lineage = u"lineage-2"_s;
    m_backend->head = 4000;
    m_backend->cases.clear();
    connectBoth();
    QVERIFY2(m_desk->message().contains(u"another journal: lineage lineage-2, was lineage-1"), qPrintable(m_desk->message()));
    QVERIFY(m_desk->picture.incidents().orphanedCount() > 0);
    compareWithTruth();
}

void TestSessionMachine::anEmptyBackend()
{
    m_backend->change();
    connectBoth();
    const int before = m_desk->picture.incidents().openCount();
    breakLink();
    m_backend->lineage = u"fresh"_s;
    m_backend->head = 0;
    m_backend->cases.clear();
    connectBoth();
    QCOMPARE(m_desk->picture.incidents().orphanedCount(), before);
    m_backend->change();
    settle();
    compareWithTruth();
}

void TestSessionMachine::wrongTokenAndVersion()
{
    m_desk->machine.opened(m_now);
    m_desk->machine.text(encode(protocol::Refused{u"token"_s, u"the token is not known"_s, {1}}), m_now);
    QVERIFY(!m_desk->closing.isEmpty());
    m_desk->machine.closed(u"4401"_s, m_now);
    m_desk->drain();
    QVERIFY(m_desk->machine.wasRefused());
    QVERIFY2(m_desk->message().contains(u"ws://test: refused, token: the token is not known"), qPrintable(m_desk->message()));
    QCOMPARE(m_desk->link(), FeedState::Lost);
    m_desk->machine.opened(m_now);
    m_desk->machine.text(encode(protocol::Refused{u"version"_s, u"version 2 is spoken here"_s, {2, 3}}), m_now);
    m_desk->machine.closed(u"4406"_s, m_now);
    m_desk->drain();
    QVERIFY2(m_desk->message().contains(u"it speaks 2, 3, this desk 1"), qPrintable(m_desk->message()));
    m_desk->machine.opened(m_now);
    protocol::Welcome welcome;
    welcome.version = 7;
    welcome.session = u"s-1"_s;
    welcome.lineage = u"x"_s;
    m_desk->closing.clear();
    m_desk->machine.text(encode(welcome), m_now);
    QVERIFY(m_desk->closing.contains(u"version 7"));
}

void TestSessionMachine::malformedMessagesAreCounted_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("binary");
    QTest::newRow("no JSON") << QByteArray("{\"type\":") << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("array") << QByteArray("[1,2]") << false;
    QTest::newRow("unknown type") << QByteArray("{\"type\":\"surprise\"}") << false;
    QTest::newRow("event without entity") << QByteArray("{\"type\":\"event\",\"topic\":\"cases\",\"seq\":1,\"prev\":0}")
                                          << false;
    QTest::newRow("no UTF-8") << QByteArray("{\"type\":\"\xff\xfe\"}") << false;
    QTest::newRow("second welcome") << encode(protocol::Welcome{}) << false;
    QTest::newRow("empty frame") << QByteArray() << true;
    QTest::newRow("short frame") << QByteArray(31, 'x') << true;
    QTest::newRow("wrong magic") << QByteArray(64, 'x') << true;
    protocol::FrameHeader header;
    header.n = 1;
    const std::vector<TelemetryRecord> records(3);
    QTest::newRow("truncated frame") << protocol::encodeTelemetry(header, records).chopped(1) << true;
    QTest::newRow("too long a frame") << protocol::encodeTelemetry(header, records) + 'x' << true;
}

void TestSessionMachine::malformedMessagesAreCounted()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, binary);
    m_backend->change();
    connectBoth();
    toMachine({bytes, binary});
    m_desk->drain();
    QCOMPARE(m_desk->machine.health().rejected, 1);
    QVERIFY2(m_desk->message().startsWith(u"ws://test:"), qPrintable(m_desk->message()));
    QVERIFY(m_desk->machine.isLive());
    QCOMPARE(m_desk->link(), FeedState::Degraded);
    m_backend->change();
    m_backend->telemetry();
    settle();
    compareWithTruth();
    m_now += LinkHealth::kMemory;
    m_desk->machine.tick(m_now);
    settle();
    QCOMPARE(m_desk->link(), FeedState::Live);
}

void TestSessionMachine::replayedEventsAreLate()
{
    connectBoth();
    m_backend->change();
    m_backend->telemetry();
    const std::deque<FakeBackend::Outgoing> sent = m_backend->out;
    settle();
    for (const FakeBackend::Outgoing &message : sent)
        toMachine(message);
    QCOMPARE(m_desk->machine.health().late, 2);
    QVERIFY(m_desk->said.empty()); // no reason to ask for anything
    m_backend->change();
    settle();
    compareWithTruth();
}

void TestSessionMachine::aGapAsksForSnapshotsOnce()
{
    for (int i = 0; i < 10; ++i)
        m_backend->change();
    connectBoth();
    m_backend->change();
    m_backend->out.clear(); // lost
    for (int i = 0; i < 5; ++i)
        m_backend->change();
    while (!m_backend->out.empty()) {
        toMachine(m_backend->out.front());
        m_backend->out.pop_front();
    }
    QCOMPARE(m_desk->said.size(), size_t(1));
    QVERIFY(m_desk->said.front().contains("resync"));
    settle();
    compareWithTruth();
    QVERIFY(m_desk->message().contains(u"events are missing"));
}

void TestSessionMachine::aSnapshotThatNeverEndsIsAskedForAgain()
{
    for (int i = 0; i < 10; ++i)
        m_backend->change();
    m_desk->machine.opened(m_now);
    m_backend->receive(m_desk->said.front());
    m_desk->said.clear();
    toMachine(m_backend->out.front()); // welcome
    m_backend->out.clear();
    for (const QByteArray &json : m_desk->said)
        m_backend->receive(json);
    m_desk->said.clear();
    m_backend->out.clear(); // all snapshots are lost
    m_now += SessionMachine::kSnapshotPatience - 1;
    m_desk->machine.tick(m_now);
    m_now += 1;
    QVERIFY(m_desk->machine.nextDue(m_now) <= m_now);
    m_desk->machine.tick(m_now);
    settle();
    compareWithTruth();
}

void TestSessionMachine::commandsSurviveABrokenLink()
{
    connectBoth();
    m_backend->answersCommands = false;
    Command command;
    command.key = u"key-1"_s;
    command.verb = u"urge"_s;
    command.target = u"C1"_s;
    m_desk->machine.command(command, m_now);
    settle();
    QCOMPARE(m_backend->commands.size(), 1);
    breakLink();
    command.key = u"key-2"_s; // given while the link is down
    m_desk->machine.command(command, m_now);
    m_backend->answersCommands = true;
    connectBoth();
    QCOMPARE(m_backend->commands.size(), 3);
    QCOMPARE(m_backend->commands[1].key, u"key-1"_s);
    QCOMPARE(m_backend->commands[2].key, u"key-2"_s);
    QCOMPARE(m_desk->progress.size(), 2);
    QCOMPARE(m_desk->progress[0], std::pair(u"key-1"_s, CommandState::Accepted));
    breakLink();
    connectBoth();
    QCOMPARE(m_backend->commands.size(), 3); // answered: never again
}

void TestSessionMachine::unansweredAfterTenSeconds()
{
    connectBoth();
    m_backend->answersCommands = false;
    Command command;
    command.key = u"key-1"_s;
    command.verb = u"close"_s;
    command.target = u"C1"_s;
    m_desk->machine.command(command, m_now);
    for (int i = 0; i < 25; ++i) {
        m_now += 1000;
        m_desk->machine.tick(m_now);
        settle();
    }
    QCOMPARE(m_desk->progress, (QList{std::pair(u"key-1"_s, CommandState::Unanswered)}));
    m_desk->machine.text(encode(protocol::ResultMessage{{u"key-1"_s, false, 0, u"illegal-stage"_s, u"a"_s, u"b"_s}}), m_now);
    m_desk->machine.text(encode(protocol::ResultMessage{{u"key-1"_s, true, 9, {}, {}, {}}}), m_now);
    QCOMPARE(m_desk->progress.size(), 2);
    QCOMPARE(m_desk->progress[1].second, CommandState::Refused);
}

void TestSessionMachine::questionsEndWithTheLink()
{
    m_desk->machine.ask(u"q0"_s, u"/sources"_s, m_now);
    QCOMPARE(m_desk->answers, (QList{std::pair(u"q0"_s, 0)}));
    connectBoth();
    m_desk->machine.ask(u"q1"_s, u"/sources"_s, m_now);
    settle();
    QCOMPARE(m_desk->answers.last(), std::pair(u"q1"_s, 200));
    m_desk->machine.ask(u"q2"_s, u"/sources"_s, m_now);
    breakLink();
    QCOMPARE(m_desk->answers.last(), std::pair(u"q2"_s, 0));
    connectBoth();
    m_desk->machine.ask(u"q3"_s, u"/sources"_s, m_now);
    m_desk->said.clear(); // never arrives
    for (int i = 0; i < 11; ++i) {
        m_now += 1000;
        m_desk->machine.tick(m_now);
        settle();
    }
    QCOMPARE(m_desk->answers.last(), std::pair(u"q3"_s, 0));
    QCOMPARE(m_desk->answers.size(), 4);
}

void TestSessionMachine::creditOnlyWhenFramesCame()
{
    connectBoth();
    m_now += SessionMachine::kCreditInterval;
    m_desk->machine.tick(m_now);
    QVERIFY(m_desk->said.empty());
    m_backend->telemetry();
    m_backend->telemetry();
    settle();
    QVERIFY(m_desk->said.empty());
    m_now += SessionMachine::kCreditInterval;
    m_desk->crowded = true;
    m_desk->machine.tick(m_now);
    QVERIFY(m_desk->said.empty()); // the interface does not keep up
    m_desk->crowded = false;
    m_now += SessionMachine::kCreditInterval;
    m_desk->machine.tick(m_now);
    QCOMPARE(m_desk->said.size(), size_t(1));
    QCOMPARE(m_desk->said.front(), encode(protocol::Credit{2}));
}

void TestSessionMachine::silenceIsSeenWithinThreeSeconds()
{
    connectBoth();
    QCOMPARE(m_desk->link(), FeedState::Live);
    const TimeMs heard = m_now;
    while (m_desk->link() != FeedState::Lost) {
        const TimeMs due = m_desk->machine.nextDue(m_now);
        QVERIFY(due > m_now);
        m_now = due;
        m_desk->machine.tick(m_now);
        m_desk->said.clear(); // pings that nobody answers
        m_desk->drain();
        QVERIFY(m_now - heard <= 3000);
    }
    QVERIFY(m_desk->closing.isEmpty());
    while (m_desk->closing.isEmpty()) {
        m_now = m_desk->machine.nextDue(m_now);
        m_desk->machine.tick(m_now);
        QVERIFY(m_now - heard <= 5000);
    }
}

void TestSessionMachine::theClock()
{
    connectBoth();
    QCOMPARE(m_desk->lastFix.time, m_backend->time);
    m_now += 1000;
    m_backend->time += 1000;
    m_desk->machine.tick(m_now);
    settle();
    QVERIFY(std::abs(m_desk->lastFix.time + (m_now - m_desk->lastFix.at) - m_backend->time) < 500);
    m_backend->time += 3'600'000; // somebody set it
    m_now += 1000;
    m_desk->machine.tick(m_now);
    settle();
    QCOMPARE(m_desk->lastFix.time, m_backend->time);
}

void TestSessionMachine::whateverHappensTheTruthWins_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 60; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/** Messages are lost, doubled, swapped, cut; the link breaks; afterwards, once all is calm, the desk knows the truth. */
void TestSessionMachine::whateverHappensTheTruthWins()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    m_backend = std::make_unique<FakeBackend>(seed);
    m_backend->partRows = 1 + int(random() % 5);
    connectBoth();
    const auto deliver = [&] {
        if (m_backend->out.empty())
            return;
        FakeBackend::Outgoing message = m_backend->out.front();
        m_backend->out.pop_front();
        switch (random() % 25) {
        case 0: return;                    // lost
        case 1: toMachine(message); break; // doubled
        case 2:
            if (!m_backend->out.empty())
                std::swap(message, m_backend->out.front());
            break;
        case 3: message.bytes.chop(int(random() % 20) + 1); break;
        default: break;
        }
        toMachine(message);
    };
    for (int step = 0; step < 600; ++step) {
        switch (random() % 12) {
        case 0:
        case 1: m_backend->change(); break;
        case 2: m_backend->telemetry(); break;
        case 3:
            m_now += TimeMs(random() % 400);
            m_desk->machine.tick(m_now);
            break;
        case 4:
            if (random() % 20 == 0) {
                breakLink();
                m_desk->machine.opened(m_now);
            }
            break;
        case 5:
        case 6:
            if (!m_desk->said.empty()) {
                m_backend->receive(m_desk->said.front());
                m_desk->said.pop_front();
            }
            break;
        default: deliver();
        }
        m_desk->drain();
    }
    // Calm: nothing is lost any more, some time passes, and something happens on each stream.
    m_desk->closing.clear();
    for (int second = 0; second < 40; ++second) {
        m_now += 500;
        m_desk->machine.tick(m_now);
        settle();
        if (!m_desk->closing.isEmpty()) {
            m_desk->closing.clear();
            breakLink();
            connectBoth();
        }
        if (second < 20) {
            m_backend->change();
            m_backend->telemetry();
        }
    }
    settle();
    compareWithTruth();
    QVERIFY(m_desk->machine.isLive());
}

QTEST_GUILESS_MAIN(TestSessionMachine)
#include "tst_sessionmachine.moc"
