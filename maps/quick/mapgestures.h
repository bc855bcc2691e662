// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/geo/viewport.h"

#include <QEventPoint>
#include <QList>

#include <optional>

namespace guancheng {

/** What fingers, mouse, wheel and keys do to a viewport: no item, no events kept, only where they are. GUI thread. */
class MapGestures
{
public:
    /** A press that moved less than this is a tap, logical pixels. */
    static constexpr double kTapSlop = 8;

    void press(QPointF at);
    /** The viewport after the pointer went on to \c at; nothing while it still may be a tap. */
    std::optional<Viewport> drag(const Viewport &view, QPointF at);
    /** Ends it; whether it was a tap. */
    bool release();
    bool isDragging() const { return m_dragging; }

    /** One or two fingers; nothing when nothing moved. */
    std::optional<Viewport> touch(const Viewport &view, const QList<QEventPoint> &points);
    /** \c angle in eighths of a degree: half a zoom a notch. */
    static Viewport wheel(const Viewport &view, QPointF at, double angle);
    /** Arrows, plus and minus; nothing for other keys. */
    static std::optional<Viewport> key(const Viewport &view, int key);

private:
    QPointF m_pressed;
    QPointF m_last;
    bool m_dragging = false;
};

} // namespace guancheng
