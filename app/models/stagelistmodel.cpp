// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/stagelistmodel.h"

namespace guancheng {

namespace {
constexpr int kColumns = 5;
enum Role {
    Id,
    LevelOf,
    MatterZh,
    MatterEn,
    PlaceName,
    AreaZh,
    AreaEn,
    Source,
    OpenedAt,
    StageSince,
    StageDueAt,
    RemainingFraction,
    RemainingSeconds,
    UnitCallsign,
    Urged,
    TierOf,
    Automatic,
    Orphaned
};
enum ColumnRole { StageOf, NameZh, NameEn, Total, Cases };
} // namespace

StageListModel::StageListModel(std::shared_ptr<const Names> names, const OperationalPicture &picture, Stage stage,
                               QObject *parent)
    : RowListModel(parent)
    , m_names(std::move(names))
    , m_picture(picture)
    , m_stage(stage)
{
}

void StageListModel::setLimit(int limit)
{
    if (limit == m_limit || limit < 0)
        return;
    m_limit = limit;
    Q_EMIT limitChanged();
    fill(m_now);
}

void StageListModel::refresh(TimeMs now)
{
    m_now = now;
    const quint64 stamp = m_picture.incidents().stamp(m_stage);
    if (std::exchange(m_stamp, stamp) == stamp)
        return;
    fill(now);
    const int total = m_picture.incidents().count(m_stage);
    if (std::exchange(m_total, total) != total)
        Q_EMIT totalChanged();
}

void StageListModel::tick(TimeMs now)
{
    m_now = now;
    for (size_t i = 0; i < rows().size(); ++i) {
        const StageRow &row = rows()[i];
        StageRow next = row;
        setClock(next, now);
        if (next.remaining != row.remaining || next.fraction != row.fraction)
            setRow(i, std::move(next));
    }
}

void StageListModel::fill(TimeMs now)
{
    const std::shared_ptr<const UnitDirectory> units = m_picture.units().directory();
    std::vector<StageRow> wanted;
    for (const Incident *incident : m_picture.incidents().mostUrgent(m_stage, m_limit)) {
        StageRow row;
        row.key = incident->id;
        row.incident = *incident;
        const Unit *unit = units->find(incident->unit);
        row.callsign = unit ? unit->callsign : incident->unit;
        row.orphaned = m_picture.incidents().isOrphaned(incident->id);
        setClock(row, now);
        wanted.push_back(std::move(row));
    }
    const int before = rowCount();
    setRows(std::move(wanted));
    if (rowCount() != before)
        Q_EMIT countChanged();
}

void StageListModel::setClock(StageRow &row, TimeMs now)
{
    const Incident &incident = row.incident;
    row.remaining = shownRemainingSeconds(now, incident.stageDueAt);
    const auto span = static_cast<double>(incident.stageDueAt - incident.stageSince);
    const double left = span > 0 ? static_cast<double>(incident.stageDueAt - now) / span : 1;
    row.fraction = incident.stageDueAt > 0 ? std::clamp(std::ceil(left * 100) / 100, 0.0, 1.0) : 1;
}

const QByteArrayList &StageListModel::roleList() const
{
    static const QByteArrayList roles{
        "incidentId",       "level",        "matterZh", "matterEn",   "placeName",  "areaZh",
        "areaEn",           "source",       "openedAt", "stageSince", "stageDueAt", "remainingFraction",
        "remainingSeconds", "unitCallsign", "urged",    "tier",       "automatic",  "orphaned"};
    return roles;
}

QVariant StageListModel::value(const StageRow &row, int role) const
{
    const Incident &incident = row.incident;
    switch (role) {
    case Id: return incident.id;
    case LevelOf: return static_cast<int>(incident.level);
    case MatterZh: return incident.matter.isEmpty() ? incident.title : m_names->matter(incident.matter).zh;
    case MatterEn: return incident.matter.isEmpty() ? incident.title : m_names->matter(incident.matter).en;
    case PlaceName: return incident.place.name;
    case AreaZh: return m_names->area(incident.place).zh;
    case AreaEn: return m_names->area(incident.place).en;
    case Source: return static_cast<int>(incident.source);
    case OpenedAt: return static_cast<double>(incident.openedAt);
    case StageSince: return static_cast<double>(incident.stageSince);
    case StageDueAt: return static_cast<double>(incident.stageDueAt);
    case RemainingFraction: return row.fraction;
    case RemainingSeconds: return row.remaining;
    case UnitCallsign: return row.callsign;
    case Urged: return incident.urged;
    case TierOf: return static_cast<int>(incident.tier);
    case Automatic: return incident.automatic;
    case Orphaned: return row.orphaned;
    default: return {};
    }
}

StageColumns::StageColumns(std::shared_ptr<const Names> names, const OperationalPicture &picture, QObject *parent)
    : RowListModel(parent)
    , m_picture(picture)
{
    std::vector<StageColumnRow> rows;
    for (int i = 0; i < kColumns; ++i) {
        m_lists.push_back(new StageListModel(names, picture, static_cast<Stage>(i), this));
        rows.push_back({i, 0});
    }
    setRows(std::move(rows));
}

StageListModel *StageColumns::cases(int column) const
{
    return column >= 0 && column < rowCount() ? m_lists[static_cast<size_t>(column)] : nullptr;
}

void StageColumns::refresh(const ChangeSet &changes, TimeMs now)
{
    if (changes.incidents.isEmpty() && !changes.incidentsReset)
        return;
    for (size_t i = 0; i < m_lists.size(); ++i) {
        m_lists[i]->refresh(now);
        setRow(i, {static_cast<int>(i), m_lists[i]->total()});
    }
    const int open = m_picture.incidents().openCount();
    const int orphaned = m_picture.incidents().orphanedCount();
    if (open == m_open && orphaned == m_orphaned)
        return;
    m_open = open;
    m_orphaned = orphaned;
    Q_EMIT openTotalChanged();
}

void StageColumns::tick(TimeMs now)
{
    for (StageListModel *list : m_lists)
        list->tick(now);
}

const QByteArrayList &StageColumns::roleList() const
{
    static const QByteArrayList roles{"stage", "nameZh", "nameEn", "total", "cases"};
    return roles;
}

QVariant StageColumns::value(const StageColumnRow &row, int role) const
{
    switch (role) {
    case StageOf: return row.key;
    case NameZh: return Names::stage(row.key).zh;
    case NameEn: return Names::stage(row.key).en;
    case Total: return row.total;
    case Cases: return QVariant::fromValue(cases(row.key));
    default: return {};
    }
}

} // namespace guancheng
