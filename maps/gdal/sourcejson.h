// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/layerloader.h"
#include "maps/gdal/sourceaddress.h"

#include <QJsonObject>

namespace guancheng {

/** What a helper is told to open a source. */
QJsonObject openRequest(const LayerRequest &request, const SourceAddress &source);

} // namespace guancheng
