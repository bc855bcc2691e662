// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

namespace guancheng {

class Catalogue;
class City;

/**
 * The body of `GET /catalogue`: what the indexes and ids of the protocol stand for, one array a table, in the order of the
 * indexes: dimensions, indicators, classes, matters, alarms, departments, unitKinds, figures, warnings, districts, streets.
 */
QByteArray catalogueJson(const Catalogue &catalogue, const City &city);

} // namespace guancheng
