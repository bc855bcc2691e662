// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/warningstore.h"

#include <algorithm>

namespace guancheng {

const Warning *WarningStore::find(const QString &id) const
{
    const auto found = std::ranges::find(m_held, id, &Warning::id);
    return found == m_held.end() ? nullptr : &*found;
}

bool WarningStore::upsert(const Warning &warning)
{
    const auto found = std::ranges::find(m_held, warning.id, &Warning::id);
    if (found != m_held.end()) {
        if (warning.version <= found->version) {
            ++m_late;
            return false;
        }
        m_held.erase(found);
    }
    if (!warning.cancelled)
        m_held.push_back(warning);
    sort();
    return true;
}

void WarningStore::reset(const std::vector<Warning> &rows)
{
    m_held.clear();
    for (const Warning &warning : rows) {
        if (!warning.cancelled && !find(warning.id))
            m_held.push_back(warning);
    }
    sort();
}

bool WarningStore::expire(TimeMs now)
{
    return std::erase_if(m_held, [now](const Warning &w) { return w.expiresAt > 0 && w.expiresAt < now; }) > 0;
}

void WarningStore::sort()
{
    std::ranges::sort(m_held, [](const Warning &a, const Warning &b) {
        if (a.level != b.level)
            return a.level > b.level;
        return a.issuedAt != b.issuedAt ? a.issuedAt > b.issuedAt : a.id < b.id;
    });
}

} // namespace guancheng
