// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "datasources/backend/world.h"
#include "datasources/replay/recordingfactory.h"
#include "datasources/replay/replaysource.h"
#include "datasources/simulator/simulator.h"
#include "persistence/memoryjournal.h"
#include "persistence/sqlitejournal.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;

namespace {

constexpr TimeMs kStart = 1'768'874'400'000;
constexpr int kSeconds = 900;

QByteArray hashOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256) : QByteArray();
}

} // namespace

class tst_JournalReplay : public QObject
{
    Q_OBJECT

    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
    QTemporaryDir m_dir;
    BackendStatistics m_recorded;

    QString journalFile() const { return m_dir.filePath(QStringLiteral("day.sqlite")); }

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

        SqliteJournal journal(journalFile());
        ManualClock clock(kStart);
        World world(m_catalogue, m_city, clock, journal, {});
        world.open();
        SimulatorOptions options;
        options.devices = 2'000;
        options.units = 1'500;
        options.cameras = 100;
        options.recordsPerSecond = 20;
        Simulator simulator(*m_catalogue, *m_city, world, options);
        simulator.start(kStart);
        for (int second = 0; second < kSeconds; ++second) {
            clock.advance(1'000);
            simulator.advance(clock.now());
            world.tick(clock.now());
            QCoreApplication::processEvents();
        }
        m_recorded = world.statistics();
        world.close();
        journal.close();
        QVERIFY(m_recorded.casesOpened > 500);
    }

    void theDayHappensAgain()
    {
        const QByteArray before = hashOf(journalFile());
        auto recording = openRecording(journalFile(), *m_catalogue, *m_city, kStart);
        QVERIFY2(bool(recording), recording ? "" : qPrintable(recording.error().toString()));
        QCOMPARE(hashOf(journalFile()), before); // reading leaves it as it is
        QCOMPARE((*recording)->report().malformed, 0);
        QVERIFY((*recording)->begin() >= kStart);
        QVERIFY((*recording)->end() <= kStart + kSeconds * 1'000);

        MemoryJournal journal;
        ManualClock clock(kStart + TimeMs(40) * 86'400'000);
        World world(m_catalogue, m_city, clock, journal, {});
        world.open();
        {
            ReplaySource replay(std::move(*recording), world);
            replay.start(clock.now());
            replay.play();
            for (int second = 0; second < kSeconds + 5 && replay.isPlaying(); ++second) {
                clock.advance(1'000);
                replay.advance(clock.now());
                world.tick(clock.now());
                QCoreApplication::processEvents();
            }
            QCOMPARE(replay.position(), replay.end());
        }
        const BackendStatistics again = world.statistics();
        qInfo() << "opened" << m_recorded.casesOpened << "again" << again.casesOpened << "dispatched" << again.casesDispatched
                << "of" << m_recorded.casesDispatched << "alarms" << again.alarmsRaised << "of" << m_recorded.alarmsRaised
                << "exceptions" << again.exceptions;
        // Cases within 50 m and ten minutes of one another may fall together otherwise than before.
        QVERIFY(std::abs(double(again.casesOpened - m_recorded.casesOpened)) <= 0.05 * double(m_recorded.casesOpened));
        QVERIFY(double(again.casesDispatched) >= 0.7 * double(m_recorded.casesDispatched));
        int handled = 0;
        world.eachIncident([&handled](const Incident &incident) { handled += incident.stage >= Stage::Handling; });
        QVERIFY2(handled > 50, qPrintable(QString::number(handled)));
    }

    void whatCannotBeReplayedIsSaid()
    {
        const auto absent = openRecording(m_dir.filePath(QStringLiteral("absent")), *m_catalogue, *m_city, kStart);
        QVERIFY(!absent);
        QFile text(m_dir.filePath(QStringLiteral("notes.txt")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("a,b\n1,2\n");
        text.close();
        const auto notes = openRecording(text.fileName(), *m_catalogue, *m_city, kStart);
        QVERIFY(!notes);
        QCOMPARE(notes.error().source, text.fileName());
        QFile broken(m_dir.filePath(QStringLiteral("broken.sqlite")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray("SQLite format 3") + QByteArray(5'000, 'x'));
        broken.close();
        QVERIFY(!openRecording(broken.fileName(), *m_catalogue, *m_city, kStart));
    }
};

QTEST_MAIN(tst_JournalReplay)
#include "tst_journalreplay.moc"
