// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tiles/tiletemplate.h"

namespace guancheng {

/** What the capabilities of a WMTS 1.0.0 offer that we can draw. */
struct WmtsOffer
{
    TileTemplate tiles;
    QString title;
};

/**
 * Finds in the capabilities the layer \c layer (empty: the first that fits) with pictures in web mercator (a matrix set of
 * EPSG:3857, 900913 or GoogleMapsCompatible), by its resource URL or as KVP at \c url. Bounded; untrusted input; no
 * entities. Any thread.
 */
Result<WmtsOffer> readWmtsCapabilities(const QByteArray &xml, const QString &url, const QString &layer = {});

} // namespace guancheng
