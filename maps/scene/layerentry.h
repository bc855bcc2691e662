// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"
#include "domain/result.h"
#include "maps/features/featuretable.h"
#include "maps/features/rastersource.h"
#include "maps/style/legendentry.h"

#include <QJsonObject>
#include <QObject>

#include <memory>
#include <optional>

namespace guancheng {

struct LayerData;
struct LayerStyle;

using LayerId = QString;

/** What an entry of the layer tree stands for. Devices, units, trails and marks are fed by the stores. */
enum class LayerKind : quint8 { Group, Features, Raster, Devices, Units, Trails, Marks };

enum class LayerState : quint8 { Loading, Ready, Stale, Failed };

/** In which modes of the hall (平急两用) a layer is shown; an exercise looks like an emergency. */
enum class LayerMode : quint8 { Ordinary = 1, Emergency = 2 };
Q_DECLARE_FLAGS(LayerModes, LayerMode)

/** How it stands with the data of a layer, to be told on it. */
struct LayerStatus
{
    LayerState state = LayerState::Ready;
    std::optional<Error> error; ///< Failed: why; Ready: what was wrong with some of it
    qint64 features = -1;       ///< read; -1: not known
    qint64 skipped = 0;         ///< features that could not be read
    qint64 undrawn = 0;         ///< features that were read but cannot be drawn; set by the tree
    double progress = -1;       ///< Loading: 0..1; -1: not known
    TimeMs at = 0;              ///< when the data were last good; 0: not known
    bool operator==(const LayerStatus &) const = default;
};

/** One entry of the layer tree. Zooms are style zooms: of the same view on a 1080-line screen. */
struct LayerEntry
{
    LayerId id; ///< stable, as views name layers by it; empty: LayerTree::add() makes one
    LayerKind kind = LayerKind::Features;
    QString nameZh;
    QString nameEn; ///< may be empty: then the Chinese one is shown
    LayerId group;  ///< that it lies in; empty: the root

    bool visible = true; ///< as the operator chose
    double opacity = 1;
    double minZoom = 0;
    double maxZoom = 99;
    LayerModes modes = LayerModes(LayerMode::Ordinary) | LayerMode::Emergency;

    std::shared_ptr<const FeatureTable> table; ///< Features
    std::shared_ptr<const FeatureTable> areas; ///< Features, choropleth: where the values of the table belong; may be null
    std::shared_ptr<const LayerStyle> style;   ///< Features; null: one is found by the kind of geometry
    std::shared_ptr<const RasterSource> raster;

    LayerStatus status;
    std::vector<LegendEntry> legend; ///< made by the tree from style and table
    QStringList attributions;        ///< owner and licence; that of the table is added
    QJsonObject origin;              ///< from where it can be loaded again, for views; without credentials
};

/** What the map paints of the tree: only what is to be seen in this mode, apart from the zoom. Values for any thread. */
struct ShownLayer
{
    LayerId id;
    LayerKind kind = LayerKind::Features;
    std::shared_ptr<const LayerData> data; ///< Features
    std::shared_ptr<const RasterSource> raster;
    double opacity = 1;
    double minZoom = 0;
    double maxZoom = 99;
    bool stale = false; ///< drawn faded
    bool operator==(const ShownLayer &) const = default;
};

} // namespace guancheng

Q_DECLARE_OPERATORS_FOR_FLAGS(guancheng::LayerModes)
