// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/viewhistory.h"

namespace guancheng {

std::optional<ViewPlace> ViewHistory::click(const QString &id, const ViewPlace &now)
{
    if (isOnTop(id)) {
        const ViewPlace before = m_visits.back().before;
        m_visits.pop_back();
        return before;
    }
    if (m_visits.size() == kDepth)
        m_visits.erase(m_visits.begin());
    m_visits.push_back({id, now});
    return std::nullopt;
}

std::optional<ViewPlace> ViewHistory::leaveAll()
{
    if (m_visits.empty())
        return std::nullopt;
    const ViewPlace before = m_visits.front().before;
    m_visits.clear();
    return before;
}

} // namespace guancheng
