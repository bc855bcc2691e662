// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/replay/recording.h"

namespace guancheng {

/**
 * Opens whatever can be replayed, by what is in it: a journal (SQLite), a day of metro flow, hours of air and weather, a
 * track of a vehicle, or a folder of tracks ('track_*.csv'). `midnight` is the day on which a metro flow is put.
 */
Result<std::unique_ptr<Recording>> openRecording(const QString &path, const Catalogue &catalogue, const City &city,
                                                 TimeMs midnight);

} // namespace guancheng
