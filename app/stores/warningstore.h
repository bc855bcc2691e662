// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"

#include <vector>

namespace guancheng {

/** The warnings in force, worst first, then newest. Thread: GUI. */
class WarningStore
{
public:
    const std::vector<Warning> &warnings() const { return m_held; }
    const Warning *find(const QString &id) const;
    quint64 lateCount() const { return m_late; }

    /** A cancelled warning is forgotten. False when it is older than what is known. */
    bool upsert(const Warning &warning);
    void reset(const std::vector<Warning> &rows);
    /** Forgets what expired before `now`; true when there was something. */
    bool expire(TimeMs now);

private:
    void sort();

    std::vector<Warning> m_held;
    quint64 m_late = 0;
};

} // namespace guancheng
