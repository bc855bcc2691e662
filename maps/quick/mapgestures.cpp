// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/mapgestures.h"

#include <QLineF>

#include <cmath>

namespace guancheng {

void MapGestures::press(QPointF at)
{
    m_pressed = at;
    m_last = at;
    m_dragging = false;
}

std::optional<Viewport> MapGestures::drag(const Viewport &view, QPointF at)
{
    if (!m_dragging && QLineF(m_pressed, at).length() < kTapSlop)
        return std::nullopt;
    m_dragging = true;
    const QPointF delta = at - m_last;
    m_last = at;
    return view.panned(delta);
}

bool MapGestures::release()
{
    return !std::exchange(m_dragging, false);
}

std::optional<Viewport> MapGestures::touch(const Viewport &view, const QList<QEventPoint> &points)
{
    QList<QEventPoint> down;
    for (const QEventPoint &point : points) {
        if (point.state() != QEventPoint::Released)
            down.append(point);
    }
    if (down.size() != 2) {
        // A finger of two was lifted: the other one goes on from where it is.
        if (!down.isEmpty())
            m_last = m_dragging && points.size() != 1 ? down.first().position() : m_last;
        return down.size() == 1 ? drag(view, down.first().position()) : std::nullopt;
    }
    m_dragging = true;
    const QPointF a0 = down[0].lastPosition();
    const QPointF b0 = down[1].lastPosition();
    const QPointF a1 = down[0].position();
    const QPointF b1 = down[1].position();
    m_last = a1;
    const double before = QLineF(a0, b0).length();
    const double after = QLineF(a1, b1).length();
    const QPointF middle = (a1 + b1) / 2;
    const Viewport panned = view.panned(middle - (a0 + b0) / 2);
    if (before < 1 || after < 1)
        return panned;
    return panned.zoomedAt(middle, view.zoom + std::log2(after / before));
}

Viewport MapGestures::wheel(const Viewport &view, QPointF at, double angle)
{
    return view.zoomedAt(at, view.zoom + angle / 240);
}

std::optional<Viewport> MapGestures::key(const Viewport &view, int key)
{
    const QPointF middle(view.size.width() / 2, view.size.height() / 2);
    const double step = std::min(view.size.width(), view.size.height()) / 6;
    switch (key) {
    case Qt::Key_Left: return view.panned({step, 0});
    case Qt::Key_Right: return view.panned({-step, 0});
    case Qt::Key_Up: return view.panned({0, step});
    case Qt::Key_Down: return view.panned({0, -step});
    case Qt::Key_Plus:
    case Qt::Key_Equal: return view.zoomedAt(middle, view.zoom + 0.5);
    case Qt::Key_Minus: return view.zoomedAt(middle, view.zoom - 0.5);
    default: return std::nullopt;
    }
}

} // namespace guancheng
