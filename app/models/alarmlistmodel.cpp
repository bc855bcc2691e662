// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/alarmlistmodel.h"

namespace guancheng {

namespace {
constexpr TimeMs kTenMinutes = 600'000;
enum Role {
    Id,
    LevelOf,
    Active,
    State,
    Value,
    LimitOf,
    ActiveAt,
    AcknowledgedBy,
    IncidentId,
    PlaceName,
    TypeZh,
    TypeEn,
    AreaZh,
    AreaEn,
    UnitZh,
    UnitEn,
    OwnerZh,
    OwnerEn,
    CauseZh,
    CauseEn,
    ConsequenceZh,
    ConsequenceEn,
    ActionZh,
    ActionEn,
    Decimals,
    TextZh,
    TextEn
};
} // namespace

AlarmListModel::AlarmListModel(std::shared_ptr<const Names> names, const AlarmStore &store, QObject *parent)
    : RowListModel(parent)
    , m_names(std::move(names))
    , m_store(store)
{
}

void AlarmListModel::setLimit(int limit)
{
    if (limit == m_limit || limit < 0)
        return;
    m_limit = limit;
    Q_EMIT limitChanged();
    fill();
}

void AlarmListModel::refresh(const ChangeSet &changes, TimeMs now)
{
    if (changes.alarms.isEmpty() && !changes.alarmsReset)
        return;
    fill();
    count(now);
}

void AlarmListModel::fill()
{
    std::vector<AlarmRow> wanted;
    for (const Alarm *alarm : m_store.first(m_limit))
        wanted.push_back({alarm->id, *alarm});
    setRows(std::move(wanted));
}

void AlarmListModel::count(TimeMs now)
{
    const Counts counts{m_store.count(), m_store.activeCount(), m_store.unacknowledgedCount(), m_store.shelvedCount(),
                        m_store.raisedSince(now - kTenMinutes)};
    if (counts == m_counts)
        return;
    m_counts = counts;
    Q_EMIT countsChanged();
}

const QByteArrayList &AlarmListModel::roleList() const
{
    static const QByteArrayList roles{"alarmId",  "level",          "active",        "state",         "value",    "limit",
                                      "activeAt", "acknowledgedBy", "incidentId",    "placeName",     "typeZh",   "typeEn",
                                      "areaZh",   "areaEn",         "unitZh",        "unitEn",        "ownerZh",  "ownerEn",
                                      "causeZh",  "causeEn",        "consequenceZh", "consequenceEn", "actionZh", "actionEn",
                                      "decimals", "textZh",         "textEn"};
    return roles;
}

QVariant AlarmListModel::value(const AlarmRow &row, int role) const
{
    const Alarm &alarm = row.alarm;
    switch (role) {
    case Id: return alarm.id;
    case LevelOf: return static_cast<int>(alarm.level);
    case Active: return alarm.active;
    case State: return static_cast<int>(alarm.state);
    case Value: return alarm.value;
    case LimitOf: return alarm.limit;
    case ActiveAt: return static_cast<double>(alarm.activeAt);
    case AcknowledgedBy: return alarm.acknowledgedBy;
    case IncidentId: return alarm.incident;
    case PlaceName: return alarm.place.name;
    default: return text(alarm, role);
    }
}

QVariant AlarmListModel::text(const Alarm &alarm, int role) const
{
    switch (role) {
    case AreaZh: return m_names->area(alarm.place).zh;
    case AreaEn: return m_names->area(alarm.place).en;
    case OwnerZh: return m_names->department(alarm.owner).zh;
    case OwnerEn: return m_names->department(alarm.owner).en;
    default: break;
    }
    const AlarmWords words = m_names->alarm(alarm);
    switch (role) {
    case TypeZh: return words.type.zh;
    case TypeEn: return words.type.en;
    case UnitZh: return words.unit.zh;
    case UnitEn: return words.unit.en;
    case CauseZh: return words.cause.zh;
    case CauseEn: return words.cause.en;
    case ConsequenceZh: return words.consequence.zh;
    case ConsequenceEn: return words.consequence.en;
    case ActionZh: return words.action.zh;
    case ActionEn: return words.action.en;
    case Decimals: return words.decimals;
    case TextZh: return words.valueText.zh;
    case TextEn: return words.valueText.en;
    default: return {};
    }
}

} // namespace guancheng
