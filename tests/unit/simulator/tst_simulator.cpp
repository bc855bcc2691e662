// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "datasources/simulator/simulator.h"
#include "support/cputimer.h"
#include "support/recordingcity.h"

#include <QTest>

#include <cmath>

using namespace guancheng;

namespace {

constexpr TimeMs kTuesdayTen = 1'768'874'400'000; // 2026-01-20T10:00+08:00

} // namespace

/** Devices, telemetry, determinism and cost; what people do is in tst_simulatedlife. */
class tst_Simulator : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;

    static SimulatorOptions small(quint64 seed = 1)
    {
        SimulatorOptions options;
        options.seed = seed;
        options.devices = 5'000;
        options.units = 400;
        options.cameras = 500;
        return options;
    }
    void run(RecordingCity &city, const SimulatorOptions &options, TimeMs from, TimeMs length, TimeMs step = 250) const
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

    void theSameSeedIsTheSameCity()
    {
        RecordingCity a, b, c;
        run(a, small(7), kTuesdayTen, 120'000);
        run(b, small(7), kTuesdayTen, 120'000);
        run(c, small(8), kTuesdayTen, 120'000);
        QCOMPARE(a.fingerprint(), b.fingerprint());
        QCOMPARE(a.devices.longitudeE7, b.devices.longitudeE7);
        QVERIFY(a.fingerprint() != c.fingerprint());
        QVERIFY(a.devices.longitudeE7 != c.devices.longitudeE7);
    }

    void declaresEverythingAsSimulated()
    {
        RecordingCity city;
        {
            Simulator simulator(*m_catalogue, *m_city, city, small());
            simulator.start(kTuesdayTen);
            QCOMPARE(city.listener, static_cast<FieldListener *>(&simulator));
        }
        QVERIFY(!city.listener); // it takes its leave
        QCOMPARE(int(city.sources.size()), m_catalogue->sources().size());
        for (const SourceHealth &source : city.sources)
            QVERIFY2(source.simulated && !source.nameZh.isEmpty(), qPrintable(source.id));
        QCOMPARE(city.devices.size(), size_t(5'000));
        QCOMPARE(city.units.size(), size_t(400));
        QCOMPARE(city.cameras.size(), size_t(500));
        QVERIFY(std::any_of(city.figures.begin(), city.figures.end(),
                            [](const Figure &f) { return f.id == QLatin1String("population") && f.value > 2e7; }));
    }

    void devicesStandInTheCity()
    {
        RecordingCity city;
        SimulatorOptions options = small(3);
        options.devices = 110'000;
        const CpuTimer timer;
        run(city, options, kTuesdayTen, 0);
        qInfo() << "110 000 devices:" << timer.milliseconds() << "ms";
        QCOMPARE(city.devices.size(), size_t(110'000));
        int outside = 0, elsewhere = 0, inner = 0;
        std::vector<int> perClass(size_t(m_catalogue->deviceClasses().size()));
        for (size_t i = 0; i < city.devices.size(); ++i) {
            const GeoPoint point{city.devices.longitudeE7[i] / 1e7, city.devices.latitudeE7[i] / 1e7};
            const Area area = m_city->locate(point);
            outside += area.district < 0;
            elsewhere += area.district >= 0 && area.district != m_city->streets()[city.devices.street[i]].district;
            ++perClass[city.devices.deviceClass[i]];
            inner += distanceMetres(point, m_city->viewCentre()) < 15'000;
        }
        qInfo() << outside << "outside of the city," << elsewhere << "across a district border," << inner << "within 15 km";
        QVERIFY(outside <= 110);
        QVERIFY(elsewhere <= 2'200);
        for (size_t c = 0; c < perClass.size(); ++c) {
            const double expected = m_catalogue->deviceClasses()[int(c)].share * 110'000;
            QVERIFY2(perClass[c] >= 1 && std::abs(perClass[c] - expected) <= std::max(2.0, expected * 0.01),
                     qPrintable(m_catalogue->deviceClasses()[int(c)].id));
        }
        // A tenth of the city's area holds far more than a tenth of the devices.
        QVERIFY(inner > 0.3 * 110'000);
        // Along the curve neighbours in the table are neighbours on the map.
        double jump = 0;
        for (size_t i = 1; i < city.devices.size(); ++i)
            jump += distanceMetres({city.devices.longitudeE7[i] / 1e7, city.devices.latitudeE7[i] / 1e7},
                                   {city.devices.longitudeE7[i - 1] / 1e7, city.devices.latitudeE7[i - 1] / 1e7});
        QVERIFY2(jump / 110'000 < 1'000, qPrintable(QString::number(jump / 110'000)));
    }

    void telemetryKeepsItsRate()
    {
        RecordingCity city;
        Simulator simulator(*m_catalogue, *m_city, city, small(5));
        simulator.start(kTuesdayTen);
        const qint64 swept = city.telemetryCount;
        QVERIFY(swept >= 5'000);
        for (TimeMs at = 100; at <= 300'000; at += 100)
            simulator.advance(kTuesdayTen + at);
        const double expected = 400 * 300.0;
        // Besides the stream there are the repeated reports of devices beyond a limit: some hundred.
        const double extra = double(city.telemetryCount - swept) - expected;
        QVERIFY2(extra > -3 * std::sqrt(expected) && extra < 3 * std::sqrt(expected) + 600, qPrintable(QString::number(extra)));
        QHash<quint32, bool> off;
        for (const TelemetryRecord &record : city.telemetryRecords)
            off[record.slot] = record.state == DeviceState::Offline || record.state == DeviceState::Fault;
        QCOMPARE(off.size(), qsizetype(5'000));
        const auto bad = std::count(off.begin(), off.end(), true);
        QVERIFY2(bad > 90 && bad < 240, qPrintable(QString::number(bad))); // 3.2% of 5 000 are 160
    }

    void devicesReportByTheWeightOfTheirClass()
    {
        RecordingCity city;
        SimulatorOptions options = small(18);
        options.background = 0;
        options.recordsPerSecond = 4'000;
        Simulator simulator(*m_catalogue, *m_city, city, options);
        simulator.start(kTuesdayTen);
        city.telemetryRecords.clear();
        for (TimeMs at = 100; at <= 30'000; at += 100)
            simulator.advance(kTuesdayTen + at);
        std::vector<int> reports(city.devices.size(), 0);
        TimeMs last = 0;
        for (const TelemetryRecord &record : city.telemetryRecords) {
            ++reports[record.slot];
            QVERIFY(record.at >= last);
            last = record.at;
        }
        const auto classes = static_cast<size_t>(m_catalogue->deviceClasses().size());
        std::vector<int> least(classes, std::numeric_limits<int>::max()), most(classes, 0), devices(classes, 0);
        std::vector<double> sum(classes, 0);
        double weights = 0, all = 0;
        for (size_t slot = 0; slot < reports.size(); ++slot) {
            const size_t c = city.devices.deviceClass[slot];
            least[c] = std::min(least[c], reports[slot]);
            most[c] = std::max(most[c], reports[slot]);
            sum[c] += reports[slot];
            ++devices[c];
            all += reports[slot];
            weights += m_catalogue->deviceClasses()[static_cast<int>(c)].reportWeight;
        }
        for (size_t c = 0; c < classes; ++c) {
            if (devices[c] == 0)
                continue;
            const DeviceClass &type = m_catalogue->deviceClasses()[static_cast<int>(c)];
            QVERIFY2(most[c] - least[c] <= 1, qPrintable(type.code)); // within a class nobody is left out
            const double expected = all * type.reportWeight * devices[c] / weights;
            QVERIFY2(std::abs(sum[c] - expected) < 5 * std::sqrt(expected) + 5,
                     qPrintable(QStringLiteral("%1: %2, not %3").arg(type.code).arg(sum[c]).arg(expected)));
        }
    }

    void healthyValuesKeepWithinTheirLimits_data()
    {
        QTest::addColumn<TimeMs>("at");
        QTest::newRow("winter morning") << kTuesdayTen;
        QTest::newRow("summer noon") << kTuesdayTen + TimeMs(185) * 86'400'000 + TimeMs(3) * 3'600'000;
        QTest::newRow("summer night") << kTuesdayTen + TimeMs(185) * 86'400'000 - TimeMs(7) * 3'600'000;
    }
    void healthyValuesKeepWithinTheirLimits()
    {
        QFETCH(TimeMs, at);
        RecordingCity city;
        SimulatorOptions options = small(11);
        options.background = 0; // no episodes
        run(city, options, at, 60'000);
        for (const TelemetryRecord &record : city.telemetryRecords) {
            if (record.state == DeviceState::Offline || record.state == DeviceState::Fault)
                continue;
            const DeviceClass &entry = m_catalogue->deviceClasses()[city.devices.deviceClass[record.slot]];
            QVERIFY2(record.state == DeviceState::Normal, qPrintable(entry.id));
            QVERIFY2(entry.limits.levelOf(double(record.value)) == Level::Normal,
                     qPrintable(QStringLiteral("%1 %2").arg(entry.id).arg(double(record.value))));
        }
        QVERIFY(city.reports.empty());
    }

    void episodes_data()
    {
        QTest::addColumn<int>("scenario");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        QTest::newRow("calm") << int(Scenario::Calm) << 2 << 14;
        QTest::newRow("busy") << int(Scenario::Busy) << 8 << 35;
        QTest::newRow("emergency") << int(Scenario::Emergency) << 30 << 110;
    }
    void episodes()
    {
        QFETCH(int, scenario);
        QFETCH(int, least);
        QFETCH(int, most);
        RecordingCity city;
        SimulatorOptions options = small(2);
        options.scenario = static_cast<Scenario>(scenario);
        run(city, options, kTuesdayTen, 20'000, 1'000);
        QHash<quint32, DeviceState> last;
        for (const TelemetryRecord &record : city.telemetryRecords)
            last[record.slot] = record.state;
        const auto active = std::count_if(last.begin(), last.end(), [](DeviceState state) {
            return state >= DeviceState::Minor && state <= DeviceState::Critical;
        });
        QVERIFY2(active >= least && active <= most, qPrintable(QString::number(active)));
    }

    void aJumpOfTheClockIsNotReplayed()
    {
        RecordingCity city;
        city.keep = false;
        Simulator simulator(*m_catalogue, *m_city, city, small(15));
        simulator.start(kTuesdayTen);
        const qint64 before = city.telemetryCount;
        simulator.advance(kTuesdayTen + TimeMs(30) * 86'400'000);
        QVERIFY(city.telemetryCount - before < 2'000);
        const quint64 mark = city.fingerprint();
        simulator.advance(kTuesdayTen); // back in time: nothing
        QCOMPARE(city.fingerprint(), mark);
    }

    void itCostsLittle()
    {
        RecordingCity city;
        city.keep = false;
        SimulatorOptions options;
        options.seed = 16;
        Simulator simulator(*m_catalogue, *m_city, city, options);
        simulator.start(kTuesdayTen);
        const CpuTimer timer;
        for (TimeMs at = 200; at <= 120'000; at += 200)
            simulator.advance(kTuesdayTen + at);
        const double share = timer.seconds() / 120;
        qInfo() << "share of a core:" << share * 100 << "%";
        QVERIFY2(!kCostsCount || share < 0.10, qPrintable(QString::number(share))); // asked: 2%
    }

    void fivePointOneMillionDevices()
    {
        RecordingCity city;
        city.keep = false;
        SimulatorOptions options = small(17);
        options.devices = 5'100'000;
        const CpuTimer timer;
        Simulator simulator(*m_catalogue, *m_city, city, options);
        simulator.start(kTuesdayTen);
        qInfo() << "5.1 M devices:" << timer.seconds() << "CPU s";
        QCOMPARE(city.devices.size(), size_t(5'100'000));
        QVERIFY(city.telemetryCount >= 5'100'000);
    }
};

QTEST_MAIN(tst_Simulator)
#include "tst_simulator.moc"
