// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/sqlitejournal.h"

#include "persistence/journaldatabase.h"
#include "persistence/journallock.h"
#include "persistence/journalsalvage.h"
#include "persistence/journalwriter.h"
#include "persistence/walcheck.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QUuid>

#include <optional>

namespace guancheng {

using namespace Qt::StringLiterals;

/** Sequences that are skipped after a crash: the dead backend may have told of events that it could not write. */
static constexpr quint64 kCrashGap = 1'000'000;
static constexpr int kCloseMs = 5000;

SqliteJournal::SqliteJournal(const QString &file, QObject *parent)
    : EventJournal(parent)
    , m_file(file)
    , m_lineage(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

SqliteJournal::~SqliteJournal()
{
    close();
}

JournalOpening SqliteJournal::open(const SnapshotReader &snapshot, const RecordReader &record)
{
    JournalOpening opening;
    std::optional<Error> problem;
    JournalDatabase database;
    if (Result<std::unique_ptr<QLockFile>> locked = lockJournal(m_file); locked)
        m_lock = std::move(*locked);
    else
        problem = locked.error();
    if (m_lock) {
        if (const std::optional<Error> damage = walDamage(m_file)) {
            // SQLite will drop what it cannot read: a copy is kept for those who can.
            const QString aside =
                damage->source + u".quarantine-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz"_s);
            const bool kept = QFile::copy(damage->source, aside);
            opening.problems.push_back({damage->source, damage->place,
                                        kept ? u"%1; a copy is kept as %2"_s.arg(damage->reason, aside) : damage->reason});
        }
    }
    // A lock file left by the dead does not tell who else reads: a file in use is read beside its writer.
    Status opened = problem ? Status(*problem) : database.open(m_file, JournalDatabase::Mode::Write);
    if (!opened && database.fault() == JournalDatabase::Fault::Damaged) {
        const Error damage = opened.error();
        const Result<QString> aside = salvageJournal(m_file, {});
        opening.problems.push_back(
            {m_file,
             {},
             aside ? u"damaged (%1), set aside as %2"_s.arg(damage.reason, *aside)
                   : u"damaged (%1), and cannot be set aside: %2"_s.arg(damage.reason, aside.error().reason)});
        opened = database.open(m_file, JournalDatabase::Mode::Write);
    }
    if (!opened) {
        problem = opened.error();
        if (QFileInfo(m_file).isFile())
            opened = database.open(m_file, m_lock ? JournalDatabase::Mode::Immutable : JournalDatabase::Mode::Read);
    }
    if (opened) {
        const JournalOpening loaded = load(database, snapshot, record);
        opening.head = loaded.head;
        opening.next = loaded.next;
        opening.problems.insert(opening.problems.end(), loaded.problems.begin(), loaded.problems.end());
    }
    database.close();
    if (problem)
        opening.problems.push_back(*problem);
    opening.writable = !problem;
    m_writable = opening.writable;
    m_durable = opening.head;
    startWriter(opening);
    return opening;
}

JournalOpening SqliteJournal::load(JournalDatabase &database, const SnapshotReader &snapshot, const RecordReader &record)
{
    JournalOpening opening;
    SalvagePlan plan;
    if (const Result<QString> lineage = database.meta(u"lineage"_s); lineage && !lineage->isEmpty())
        m_lineage = plan.lineage = *lineage;
    std::optional<Error> damage;
    const Result<std::vector<quint64>> snapshots = database.snapshots();
    if (!snapshots)
        damage = snapshots.error();
    for (const quint64 seq : snapshots ? *snapshots : std::vector<quint64>{}) {
        const Result<JournalSnapshot> found = database.snapshot(seq);
        const Status applied = found ? snapshot(*found) : Status(found.error());
        if (applied) {
            plan.snapshot = seq;
            break;
        }
        opening.problems.push_back(applied.error());
    }
    plan.lastGood = plan.snapshot;
    std::optional<Error> bad;
    const Status read = database.each(plan.snapshot, std::numeric_limits<int>::max(), [&](JournalRecord &&held) {
        if (held.crc != held.checksum())
            bad = Error{m_file, QString::number(held.seq), u"the checksum is wrong"_s};
        else if (held.prev != plan.lastGood && plan.lastGood != 0)
            bad = Error{m_file, QString::number(held.seq), u"the event before it is missing"_s};
        else if (const Status applied = record(held); !applied)
            bad = Error{m_file, QString::number(held.seq), applied.error().reason};
        else
            plan.lastGood = held.seq;
        return !bad;
    });
    if (!read)
        damage = read.error();
    if (bad) {
        opening.problems.push_back(*bad);
        if (const Result<int> moved = database.quarantine(plan.lastGood + 1, bad->reason); !moved)
            damage = moved.error();
    }
    // Damage may also hide: rows that cannot be reached any more, or that moving aside did not reach.
    const Result<quint64> head = database.head();
    if (!damage && !head)
        damage = head.error();
    bool salvage = damage && database.fault() == JournalDatabase::Fault::Damaged;
    if (!damage && *head != plan.lastGood) {
        damage = Error{m_file, QString::number(plan.lastGood), u"events cannot be reached"_s};
        salvage = true;
    }
    const QString clean = database.meta(u"clean"_s) ? *database.meta(u"clean"_s) : QString();
    if (salvage && m_lock) {
        database.close();
        const Result<QString> aside = salvageJournal(m_file, plan);
        opening.problems.push_back({m_file, QString::number(plan.lastGood),
                                    aside
                                        ? u"damaged (%1); set aside as %2, good up to this event"_s.arg(damage->reason, *aside)
                                        : aside.error().toString()});
    } else if (damage) {
        opening.problems.push_back(*damage);
    }
    opening.head = plan.lastGood;
    opening.next = opening.head + 1 + (clean == u"1"_s || opening.head == 0 ? 0 : kCrashGap);
    return opening;
}

void SqliteJournal::startWriter(const JournalOpening &opening)
{
    const auto post = [this](auto call) { QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection); };
    JournalWriter::Listener listener;
    listener.committed = [this, post](quint64 seq) {
        post([this, seq] {
            m_durable = seq;
            Q_EMIT committed(seq);
        });
    };
    listener.degraded = [this, post](const Error &error) {
        post([this, error] {
            m_writable = false;
            Q_EMIT degraded(error);
        });
    };
    listener.recovered = [this, post] {
        post([this] {
            m_writable = true;
            Q_EMIT recovered();
        });
    };
    listener.snapshotWanted = [this, post] { post([this] { Q_EMIT snapshotWanted(); }); };
    const std::optional<Error> problem = opening.writable ? std::nullopt : std::optional(opening.problems.back());
    m_writer =
        std::make_unique<JournalWriter>(m_file, m_lineage, opening.head, problem, std::move(m_lock), std::move(listener));
    m_writer->start();
}

