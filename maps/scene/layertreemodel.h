// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scene/layertree.h"

#include <QAbstractListModel>
#include <QPointer>

namespace guancheng {

/**
 * The layer tree as a list with depth, the topmost first, for QML. Names are there in both languages. Collapsing of
 * groups is left to the view. The tree may be changed through it or directly.
 */
class LayerTreeModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /** Owners and licences of what is shown, to be displayed. */
    Q_PROPERTY(QStringList attributions READ attributions NOTIFY attributionsChanged FINAL)

public:
    enum Role {
        IdRole = Qt::UserRole + 1, ///< layerId
        NameZhRole,
        NameEnRole,
        KindRole, ///< 'group', 'features', 'raster', 'devices', 'units', 'trails', 'marks'
        DepthRole,
        VisibleRole, ///< layerVisible: as the operator chose; writable
        ShownRole,   ///< visible, and so are its groups, in this mode
        OpacityRole, ///< layerOpacity, 0..1; writable
        MinZoomRole,
        MaxZoomRole,
        OrdinaryRole,  ///< meant for the ordinary mode (平); writable
        EmergencyRole, ///< meant for the emergency mode (急); writable
        StateRole,     ///< 'loading', 'ready', 'stale', 'failed'
        ErrorRole,     ///< reason; empty: none
        FeaturesRole,  ///< -1: not known
        SkippedRole,   ///< features that could not be read or drawn
        ProgressRole,  ///< 0..1; -1: not known
        LegendRole,    ///< list of {nameZh, nameEn, symbol, colour, outline, pattern, shape, size, ramp, count}
    };
    Q_ENUM(Role)

    /** The tree has to outlive the model, or be destroyed before it is used again. */
    explicit LayerTreeModel(LayerTree *tree, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return static_cast<int>(m_ids.size()); }
    QStringList attributions() const { return m_tree ? m_tree->attributions() : QStringList(); }

    Q_INVOKABLE int rowOf(const QString &layerId) const { return static_cast<int>(m_ids.indexOf(layerId)); }
    Q_INVOKABLE void setLayerVisible(const QString &layerId, bool visible);
    Q_INVOKABLE void setLayerOpacity(const QString &layerId, double opacity);
    /** Before (above) or after the layer \c beside, in its group. */
    Q_INVOKABLE bool moveBeside(const QString &layerId, const QString &beside, bool after);
    Q_INVOKABLE bool moveInto(const QString &layerId, const QString &group);
    Q_INVOKABLE void removeLayer(const QString &layerId);

Q_SIGNALS:
    void countChanged();
    void attributionsChanged();

private:
    void takeStructure();
    void takeEntry(const LayerId &id);
    QVariant valueOf(const LayerEntry &entry, int role) const;

    QPointer<LayerTree> m_tree;
    QStringList m_ids; ///< as the views know them
};

/** For QML: see LayerTreeModel::LegendRole. */
QVariantList legendList(const std::vector<LegendEntry> &legend);

} // namespace guancheng
