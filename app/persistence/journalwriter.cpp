// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/journalwriter.h"

#include "persistence/journallock.h"

#include <QDeadlineTimer>
#include <QLoggingCategory>

namespace guancheng {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcPersistence, "guancheng.persistence", QtInfoMsg)

static constexpr int kGroupMs = 10;
static constexpr size_t kGroupRecords = 1000;
static constexpr int kRetryMs = 1000;
static constexpr size_t kMostWaiting = 200'000;
static constexpr int kPruneStep = 5000;

JournalWriter::JournalWriter(QString file, QString lineage, quint64 head, std::optional<Error> problem,
                             std::unique_ptr<QLockFile> lock, Listener listener)
    : m_file(std::move(file))
    , m_lineage(std::move(lineage))
    , m_listener(std::move(listener))
    , m_failed(problem.has_value())
    , m_lock(std::move(lock))
    , m_head(head)
    , m_problem(std::move(problem))
{
    setObjectName(u"journal"_s);
}

JournalWriter::~JournalWriter()
{
    finish(5000);
}

void JournalWriter::append(std::vector<JournalRecord> records, Durability durability)
{
    const QMutexLocker lock(&m_mutex);
    if (m_next.records.empty())
        m_next.records = std::move(records);
    else
        m_next.records.insert(m_next.records.end(), std::make_move_iterator(records.begin()),
                              std::make_move_iterator(records.end()));
    m_next.durability = std::max(m_next.durability, durability);
    m_wake.wakeOne();
}

void JournalWriter::storeSnapshot(quint64 seq, TimeMs at, EventJournal::StateWriter state)
{
    const QMutexLocker lock(&m_mutex);
    m_next.snapshot = SnapshotTask{seq, at, std::move(state)};
    m_wake.wakeOne();
}

void JournalWriter::prune(TimeMs before, qint64 mostBytes)
{
    const QMutexLocker lock(&m_mutex);
    m_next.pruneBefore = before;
    m_next.pruneBytes = mostBytes;
    m_wake.wakeOne();
}

bool JournalWriter::finish(int timeoutMs)
{
    {
        const QMutexLocker lock(&m_mutex);
        m_next.stop = true;
        m_wake.wakeOne();
    }
    return wait(QDeadlineTimer(timeoutMs));
}

JournalWriter::Work JournalWriter::take()
{
    const QMutexLocker lock(&m_mutex);
    const auto idle = [this] { return m_next.records.empty() && !m_next.snapshot && m_next.pruneBefore == 0 && !m_next.stop; };
    const QDeadlineTimer retry(m_failed ? kRetryMs : -1);
    while (m_failed ? !m_next.stop && !m_next.snapshot && !retry.hasExpired() : idle())
        m_wake.wait(&m_mutex, retry);
    // A group: others that come within some milliseconds share the transaction.
    const QDeadlineTimer group(kGroupMs);
    while (!m_failed && !m_next.stop && m_next.durability == Durability::Process && !m_next.records.empty() &&
           m_next.records.size() < kGroupRecords && !group.hasExpired())
        m_wake.wait(&m_mutex, group);
    Work work = std::exchange(m_next, {});
    m_next.stop = work.stop;
    return work;
}

void JournalWriter::run()
{
    for (;;) {
        Work work = take();
        keep(std::move(work.records));
        const bool healthy = (m_problem || !m_database.isOpen()) ? tryAgain() : true;
        // Events first: a snapshot never covers an event that the journal does not hold, unless it has to mend a gap.
        if (healthy && !m_gap)
            commit(work.durability);
        if (work.snapshot && m_database.isOpen() && (m_waiting.empty() || m_gap))
            snapshot(*work.snapshot);
        if (work.pruneBefore > 0 && m_database.isOpen() && !m_problem)
            forget(work.pruneBefore, work.pruneBytes);
        if (work.stop)
            break;
    }
    if (m_database.isOpen() && !m_problem && m_waiting.empty())
        static_cast<void>(m_database.setMeta(u"clean"_s, u"1"_s));
    m_database.close();
    m_lock.reset();
}

