// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/sqlitejournal.h"
#include "support/cputimer.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestSqliteJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsWhatWasCommitted();
    void commitsInGroups();
    void goesOnFromTheSnapshot();
    void aCrashLeavesAGapInTheSequence();
    void aBadRecordIsQuarantinedWithItsTail();
    void aPayloadThatTheReaderRefusesIsABadTail();
    void aBadSnapshotLeadsToTheOneBefore();
    void aDamagedLogIsToldAndKept_data();
    void aDamagedLogIsToldAndKept();
    void truncationGivesAPrefix_data();
    void truncationGivesAPrefix();
    void flippedBitsGiveAPrefix_data();
    void flippedBitsGiveAPrefix();
    void rubbishIsSetAside();
    void theSecondProcessIsTold();
    void anUnwritableFolderIsTold();
    void aFullDiskRecovers();
    void readsByEntityAndSequence();
    void prunesWhatASnapshotCovers();
    void staysBelowItsSize();
    void opensADayInUnderASecond();

private:
    struct Opened
    {
        JournalOpening opening;
        std::vector<JournalSnapshot> snapshots;
        std::vector<JournalRecord> records;
    };
    Opened open(SqliteJournal &journal) const;
    void append(SqliteJournal &journal, int count, quint64 *last, int size = 40) const;
    void fill(int count, int size = 40) const;
    void checkPrefix(int count);

    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_file;
};

static JournalRecord recordOf(quint64 seq, quint64 prev, int size)
{
    JournalRecord record;
    record.seq = seq;
    record.prev = prev;
    record.at = 1'000'000 + static_cast<TimeMs>(seq);
    record.kind = RecordKind::Incident;
    record.entityId = u"C%1"_s.arg(seq % 17);
    record.payload = QByteArray(size, static_cast<char>('a' + seq % 26));
    return record;
}

void TestSqliteJournal::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    QVERIFY(m_dir->isValid());
    m_file = m_dir->filePath(u"journal.sqlite"_s);
}

TestSqliteJournal::Opened TestSqliteJournal::open(SqliteJournal &journal) const
{
    Opened opened;
    opened.opening = journal.open(
        [&](const JournalSnapshot &snapshot) {
            opened.snapshots.push_back(snapshot);
            return ok();
        },
        [&](const JournalRecord &record) {
            opened.records.push_back(record);
            return ok();
        });
    return opened;
}

void TestSqliteJournal::append(SqliteJournal &journal, int count, quint64 *last, int size) const
{
    std::vector<JournalRecord> records;
    for (int i = 0; i < count; ++i) {
        records.push_back(recordOf(*last + 1, *last, size));
        ++*last;
    }
    journal.append(std::move(records), Durability::Process);
}

/** A journal with \c count records, closed in order. */
void TestSqliteJournal::fill(int count, int size) const
{
    SqliteJournal journal(m_file);
    quint64 last = open(journal).opening.head;
    append(journal, count, &last, size);
    journal.close();
}

void TestSqliteJournal::keepsWhatWasCommitted()
{
    QString lineage;
    {
        SqliteJournal journal(m_file);
        const Opened opened = open(journal);
        QCOMPARE(opened.opening.head, 0u);
        QCOMPARE(opened.opening.next, 1u);
        QVERIFY(opened.opening.problems.empty());
        QSignalSpy committed(&journal, &EventJournal::committed);
        quint64 last = 0;
        append(journal, 3, &last);
        QTRY_VERIFY(!committed.isEmpty() && committed.constLast().first().toULongLong() == 3);
        QCOMPARE(journal.durableSequence(), 3u);
        lineage = journal.lineage();
        QVERIFY(!lineage.isEmpty());
    }
    SqliteJournal again(m_file);
    const Opened opened = open(again);
    QCOMPARE(again.lineage(), lineage);
    QCOMPARE(opened.opening.head, 3u);
    QCOMPARE(opened.opening.next, 4u);
    QCOMPARE(opened.records.size(), 3u);
    JournalRecord expected = recordOf(2, 1, 40);
    expected.crc = expected.checksum();
    QVERIFY(opened.records[1] == expected);
}

