// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/layertreemodel.h"

#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QString kindName(LayerKind kind)
{
    switch (kind) {
    case LayerKind::Group: return u"group"_s;
    case LayerKind::Features: return u"features"_s;
    case LayerKind::Raster: return u"raster"_s;
    case LayerKind::Devices: return u"devices"_s;
    case LayerKind::Units: return u"units"_s;
    case LayerKind::Trails: return u"trails"_s;
    case LayerKind::Marks: return u"marks"_s;
    }
    return {};
}

QString stateName(LayerState state)
{
    switch (state) {
    case LayerState::Loading: return u"loading"_s;
    case LayerState::Ready: return u"ready"_s;
    case LayerState::Stale: return u"stale"_s;
    case LayerState::Failed: return u"failed"_s;
    }
    return {};
}

QString symbolName(LegendEntry::Symbol symbol)
{
    switch (symbol) {
    case LegendEntry::Symbol::Area: return u"area"_s;
    case LegendEntry::Symbol::Line: return u"line"_s;
    case LegendEntry::Symbol::Point: return u"point"_s;
    case LegendEntry::Symbol::Ramp: return u"ramp"_s;
    case LegendEntry::Symbol::Text: return u"text"_s;
    }
    return {};
}

} // namespace

QVariantList legendList(const std::vector<LegendEntry> &legend)
{
    QVariantList result;
    for (const LegendEntry &entry : legend) {
        QVariantList ramp;
        for (const QColor &colour : entry.ramp)
            ramp.append(colour);
        result.append(
            QVariantMap{{u"nameZh"_s, entry.nameZh},
                        {u"nameEn"_s, entry.nameEn.isEmpty() ? entry.nameZh : entry.nameEn},
                        {u"symbol"_s, symbolName(entry.symbol)},
                        {u"colour"_s, entry.colour.isValid() ? QVariant(entry.colour) : QVariant(QColor(Qt::transparent))},
                        {u"outline"_s, entry.outline.isValid() ? QVariant(entry.outline) : QVariant(QColor(Qt::transparent))},
                        {u"pattern"_s, entry.pattern},
                        {u"shape"_s, entry.shape},
                        {u"size"_s, entry.size},
                        {u"ramp"_s, ramp},
                        {u"count"_s, entry.count}});
    }
    return result;
}

LayerTreeModel::LayerTreeModel(LayerTree *tree, QObject *parent) : QAbstractListModel(parent), m_tree(tree)
{
    connect(tree, &LayerTree::structureChanged, this, &LayerTreeModel::takeStructure);
    connect(tree, &LayerTree::entryChanged, this, &LayerTreeModel::takeEntry);
    connect(tree, &LayerTree::shownChanged, this, &LayerTreeModel::attributionsChanged);
    takeStructure();
}

int LayerTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

void LayerTreeModel::takeStructure()
{
    QStringList wanted;
    if (const LayerTree *tree = m_tree) {
        for (const LayerEntry &entry : tree->entries())
            wanted.append(entry.id);
    }
    const auto before = m_ids.size();
    for (int row = count() - 1; row >= 0; --row) {
        if (wanted.contains(m_ids[row]))
            continue;
        beginRemoveRows({}, row, row);
        m_ids.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < wanted.size(); ++row) {
        const auto at = static_cast<int>(m_ids.indexOf(wanted[row], row));
        if (at == row)
            continue;
        if (at < 0) {
            beginInsertRows({}, row, row);
            m_ids.insert(row, wanted[row]);
            endInsertRows();
        } else {
            beginMoveRows({}, at, at, {}, row);
            m_ids.move(at, row);
            endMoveRows();
        }
    }
    if (!m_ids.isEmpty())
        Q_EMIT dataChanged(index(0), index(count() - 1), {DepthRole, ShownRole});
    if (before != m_ids.size())
        Q_EMIT countChanged();
    Q_EMIT attributionsChanged();
}

void LayerTreeModel::takeEntry(const LayerId &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    const LayerEntry *entry = m_tree->entry(id);
    // What lies in a group is shown or not with it.
    int last = row;
    if (entry && entry->kind == LayerKind::Group) {
        while (last + 1 < count() && m_tree->depth(m_ids[last + 1]) > m_tree->depth(id))
            ++last;
    }
    Q_EMIT dataChanged(index(row), index(last));
}

