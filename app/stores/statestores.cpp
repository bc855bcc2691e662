// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/statestores.h"

#include <algorithm>

namespace guancheng {

const SourceHealth *SourceStore::find(const QString &id) const
{
    const auto found = std::ranges::find(m_held, id, &SourceHealth::id);
    return found == m_held.end() ? nullptr : &*found;
}

void SourceStore::apply(const SourceHealth &source)
{
    const auto found = std::ranges::find(m_held, source.id, &SourceHealth::id);
    if (found == m_held.end())
        m_held.push_back(source);
    else
        *found = source;
}

void SourceStore::retain(const QStringList &ids)
{
    std::erase_if(m_held, [&ids](const SourceHealth &source) { return !isOwnSource(source.id) && !ids.contains(source.id); });
}

} // namespace guancheng
