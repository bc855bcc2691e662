// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "datasources/replay/airrecording.h"
#include "datasources/replay/metroflowrecording.h"
#include "datasources/replay/replaysource.h"
#include "datasources/replay/trackrecording.h"
#include "support/cputimer.h"
#include "support/recordingcity.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace guancheng;

namespace {

constexpr TimeMs kMidnight = 1'500'000'000'000 / 86'400'000 * 86'400'000 - 28'800'000;
constexpr TimeMs kCityNow = 1'768'874'400'000;

/** A gzip member with one stored block: enough for a reader, without zlib in the test. */
QByteArray gzipped(const QByteArray &bytes)
{
    // qCompress gives length, zlib header, deflate stream, Adler-32; gzip wants other covers.
    const QByteArray deflate = qCompress(bytes).mid(6).chopped(4);
    quint32 crc = 0xffffffff;
    for (const char byte : bytes) {
        crc ^= static_cast<uchar>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (crc & 1 ? 0xedb88320U : 0U);
    }
    QByteArray out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    out += deflate;
    for (const quint32 word : {~crc, static_cast<quint32>(bytes.size())})
        for (int i = 0; i < 4; ++i)
            out += static_cast<char>(word >> (8 * i));
    return out;
}

} // namespace

class tst_Replay : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
    QTemporaryDir m_dir;

    QString write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_dir.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }
    QString shared(const QString &name) const
    {
        const QString path = QStringLiteral(GUANCHENG_SHARED_DATA "/") + name;
        return QFile::exists(path) ? path : QString();
    }
    int indicator(const QString &nameZh) const
    {
        for (int i = 0; i < m_catalogue->indicators().size(); ++i)
            if (m_catalogue->indicators()[i].nameZh == nameZh)
                return i;
        return -1;
    }
    static double lastOf(const RecordingCity &city, int index)
    {
        double value = -1;
        for (const auto &[feed, reading] : city.indicatorReadings)
            if (reading.index == index)
                value = reading.value;
        return value;
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

    void badLinesCostThemselvesOnly()
    {
        const QString file = write(QStringLiteral("metro.csv"), "line,station,bin,passengers\n"
                                                                "2号线,陆家嘴,104,2852\n"
                                                                "2号线,陆家嘴,288,1\n"
                                                                "2号线,陆家嘴\n"
                                                                "2号线,陆家嘴,105,many\n"
                                                                "2号线,陆家嘴,106,-3\n"
                                                                ",,107,3\n"
                                                                "\n"
                                                                "2号线,陆家嘴,107,nan\n"
                                                                "2号线,陆家嘴,108,12\n");
        auto recording = MetroFlowRecording::open(file, *m_catalogue, *m_city, kMidnight);
        QVERIFY(bool(recording));
        const ReadingReport &report = (*recording)->report();
        QCOMPARE(report.lines, 2);
        QCOMPARE(report.malformed, 6);
        QCOMPARE(report.problems.first().source, file);
        QCOMPARE(report.problems.first().place, QStringLiteral("3"));
        QCOMPARE((*recording)->total(), 2864);
        QVERIFY(std::isnan((*recording)->passengers(QStringLiteral("2号线"), QStringLiteral("陆家嘴"), kMidnight)));
    }

    void unusableFilesAreErrors()
    {
        QVERIFY(!MetroFlowRecording::open(m_dir.filePath(QStringLiteral("absent.csv")), *m_catalogue, *m_city, kMidnight));
        QVERIFY(!MetroFlowRecording::open(write(QStringLiteral("empty.csv"), ""), *m_catalogue, *m_city, kMidnight));
        const auto other =
            MetroFlowRecording::open(write(QStringLiteral("other.csv"), "a,b\n1,2\n"), *m_catalogue, *m_city, kMidnight);
        QVERIFY(!other);
        QVERIFY(other.error().reason.contains(QStringLiteral("'line'")));
        QVERIFY(!TrackRecording::open({}, *m_catalogue));
    }

    void gzipThatBreaksOff()
    {
        QByteArray csv = "line,station,bin,passengers\n";
        for (int i = 0; i < 288; ++i)
            csv += "2号线,陆家嘴," + QByteArray::number(i) + ',' + QByteArray::number(i * 7919 % 1000) + '\n';
        const QByteArray packed = gzipped(csv);
        auto whole = MetroFlowRecording::open(write(QStringLiteral("whole.csv.gz"), packed), *m_catalogue, *m_city, kMidnight);
        QVERIFY(bool(whole));
        QCOMPARE((*whole)->report().lines, 288);
        QCOMPARE((*whole)->report().malformed, 0);
        auto cut = MetroFlowRecording::open(write(QStringLiteral("cut.csv.gz"), packed.left(packed.size() * 2 / 3)),
                                            *m_catalogue, *m_city, kMidnight);
        if (cut) { // what could be unpacked counts, and the break is told
            QVERIFY((*cut)->report().lines < 288);
            QVERIFY((*cut)->report().malformed > 0);
        }
    }

    void playPauseSpeedSeek()
    {
        const QString file =
            write(QStringLiteral("day.csv"), "line,station,bin,passengers\n2号线,陆家嘴,0,10\n2号线,陆家嘴,1,20\n"
                                             "2号线,陆家嘴,2,30\n2号线,陆家嘴,104,2852\n");
        auto recording = MetroFlowRecording::open(file, *m_catalogue, *m_city, kMidnight);
        QVERIFY(bool(recording));
        RecordingCity city;
        ReplaySource replay(std::move(*recording), city);
        replay.start(kCityNow);
        QCOMPARE(city.devices.size(), size_t(1));
        QCOMPARE(replay.duration(), TimeMs(86'400'000));
        replay.advance(kCityNow + 1'000'000);
        QVERIFY(city.telemetryRecords.empty()); // it stands until played
        replay.play();
        replay.setSpeed(300);
        replay.advance(kCityNow + 1'002'000); // 600 s of the day: two bins are over
        QCOMPARE(city.telemetryRecords.size(), size_t(2));
        QCOMPARE(city.telemetryRecords[1].value, 20.0F);
        // What was recorded keeps its distances, by the speed, and is of now.
        QCOMPARE(city.telemetryRecords[1].at, kCityNow + 1'002'000);
        QCOMPARE(city.telemetryRecords[0].at, kCityNow + 1'001'000);
        replay.pause();
        replay.advance(kCityNow + 2'000'000);
        QCOMPARE(city.telemetryRecords.size(), size_t(2));
        replay.setSpeed(-1);
        QCOMPARE(replay.speed(), 300.0);
        replay.seek(kMidnight + 525 * 60'000); // 08:45: the bin of 08:40 is known
        QCOMPARE(city.telemetryRecords.back().value, 2852.0F);
        QCOMPARE(lastOf(city, indicator(QStringLiteral("轨交大客流站"))), 1.0);
        QSignalSpy finished(&replay, &ReplaySource::finished);
        replay.play();
        replay.setSpeed(3'600);
        replay.advance(kCityNow + 3'000'000);
        QCOMPARE(finished.count(), 1);
        QVERIFY(!replay.isPlaying());
        QCOMPARE(replay.position(), replay.end());
        replay.seek(0);
        QCOMPARE(replay.position(), replay.begin());
    }

    void missingAirIsMissing()
    {
        const QByteArray head =
            "No,year,month,day,hour,season,PM_Jingan,PM_US Post,PM_Xuhui,DEWP,HUMI,PRES,TEMP,cbwd,Iws,precipitation,Iprec\n";
        const QString file = write(QStringLiteral("air.csv"), head + "1,2012,4,13,6,1,NA,17,NA,12,87,1010,14,NE,11,0,0\n"
                                                                     "2,2012,4,13,7,1,NA,NA,NA,12,87,1010,15,NE,14,0.5,0.5\n"
                                                                     "3,2012,4,13,7,1,1,1,1,12,87,1010,15,NE,14,0.1,0.1\n"
                                                                     "4,2012,2,30,8,1,1,1,1,12,87,1010,15,NE,14,0.1,0.1\n"
                                                                     "5,2012,4,13,9,1,10,20,60,12,87,1010,x,NE,3,0.1,0.1\n"
                                                                     "6,2012,4,13,10,1,10,20,60,12,87,1010,NA,NE,3,0.1,0.1\n");
        auto recording = AirRecording::open(file, *m_catalogue);
        QVERIFY(bool(recording));
        QCOMPARE((*recording)->report().malformed, 3);
        const auto &hours = (*recording)->hours();
        QCOMPARE(hours.size(), size_t(3));
        QCOMPARE(hours[0].pm25, 17.0F);
        QVERIFY(std::isnan(hours[1].pm25));
        QCOMPARE(hours[1].wind, 3.0F);
        QCOMPARE(hours[2].pm25, 30.0F);
        QVERIFY(std::isnan(hours[2].temperature));
        RecordingCity city;
        ReplaySource replay(std::move(*recording), city);
        replay.start(kCityNow);
        QCOMPARE(lastOf(city, indicator(QStringLiteral("PM2.5"))), 17.0);
        replay.play();
        replay.setSpeed(3'600);
        replay.advance(kCityNow + 1'000);
        QVERIFY(std::isnan(lastOf(city, indicator(QStringLiteral("PM2.5"))))); // told as missing, not left out, not 0
        QCOMPARE(lastOf(city, indicator(QStringLiteral("气温"))), 15.0);
    }

    void tracksMoveBetweenTheirPoints()
    {
        const QByteArray head = "\xef\xbb\xbf,order_no,locatetime,lat,lon,speed,direction,accuracy\n";
        const QString a = write(QStringLiteral("track_a.csv"),
                                head + "0,No1,1607997786000,31.2,121.4,10,90,4\n1,No1,1607997790000,31.2,121.402,10,90,4\n"
                                       "2,No1,1607997780000,31.2,121.4,10,90,4\n3,No1,1607997799000,north,121.4,10,90,4\n");
        const QString b = write(QStringLiteral("track_b.csv"),
                                head + "0,No2,1608000000000,31.3,121.5,0,0,4\n1,No2,1608000008000,31.3,121.5,0,0,4\n");
        auto recording = TrackRecording::open({a, b}, *m_catalogue);
        QVERIFY(bool(recording));
        QCOMPARE((*recording)->report().malformed, 2);
        QCOMPARE((*recording)->tracks(), size_t(2));
        QCOMPARE((*recording)->end() - (*recording)->begin(), TimeMs(8'000)); // together
        RecordingCity city;
        ReplaySource replay(std::move(*recording), city);
        replay.start(kCityNow);
        QCOMPARE(city.units.size(), size_t(2));
        replay.play();
        replay.advance(kCityNow + 2'000);
        const UnitRecord &record = city.unitRecords[city.unitRecords.size() - 2];
        QVERIFY(std::abs(record.point.longitude - 121.401) < 1e-9);
        QCOMPARE(record.speed, 36.0F);
        QCOMPARE(record.at, kCityNow + 2'000);
    }

    void theRealDay()
    {
        const QString file = shared(QStringLiteral("metro-flow/metro_flow_5min.csv.gz"));
        if (file.isEmpty())
            QSKIP("../shared/data is absent");
        CpuTimer timer;
        auto recording = MetroFlowRecording::open(file, *m_catalogue, *m_city, kMidnight);
        QVERIFY(bool(recording));
        qInfo() << (*recording)->report().lines << "lines in" << timer.milliseconds() << "ms";
        QCOMPARE((*recording)->stations(), size_t(313));
        QCOMPARE((*recording)->total(), 9'778'560);
        QCOMPARE((*recording)->report().malformed, 0);
        QCOMPARE(
            (*recording)->passengers(QStringLiteral("2号线"), QStringLiteral("陆家嘴"), kMidnight + (8 * 60 + 40) * 60'000),
            2852.0);
        RecordingCity city;
        ReplaySource replay(std::move(*recording), city);
        replay.start(kCityNow);
        qInfo() << city.devices.size() << "of 313 stations are known to the city";
        QVERIFY(city.devices.size() > 250);
        timer = {};
        for (int i = 0; i < 1'000; ++i)
            replay.seek(kMidnight + (i * 7'919LL % 86'400) * 1'000);
        const double ms = timer.milliseconds();
        QVERIFY2(!kCostsCount || ms < 2'000, qPrintable(QString::number(ms)));
    }

    void theRealAir()
    {
        const QString file = shared(QStringLiteral("air/shanghai_pm25_weather_2010_2015.csv.gz"));
        if (file.isEmpty())
            QSKIP("../shared/data is absent");
        auto recording = AirRecording::open(file, *m_catalogue);
        QVERIFY(bool(recording));
        QCOMPARE((*recording)->report().lines, 52'584);
        const auto &hours = (*recording)->hours();
        const auto missing = std::count_if(hours.begin(), hours.end(), [](const auto &hour) { return std::isnan(hour.pm25); });
        qInfo() << missing << "hours without any PM2.5";
        QVERIFY(missing > 10'000 && missing < 26'000);
    }

    void theRealTracks()
    {
        const QString folder = shared(QStringLiteral("vehicles"));
        if (folder.isEmpty())
            QSKIP("../shared/data is absent");
        QStringList files;
        for (const QFileInfo &info : QDir(folder).entryInfoList({QStringLiteral("track_*.csv")}))
            files.append(info.filePath());
        auto recording = TrackRecording::open(files, *m_catalogue);
        QVERIFY(bool(recording));
        QCOMPARE((*recording)->tracks(), size_t(60));
        RecordingCity city;
        ReplaySource replay(std::move(*recording), city);
        replay.start(kCityNow);
        replay.play();
        for (int second = 1; second <= 60; ++second)
            replay.advance(kCityNow + second * 1'000);
        QVERIFY(city.unitRecords.size() > 60 * 50);
        for (const UnitRecord &record : city.unitRecords)
            QVERIFY(m_city->bounds().contains(record.point));
    }
};

QTEST_APPLESS_MAIN(tst_Replay)
#include "tst_replay.moc"
