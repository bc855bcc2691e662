// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/pack/importjob.h"

#include <QJsonArray>
#include <QJsonObject>

namespace guancheng {

/** 'Hangzhou City' -> 'hangzhou-city'; a name without Latin letters gets one from its bytes. For ids and folders. */
QString slugOf(const QString &name);

/** [longitude, latitude] with six decimals, a tenth of a metre. */
QJsonArray pointJson(const GeoPoint &p);

/** Writes a table of the city in the form the loader expects; an empty kind is the city itself. */
Status writeCityJson(const ImportJob &job, const QString &kind, QJsonObject content);

} // namespace guancheng
