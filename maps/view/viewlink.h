// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/geopoint.h"
#include "domain/result.h"

#include <QList>
#include <QString>

namespace guancheng {

/** How one layer is shown in a view. */
struct LayerChoice
{
    QString id;
    bool visible = true;
    double opacity = 1; ///< 0 to 1
    bool operator==(const LayerChoice &) const = default;
};

/**
 * A view of the map that can be sent to somebody:
 *
 *     guancheng://view?lat=31.23042&lon=121.4737&zoom=12.5&layers=devices:1:0.6,heat:0&mode=emergency&sel=incident:C2026-7&time=...
 *
 * lat, lon, zoom must be there, the rest may be absent; each key at most once, none other. Layers are id:shown[:opacity]
 * in the order of the tree, the lowest first; ids have letters, digits, '_', '-', '.', '/' and whatever else is percent
 * encoded. Time is ISO 8601 with its zone; without it the view is live.
 */
struct ViewLink
{
    GeoPoint centre;
    double zoom = 10;
    QList<LayerChoice> layers;
    QString mode; ///< 'ordinary', 'emergency', 'exercise' or empty
    QString kind; ///< of the selected thing: 'incident', 'alarm', 'unit', 'device', 'indicator'; empty for none
    QString id;
    TimeMs time = 0; ///< UTC; 0: live
    bool operator==(const ViewLink &) const = default;

    /** Longer texts are refused. */
    static constexpr qsizetype kMaxLength = 8192;
    static constexpr qsizetype kMaxLayers = 200;

    QString toString() const;
    /** Strict: a link that says anything that is not understood is refused, with the key and the reason. Never throws. */
    static Result<ViewLink> parse(const QString &text);
};

} // namespace guancheng
