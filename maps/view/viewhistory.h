// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QString>

#include <optional>
#include <vector>

namespace guancheng {

/** What part of the world a view shows, whatever the size of its window. */
struct ViewPlace
{
    QPointF centre{0.5, 0.5}; ///< world
    double zoom = 0;
    bool held = false;   ///< whether anybody had chosen it; else it is the untouched view of the whole city
    bool locked = false; ///< whether a person held it
    bool operator==(const ViewPlace &) const = default;
};

/**
 * Click a row: zoom to its thing. Click it again: the exact view before, bit for bit. Rows clicked one after the other
 * lie on each other like cards; the one on top is undone first. At most kDepth of them, the oldest are forgotten.
 * A value; GUI thread.
 */
class ViewHistory
{
public:
    static constexpr size_t kDepth = 32;

    /**
     * A click on the row of \c id while \c now is shown: nothing when the map is to zoom to the thing (\c now is kept), else
     * the view to go back to.
     */
    std::optional<ViewPlace> click(const QString &id, const ViewPlace &now);
    /** Whether the next click on this row goes back. */
    bool isOnTop(const QString &id) const { return !m_visits.empty() && m_visits.back().id == id; }
    /** The view before the oldest visit that is remembered, and forgets all. */
    std::optional<ViewPlace> leaveAll();
    void clear() { m_visits.clear(); }
    size_t depth() const { return m_visits.size(); }

private:
    struct Visit
    {
        QString id;
        ViewPlace before;
    };
    std::vector<Visit> m_visits;
};

} // namespace guancheng