void TestSqliteJournal::commitsInGroups()
{
    SqliteJournal journal(m_file);
    open(journal);
    QSignalSpy committed(&journal, &EventJournal::committed);
    quint64 last = 0;
    for (int i = 0; i < 2500; ++i)
        append(journal, 1, &last);
    QTRY_VERIFY(!committed.isEmpty() && committed.constLast().first().toULongLong() == 2500);
    QVERIFY(committed.size() < 250);
    quint64 before = 0;
    for (const QList<QVariant> &arguments : committed) {
        QVERIFY(arguments.first().toULongLong() > before);
        before = arguments.first().toULongLong();
    }
}

void TestSqliteJournal::goesOnFromTheSnapshot()
{
    {
        SqliteJournal journal(m_file);
        quint64 last = open(journal).opening.head;
        append(journal, 10, &last);
        journal.storeSnapshot(10, 77, [] { return QByteArray("state at ten"); });
        append(journal, 5, &last);
    }
    SqliteJournal journal(m_file);
    const Opened opened = open(journal);
    QCOMPARE(opened.snapshots.size(), 1u);
    QVERIFY(opened.snapshots.front() == (JournalSnapshot{10, 77, "state at ten"}));
    QCOMPARE(opened.records.size(), 5u);
    QCOMPARE(opened.opening.head, 15u);
}

void TestSqliteJournal::aCrashLeavesAGapInTheSequence()
{
    fill(3);
    QVERIFY(QFile::copy(m_file, m_file + u".copy"_s));
    {
        SqliteJournal journal(m_file);
        open(journal);
        QSignalSpy committed(&journal, &EventJournal::committed);
        quint64 last = 3;
        append(journal, 2, &last);
        QTRY_VERIFY(!committed.isEmpty());
        // What a kill leaves behind: the file and its write-ahead log as they are now.
        for (const QString &suffix : {QString(), u"-wal"_s})
            QVERIFY(QFile::copy(m_file + suffix, m_dir->filePath(u"dead.sqlite"_s) + suffix));
    }
    SqliteJournal dead(m_dir->filePath(u"dead.sqlite"_s));
    const Opened opened = open(dead);
    QCOMPARE(opened.opening.head, 5u);
    QVERIFY(opened.opening.next > 6);
    dead.append({recordOf(opened.opening.next, 5, 10)}, Durability::Power);
    dead.close();
    SqliteJournal again(m_dir->filePath(u"dead.sqlite"_s));
    QCOMPARE(open(again).records.size(), 6u);
}

/** Overwrites the payload of the last record that holds this text. */
static bool corrupt(const QString &name, const QByteArray &text)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadWrite))
        return false;
    QByteArray bytes = file.readAll();
    const qsizetype at = bytes.lastIndexOf(text);
    return at >= 0 && file.seek(at) && file.write("!") == 1;
}

void TestSqliteJournal::aBadRecordIsQuarantinedWithItsTail()
{
    fill(10);
    QVERIFY(corrupt(m_file, recordOf(7, 6, 40).payload));
    SqliteJournal journal(m_file);
    const Opened opened = open(journal);
    QCOMPARE(opened.opening.head, 6u);
    QCOMPARE(opened.opening.problems.size(), 1u);
    QCOMPARE(opened.opening.problems.front().source, m_file);
    QCOMPARE(opened.opening.problems.front().place, u"7"_s);
    QVERIFY(opened.opening.writable);
    quint64 last = 6;
    append(journal, 1, &last);
    journal.close();
    SqliteJournal again(m_file);
    const Opened after = open(again);
    QCOMPARE(after.opening.head, 7u);
    QVERIFY(after.opening.problems.empty());
}

void TestSqliteJournal::aPayloadThatTheReaderRefusesIsABadTail()
{
    fill(5);
    SqliteJournal journal(m_file);
    const JournalOpening opening = journal.open([](const JournalSnapshot &) { return ok(); },
                                                [](const JournalRecord &record) -> Status {
                                                    if (record.seq == 3)
                                                        return Error{u"x"_s, {}, u"nonsense"_s};
                                                    return ok();
                                                });
    QCOMPARE(opening.head, 2u);
    QCOMPARE(opening.problems.front().reason, u"nonsense"_s);
}