void JournalWriter::forget(TimeMs before, qint64 mostBytes)
{
    Result<int> pruned = m_database.prune(before, kPruneStep);
    if (pruned && *pruned < kPruneStep) {
        if (const Result<qint64> used = m_database.usedBytes(); used && *used > mostBytes)
            pruned = m_database.prune(std::numeric_limits<TimeMs>::max(), kPruneStep);
    }
    if (pruned && *pruned == kPruneStep)
        prune(before, mostBytes); // the rest in later steps, so that events never wait for long
}

void JournalWriter::keep(std::vector<JournalRecord> records)
{
    for (JournalRecord &record : records) {
        record.crc = record.checksum();
        m_waiting.push_back(std::move(record));
    }
    if (m_waiting.size() <= kMostWaiting)
        return;
    m_waiting.erase(m_waiting.begin(), m_waiting.end() - static_cast<std::ptrdiff_t>(kMostWaiting));
    m_gap = true;
}

Status JournalWriter::openDatabase()
{
    if (!m_lock) {
        Result<std::unique_ptr<QLockFile>> locked = lockJournal(m_file);
        if (!locked)
            return locked.error();
        m_lock = std::move(*locked);
    }
    if (const Status opened = m_database.open(m_file, JournalDatabase::Mode::Write); !opened)
        return opened;
    // The file may have changed while it could not be written: only the journal that was read may be continued.
    const Result<QString> lineage = m_database.meta(u"lineage"_s);
    const Result<quint64> head = m_database.head();
    Status result = ok();
    if (!lineage || !head)
        result = lineage ? head.error() : lineage.error();
    else if (*head == 0 && m_head == 0)
        result = m_database.setMeta(u"lineage"_s, m_lineage);
    else if (*lineage != m_lineage || *head != m_head)
        result = Error{m_file, QString::number(*head), u"another journal lies there now; it is not touched"_s};
    if (result)
        result = m_database.setMeta(u"clean"_s, u"0"_s);
    if (!result)
        m_database.close();
    return result;
}

bool JournalWriter::tryAgain()
{
    if (!m_database.isOpen()) {
        if (const Status opened = openDatabase(); !opened) {
            fail(opened.error());
            return false;
        }
    }
    if (m_gap) {
        m_listener.snapshotWanted();
        return false;
    }
    return true;
}

void JournalWriter::commit(Durability durability)
{
    while (!m_waiting.empty()) {
        const auto count = static_cast<std::ptrdiff_t>(std::min(m_waiting.size(), kGroupRecords));
        const std::vector<JournalRecord> group(m_waiting.begin(), m_waiting.begin() + count);
        if (const Status written = m_database.write(group, durability); !written) {
            fail(written.error());
            return;
        }
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + count);
        m_head = group.back().seq;
        m_listener.committed(m_head);
    }
    if (!m_problem)
        return;
    // Nothing may be waiting and the disk still be full: a mark shows that it can be written.
    if (const Status probe = m_database.setMeta(u"recovered"_s, QString::number(m_head)); !probe) {
        fail(probe.error());
        return;
    }
    m_problem.reset();
    {
        const QMutexLocker lock(&m_mutex);
        m_failed = false;
    }
    qCInfo(lcPersistence) << m_file << "can be written again";
    m_listener.recovered();
}

void JournalWriter::snapshot(const SnapshotTask &task)
{
    if (const Status written = m_database.writeSnapshot({task.seq, task.at, task.state()}); !written) {
        fail(written.error());
        return;
    }
    if (!m_gap)
        return;
    std::erase_if(m_waiting, [&](const JournalRecord &record) { return record.seq <= task.seq; });
    m_gap = false;
}

void JournalWriter::fail(const Error &error)
{
    const bool news = m_problem != error;
    m_problem = error;
    {
        const QMutexLocker lock(&m_mutex);
        m_failed = true;
    }
    if (!news)
        return;
    qCWarning(lcPersistence).noquote() << "the journal cannot be written:" << error.toString();
    m_listener.degraded(error);
}

} // namespace guancheng
