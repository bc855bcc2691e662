// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/statestores.h"

#include <algorithm>

namespace guancheng {

const FeedHealth *SourceStore::find(const QString &id) const
{
    const auto found = std::ranges::find(m_held, id, &FeedHealth::id);
    return found == m_held.end() ? nullptr : &*found;
}

bool SourceStore::isBlind() const
{
    const FeedHealth *link = find(QStringLiteral("link"));
    return link && link->isLost();
}

Quality SourceStore::trustOf(const QString &id) const
{
    if (isBlind())
        return Quality::Stale;
    const FeedHealth *source = find(id);
    if (!source)
        return Quality::Good;
    return source->isLost() ? Quality::Stale : source->isSkewed() ? Quality::Suspect : Quality::Good;
}

void SourceStore::apply(const FeedHealth &source)
{
    const auto found = std::ranges::find(m_held, source.id, &FeedHealth::id);
    if (found == m_held.end())
        m_held.push_back(source);
    else
        *found = source;
}

void SourceStore::retain(const QStringList &ids)
{
    std::erase_if(m_held, [&ids](const FeedHealth &source) { return !isOwnSource(source.id) && !ids.contains(source.id); });
}

} // namespace guancheng
