// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/alarmlistmodel.h"

namespace guancheng {

namespace {
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
    TextEn,
    RowKey,
    Folded,
    MemberCount,
    WaitingCount,
    NewestAt,
    Quiet,
    Open,
    Inner,
    GroupZh,
    GroupEn,
    DistrictZh,
    DistrictEn,
    Chattering,
    Stale
};
} // namespace

AlarmListModel::AlarmListModel(std::shared_ptr<const Names> names, const AlarmStore &store, QObject *parent)
    : RowListModel(parent)
    , m_names(names)
    , m_store(store)
    , m_fold(std::move(names))
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

void AlarmListModel::setShowAll(bool all)
{
    if (all == m_showAll)
        return;
    m_showAll = all;
    m_fold.foldAll();
    fill();
    Q_EMIT foldingChanged();
}

void AlarmListModel::toggle(const QString &rowKey)
{
    m_fold.toggle(rowKey);
    fill();
}

void AlarmListModel::refresh(const ChangeSet &changes)
{
    if (changes.alarms.isEmpty() && !changes.alarmsReset)
        return;
    fill();
    tell();
}

void AlarmListModel::silence()
{
    for (const Alarm *alarm : m_store.first(m_store.unacknowledgedCount())) // they come first
        m_silenced.insert(alarm->id, alarm->activeAt);
    tell();
}

int AlarmListModel::loudNow()
{
    m_silenced.removeIf([this](const std::pair<const QString &, TimeMs &> &each) {
        const Alarm *alarm = m_store.find(each.first);
        return !alarm || alarm->state != AlarmState::Unacknowledged || alarm->activeAt != each.second;
    });
    return m_store.unacknowledgedCount() - static_cast<int>(m_silenced.size());
}

void AlarmListModel::tick(TimeMs now)
{
    constexpr TimeMs kMinute = 60'000;
    const qsizetype chattering = m_store.chatteringCount();
    if (m_store.budget().hall().isFlood() != m_flood || chattering != m_chattering || now / kMinute != m_filledMinute)
        fill();
    m_chattering = chattering;
    m_filledMinute = now / kMinute;
    tell();
}

void AlarmListModel::fill()
{
    const bool flood = m_store.budget().hall().isFlood();
    const bool folding = flood || m_store.count() > m_limit;
    const bool all = m_showAll && folding && (m_flood || !flood); // a new flood folds anew
    const bool told = folding != m_folding || all != m_showAll;
    m_flood = flood;
    m_folding = folding;
    m_showAll = all;
    std::vector<AlarmRow> wanted;
    if (folding && !all) {
        wanted = m_fold.rows(m_store, static_cast<size_t>(m_limit));
    } else {
        for (const Alarm *alarm : m_store.first(all ? m_store.count() : m_limit))
            wanted.push_back(AlarmFolding::single(*alarm));
    }
    for (AlarmRow &row : wanted) {
        row.chattering = !row.isFolded() && m_store.isChattering(row.key);
        row.stale = !row.isFolded() && m_store.isStale(row.alarm);
    }
    setRows(std::move(wanted));
    if (told)
        Q_EMIT foldingChanged();
}

void AlarmListModel::tell()
{
    const Counts counts{m_store.count(),
                        m_store.activeCount(),
                        m_store.unacknowledgedCount(),
                        m_store.shelvedCount(),
                        static_cast<int>(m_store.budget().hall().perTenMinutes()),
                        loudNow()};
    if (counts == m_counts)
        return;
    m_counts = counts;
    Q_EMIT countsChanged();
}

const QByteArrayList &AlarmListModel::roleList() const
{
    static const QByteArrayList roles{
        "alarmId",        "level",       "active",       "state",      "value",      "limit",   "activeAt",
        "acknowledgedBy", "incidentId",  "placeName",    "typeZh",     "typeEn",     "areaZh",  "areaEn",
        "unitZh",         "unitEn",      "ownerZh",      "ownerEn",    "causeZh",    "causeEn", "consequenceZh",
        "consequenceEn",  "actionZh",    "actionEn",     "decimals",   "textZh",     "textEn",  "rowKey",
        "folded",         "memberCount", "waitingCount", "newestAt",   "quiet",      "open",    "inner",
        "groupZh",        "groupEn",     "districtZh",   "districtEn", "chattering", "stale"};
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
    default: return role >= RowKey ? fold(row, role) : text(alarm, role);
    }
}

QVariant AlarmListModel::fold(const AlarmRow &row, int role) const
{
    // What has no common cause is told by its type; a row of many causes has no name of its own.
    const auto group = [&]() -> Bilingual {
        if (row.kind == FoldRow::Kind::Level || row.kind == FoldRow::Kind::Quiet)
            return {};
        return row.cause >= 0 ? m_names->alarmCause(row.cause) : m_names->alarmType(row.alarm.type);
    };
    switch (role) {
    case RowKey: return row.key;
    case Folded: return row.isFolded();
    case MemberCount: return row.members;
    case WaitingCount: return row.waiting;
    case NewestAt: return static_cast<double>(row.newestAt);
    case Quiet: return row.kind == FoldRow::Kind::Quiet;
    case Open: return row.open;
    case Inner: return row.inner;
    case GroupZh: return group().zh;
    case GroupEn: return group().en;
    case Chattering: return row.chattering;
    case Stale: return row.stale;
    case DistrictZh: return m_names->district(row.district).zh;
    case DistrictEn: return m_names->district(row.district).en;
    default: return {};
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
