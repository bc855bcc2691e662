// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/journaldatabase.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUrl>
#include <QUuid>
#include <QVariant>

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr int kFormat = 1;
static const QString kColumns = u"seq, prev, at, kind, entity, payload, crc"_s;

static JournalRecord recordOf(const QSqlQuery &query, PayloadPack &packing)
{
    JournalRecord record;
    record.seq = query.value(0).toULongLong();
    record.prev = query.value(1).toULongLong();
    record.at = query.value(2).toLongLong();
    record.kind = static_cast<RecordKind>(query.value(3).toUInt());
    record.entityId = query.value(4).toString();
    record.payload = packing.unpack(query.value(5).toByteArray());
    record.crc = query.value(6).toUInt();
    return record;
}

JournalDatabase::JournalDatabase() : m_connection(u"journal-"_s + QUuid::createUuid().toString(QUuid::Id128)) {}

JournalDatabase::~JournalDatabase()
{
    close();
}

QSqlDatabase JournalDatabase::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

Error JournalDatabase::failure(const QSqlQuery &query) const
{
    // Extended result codes have the primary one in their low byte; a read beyond the end means that the file was cut.
    constexpr int kCorrupt = 11;
    constexpr int kNotADatabase = 26;
    constexpr int kShortRead = 522;
    const int code = query.lastError().nativeErrorCode().toInt();
    const bool damaged = (code & 0xFF) == kCorrupt || (code & 0xFF) == kNotADatabase || code == kShortRead;
    m_fault = damaged ? Fault::Damaged : Fault::Other;
    const QString text = query.lastError().databaseText();
    return {m_file, {}, text.isEmpty() ? query.lastError().text() : text};
}

Status JournalDatabase::run(const QString &sql)
{
    QSqlQuery query(database());
    if (!query.exec(sql))
        return failure(query);
    return ok();
}

