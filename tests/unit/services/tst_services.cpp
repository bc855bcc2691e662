// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "services/cityclock.h"
#include "services/commandbus.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

class FakeLink : public BackendLink
{
public:
    void send(const Command &command, CommandCallback callback) override
    {
        sent.append(command);
        callbacks.append(std::move(callback));
    }
    void ask(const QString &path, AnswerCallback callback) override
    {
        Q_UNUSED(path)
        callback({200, {}});
    }

    QList<Command> sent;
    QList<CommandCallback> callbacks;
};

} // namespace

/** The way of a command, and the clock of the desk. */
class TestServices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pendingThenAccepted();
    void unansweredThenRefused();
    void oneAnswerOnly();
    void thePolicyRefusesBeforeTheBackend();
    void theClockFollowsTheBackend();
    void theClockNeverRunsBackALittle();
    void aGreatJumpIsTakenAndCounted();
    void aFastClock();
};

void TestServices::pendingThenAccepted()
{
    FakeLink link;
    ManualClock clock(5000);
    CommandBus bus(link, clock);
    QList<CommandState> states;
    connect(&bus, &CommandBus::progressed, this,
            [&](const Command &, CommandState state, const CommandAnswer &) { states.append(state); });
    const QString key = bus.submit(u"dispatch"_s, u"C1"_s, {{u"unit"_s, u"U-1"_s}});
    QVERIFY(states.isEmpty()); // not before submit() returned
    QTRY_COMPARE(link.sent.size(), 1);
    QCOMPARE(link.sent[0].key, key);
    QCOMPARE(link.sent[0].issuedAt, TimeMs(5000));
    QCOMPARE(bus.pendingCount(), 1);
    link.callbacks[0](CommandState::Accepted, {key, true, 7, {}, {}, {}});
    QCOMPARE(states, QList({CommandState::Pending, CommandState::Accepted}));
    QCOMPARE(bus.pendingCount(), 0);
    QVERIFY(bus.submit(u"urge"_s, u"C1"_s) != key);
}

void TestServices::unansweredThenRefused()
{
    FakeLink link;
    const ManualClock clock(1);
    CommandBus bus(link, clock);
    QList<CommandState> states;
    QString reason;
    connect(&bus, &CommandBus::progressed, this, [&](const Command &, CommandState state, const CommandAnswer &answer) {
        states.append(state);
        reason = answer.reason;
    });
    const QString key = bus.submit(u"close"_s, u"C1"_s);
    QTRY_COMPARE(link.sent.size(), 1);
    link.callbacks[0](CommandState::Unanswered, {});
    QCOMPARE(bus.pendingCount(), 1);
    link.callbacks[0](CommandState::Refused, {key, false, 0, u"illegal-stage"_s, u"不行"_s, u"no"_s});
    QCOMPARE(states, QList({CommandState::Pending, CommandState::Unanswered, CommandState::Refused}));
    QCOMPARE(reason, u"不行"_s);
}

void TestServices::oneAnswerOnly()
{
    FakeLink link;
    const ManualClock clock(1);
    CommandBus bus(link, clock);
    int answers = 0;
    connect(&bus, &CommandBus::progressed, this, [&](const Command &, CommandState state, const CommandAnswer &) {
        answers += state == CommandState::Accepted || state == CommandState::Refused ? 1 : 0;
    });
    bus.submit(u"close"_s, u"C1"_s);
    QTRY_COMPARE(link.sent.size(), 1);
    link.callbacks[0](CommandState::Accepted, {});
    link.callbacks[0](CommandState::Refused, {});
    link.callbacks[0](CommandState::Accepted, {});
    QCOMPARE(answers, 1);
}

void TestServices::thePolicyRefusesBeforeTheBackend()
{
    FakeLink link;
    const ManualClock clock(1);
    CommandBus bus(link, clock);
    bus.setAccessPolicy([](const Command &command) -> std::optional<CommandAnswer> {
        if (command.verb == "void"_L1)
            return CommandAnswer{{}, false, 0, u"forbidden"_s, u"无权"_s, u"not allowed"_s};
        return {};
    });
    QList<CommandState> states;
    connect(&bus, &CommandBus::progressed, this,
            [&](const Command &, CommandState state, const CommandAnswer &) { states.append(state); });
    bus.submit(u"void"_s, u"C1"_s);
    QTRY_COMPARE(states, QList({CommandState::Pending, CommandState::Refused}));
    QVERIFY(link.sent.isEmpty());
}

void TestServices::theClockFollowsTheBackend()
{
    TimeMs real = 100;
    CityClock clock(1'000'000, [&real] { return real; });
    QVERIFY(!clock.isSynchronised());
    real = 600;
    QCOMPARE(clock.now(), TimeMs(1'000'500));
    QVERIFY(!clock.update(50'000'000, 600, 1)); // the first word is no jump
    QVERIFY(clock.isSynchronised());
    real = 1600;
    QCOMPARE(clock.now(), TimeMs(50'001'000));
}

void TestServices::theClockNeverRunsBackALittle()
{
    TimeMs real = 0;
    CityClock clock(0, [&real] { return real; });
    clock.update(10'000'000, 0, 1);
    real = 1000;
    QCOMPARE(clock.now(), TimeMs(10'001'000));
    QVERIFY(!clock.update(10'000'400, 1000, 1));
    QCOMPARE(clock.now(), TimeMs(10'001'000)); // stands
    real = 1500;
    QCOMPARE(clock.now(), TimeMs(10'001'000));
    real = 2000;
    QCOMPARE(clock.now(), TimeMs(10'001'400)); // the city has caught up
    QCOMPARE(clock.jumps(), 0);
}

void TestServices::aGreatJumpIsTakenAndCounted()
{
    TimeMs real = 0;
    CityClock clock(0, [&real] { return real; });
    clock.update(10'000'000, 0, 1);
    QVERIFY(clock.update(5'000'000, 0, 1));
    QCOMPARE(clock.now(), TimeMs(5'000'000));
    QVERIFY(clock.update(90'000'000, 0, 1));
    QCOMPARE(clock.now(), TimeMs(90'000'000));
    QCOMPARE(clock.jumps(), 2);
}

void TestServices::aFastClock()
{
    TimeMs real = 0;
    CityClock clock(0, [&real] { return real; });
    clock.update(10'000'000, 0, 60);
    real = 1000;
    QCOMPARE(clock.now(), TimeMs(10'060'000));
    QCOMPARE(clock.rate(), 60.0);
    QVERIFY(!clock.update(10'060'000 - 50'000, 1000, 60)); // less than a second of real time
    QCOMPARE(clock.now(), TimeMs(10'060'000));
    clock.update(10'060'000, 1000, std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(clock.rate(), 1.0);
}

QTEST_GUILESS_MAIN(TestServices)
#include "tst_services.moc"
