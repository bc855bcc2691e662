// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/sqlitejournal.h"
#include "support/worldfixture.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

class TestKilledBackend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAcknowledgedIsThere_data();
    void whatWasAcknowledgedIsThere();
};

void TestKilledBackend::whatWasAcknowledgedIsThere_data()
{
    QTest::addColumn<int>("answers");
    for (const int answers : {1, 40, 333})
        QTest::addRow("killed after %d answers", answers) << answers;
}

void TestKilledBackend::whatWasAcknowledgedIsThere()
{
    QFETCH(int, answers);
    const QTemporaryDir dir;
    const QString file = dir.filePath(u"journal.sqlite"_s);
    QStringList acknowledged;
    for (int life = 0; life < 2; ++life) {
        QProcess victim;
        victim.start(QStringLiteral(GUANCHENG_JOURNAL_VICTIM), {file});
        QVERIFY(victim.waitForStarted());
        QByteArray output;
        const auto enough = [&] {
            output += victim.readAllStandardOutput();
            return output.count('\n') >= answers;
        };
        QTRY_VERIFY_WITH_TIMEOUT(enough(), 60'000);
        victim.kill();
        QVERIFY(victim.waitForFinished());
        output += victim.readAllStandardOutput();
        acknowledged.clear();
        const QList<QByteArray> lines = output.left(output.lastIndexOf('\n')).split('\n');
        for (const QByteArray &line : lines) {
            QVERIFY2(line.endsWith(" 1"), line.constData());
            acknowledged << QString::fromLatin1(line.left(line.indexOf(' ')));
        }
    }
    SystemClock clock;
    SqliteJournal journal(file);
    World world(catalogue(), city(), clock, journal);
    QVERIFY(world.open().empty());
    QVERIFY(journal.isWritable());
    for (const QString &key : std::as_const(acknowledged)) {
        const auto held = journal.readEntity(RecordKind::Command, key, 1);
        QVERIFY(held);
        QCOMPARE(held->size(), 1u);
    }
    int cases = 0;
    world.eachIncident([&](const Incident &) { ++cases; });
    QVERIFY2(cases >= acknowledged.size(), qPrintable(QString::number(cases)));
    // It goes on with sequences that the dead never gave to anybody.
    const quint64 head = world.headSequence();
    world.report(u"grid"_s, reportOf(matterOfLevel(Level::Minor), kSquare, clock.now()));
    QTRY_VERIFY(world.headSequence() > head + 1000);
    QVERIFY(world.eventsAfter(head, 10));
    QVERIFY(!world.eventsAfter(head + 1, 10));
}

QTEST_GUILESS_MAIN(TestKilledBackend)
#include "tst_killedbackend.moc"
