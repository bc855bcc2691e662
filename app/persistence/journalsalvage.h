// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QString>

namespace guancheng {

/** What of a damaged file is good, as found by reading it. */
struct SalvagePlan
{
    QString lineage;      ///< empty: a new one
    quint64 snapshot = 0; ///< sequence of the snapshot that the state rests on; 0 = none
    quint64 lastGood = 0; ///< last event that could be read
};

/**
 * Sets a damaged journal aside as '<file>.quarantine-<UTC time>' (with its -wal and -shm) and makes a new one that holds
 * what the plan says is good. The name of the file set aside, or why that failed.
 */
Result<QString> salvageJournal(const QString &file, const SalvagePlan &plan);

} // namespace guancheng
