// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmload/chatterwatch.h"

#include <QStringList>

namespace guancheng {

bool ChatterWatch::note(const QString &alarmId, TimeMs at)
{
    Changes &changes = m_changes[alarmId];
    at = std::max(at, changes.at.back()); // a clock that jumps back makes no quiet
    std::rotate(changes.at.begin(), changes.at.begin() + 1, changes.at.end());
    changes.at.back() = at;
    if (!changes.chatters && changes.at.front() != 0 && at - changes.at.front() <= kWindow) {
        changes.chatters = true;
        ++m_chattering;
    }
    return changes.chatters;
}

bool ChatterWatch::isChattering(const QString &alarmId) const
{
    return m_changes.value(alarmId).chatters;
}

QStringList ChatterWatch::advance(TimeMs now)
{
    QStringList calm;
    for (auto it = m_changes.begin(); it != m_changes.end();) {
        if (now - it->at.back() <= kWindow) {
            ++it;
            continue;
        }
        if (it->chatters) {
            calm << it.key();
            --m_chattering;
        }
        it = m_changes.erase(it);
    }
    return calm;
}

} // namespace guancheng
