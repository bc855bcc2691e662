// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/alarms/alarmfolding.h"

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "models/names.h"
#include "stores/alarmstore.h"

#include <algorithm>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

/** Stays the same while members come and go. */
QString keyOf(const FoldRow &row, const Alarm &first)
{
    switch (row.kind) {
    case FoldRow::Kind::Single: return first.id;
    case FoldRow::Kind::Group: return u"fold:%1:%2:%3"_s.arg(row.cause).arg(row.cause < 0 ? row.type : -1).arg(row.district);
    case FoldRow::Kind::Cause: return u"fold:%1:%2"_s.arg(row.cause).arg(row.cause < 0 ? row.type : -1);
    case FoldRow::Kind::Level: return u"fold:level:%1"_s.arg(static_cast<int>(row.level));
    case FoldRow::Kind::Quiet: break;
    }
    return u"fold:quiet"_s;
}

/** Nobody wants to hear of it: a person or the logic said so. */
bool isQuiet(const Alarm &alarm)
{
    return alarm.state != AlarmState::Unacknowledged && alarm.state != AlarmState::Acknowledged;
}

AlarmRow rowOf(const FoldRow &fold, const Alarm &first)
{
    AlarmRow row = AlarmFolding::single(first);
    row.key = keyOf(fold, first);
    if (fold.kind == FoldRow::Kind::Single)
        return row;
    row.kind = fold.kind;
    row.alarm.level = fold.level;
    row.alarm.state = fold.unacknowledged > 0 ? AlarmState::Unacknowledged : AlarmState::Acknowledged;
    row.members = static_cast<int>(fold.members.size());
    row.waiting = fold.unacknowledged;
    row.newestAt = fold.newestAt;
    row.cause = fold.cause;
    row.district = fold.district;
    return row;
}

} // namespace

AlarmFolding::AlarmFolding(std::shared_ptr<const Names> names) : m_names(std::move(names)) {}
AlarmFolding::~AlarmFolding() = default;

void AlarmFolding::toggle(const QString &key)
{
    if (!m_open.remove(key))
        m_open.insert(key);
}

AlarmRow AlarmFolding::single(const Alarm &alarm)
{
    AlarmRow row;
    row.key = alarm.id;
    row.alarm = alarm;
    row.waiting = alarm.state == AlarmState::Unacknowledged ? 1 : 0;
    row.newestAt = alarm.activeAt;
    return row;
}

int AlarmFolding::districtOf(const QString &adcode)
{
    return m_names->city() && !adcode.isEmpty() ? m_names->city()->districtIndex(adcode) : -1;
}

FoldItem AlarmFolding::itemOf(const Alarm &alarm)
{
    FoldItem item;
    item.level = isQuiet(alarm) ? Level::Minor : alarm.level;
    item.unacknowledged = alarm.state == AlarmState::Unacknowledged;
    item.district = districtOf(alarm.place.district);
    item.activeAt = alarm.activeAt;
    const Catalogue *catalogue = m_names->catalogue();
    item.type = catalogue ? catalogue->alarmTypes().indexOf(alarm.type) : -1;
    if (item.type >= 0) {
        item.cause = catalogue->alarmTypes()[item.type].cause;
    } else if (const IndicatorSpec *indicator = catalogue ? catalogue->indicators().find(alarm.source) : nullptr) {
        item.cause = Names::kDimensionCauses + indicator->dimension;
    } else {
        const int known = catalogue ? catalogue->alarmTypes().size() : 0;
        if (!m_strangers.contains(alarm.type))
            m_strangers.insert(alarm.type, known + static_cast<int>(m_strangers.size()));
        item.type = m_strangers.value(alarm.type);
    }
    return item;
}

std::vector<AlarmRow> AlarmFolding::rows(const AlarmStore &store, size_t mostRows)
{
    const std::vector<const Alarm *> alarms = store.first(store.count());
    std::vector<FoldItem> items;
    items.reserve(alarms.size());
    for (const Alarm *alarm : alarms)
        items.push_back(itemOf(*alarm));
    FoldLimits limits;
    limits.rows = mostRows;
    limits.singles = std::min(limits.singles, mostRows / 4);
    std::vector<FoldRow> folded = foldAlarms(items, true, limits);
    std::stable_partition(folded.begin(), folded.end(),
                          [](const FoldRow &row) { return row.kind != FoldRow::Kind::Quiet && row.unacknowledged > 0; });

    std::vector<AlarmRow> rows;
    for (const FoldRow &fold : folded) {
        rows.push_back(rowOf(fold, *alarms[fold.members.front()]));
        if (!rows.back().isFolded() || !m_open.contains(rows.back().key))
            continue;
        rows.back().open = true;
        for (const quint32 member : fold.members) {
            rows.push_back(single(*alarms[member]));
            rows.back().inner = true;
        }
    }
    return rows;
}

} // namespace guancheng
