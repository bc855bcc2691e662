// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/viewkeeper.h"

#include <utility>

namespace guancheng {

bool ViewKeeper::watch(const QSet<QString> &ids)
{
    if (ids == m_watched)
        return false;
    m_watched = ids;
    m_waiting = m_held;
    return !m_held;
}

void ViewKeeper::hold(TimeMs now)
{
    m_held = true;
    m_lastGesture = now;
}

bool ViewKeeper::letGo()
{
    m_waiting = false;
    return std::exchange(m_held, false);
}

bool ViewKeeper::tick(TimeMs now)
{
    if (!m_held || m_timeout == 0 || now - m_lastGesture < m_timeout)
        return false;
    return letGo();
}

} // namespace guancheng
