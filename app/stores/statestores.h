// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/feedhealth.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace guancheng {

/** The figures of the whole city by id. Thread: GUI. */
class FigureStore
{
public:
    /** The figure; NaN while nothing was heard of it. */
    Figure find(const QString &id) const { return m_held.value(id, Figure{id}); }
    void apply(const Figure &figure) { m_held.insert(figure.id, figure); }

private:
    QHash<QString, Figure> m_held;
};

/** Sources that the desk tells of itself, whatever the backend says: its link, its own files. */
inline const QString kDeskSource = QStringLiteral("desk");
inline bool isOwnSource(const QString &id)
{
    return id == QLatin1String("link") || id == kDeskSource;
}

/** The health of every feed, in the order in which they were first heard of. Thread: GUI. */
class SourceStore
{
public:
    const std::vector<FeedHealth> &sources() const { return m_held; }
    const FeedHealth *find(const QString &id) const;
    /** Whether the link to the backend is lost: what it said of its feeds is no longer known to be true. */
    bool isBlind() const;
    /** What a value of this feed is worth: Stale when feed or link is lost, Suspect when its times are skewed, else Good. */
    Quality trustOf(const QString &id) const;
    void apply(const FeedHealth &source);
    /** Forgets the feeds that are not among `ids`; the link of this desk stays. */
    void retain(const QStringList &ids);

private:
    std::vector<FeedHealth> m_held;
};

} // namespace guancheng