Status JournalDatabase::open(const QString &file, Mode mode)
{
    close();
    m_file = file;
    m_fault = Fault::None;
    if (mode == Mode::Write && !QDir().mkpath(QFileInfo(file).absolutePath()))
        return Error{file, {}, u"the folder cannot be made"_s};
    QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    if (mode == Mode::Immutable) {
        connection.setDatabaseName(QUrl::fromLocalFile(file).toString(QUrl::FullyEncoded) + u"?immutable=1"_s);
        connection.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"_s);
    } else {
        connection.setDatabaseName(file);
        connection.setConnectOptions(mode == Mode::Write ? u"QSQLITE_BUSY_TIMEOUT=1000"_s
                                                         : u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=1000"_s);
    }
    m_open = true;
    if (!connection.open()) {
        const Error error{file, {}, connection.lastError().databaseText()};
        connection = {};
        close();
        return error;
    }
    connection = {};
    const Status made = mode == Mode::Write ? makeTables() : ok();
    if (!made)
        close();
    return made;
}

void JournalDatabase::close()
{
    if (!m_open)
        return;
    m_open = false;
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

Status JournalDatabase::makeTables()
{
    const QStringList statements{
        u"PRAGMA journal_mode=WAL"_s,
        u"PRAGMA synchronous=NORMAL"_s,
        u"CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"_s,
        u"CREATE TABLE IF NOT EXISTS records(seq INTEGER PRIMARY KEY, prev INTEGER, at INTEGER, kind INTEGER, entity TEXT, "
        "payload BLOB, crc INTEGER)"_s,
        u"CREATE INDEX IF NOT EXISTS records_of_entity ON records(entity)"_s,
        u"CREATE TABLE IF NOT EXISTS snapshots(seq INTEGER PRIMARY KEY, at INTEGER, state BLOB, crc INTEGER)"_s,
        u"CREATE TABLE IF NOT EXISTS quarantine(seq INTEGER, prev INTEGER, at INTEGER, kind INTEGER, entity TEXT, payload "
        u"BLOB, "
        "crc INTEGER, reason TEXT)"_s,
        u"INSERT OR IGNORE INTO meta VALUES('format', '%1')"_s.arg(kFormat),
        u"INSERT OR IGNORE INTO meta VALUES('lineage', '%1')"_s.arg(QUuid::createUuid().toString(QUuid::WithoutBraces)),
    };
    for (const QString &statement : statements) {
        if (const Status done = run(statement); !done)
            return done;
    }
    const Result<QString> format = meta(u"format"_s);
    if (!format)
        return format.error();
    if (format->toInt() != kFormat)
        return Error{m_file, u"meta/format"_s, u"format %1 is not known here, only %2"_s.arg(*format).arg(kFormat)};
    return ok();
}

Result<QString> JournalDatabase::meta(const QString &key) const
{
    QSqlQuery query(database());
    query.prepare(u"SELECT value FROM meta WHERE key = ?"_s);
    query.addBindValue(key);
    if (!query.exec())
        return failure(query);
    return query.next() ? query.value(0).toString() : QString();
}

Status JournalDatabase::setMeta(const QString &key, const QString &value)
{
    QSqlQuery query(database());
    query.prepare(u"INSERT OR REPLACE INTO meta VALUES(?, ?)"_s);
    query.addBindValue(key);
    query.addBindValue(value);
    if (!query.exec())
        return failure(query);
    return ok();
}

Status JournalDatabase::write(std::span<const JournalRecord> records, Durability durability)
{
    if (const Status set = run(durability == Durability::Power ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s);
        !set)
        return set;
    if (const Status begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    QSqlQuery query(database());
    if (!query.prepare(u"INSERT INTO records(%1) VALUES(?, ?, ?, ?, ?, ?, ?)"_s.arg(kColumns))) {
        const Error error = failure(query);
        static_cast<void>(run(u"ROLLBACK"_s));
        return error;
    }
    for (const JournalRecord &record : records) {
        query.bindValue(0, record.seq);
        query.bindValue(1, record.prev);
        query.bindValue(2, record.at);
        query.bindValue(3, static_cast<uint>(record.kind));
        query.bindValue(4, record.entityId);
        query.bindValue(5, m_packing.pack(record.payload));
        query.bindValue(6, record.crc);
        if (!query.exec()) {
            const Error error = failure(query);
            static_cast<void>(run(u"ROLLBACK"_s));
            return error;
        }
    }
    query.finish();
    const Status committed = run(u"COMMIT"_s);
    if (!committed)
        static_cast<void>(run(u"ROLLBACK"_s));
    return committed;
}

Status JournalDatabase::writeSnapshot(const JournalSnapshot &snapshot)
{
    const QByteArray packed = qCompress(snapshot.state, 1);
    QSqlQuery query(database());
    query.prepare(u"INSERT OR REPLACE INTO snapshots VALUES(?, ?, ?, ?)"_s);
    query.addBindValue(snapshot.seq);
    query.addBindValue(snapshot.at);
    query.addBindValue(packed);
    query.addBindValue(crc32(packed));
    if (!query.exec())
        return failure(query);
    return run(u"DELETE FROM snapshots WHERE seq NOT IN (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT 2)"_s);
}

Result<std::vector<quint64>> JournalDatabase::snapshots() const
{
    QSqlQuery query(database());
    if (!query.exec(u"SELECT seq FROM snapshots ORDER BY seq DESC"_s))
        return failure(query);
    std::vector<quint64> found;
    while (query.next())
        found.push_back(query.value(0).toULongLong());
    if (query.lastError().isValid())
        return failure(query);
    return found;
}

Result<JournalSnapshot> JournalDatabase::snapshot(quint64 seq) const
{
    QSqlQuery query(database());
    query.prepare(u"SELECT at, state, crc FROM snapshots WHERE seq = ?"_s);
    query.addBindValue(seq);
    if (!query.exec() || !query.next())
        return failure(query);
    const QByteArray packed = query.value(1).toByteArray();
    if (crc32(packed) != query.value(2).toUInt())
        return Error{m_file, u"snapshot %1"_s.arg(seq), u"the checksum is wrong"_s};
    return JournalSnapshot{seq, query.value(0).toLongLong(), qUncompress(packed)};
}

Status JournalDatabase::visit(QSqlQuery &query, const std::function<bool(JournalRecord &&)> &visitor) const
{
    while (query.next()) {
        if (!visitor(recordOf(query, m_packing)))
            return ok();
    }
    if (query.lastError().isValid())
        return failure(query);
    return ok();
}

Status JournalDatabase::each(quint64 after, int limit, const std::function<bool(JournalRecord &&)> &visitor) const
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(u"SELECT %1 FROM records WHERE seq > ? ORDER BY seq LIMIT ?"_s.arg(kColumns));
    query.addBindValue(after);
    query.addBindValue(limit);
    if (!query.exec())
        return failure(query);
    return visit(query, visitor);
}

Status JournalDatabase::eachOf(RecordKind kind, const QString &entityId, int limit,
                               const std::function<bool(JournalRecord &&)> &visitor) const
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    query.prepare(u"SELECT %1 FROM records WHERE entity = ? AND kind = ? ORDER BY seq LIMIT ?"_s.arg(kColumns));
    query.addBindValue(entityId);
    query.addBindValue(static_cast<uint>(kind));
    query.addBindValue(limit);
    if (!query.exec())
        return failure(query);
    return visit(query, visitor);
}

Result<quint64> JournalDatabase::head() const
{
    QSqlQuery query(database());
    if (!query.exec(
            u"SELECT max(coalesce((SELECT max(seq) FROM records), 0), coalesce((SELECT max(seq) FROM snapshots), 0))"_s) ||
        !query.next())
        return failure(query);
    return query.value(0).toULongLong();
}

Result<bool> JournalDatabase::knows(quint64 seq) const
{
    QSqlQuery query(database());
    query.prepare(
        u"SELECT seq = ? FROM records WHERE seq = ? UNION ALL SELECT prev = ? FROM (SELECT prev FROM records ORDER BY seq "
        "LIMIT 1)"_s);
    query.addBindValue(seq);
    query.addBindValue(seq);
    query.addBindValue(seq);
    if (!query.exec())
        return failure(query);
    bool any = false;
    while (query.next()) {
        any = true;
        if (query.value(0).toBool())
            return true;
    }
    return !any && seq == 0;
}

Result<int> JournalDatabase::quarantine(quint64 seq, const QString &reason)
{
    if (const Status begun = run(u"BEGIN IMMEDIATE"_s); !begun)
        return begun.error();
    QSqlQuery query(database());
    query.prepare(u"INSERT INTO quarantine SELECT %1, ? FROM records WHERE seq >= ?"_s.arg(kColumns));
    query.addBindValue(reason);
    query.addBindValue(seq);
    bool done = query.exec();
    const int count = query.numRowsAffected();
    if (done) {
        query.prepare(u"DELETE FROM records WHERE seq >= ?"_s);
        query.addBindValue(seq);
        done = query.exec();
    }
    if (!done) {
        const Error error = failure(query);
        static_cast<void>(run(u"ROLLBACK"_s));
        return error;
    }
    query.finish();
    if (const Status committed = run(u"COMMIT"_s); !committed)
        return committed.error();
    return count;
}

Result<int> JournalDatabase::prune(TimeMs before, int limit)
{
    // From the oldest on and without a gap, so that what is left is a chain.
    QSqlQuery query(database());
    query.prepare(u"DELETE FROM records WHERE seq IN (SELECT seq FROM records WHERE seq < (SELECT min(seq) FROM snapshots) "
                  "AND seq < coalesce((SELECT seq FROM records WHERE at >= ? ORDER BY seq LIMIT 1), 9223372036854775807) "
                  "ORDER BY seq LIMIT ?)"_s);
    query.addBindValue(before);
    query.addBindValue(limit);
    if (!query.exec())
        return failure(query);
    return query.numRowsAffected();
}

Result<qint64> JournalDatabase::usedBytes() const
{
    QSqlQuery query(database());
    if (!query.exec(u"SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(), pragma_freelist_count(), "
                    "pragma_page_size()"_s) ||
        !query.next())
        return failure(query);
    return query.value(0).toLongLong();
}

} // namespace guancheng