void TestSqliteJournal::aBadSnapshotLeadsToTheOneBefore()
{
    {
        SqliteJournal journal(m_file);
        quint64 last = open(journal).opening.head;
        QSignalSpy committed(&journal, &EventJournal::committed);
        for (const char *state : {"first", "second"}) {
            append(journal, 4, &last);
            journal.storeSnapshot(last, 0, [state] { return QByteArray(state); });
            QTRY_VERIFY(!committed.isEmpty() && committed.constLast().first().toULongLong() == last);
        }
    }
    SqliteJournal journal(m_file);
    std::vector<QByteArray> offered;
    int records = 0;
    const JournalOpening opening = journal.open(
        [&](const JournalSnapshot &snapshot) -> Status {
            offered.push_back(snapshot.state);
            if (snapshot.state == "second")
                return Error{u"snapshot"_s, {}, u"unreadable"_s};
            return ok();
        },
        [&](const JournalRecord &) {
            ++records;
            return ok();
        });
    QCOMPARE(offered, (std::vector<QByteArray>{"second", "first"}));
    QCOMPARE(records, 4);
    QCOMPARE(opening.head, 8u);
    QCOMPARE(opening.problems.size(), 1u);
}

/** The journal opens, holds a prefix of the \c count events, says when it is shorter, and can be continued. */
void TestSqliteJournal::checkPrefix(int count)
{
    quint64 last = 0;
    {
        SqliteJournal journal(m_file);
        const Opened opened = open(journal);
        quint64 expected = 0;
        for (const JournalRecord &record : opened.records) {
            JournalRecord original = recordOf(expected + 1, expected, 40);
            original.crc = original.checksum();
            QVERIFY(record == original);
            ++expected;
        }
        QCOMPARE(opened.opening.head, expected);
        QVERIFY(expected == static_cast<quint64>(count) || !opened.opening.problems.empty() || expected == 0);
        QVERIFY(opened.opening.writable);
        last = opened.opening.next;
        journal.append({recordOf(last, opened.opening.head, 40)}, Durability::Process);
        journal.close();
    }
    SqliteJournal again(m_file);
    const Opened opened = open(again);
    QCOMPARE(opened.opening.head, last);
}

void TestSqliteJournal::aDamagedLogIsToldAndKept_data()
{
    QTest::addColumn<double>("where"); // share of the log; -1: nothing is touched
    QTest::addColumn<bool>("cut");
    QTest::newRow("whole") << -1.0 << false;
    QTest::newRow("header") << 0.0 << false;
    QTest::newRow("middle") << 0.5 << false;
    QTest::newRow("tail") << 0.99 << false;
    QTest::newRow("cut within a frame") << 0.991 << true;
    QTest::newRow("killed within a frame") << -1.0 << true;
}

void TestSqliteJournal::aDamagedLogIsToldAndKept()
{
    QFETCH(double, where);
    QFETCH(bool, cut);
    const QString copy = m_dir->filePath(u"copy.sqlite"_s);
    {
        SqliteJournal journal(m_file);
        quint64 last = open(journal).opening.head;
        for (int i = 0; i < 20; ++i)
            append(journal, 1, &last, 500);
        QTRY_COMPARE(journal.durableSequence(), 20u);
        // What a power cut would leave: the file and its log, in the middle of the work.
        QVERIFY(QFile::copy(m_file, copy));
        QVERIFY(QFile::copy(m_file + u"-wal"_s, copy + u"-wal"_s));
    }
    QFile log(copy + u"-wal"_s);
    QVERIFY(log.open(QIODevice::ReadWrite));
    QVERIFY(log.size() > 4096);
    if (where >= 0) {
        const qint64 at = static_cast<qint64>(static_cast<double>(log.size()) * where);
        if (cut) {
            QVERIFY(log.resize(at));
        } else {
            log.seek(at);
            QCOMPARE(log.write("################", 16), 16);
        }
    } else if (cut) { // killed between the two writes of a frame: the header of one, which nobody was told of
        log.seek(log.size());
        QCOMPARE(log.write(QByteArray(24, '\7')), 24);
    }
    log.close();
    SqliteJournal again(copy);
    const Opened opened = open(again);
    QVERIFY(opened.opening.writable);
    if (where < 0) {
        QVERIFY2(opened.opening.problems.empty(),
                 qPrintable(opened.opening.problems.empty() ? QString() : opened.opening.problems.front().toString()));
        QCOMPARE(opened.opening.head, 20u);
        return;
    }
    QVERIFY(!opened.opening.problems.empty());
    const Error &told = opened.opening.problems.front();
    QCOMPARE(told.source, copy + u"-wal"_s);
    QVERIFY2(told.place.startsWith(u"byte "_s), qPrintable(told.place));
    QCOMPARE(QDir(m_dir->path()).entryList({u"copy.sqlite-wal.quarantine-*"_s}).size(), 1);
    QVERIFY(opened.records.size() < 20);
}