void SqliteJournal::append(std::vector<JournalRecord> records, Durability durability)
{
    if (m_writer && !records.empty())
        m_writer->append(std::move(records), durability);
}

void SqliteJournal::storeSnapshot(quint64 seq, TimeMs at, StateWriter state)
{
    if (m_writer)
        m_writer->storeSnapshot(seq, at, std::move(state));
}

Status SqliteJournal::ensureReader() const
{
    if (m_reader && m_reader->isOpen())
        return ok();
    m_reader = std::make_unique<JournalDatabase>();
    return m_reader->open(m_file, JournalDatabase::Mode::Read);
}

Result<std::vector<JournalRecord>> SqliteJournal::read(quint64 after, int limit) const
{
    if (const Status ready = ensureReader(); !ready)
        return ready.error();
    const Result<bool> known = m_reader->knows(after);
    if (!known)
        return known.error();
    if (!*known)
        return Error{m_file, QString::number(after), u"the event is not held"_s};
    std::vector<JournalRecord> found;
    const Status read = m_reader->each(after, limit, [&](JournalRecord &&record) {
        found.push_back(std::move(record));
        return true;
    });
    if (!read)
        return read.error();
    return found;
}

Result<std::vector<JournalRecord>> SqliteJournal::readEntity(RecordKind kind, const QString &entityId, int limit) const
{
    if (const Status ready = ensureReader(); !ready)
        return ready.error();
    std::vector<JournalRecord> found;
    const Status read = m_reader->eachOf(kind, entityId, limit, [&](JournalRecord &&record) {
        found.push_back(std::move(record));
        return true;
    });
    if (!read)
        return read.error();
    return found;
}

void SqliteJournal::prune(TimeMs before, qint64 mostBytes)
{
    if (m_writer)
        m_writer->prune(before, mostBytes);
}

void SqliteJournal::close()
{
    m_reader.reset();
    if (m_writer) {
        m_writer->finish(kCloseMs);
        m_writer.reset();
    }
}

} // namespace guancheng
