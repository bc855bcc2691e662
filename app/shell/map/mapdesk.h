// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/layerloader.h"
#include "maps/scene/layertree.h"
#include "shell/map/layerspec.h"

#include <QHash>
#include <QPointer>
#include <QThreadPool>
#include <QTimer>
#include <QUrl>

namespace guancheng {

/** Finds the style of a style file; an error is told on the layer, which is then drawn by its kind of geometry. */
using StyleFinder = std::function<Result<std::shared_ptr<const LayerStyle>>(const QString &file)>;

/**
 * Brings layers of the command line, of catalogues and of dropped files into the tree, and says on each how it went: counts,
 * reasons, what datum it looks like. Nothing waits here; a layer that cannot be read is an entry that says why.
 *
 * Thread: GUI. The tree has to outlive it.
 */
class MapDesk : public QObject
{
    Q_OBJECT
    /** Language of what it writes on layers. */
    Q_PROPERTY(bool chinese READ chinese WRITE setChinese NOTIFY chineseChanged)

public:
    MapDesk(LayerTree &tree, std::shared_ptr<const City> city, StyleFinder styles, QString helper = helperProgram(),
            QObject *parent = nullptr);
    ~MapDesk() override;

    bool chinese() const { return m_chinese; }
    void setChinese(bool chinese);

    /** Shows the layer of \c spec as soon as it is read; the id of its entry, or of the group of its layers. */
    LayerId open(const LayerSpec &spec);
    void open(const LayerCatalogue &catalogue);
    /** Files or addresses dropped on the map; returns how many were taken. */
    Q_INVOKABLE int openDropped(const QList<QUrl> &urls);
    /** Ends reading it, or takes it off the map. */
    Q_INVOKABLE void close(const QString &id);
    Q_INVOKABLE void reload(const QString &id);
    /** Moves the layer as its finding proposes, or as \c datum says. */
    Q_INVOKABLE void repair(const QString &id, const QString &datum = {});
    /** Writes the layer, or some of its features, to a .gpkg, .geojson or .csv; exportFinished() tells. */
    Q_INVOKABLE void exportLayer(const QString &id, const QUrl &file, const QList<int> &selection = {});

    /** What is known of a layer: for panels and tests. Null: none of ours. */
    const LoadedLayer *layer(const LayerId &id) const;
    /** The repair that is offered; empty: none. */
    Q_INVOKABLE QString offeredRepair(const QString &id) const;
    int running() const { return m_loader.running() + m_loader.waiting(); }

Q_SIGNALS:
    void chineseChanged();
    /** A layer has ended loading, well or not. */
    void opened(const QString &id);
    /** A layer does not lie where it should; \c repair is what would put it there, empty when nothing known does. */
    void datumDoubted(const QString &id, const QString &text, const QString &repair);
    /** \c problem is empty when it was written. */
    void exportFinished(const QString &id, const QString &file, const QString &problem);

private:
    /** What was opened: one source, with an entry for each of its layers. */
    struct Source
    {
        LayerSpec spec;
        QPointer<LayerJob> job;
        QStringList entries; ///< ids of its layers; the first is that of the source when it has one layer
        std::unique_ptr<QTimer> refresh;
    };

    void start(const LayerId &id);
    void take(const LayerId &id, const Result<LoadedSource> &result);
    void takeLayer(const LayerId &source, const LayerId &entry, const LoadedLayer &layer, bool isNew);
    void takeRaster(const LayerId &id, const LoadedSource &loaded);
    void fail(const LayerId &id, const Error &error);
    void show(const LayerId &id);
    LayerEntry entryFor(const Source &source, const LayerId &id) const;
    LayerId freshId(const LayerSpec &spec) const;
    void becomeGroup(const LayerId &id, const Source &source);

    LayerTree &m_tree;
    StyleFinder m_styles;
    LayerLoader m_loader;
    QHash<LayerId, std::shared_ptr<Source>> m_sources;
    QHash<LayerId, LayerId> m_sourceOfEntry;
    QHash<LayerId, LoadedLayer> m_layers;
    QThreadPool m_worker;
    bool m_chinese = true;
};

} // namespace guancheng
