// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/journalsalvage.h"

#include "persistence/journaldatabase.h"

#include <QDateTime>
#include <QFile>

namespace guancheng {

using namespace Qt::StringLiterals;

static void removeJournal(const QString &file)
{
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s})
        QFile::remove(file + suffix);
}

/** Copies the events after \c from up to \c to while they can be read. */
static Status copyRecords(const JournalDatabase &source, JournalDatabase &target, quint64 from, quint64 to)
{
    std::vector<JournalRecord> group;
    Status written = ok();
    const auto flush = [&] {
        if (written && !group.empty())
            written = target.write(group, Durability::Process);
        group.clear();
    };
    // Where reading ends with an error, that is the damage: what came before it is good.
    static_cast<void>(source.each(from, std::numeric_limits<int>::max(), [&](JournalRecord &&record) {
        if (record.seq > to || record.crc != record.checksum())
            return false;
        group.push_back(std::move(record));
        if (group.size() >= 1000)
            flush();
        return bool(written);
    }));
    flush();
    return written;
}

static Status fill(const QString &damaged, const QString &fresh, const SalvagePlan &plan)
{
    JournalDatabase target;
    if (const Status opened = target.open(fresh, JournalDatabase::Mode::Write); !opened)
        return opened;
    if (plan.lineage.isEmpty())
        return ok();
    if (const Status set = target.setMeta(u"lineage"_s, plan.lineage); !set)
        return set;
    JournalDatabase source;
    if (!source.open(damaged, JournalDatabase::Mode::Read))
        return ok(); // nothing of it can be read
    if (plan.snapshot > 0) {
        const Result<JournalSnapshot> snapshot = source.snapshot(plan.snapshot);
        if (!snapshot)
            return snapshot.error();
        if (const Status written = target.writeSnapshot(*snapshot); !written)
            return written;
    }
    return copyRecords(source, target, plan.snapshot, plan.lastGood);
}

Result<QString> salvageJournal(const QString &file, const SalvagePlan &plan)
{
    const QString fresh = file + u".salvage"_s;
    removeJournal(fresh);
    if (const Status filled = fill(file, fresh, plan); !filled)
        return filled.error();
    QString aside = file + u".quarantine-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmsszzz"_s);
    for (const QString &suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
        if (QFile::exists(file + suffix) && !QFile::rename(file + suffix, aside + suffix))
            return Error{file + suffix, {}, u"cannot be set aside"_s};
    }
    for (const QString &suffix : {QString(), u"-wal"_s}) {
        if (QFile::exists(fresh + suffix) && !QFile::rename(fresh + suffix, file + suffix))
            return Error{fresh + suffix, {}, u"cannot be moved into place"_s};
    }
    return aside;
}

} // namespace guancheng