void TestSqliteJournal::truncationGivesAPrefix_data()
{
    QTest::addColumn<double>("share");
    for (int i = 0; i <= 24; ++i)
        QTest::addRow("%d of 24", i) << i / 24.0;
}

void TestSqliteJournal::truncationGivesAPrefix()
{
    QFETCH(double, share);
    fill(400);
    QVERIFY(QFile::resize(m_file, static_cast<qint64>(share * static_cast<double>(QFileInfo(m_file).size()))));
    checkPrefix(400);
}

void TestSqliteJournal::flippedBitsGiveAPrefix_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 0; seed < 40; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestSqliteJournal::flippedBitsGiveAPrefix()
{
    QFETCH(int, seed);
    fill(400);
    QRandomGenerator random(static_cast<quint32>(seed));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const qint64 at = 100 + random.bounded(static_cast<quint32>(file.size() - 100)); // the header of SQLite has its own test
    QVERIFY(file.seek(at));
    char byte = 0;
    QVERIFY(file.getChar(&byte));
    QVERIFY(file.seek(at));
    QVERIFY(file.putChar(static_cast<char>(byte ^ (1 << random.bounded(8)))));
    file.close();
    checkPrefix(400);
}

void TestSqliteJournal::rubbishIsSetAside()
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10'000, 'x'));
    file.close();
    SqliteJournal journal(m_file);
    const Opened opened = open(journal);
    QVERIFY(opened.opening.writable);
    QCOMPARE(opened.opening.head, 0u);
    QCOMPARE(opened.opening.problems.size(), 1u);
    const QStringList aside = QDir(m_dir->path()).entryList({u"*.quarantine-*"_s});
    QCOMPARE(aside.size(), 1);
    QVERIFY(opened.opening.problems.front().reason.contains(aside.front()));
}

void TestSqliteJournal::theSecondProcessIsTold()
{
    fill(4);
    SqliteJournal first(m_file);
    open(first);
    SqliteJournal second(m_file);
    const Opened opened = open(second);
    QVERIFY(!opened.opening.writable);
    QVERIFY(!second.isWritable());
    QCOMPARE(opened.opening.head, 4u); // it may read
    QVERIFY(opened.opening.problems.back().reason.contains(QString::number(QCoreApplication::applicationPid())));
    // It does not write beside the first, and takes over when that one has gone.
    quint64 last = 4;
    append(second, 3, &last);
    QSignalSpy recovered(&second, &EventJournal::recovered);
    QVERIFY(!recovered.wait(1500));
    first.close();
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, 20'000);
    QTRY_COMPARE(second.durableSequence(), 7u);
}

