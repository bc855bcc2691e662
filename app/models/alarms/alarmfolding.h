// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "engines/alarmload/alarmfold.h"

#include <QHash>
#include <QSet>

#include <memory>
#include <vector>

namespace guancheng {

class AlarmStore;
class Names;

/** A row of the alarm list: one alarm, many that were folded into one, or a member of a folded row that stands open. */
struct AlarmRow
{
    QString key;
    Alarm alarm; ///< of a folded row the first out, with the worst level of all; unacknowledged when any is
    FoldRow::Kind kind = FoldRow::Kind::Single;
    int members = 1;
    int waiting = 0; ///< unacknowledged ones
    TimeMs newestAt = 0;
    int cause = -1;    ///< index in the catalogue
    int district = -1; ///< index in the city
    bool open = false;
    bool inner = false; ///< member of an open row
    bool chattering = false;
    bool stale = false;

    bool isFolded() const { return kind != FoldRow::Kind::Single; }
    bool operator==(const AlarmRow &) const = default;
};

/**
 * Folds the alarms of a store into the rows of the list; see foldAlarms(). Rows that somebody opened are followed by their
 * members. What nobody has acknowledged comes first, what is quiet last; shelved, suppressed and retired alarms are quiet.
 * Thread: GUI.
 */
class AlarmFolding
{
public:
    explicit AlarmFolding(std::shared_ptr<const Names> names);
    ~AlarmFolding();

    /** Opens the row with this key, or folds it again. */
    void toggle(const QString &key);
    void foldAll() { m_open.clear(); }
    std::vector<AlarmRow> rows(const AlarmStore &store, size_t mostRows);
    static AlarmRow single(const Alarm &alarm);

private:
    FoldItem itemOf(const Alarm &alarm);
    int districtOf(const QString &adcode);

    std::shared_ptr<const Names> m_names;
    QSet<QString> m_open;
    QHash<QString, int> m_strangers; ///< types that the catalogue does not know, numbered after those that it does
};

} // namespace guancheng
