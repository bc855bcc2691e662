// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/pilot/edgesignmodel.h"

#include "maps/geo/geodesic.h"
#include "maps/quick/citymap.h"

namespace guancheng {

EdgeSignModel::EdgeSignModel(QObject *parent) : QAbstractListModel(parent) {}

void EdgeSignModel::setMap(CityMap *map)
{
    if (m_map)
        m_map->disconnect(this);
    m_map = map;
    if (map) {
        connect(map, &CityMap::viewChanged, this, &EdgeSignModel::update);
        connect(map, &QObject::destroyed, this, [this] {
            m_map = nullptr;
            update();
        });
    }
    update();
}

void EdgeSignModel::setThings(std::vector<SoughtThing> things)
{
    if (things == m_things)
        return;
    // Rows stand for things: other things are other rows.
    beginResetModel();
    m_things = std::move(things);
    m_marks.clear();
    endResetModel();
    update();
    Q_EMIT countChanged();
}

void EdgeSignModel::setFrame(const QMarginsF &frame, double gap)
{
    m_frame = frame;
    m_gap = gap;
    update();
}

void EdgeSignModel::update()
{
    std::vector<EdgeMark> marks;
    if (m_map && m_map->width() > 0) {
        const QRectF view(0, 0, m_map->width(), m_map->height());
        std::vector<QPointF> targets;
        targets.reserve(m_things.size());
        for (const SoughtThing &thing : m_things)
            targets.push_back(m_map->toScreen(thing.point.longitude, thing.point.latitude));
        marks = edgeMarks(targets, view, view.marginsRemoved(m_frame), m_gap);
        m_middle = {m_map->centerLongitude(), m_map->centerLatitude()};
    }
    // By thing, so that a sign that slides along the edge stays the same item.
    std::ranges::sort(marks, {}, &EdgeMark::index);
    if (marks.empty() && m_marks.empty())
        return;
    const bool same = std::ranges::equal(marks, m_marks, {}, &EdgeMark::index, &EdgeMark::index);
    if (same) {
        m_marks = std::move(marks);
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {MetresRole, XRole, YRole, AngleRole});
        return;
    }
    beginResetModel();
    m_marks = std::move(marks);
    endResetModel();
    Q_EMIT countChanged();
}

int EdgeSignModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant EdgeSignModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const EdgeMark &mark = m_marks[static_cast<size_t>(index.row())];
    const SoughtThing &thing = m_things[mark.index];
    switch (role) {
    case KindRole: return thing.kind;
    case IdRole: return thing.id;
    case Qt::DisplayRole:
    case NameRole: return thing.name;
    case MetresRole: return geodesicMetres(m_middle, thing.point);
    case XRole: return mark.place.x();
    case YRole: return mark.place.y();
    case AngleRole: return mark.angle;
    case SelectedRole: return thing.selected;
    case LongitudeRole: return thing.point.longitude;
    case LatitudeRole: return thing.point.latitude;
    default: return {};
    }
}

QHash<int, QByteArray> EdgeSignModel::roleNames() const
{
    return {{KindRole, "kind"},        {IdRole, "thingId"},        {NameRole, "name"},
            {MetresRole, "metres"},    {XRole, "signX"},           {YRole, "signY"},
            {AngleRole, "angle"},      {SelectedRole, "selected"}, {LongitudeRole, "longitude"},
            {LatitudeRole, "latitude"}};
}

} // namespace guancheng
