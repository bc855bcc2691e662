// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/helper/framesink.h"

#include <QJsonObject>

namespace guancheng {

/** Writes the features that follow on standard input to the file of \c request; its last frame is Done or Failed. */
void writeLayer(const QJsonObject &request, FrameSink &sink);

} // namespace guancheng
