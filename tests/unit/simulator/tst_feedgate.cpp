// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/feedgate.h"
#include "support/recordingcity.h"

#include <QTest>

#include <cmath>

using namespace guancheng;
using Kind = FeedFailure::Kind;

namespace {

const QString kFeed = QStringLiteral("weather");
const QString kOther = QStringLiteral("air");

FeedFailure failure(Kind kind, double amount = 0)
{
    return {kFeed, kind, amount, 10'000, 60'000};
}

} // namespace

class tst_FeedGate : public QObject
{
    Q_OBJECT

    /** A reading a second on both feeds for 100 s; the value is the second. */
    static void talk(FeedGate &gate)
    {
        for (int second = 1; second <= 100; ++second) {
            gate.setNow(second * 1'000);
            for (const QString &feed : {kFeed, kOther}) {
                const IndicatorReading reading{0, double(second), second * 1'000};
                gate.indicators(feed, {&reading, 1});
            }
        }
        gate.setNow(200'000);
    }
    static std::vector<IndicatorReading> of(const RecordingCity &city, const QString &feed)
    {
        std::vector<IndicatorReading> readings;
        for (const auto &[source, reading] : city.indicatorReadings)
            if (source == feed)
                readings.push_back(reading);
        return readings;
    }

private Q_SLOTS:
    void nothingWrong()
    {
        RecordingCity city;
        FeedGate gate(city, {}, 1);
        talk(gate);
        QCOMPARE(of(city, kFeed).size(), size_t(100));
    }

    void lost()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::Lost)}, 1);
        talk(gate);
        const auto readings = of(city, kFeed);
        QCOMPARE(readings.size(), size_t(50));
        for (const IndicatorReading &reading : readings)
            QVERIFY(reading.at < 10'000 || reading.at >= 60'000);
        QCOMPARE(of(city, kOther).size(), size_t(100)); // only the one that is named
    }

    void stale()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::Stale)}, 1);
        talk(gate);
        const auto readings = of(city, kFeed);
        QCOMPARE(readings.size(), size_t(100));
        QCOMPARE(readings[30].at, TimeMs(10'000));
        QCOMPARE(readings[70].at, TimeMs(71'000));
    }

    void noise()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::Noise, 0.5)}, 1);
        talk(gate);
        int changed = 0;
        for (const IndicatorReading &reading : of(city, kFeed)) {
            const double clean = double(reading.at) / 1'000;
            if (reading.at >= 10'000 && reading.at < 60'000)
                changed += !(std::abs(reading.value - clean) < 1e-9);
            else
                QCOMPARE(reading.value, clean);
            QVERIFY(std::isnan(reading.value) || std::abs(reading.value - clean) <= 0.5 * clean + 1e-9);
        }
        QVERIFY(changed >= 45);
    }

    void clockSkew()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::ClockSkew, -90)}, 1);
        talk(gate);
        QCOMPARE(of(city, kFeed)[29].at, TimeMs(30'000 - 90'000));
    }

    void duplicates()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::Duplicates, 1)}, 1);
        talk(gate);
        QCOMPARE(of(city, kFeed).size(), size_t(150));
    }

    void outOfOrder()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::OutOfOrder)}, 1);
        for (int i = 1; i <= 100; ++i) {
            gate.setNow(20'000 + i * 100);
            for (int part = 0; part < 4; ++part) {
                const IndicatorReading reading{0, 1, 20'000 + i * 100 + part};
                gate.indicators(kFeed, {&reading, 1});
            }
        }
        gate.setNow(200'000);
        const auto readings = of(city, kFeed);
        QCOMPARE(readings.size(), size_t(400)); // none is lost
        int inversions = 0;
        for (size_t i = 1; i < readings.size(); ++i)
            inversions += readings[i].at < readings[i - 1].at;
        QVERIFY(inversions > 50);
    }

    void burst()
    {
        RecordingCity city;
        FeedGate gate(city, {failure(Kind::Burst, 100)}, 1);
        gate.setNow(9'999);
        QCOMPARE(gate.burst(kFeed), 1.0);
        gate.setNow(10'000);
        QCOMPARE(gate.burst(kFeed), 100.0);
        QCOMPARE(gate.burst(kOther), 1.0);
    }

    void allFeedsAtOnce()
    {
        RecordingCity city;
        FeedFailure all = failure(Kind::Lost);
        all.feed.clear();
        FeedGate gate(city, {all}, 1);
        talk(gate);
        QCOMPARE(of(city, kOther).size(), size_t(50));
    }

    void namesOfFailures()
    {
        for (const char *name : {"lost", "stale", "noise", "clock-skew", "duplicates", "out-of-order", "burst"})
            QVERIFY2(feedFailureByName(QString::fromLatin1(name)).has_value(), name);
        QVERIFY(!feedFailureByName(QStringLiteral("sleepy")));
        QVERIFY(!scenarioByName(QStringLiteral("festive")));
        QCOMPARE(*scenarioByName(QStringLiteral("emergency")), Scenario::Emergency);
    }
};

QTEST_APPLESS_MAIN(tst_FeedGate)
#include "tst_feedgate.moc"
