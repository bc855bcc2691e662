// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/cityreplay.h"

#include "support/recordingcity.h"

#include <QTest>

using namespace guancheng;

namespace {

/** A recording of so many seconds that only notes what is played of it. */
class Tape : public Recording
{
public:
    Tape(QString name, TimeMs begin, TimeMs end) : m_name(std::move(name)), m_begin(begin), m_end(end) {}
    QString name() const override { return m_name; }
    TimeMs begin() const override { return m_begin; }
    TimeMs end() const override { return m_end; }
    const ReadingReport &report() const override { return m_report; }
    void declare(CityInput &) override {}
    void play(CityInput &city, TimeMs, TimeMs, const ReplayStamp &) override { city.indicators(m_name, {}); }
    void restore(CityInput &, const ReplayStamp &stamp) override { restored = stamp.position; }
    TimeMs restored = 0;

private:
    QString m_name;
    TimeMs m_begin;
    TimeMs m_end;
    ReadingReport m_report;
};

} // namespace

/** The controls of a replay where it is played. */
class TestCityReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = std::make_shared<ManualClock>(1'000'000);
        m_told.clear();
        std::vector<std::unique_ptr<Recording>> tapes;
        auto shorter = std::make_unique<Tape>(QStringLiteral("short"), 20'000, 60'000);
        auto longer = std::make_unique<Tape>(QStringLiteral("long"), 0, 100'000);
        m_short = shorter.get();
        m_long = longer.get();
        tapes.push_back(std::move(shorter));
        tapes.push_back(std::move(longer));
        m_replay = std::make_unique<CityReplay>(m_city, m_clock, std::move(tapes), ReplayOptions{2, {}, 0},
                                                [this](const ReplayStatus &status) { m_told.append(status); });
    }
    void cleanup() { m_replay.reset(); }

    void theLongestIsTheTimeLine()
    {
        const ReplayStatus status = m_replay->status();
        QCOMPARE(status.begin, 0);
        QCOMPARE(status.end, 100'000);
        QCOMPARE(status.speed, 2.0);
        QVERIFY(status.playing);
        QCOMPARE(status.name, QStringLiteral("short、long"));
        QCOMPARE(m_told.size(), 1);
    }

    void whatIsWantedIsDone()
    {
        m_clock->advance(5'000);
        m_replay->carryOut({ReplayWish::Kind::Pause, 0});
        QCOMPARE(m_replay->status().position, 10'000); // played at the old speed until then
        QVERIFY(!m_replay->status().playing);
        m_clock->advance(5'000);
        m_replay->carryOut({ReplayWish::Kind::Speed, 10});
        QCOMPARE(m_replay->status().position, 10'000);
        m_replay->carryOut({ReplayWish::Kind::Play, 0});
        m_clock->advance(1'000);
        m_replay->carryOut({ReplayWish::Kind::Seek, 50'000});
        QCOMPARE(m_replay->status().position, 50'000);
        QCOMPARE(m_long->restored, 50'000);
        QCOMPARE(m_short->restored, 60'000); // 20 s ahead on its own time line, kept within it
        QVERIFY(m_replay->status().playing);
        m_replay->carryOut({ReplayWish::Kind::Seek, 1e12});
        QCOMPARE(m_replay->status().position, 100'000);
        m_replay->carryOut({ReplayWish::Kind::Seek, -5});
        QCOMPARE(m_short->restored, 20'000); // and back at its distance
        QCOMPARE(m_told.constLast(), m_replay->status());
    }

    void aPausedReplayIsNotLost()
    {
        m_replay->carryOut({ReplayWish::Kind::Pause, 0});
        m_city.calls.clear();
        QTRY_VERIFY_WITH_TIMEOUT((m_clock->advance(250), m_city.calls.value(QStringLiteral("long")) > 4),
                                 5000); // signs of life
        QCOMPARE(m_replay->status().position, 0);
    }

private:
    std::shared_ptr<ManualClock> m_clock;
    RecordingCity m_city;
    std::unique_ptr<CityReplay> m_replay;
    QList<ReplayStatus> m_told;
    Tape *m_short = nullptr;
    Tape *m_long = nullptr;
};

QTEST_GUILESS_MAIN(TestCityReplay)
#include "tst_cityreplay.moc"
