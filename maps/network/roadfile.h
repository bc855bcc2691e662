// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/network/roadarrays.h"

#include <QIODevice>

namespace guancheng {

/**
 * A road network as bytes, for a city pack: 'GCRD', version, counts, the arrays little-endian one after another, names as
 * UTF-8, then a CRC-32 of all before. Reading checks the sum, all sizes against what is there and RoadArrays::inconsistency(),
 * so that any bytes give a network that is safe to use or an error that names \c source and the offset.
 */
Status writeRoads(QIODevice &out, const RoadArrays &roads);
Result<RoadArrays> readRoads(QIODevice &in, const QString &source);

} // namespace guancheng
