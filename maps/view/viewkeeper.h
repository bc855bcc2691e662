// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QSet>
#include <QString>

namespace guancheng {

/**
 * Who may move the map: the wall by itself, or a person. The wall fits the view to the watched cases when, and only when,
 * the set of them changes; not because one of them moved, got a new level or was told of again. Any gesture locks the view
 * until the operator lets go; what changed meanwhile is fitted then. A value without clock, item or signal; GUI thread.
 */
class ViewKeeper
{
public:
    /** The ids of what is watched now; true: another set than before and nobody holds the view, so fit it. */
    bool watch(const QSet<QString> &ids);
    const QSet<QString> &watched() const { return m_watched; }

    /** A person moved the map at \c now (monotonic). */
    void hold(TimeMs now);
    /** The person lets go; true: the view was held, so fit it again. */
    bool letGo();
    /** Lets go by itself after the timeout without a gesture; true: fit the view. */
    bool tick(TimeMs now);

    bool isHeld() const { return m_held; }
    /** The set changed while the view was held. */
    bool isWaiting() const { return m_waiting; }
    /** Milliseconds without a gesture after which the view is let go; 0, as at the start: never. */
    void setTimeout(TimeMs milliseconds) { m_timeout = milliseconds > 0 ? milliseconds : 0; }
    TimeMs timeout() const { return m_timeout; }

private:
    QSet<QString> m_watched;
    bool m_held = false;
    bool m_waiting = false;
    TimeMs m_lastGesture = 0;
    TimeMs m_timeout = 0;
};

} // namespace guancheng
