// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scene/layerentry.h"

#include <QHash>
#include <QThreadPool>

#include <vector>

namespace guancheng {

/**
 * The layers of the map: order, groups, visibility, opacity, status, legend. Not how they are painted. GUI thread.
 *
 * Entries are kept in the order of a tree view: the topmost first, a group followed by all that lies in it. A layer is
 * shown when it and all groups around it are visible and meant for the mode; opacities multiply, zooms narrow.
 *
 * Data are prepared for drawing by a worker: a layer appears, or changes, when that is done; until then what was there
 * before stays. What the stores feed (devices, units, trails, marks) can be hidden here; its place among the layers is fixed.
 */
class LayerTree : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t kMaxEntries = 500;
    static constexpr int kMaxDepth = 8;

    explicit LayerTree(QObject *parent = nullptr);
    ~LayerTree() override;

    /**
     * Puts the entry on top of its group (of the root, where the group is not known) and returns its id. An id that is
     * there already is replaced in its place, keeping what the operator chose. Settings of a view restored before the
     * layer came are applied. Empty: the tree is full.
     */
    LayerId add(LayerEntry entry);
    /** A group with all that lies in it. */
    void remove(const LayerId &id);
    /** To \c position (0: topmost) among the children of \c group. False: not possible, such as a group into itself. */
    bool move(const LayerId &id, const LayerId &group, int position);

    void setVisible(const LayerId &id, bool visible);
    /** 0..1; other values are bounded. */
    void setOpacity(const LayerId &id, double opacity);
    void setZooms(const LayerId &id, double minZoom, double maxZoom);
    void setModes(const LayerId &id, LayerModes modes);

    /** New data: the layer is ready and counted anew. */
    void setTable(const LayerId &id, std::shared_ptr<const FeatureTable> table);
    void setAreas(const LayerId &id, std::shared_ptr<const FeatureTable> areas);
    void setStyle(const LayerId &id, std::shared_ptr<const LayerStyle> style);
    void setRaster(const LayerId &id, std::shared_ptr<const RasterSource> raster);
    void setStatus(const LayerId &id, const LayerStatus &status);

    /** A part of it could not be had, such as a tile of a map service: counted, and told until new data come. */
    void noteFailure(const LayerId &id, const Error &error);

    /** By which layers are shown or not. */
    void setMode(CityMode mode);
    CityMode mode() const { return m_mode; }

    const std::vector<LayerEntry> &entries() const { return m_entries; }
    /** Null: none. Valid until the next change. */
    const LayerEntry *entry(const LayerId &id) const;
    /** Groups around the entry. */
    int depth(const LayerId &id) const;
    /** Whether it is painted at a fitting zoom: visible, meant for the mode, and so are all groups around it. */
    bool isShown(const LayerId &id) const;
    /** The layers to be painted, the bottom one first. Never null. */
    std::shared_ptr<const std::vector<ShownLayer>> shown() const { return m_shown; }
    /** Of the layers shown, each once, in the order of the tree. */
    QStringList attributions() const;

    /** Order, groups and what the operator chose, and the origin of each layer: a part of a saved view. */
    QJsonObject toJson() const;
    /**
     * Takes over what toJson() gave: groups are made, layers that are there are moved and set, settings of others wait
     * for them to be added. Entries that it does not name stay, on top. An error changes nothing; \c source names the
     * view in it.
     */
    Status fromJson(const QJsonObject &json, const QString &source = QStringLiteral("view"));

Q_SIGNALS:
    /** Entries came, went or moved. */
    void structureChanged();
    /** Something of this entry changed. */
    void entryChanged(const guancheng::LayerId &id);
    /** shown() is another list. */
    void shownChanged();

private:
    qsizetype indexOf(const LayerId &id) const;
    qsizetype endOf(qsizetype index) const;
    qsizetype placeIn(const LayerId &group, int position) const;
    LayerId freshId() const;
    void insertOnTop(LayerEntry entry);
    void replace(LayerEntry &there, LayerEntry entry);
    template<typename F>
    void change(const LayerId &id, F f);
    void dataChanged(qsizetype index);
    void prepare(const LayerEntry &entry);
    void finish(const LayerId &id, quint64 serial, const std::shared_ptr<const LayerData> &data);
    void updateShown();
    std::optional<ShownLayer> shownOf(const LayerEntry &entry) const;
    static void restore(LayerEntry &entry, const QJsonObject &saved);
    void orderInto(std::vector<LayerEntry> &sorted, const LayerId &group, const QHash<LayerId, qsizetype> &rank);
    void mendGroups();

    std::vector<LayerEntry> m_entries;
    std::shared_ptr<const std::vector<ShownLayer>> m_shown;
    QHash<LayerId, QJsonObject> m_waiting; ///< settings of a view for layers that are not there yet
    QHash<LayerId, qsizetype> m_ranks;     ///< the order of that view
    /** What a worker made of the data of a layer. */
    struct Prepared
    {
        quint64 serial = 0; ///< of the newest job
        int hue = 0;        ///< of a layer without a style
        std::shared_ptr<const LayerData> data;
    };
    QHash<LayerId, Prepared> m_prepared;
    quint64 m_serial = 0;
    int m_hues = 0;
    CityMode m_mode = CityMode::Ordinary;
    QThreadPool m_worker;
};

} // namespace guancheng
