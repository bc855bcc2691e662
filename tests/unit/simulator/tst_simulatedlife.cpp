// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "datasources/simulator/simulator.h"
#include "support/recordingcity.h"

#include <QImage>
#include <QTest>

#include <array>
#include <cmath>

using namespace guancheng;

namespace {

constexpr TimeMs kTuesdayTen = 1'768'874'400'000; // 2026-01-20T10:00+08:00
constexpr TimeMs kHour = 3'600'000;

} // namespace

/** Cases, indicators, warnings, units and crews of the invented city. */
class tst_SimulatedLife : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;

    static SimulatorOptions quiet(quint64 seed)
    {
        SimulatorOptions options;
        options.seed = seed;
        options.devices = 3'000;
        options.units = 400;
        options.cameras = 500;
        options.recordsPerSecond = 0;
        return options;
    }
    void run(RecordingCity &city, const SimulatorOptions &options, TimeMs from, TimeMs length, TimeMs step = 1'000) const
    {
        Simulator simulator(*m_catalogue, *m_city, city, options);
        simulator.start(from);
        for (TimeMs at = from + step; at <= from + length; at += step)
            simulator.advance(at);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString resources = qEnvironmentVariable("GUANCHENG_RESOURCES");
        auto catalogue = loadCatalogue(resources);
        QVERIFY2(bool(catalogue), catalogue ? "" : qPrintable(catalogue.error().toString()));
        m_catalogue = *catalogue;
        auto city = loadCity(resources + QStringLiteral("/city/shanghai"));
        QVERIFY2(bool(city), city ? "" : qPrintable(city.error().toString()));
        m_city = *city;
    }

    void casesFollowTheDay()
    {
        RecordingCity city;
        SimulatorOptions options = quiet(4);
        options.units = 1;
        city.keep = false;
        const TimeMs midnight = kTuesdayTen - 10 * kHour;
        run(city, options, midnight, 24 * kHour, 60'000);
        const auto day = double(city.reports.size());
        QVERIFY2(std::abs(day - 96'000) < 3 * std::sqrt(96'000) + 960, qPrintable(QString::number(day)));
        std::array<int, 24> hours{};
        std::array<int, 5> bySource{};
        std::array<int, 16> byDistrict{};
        int words = 0, outside = 0, pictures = 0;
        for (const auto &[feed, report] : city.reports) {
            ++hours[size_t(std::min<TimeMs>(23, (report.at - midnight) / kHour))];
            ++bySource[size_t(report.source)];
            words += report.matter.isEmpty();
            pictures += !report.pictures.isEmpty();
            const Area area = m_city->locate(report.point);
            outside += area.district < 0;
            if (area.district >= 0)
                ++byDistrict[size_t(area.district)];
            QVERIFY(!report.title.isEmpty() && !report.title.contains(QLatin1Char('{')));
        }
        QVERIFY2(hours[3] * 2 < hours[10], "the night is quiet");
        const std::array<double, 5> shares{0.45, 0.30, 0.12, 0.10, 0.03};
        for (size_t s = 0; s < shares.size(); ++s)
            QVERIFY2(std::abs(bySource[s] / day - shares[s]) < 0.01, qPrintable(QString::number(bySource[s] / day)));
        QVERIFY2(std::abs(words / day - 0.08) < 0.01, qPrintable(QString::number(words / day)));
        QVERIFY(outside < day / 1000);
        QCOMPARE(pictures, bySource[size_t(IncidentSource::Video)]);
        for (const int count : byDistrict)
            QVERIFY2(count > 500, qPrintable(QString::number(count)));
        // A day of pictures stays small.
        qint64 bytes = 0;
        for (const QByteArray &picture : std::as_const(city.pictures)) {
            QVERIFY(picture.size() <= 20 * 1024);
            bytes += picture.size();
        }
        qInfo() << city.pictures.size() << "pictures," << bytes / 1000 << "kB a day";
        QVERIFY(bytes < 40'000'000);
        QCOMPARE(QImage::fromData(city.pictures.cbegin().value()).size(), QSize(640, 360));
    }

    void indicatorsComeAtTheirPeriod()
    {
        RecordingCity city;
        run(city, quiet(6), kTuesdayTen, 15 * 60'000);
        QHash<int, int> counts;
        QHash<int, QList<TimeMs>> past; // told at the start, so that a trend has one
        QHash<int, double> last;
        for (const auto &[feed, reading] : city.indicatorReadings) {
            if (reading.at < kTuesdayTen)
                past[reading.index] << reading.at;
            else
                ++counts[reading.index];
            last[reading.index] = reading.value;
            QCOMPARE(feed, m_catalogue->sources()[m_catalogue->indicators()[reading.index].source].id);
        }
        for (int i = 0; i < m_catalogue->indicators().size(); ++i) {
            const IndicatorSpec &spec = m_catalogue->indicators()[i];
            if (spec.measure.kind != Measure::Kind::None) {
                QVERIFY2(!counts.contains(i) && !past.contains(i), qPrintable(spec.id));
                continue;
            }
            QVERIFY2(past[i].size() == 30 && std::ranges::is_sorted(past[i]), qPrintable(spec.id));
            const int expected = 900 / spec.refreshSeconds;
            QVERIFY2(counts.value(i) >= std::max(1, expected - 1) && counts.value(i) <= expected + 2,
                     qPrintable(QStringLiteral("%1 %2 of %3").arg(spec.id).arg(counts.value(i)).arg(expected)));
            QVERIFY2(spec.states.empty() || spec.stateOf(last[i]), qPrintable(spec.id));
        }
        for (const SourceSpec &source : m_catalogue->sources())
            QVERIFY2(city.calls.value(source.id) >= 0.9 * 900 / source.periodSeconds, qPrintable(source.id));
    }

    void calmDaysAreCalm_data()
    {
        QTest::addColumn<TimeMs>("at");
        QTest::addColumn<int>("scenario");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        const TimeMs half = TimeMs(181) * 86'400'000;
        QTest::newRow("calm, winter morning") << kTuesdayTen << int(Scenario::Calm) << 0 << 6;
        QTest::newRow("calm, winter rush hour") << kTuesdayTen + 8 * kHour << int(Scenario::Calm) << 0 << 6;
        QTest::newRow("calm, winter night") << kTuesdayTen - 7 * kHour << int(Scenario::Calm) << 0 << 6;
        QTest::newRow("calm, summer noon") << kTuesdayTen + half + 3 * kHour << int(Scenario::Calm) << 0 << 6;
        QTest::newRow("calm, Saturday") << kTuesdayTen + 4 * 24 * kHour << int(Scenario::Calm) << 0 << 6;
        QTest::newRow("busy") << kTuesdayTen << int(Scenario::Busy) << 2 << 22;
        QTest::newRow("emergency") << kTuesdayTen << int(Scenario::Emergency) << 8 << 45;
    }
    void calmDaysAreCalm()
    {
        QFETCH(TimeMs, at);
        QFETCH(int, scenario);
        QFETCH(int, least);
        QFETCH(int, most);
        RecordingCity city;
        SimulatorOptions options = quiet(21);
        options.scenario = static_cast<Scenario>(scenario);
        run(city, options, at, 5'000);
        QHash<int, double> last;
        for (const auto &[feed, reading] : city.indicatorReadings)
            last[reading.index] = reading.value;
        QStringList abnormal;
        for (int i = 0; i < m_catalogue->indicators().size(); ++i) {
            const IndicatorSpec &spec = m_catalogue->indicators()[i];
            if (last.contains(i) && spec.limits.levelOf(last[i]) != Level::Normal)
                abnormal << QStringLiteral("%1=%2 (%3)").arg(spec.id).arg(last[i]).arg(int(spec.limits.levelOf(last[i])));
        }
        qInfo().noquote() << abnormal.size() << "abnormal:" << abnormal.join(QLatin1Char(' '));
        QVERIFY(abnormal.size() >= least && abnormal.size() <= most);
    }

    void warningsFollowTheWeather()
    {
        RecordingCity calm, busy, emergency;
        SimulatorOptions options = quiet(9);
        run(calm, options, kTuesdayTen, 5'000);
        options.scenario = Scenario::Busy;
        run(busy, options, kTuesdayTen, 5'000);
        options.scenario = Scenario::Emergency;
        run(emergency, options, kTuesdayTen, 5'000);
        const auto levelOf = [](const RecordingCity &city, const char *kind) {
            Level level = Level::Normal;
            for (const Warning &warning : city.warnings)
                if (warning.kind == QLatin1String(kind))
                    level = std::max(level, warning.level);
            return level;
        };
        QVERIFY(calm.warnings.empty());
        QCOMPARE(levelOf(busy, "gale"), Level::Major);
        QVERIFY(levelOf(emergency, "gale") >= Level::Major);
        QVERIFY(levelOf(emergency, "rainstorm") >= Level::Major);
        for (const Warning &warning : emergency.warnings)
            QVERIFY(warning.issuedAt <= kTuesdayTen + 5'000 && warning.expiresAt > kTuesdayTen &&
                    !warning.headlineZh.isEmpty());
    }

    void lostFeedsFallSilent()
    {
        RecordingCity city;
        SimulatorOptions options = quiet(10);
        options.scenario = Scenario::Lost;
        Simulator simulator(*m_catalogue, *m_city, city, options);
        simulator.start(kTuesdayTen);
        for (TimeMs at = 1'000; at <= 10'000; at += 1'000)
            simulator.advance(kTuesdayTen + at);
        const QHash<QString, qint64> before = city.calls;
        for (TimeMs at = 11'000; at <= 20'000; at += 1'000)
            simulator.advance(kTuesdayTen + at);
        int silent = 0;
        for (const SourceSpec &source : m_catalogue->sources())
            silent += city.calls.value(source.id) == before.value(source.id);
        QCOMPARE(silent, 2);
        int stale = 0;
        for (const auto &[feed, reading] : city.indicatorReadings)
            stale += reading.at == kTuesdayTen + 4'000;
        QVERIFY(stale > 0);
    }

    void unitsMoveAsVehiclesDo()
    {
        RecordingCity city;
        SimulatorOptions options = quiet(12);
        options.casesPerDistrictDay = 0;
        run(city, options, kTuesdayTen, 300'000);
        QHash<quint32, UnitRecord> last;
        QHash<quint32, double> way;
        for (const UnitRecord &record : city.unitRecords) {
            QVERIFY(record.point.isValid() && record.speed >= 0 && record.speed < 120);
            QVERIFY(record.heading >= 0 && record.heading <= 360);
            if (last.contains(record.slot)) {
                const UnitRecord &before = last[record.slot];
                const double metres = distanceMetres(before.point, record.point);
                const double seconds = double(record.at - before.at) / 1000;
                QVERIFY2(metres <= 40 * seconds + 2, qPrintable(QStringLiteral("%1 m in %2 s").arg(metres).arg(seconds)));
                way[record.slot] += metres;
            }
            last[record.slot] = record;
        }
        QCOMPARE(last.size(), qsizetype(400));
        const auto moved = std::count_if(way.begin(), way.end(), [](double metres) { return metres > 100; });
        QVERIFY2(moved > 180, qPrintable(QString::number(moved)));
        RecordingCity night; // at three in the morning many rest
        run(night, options, kTuesdayTen - 7 * kHour, 1'000);
        const auto resting = std::count_if(night.unitRecords.begin(), night.unitRecords.begin() + 400,
                                           [](const UnitRecord &r) { return r.activity == UnitActivity::Resting; });
        QVERIFY2(resting > 120, qPrintable(QString::number(resting)));
    }

    void everyOrderEndsInFeedback()
    {
        RecordingCity city;
        SimulatorOptions options = quiet(13);
        options.casesPerDistrictDay = 0;
        Simulator simulator(*m_catalogue, *m_city, city, options);
        simulator.start(kTuesdayTen);
        constexpr int kOrders = 3'000;
        for (int i = 0; i < kOrders; ++i) { // seven or eight on each unit
            const Unit &unit = city.units[size_t(i) % city.units.size()];
            Incident incident;
            incident.id = QStringLiteral("C%1").arg(i);
            incident.matter = m_catalogue->matters()[i % m_catalogue->matters().size()].id;
            incident.place.point = m_city->streets()[unit.street].seed;
            Order order;
            order.id = QStringLiteral("O%1").arg(i);
            order.incident = incident.id;
            order.unit = unit.id;
            order.status = QStringLiteral("offered");
            city.listener->ordered(order, incident);
        }
        for (TimeMs at = 1'000; at <= 16 * kHour; at += 1'000)
            simulator.advance(kTuesdayTen + at);
        QHash<QString, QStringList> verbs;
        for (const FieldEvent &event : city.fieldEvents)
            verbs[event.incident].append(event.verb);
        int refused = 0;
        for (int i = 0; i < kOrders; ++i) {
            const QStringList said = verbs.value(QStringLiteral("C%1").arg(i));
            if (said == QStringList{QStringLiteral("refuse")})
                ++refused;
            else
                QCOMPARE(said.join(QLatin1Char(' ')), QStringLiteral("accept enroute arrive feedback"));
        }
        QVERIFY2(refused > 5 && refused < 90, qPrintable(QString::number(refused)));
    }

    void anOrderGoesOnAfterARestart()
    {
        RecordingCity city;
        Simulator simulator(*m_catalogue, *m_city, city, quiet(14));
        simulator.start(kTuesdayTen);
        Incident incident;
        incident.id = QStringLiteral("C1");
        incident.place.point = m_city->viewCentre();
        Order order;
        order.id = QStringLiteral("O1");
        order.unit = city.units[0].id;
        order.status = QStringLiteral("onscene");
        city.listener->ordered(order, incident);
        for (TimeMs at = 1'000; at <= 3 * kHour; at += 1'000)
            simulator.advance(kTuesdayTen + at);
        QCOMPARE(city.fieldEvents.size(), size_t(1));
        QCOMPARE(city.fieldEvents[0].verb, QStringLiteral("feedback"));
        QCOMPARE(city.fieldEvents[0].pictures.size(), qsizetype(1));
        QVERIFY(city.pictures.contains(city.fieldEvents[0].pictures[0].hash));
    }

    void aCancelledOrderIsDropped()
    {
        RecordingCity city;
        Simulator simulator(*m_catalogue, *m_city, city, quiet(14));
        simulator.start(kTuesdayTen);
        Incident incident;
        incident.id = QStringLiteral("C1");
        incident.place.point = m_city->viewCentre();
        Order order;
        order.id = QStringLiteral("O1");
        order.unit = city.units[0].id;
        order.status = QStringLiteral("offered");
        city.listener->ordered(order, incident);
        city.listener->cancelled(order);
        for (TimeMs at = 1'000; at <= 600'000; at += 1'000)
            simulator.advance(kTuesdayTen + at);
        QVERIFY(city.fieldEvents.empty());
    }
};

QTEST_MAIN(tst_SimulatedLife)
#include "tst_simulatedlife.moc"