void TestSqliteJournal::anUnwritableFolderIsTold()
{
    QFile file(m_dir->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    SqliteJournal journal(m_dir->filePath(u"file/below/journal.sqlite"_s));
    const Opened opened = open(journal);
    QVERIFY(!opened.opening.writable);
    QCOMPARE(opened.opening.head, 0u);
    quint64 last = 0;
    append(journal, 5, &last); // goes to nowhere, harms nobody
}

void TestSqliteJournal::aFullDiskRecovers()
{
    SqliteJournal journal(m_file);
    open(journal);
    QSignalSpy committed(&journal, &EventJournal::committed);
    QSignalSpy degraded(&journal, &EventJournal::degraded);
    QSignalSpy recovered(&journal, &EventJournal::recovered);
    quint64 last = 0;
    append(journal, 10, &last);
    QTRY_VERIFY(!committed.isEmpty());
    // A limit on the size of files is what a full disk looks like from here.
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    getrlimit(RLIMIT_FSIZE, &before);
    rlimit full = before;
    full.rlim_cur = static_cast<rlim_t>(QFileInfo(m_file + u"-wal"_s).size());
    setrlimit(RLIMIT_FSIZE, &full);
    append(journal, 2000, &last, 1000);
    const bool told = QTest::qWaitFor([&] { return !degraded.isEmpty(); }, 20'000);
    const quint64 durable = journal.durableSequence();
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(told);
    QVERIFY(!journal.isWritable());
    QVERIFY(durable < last);
    QVERIFY(!degraded.front().front().value<Error>().reason.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(recovered.size(), 1, 20'000);
    QVERIFY(journal.isWritable());
    QTRY_COMPARE(journal.durableSequence(), last);
    journal.close();
    SqliteJournal again(m_file);
    QCOMPARE(open(again).records.size(), last);
}

void TestSqliteJournal::readsByEntityAndSequence()
{
    fill(100);
    SqliteJournal journal(m_file);
    open(journal);
    const auto some = journal.read(20, 5);
    QVERIFY(some);
    QCOMPARE(some->size(), 5u);
    QCOMPARE(some->front().seq, 21u);
    QVERIFY(journal.read(0, 1000) && journal.read(0, 1000)->size() == 100);
    QVERIFY(journal.read(100, 10)->empty());
    QVERIFY(!journal.read(101, 10));
    const auto entity = journal.readEntity(RecordKind::Incident, u"C3"_s, 1000);
    QVERIFY(entity);
    QCOMPARE(entity->size(), 6u);
    QVERIFY(journal.readEntity(RecordKind::Alarm, u"C3"_s, 1000)->empty());
}

void TestSqliteJournal::prunesWhatASnapshotCovers()
{
    SqliteJournal journal(m_file);
    open(journal);
    quint64 last = 0;
    append(journal, 60, &last);
    journal.storeSnapshot(40, 0, [] { return QByteArray("s"); });
    journal.prune(1'000'000 + 1000); // all are older
    QTRY_VERIFY(journal.durableSequence() == 60 && !journal.read(5, 10));
    const auto held = journal.read(39, 100);
    QVERIFY2(held, "what comes after the last pruned one is held");
    QCOMPARE(held->size(), 21u);
    journal.close();
    SqliteJournal again(m_file);
    const Opened opened = open(again);
    QCOMPARE(opened.opening.head, 60u);
    QVERIFY(opened.opening.problems.empty());
}

void TestSqliteJournal::staysBelowItsSize()
{
    SqliteJournal journal(m_file);
    open(journal);
    quint64 last = 0;
    const auto noise = [](quint64 seq) { // does not get smaller by packing
        QByteArray bytes;
        for (quint64 i = 0; i < 40; ++i)
            bytes += QCryptographicHash::hash(QByteArray::number(seq * 100 + i), QCryptographicHash::Sha256);
        return bytes;
    };
    std::vector<JournalRecord> records;
    for (int i = 0; i < 4'000; ++i, ++last) {
        records.push_back(recordOf(last + 1, last, 0));
        records.back().payload = noise(last);
    }
    journal.append(std::move(records), Durability::Process);
    QTRY_COMPARE(journal.durableSequence(), 4'000u);
    constexpr qint64 kMost = 2'000'000;
    journal.prune(1, kMost); // nothing is covered by a snapshot: nothing goes
    QVERIFY(journal.read(0, 1));
    journal.storeSnapshot(3'900, 0, [] { return QByteArray("s"); });
    QTRY_VERIFY_WITH_TIMEOUT((journal.prune(1, kMost), !journal.read(1'000, 1)), 10'000);
    QVERIFY2(journal.read(3'950, 10), "what no snapshot covers stays");
    journal.close();
    SqliteJournal again(m_file);
    const Opened opened = open(again);
    QCOMPARE(opened.opening.head, 4'000u);
    QCOMPARE(opened.records.size(), 100u);
    QVERIFY(opened.opening.problems.empty());
}

void TestSqliteJournal::opensADayInUnderASecond()
{
    // A tenth of a day's 700 000 events before the snapshot, which opening never looks at, and a full tail after it.
    {
        SqliteJournal journal(m_file);
        quint64 last = open(journal).opening.head;
        append(journal, 70'000, &last, 300);
        journal.storeSnapshot(last, 0, [] { return QByteArray(20'000'000, 's'); });
        append(journal, 20'000, &last, 300);
    }
    const CpuTimer timer;
    SqliteJournal journal(m_file);
    const Opened opened = open(journal);
    const double ms = timer.milliseconds();
    qInfo("opened 90 000 events, 20 000 of them after a snapshot of 20 MB, in %.0f ms", ms);
    QCOMPARE(opened.records.size(), 20'000u);
    QVERIFY(!kCostsCount || ms < 1000);
}

QTEST_GUILESS_MAIN(TestSqliteJournal)
#include "tst_sqlitejournal.moc"
