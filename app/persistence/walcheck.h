// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <optional>

namespace guancheng {

/**
 * Looks at the write-ahead log beside an SQLite file that nobody has open. SQLite drops everything from the first unreadable
 * frame on without a word; this says so, with the byte. Frames of an older round of the log (an earlier salt) are no damage,
 * and neither is a last frame of which there is nothing but the header: that is what a killed process leaves.
 * Format: https://www.sqlite.org/fileformat2.html#walformat. Nothing when the log is absent, empty or whole.
 */
std::optional<Error> walDamage(const QString &databaseFile);

} // namespace guancheng
