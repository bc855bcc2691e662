// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/core/boundedqueue.h"
#include "datasources/core/framepulse.h"
#include "datasources/core/reconnect.h"
#include "datasources/core/sourcehost.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <map>
#include <random>
#include <thread>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** What carries data from the sources: queue, pulse, reconnecting, hosts. */
class TestCore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queueLikeASimpleModel();
    void queueTakesFromManyThreads();
    void queueIsBoundedAndCounts();
    void reconnectWaitsLonger();
    void reconnectStartsOverAfterItHeld();
    void pulseOnlyWhenAsked();
    void pulseNotOftenerThanTheInterval();
    void hostRunsItsSourceInItsThread();
    void hostCanGoAtAnyTime();
};

using Queue = BoundedQueue<int, QString, int>;

void TestCore::queueLikeASimpleModel()
{
    std::mt19937 random(3);
    Queue queue;
    std::vector<int> events;
    std::map<QString, int> states;
    for (int i = 0; i < 20'000; ++i) {
        switch (random() % 7) {
        case 0: {
            const Queue::Taken taken = queue.take();
            QCOMPARE(taken.events, events);
            QCOMPARE(taken.states.size(), states.size());
            std::vector<int> wanted;
            for (const auto &[key, value] : states)
                wanted.push_back(value);
            std::vector<int> got = taken.states;
            std::ranges::sort(got);
            std::ranges::sort(wanted);
            QCOMPARE(got, wanted);
            events.clear();
            states.clear();
            break;
        }
        case 1:
        case 2:
        case 3:
            QCOMPARE(queue.putEvent(i), events.empty() && states.empty());
            events.push_back(i);
            break;
        default: {
            const QString key = QString::number(random() % 12);
            QCOMPARE(queue.putState(key, i), events.empty() && states.empty());
            states[key] = i;
        }
        }
    }
}

void TestCore::queueTakesFromManyThreads()
{
    Queue queue;
    std::vector<std::thread> writers;
    for (int writer = 0; writer < 3; ++writer) {
        writers.emplace_back([&queue, writer] {
            for (int i = 0; i < 20'000; ++i) {
                queue.putEvent(writer * 1'000'000 + i);
                queue.putState(QString::number(writer), i);
            }
        });
    }
    std::array<int, 3> next{};
    size_t taken = 0;
    const auto check = [&] {
        for (const int event : queue.take().events) {
            const int writer = event / 1'000'000;
            QCOMPARE(event % 1'000'000, next[size_t(writer)]++); // in order, none missing
            ++taken;
        }
    };
    while (taken < 60'000)
        check();
    for (std::thread &writer : writers)
        writer.join();
    check();
    QCOMPARE(taken, size_t(60'000));
}

void TestCore::queueIsBoundedAndCounts()
{
    Queue queue(10, 3);
    for (int i = 0; i < 5; ++i)
        queue.putState(QString::number(i), i);
    queue.putState(u"1"_s, 7);
    QCOMPARE(queue.counters().dropped, quint64(2));
    QCOMPARE(queue.counters().overwritten, quint64(1));
    for (int i = 0; i < 11; ++i) {
        QVERIFY(!queue.isCrowded());
        queue.putEvent(i);
    }
    QVERIFY(queue.isCrowded());
    QCOMPARE(queue.take().events.size(), size_t(11)); // crowded or not, no event is lost
    QVERIFY(!queue.isCrowded());
    QCOMPARE(queue.counters().highWater, size_t(11));
}

void TestCore::reconnectWaitsLonger()
{
    double dice = 0;
    Reconnect reconnect([&dice] { return dice; });
    TimeMs now = 1000;
    TimeMs before = 0;
    for (int i = 0; i < 20; ++i) {
        reconnect.failed(now);
        const TimeMs wait = reconnect.nextAt() - now;
        QVERIFY(wait >= before);
        QVERIFY(wait <= Reconnect::kLongest);
        before = wait;
        now = reconnect.nextAt();
    }
    QCOMPARE(before, Reconnect::kLongest);
    dice = 0.999;
    reconnect.failed(now);
    QVERIFY(reconnect.nextAt() - now >= Reconnect::kLongest / 2);
    QVERIFY(reconnect.nextAt() - now < Reconnect::kLongest);
}

void TestCore::reconnectStartsOverAfterItHeld()
{
    Reconnect reconnect([] { return 0.0; });
    for (int i = 0; i < 8; ++i)
        reconnect.failed(i);
    reconnect.connected(1000);
    reconnect.failed(1100); // it broke at once: no reason for hope
    QVERIFY(reconnect.nextAt() - 1100 > Reconnect::kFirst);
    reconnect.connected(20'000);
    reconnect.failed(40'000);
    QCOMPARE(reconnect.nextAt(), TimeMs(40'000) + Reconnect::kFirst);
    reconnect.refused(50'000);
    QCOMPARE(reconnect.nextAt(), TimeMs(50'000) + Reconnect::kLongest);
}

void TestCore::pulseOnlyWhenAsked()
{
    FramePulse pulse(5);
    QSignalSpy spy(&pulse, &FramePulse::pulse);
    std::thread([&pulse] { pulse.request(); }).join();
    pulse.request();
    QTRY_COMPARE(spy.size(), 1);
    pulse.request();
    QTRY_VERIFY(spy.size() > 1);
    QCOMPARE(spy.size(), 2); // both requests before were one pulse
}

void TestCore::pulseNotOftenerThanTheInterval()
{
    FramePulse pulse(20);
    std::vector<TimeMs> at;
    connect(&pulse, &FramePulse::pulse, this, [&] {
        at.push_back(monotonicMs());
        if (at.size() < 6)
            pulse.request(); // during the pulse: asks for the next one
    });
    pulse.request();
    QTRY_COMPARE(at.size(), size_t(6));
    QVERIFY(at.back() - at.front() >= 5 * 20 - 5);
}

namespace {

class ThreadTeller : public DataSource
{
public:
    explicit ThreadTeller(QString *name) : m_name(name) {}
    void start() override { *m_name = QThread::currentThread()->objectName(); }
    void stop() override
    {
        if (!std::exchange(m_stopped, true))
            Q_EMIT stopped();
    }

private:
    QString *m_name;
    bool m_stopped = false;
};

} // namespace

void TestCore::hostRunsItsSourceInItsThread()
{
    QString name;
    bool posted = false;
    SourceHost host(u"net/test"_s);
    QSignalSpy stopped(&host, &SourceHost::stopped);
    host.start([&name] { return std::make_unique<ThreadTeller>(&name); });
    host.post([&posted](DataSource &) { posted = true; });
    host.stop();
    host.stop();
    QVERIFY(stopped.size() == 1 || stopped.wait());
    QCOMPARE(stopped.size(), 1);
    QCOMPARE(name, u"net/test"_s);
    QVERIFY(posted);
    host.post([](DataSource &) { qFatal("the source is gone"); });
    host.stop();
}

void TestCore::hostCanGoAtAnyTime()
{
    QString name;
    {
        const SourceHost never(u"net/never"_s);
    }
    for (int i = 0; i < 20; ++i) {
        SourceHost host(u"net/short"_s);
        host.start([&name] { return std::make_unique<ThreadTeller>(&name); });
    }
    QCOMPARE(name, u"net/short"_s);
}

QTEST_GUILESS_MAIN(TestCore)
#include "tst_core.moc"