QVariant LayerTreeModel::data(const QModelIndex &index, int role) const
{
    if (!m_tree || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LayerEntry *entry = m_tree->entry(m_ids[index.row()]);
    return entry ? valueOf(*entry, role) : QVariant();
}

QVariant LayerTreeModel::valueOf(const LayerEntry &entry, int role) const
{
    switch (role) {
    case IdRole: return entry.id;
    case Qt::DisplayRole:
    case NameZhRole: return entry.nameZh.isEmpty() ? entry.id : entry.nameZh;
    case NameEnRole: return !entry.nameEn.isEmpty() ? entry.nameEn : entry.nameZh.isEmpty() ? entry.id : entry.nameZh;
    case KindRole: return kindName(entry.kind);
    case DepthRole: return m_tree->depth(entry.id);
    case VisibleRole: return entry.visible;
    case ShownRole: return m_tree->isShown(entry.id);
    case OpacityRole: return entry.opacity;
    case MinZoomRole: return entry.minZoom;
    case MaxZoomRole: return entry.maxZoom;
    case OrdinaryRole: return entry.modes.testFlag(LayerMode::Ordinary);
    case EmergencyRole: return entry.modes.testFlag(LayerMode::Emergency);
    case StateRole: return stateName(entry.status.state);
    case ErrorRole: return entry.status.error ? entry.status.error->reason : QString();
    case FeaturesRole: return entry.status.features;
    case SkippedRole: return entry.status.skipped + entry.status.undrawn;
    case ProgressRole: return entry.status.progress;
    case LegendRole: return legendList(entry.legend);
    default: return {};
    }
}

bool LayerTreeModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!m_tree || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const LayerId id = m_ids[index.row()];
    const LayerEntry *entry = m_tree->entry(id);
    if (!entry)
        return false;
    switch (role) {
    case VisibleRole: m_tree->setVisible(id, value.toBool()); return true;
    case OpacityRole: m_tree->setOpacity(id, value.toDouble()); return true;
    case OrdinaryRole:
    case EmergencyRole: {
        LayerModes modes = entry->modes;
        modes.setFlag(role == OrdinaryRole ? LayerMode::Ordinary : LayerMode::Emergency, value.toBool());
        m_tree->setModes(id, modes);
        return true;
    }
    default: return false;
    }
}

QHash<int, QByteArray> LayerTreeModel::roleNames() const
{
    return {{IdRole, "layerId"},      {NameZhRole, "nameZh"},        {NameEnRole, "nameEn"},
            {KindRole, "kind"},       {DepthRole, "depth"},          {VisibleRole, "layerVisible"},
            {ShownRole, "shown"},     {OpacityRole, "layerOpacity"}, {MinZoomRole, "minZoom"},
            {MaxZoomRole, "maxZoom"}, {OrdinaryRole, "ordinary"},    {EmergencyRole, "emergency"},
            {StateRole, "state"},     {ErrorRole, "errorText"},      {FeaturesRole, "features"},
            {SkippedRole, "skipped"}, {ProgressRole, "progress"},    {LegendRole, "legend"}};
}

void LayerTreeModel::setLayerVisible(const QString &layerId, bool visible)
{
    if (m_tree)
        m_tree->setVisible(layerId, visible);
}

void LayerTreeModel::setLayerOpacity(const QString &layerId, double opacity)
{
    if (m_tree)
        m_tree->setOpacity(layerId, opacity);
}

bool LayerTreeModel::moveBeside(const QString &layerId, const QString &beside, bool after)
{
    LayerTree *tree = m_tree;
    const LayerEntry *target = tree ? tree->entry(beside) : nullptr;
    if (!tree || !target || layerId == beside)
        return false;
    // Position among the siblings that will be there once the layer is taken out.
    int position = 0;
    for (const LayerEntry &entry : tree->entries()) {
        if (entry.group != target->group || entry.id == layerId)
            continue;
        if (entry.id == beside)
            break;
        ++position;
    }
    return tree->move(layerId, target->group, position + (after ? 1 : 0));
}

bool LayerTreeModel::moveInto(const QString &layerId, const QString &group)
{
    return m_tree && m_tree->move(layerId, group, 0);
}

void LayerTreeModel::removeLayer(const QString &layerId)
{
    if (m_tree)
        m_tree->remove(layerId);
}

} // namespace guancheng
