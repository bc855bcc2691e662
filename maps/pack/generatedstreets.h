// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "maps/features/featuretable.h"

namespace guancheng {

/** What stands on the screen and in the layer wherever these streets are: they are no survey. */
inline const QString kGeneratedStreetsZh = QStringLiteral("街道为程序生成，仅为示意");
inline const QString kGeneratedStreetsEn = QStringLiteral("Streets are generated, schematic only");

/**
 * A made-up street grid for a city that has none: within each district along the main axis of its main roads, denser where its
 * streets (街镇) are small, cut by the wide rivers, with ramps and junctions to the main roads. The same city gives the same
 * streets, bit for bit. Lines with the columns class ('tertiary', 'residential', 'link'), generated ('yes'), district (adcode);
 * lines that meet share a vertex. Together with mainRoads() the network is one component. Shanghai: some 30 000 segments in a
 * few tenths of a second; pure, any thread but the one of the interface.
 */
FeatureTable generatedStreets(const City &city);

/** The main roads of the city as lines (columns class, name, nameEn, code, tunnel, bridge), with which the streets above meet.
 */
FeatureTable mainRoads(const City &city);

} // namespace guancheng
