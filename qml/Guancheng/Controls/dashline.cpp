// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "dashline.h"

#include <QQuickWindow>
#include <QSGRectangleNode>

#include <algorithm>
#include <cmath>

namespace guancheng {

DashLine::DashLine(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    connect(this, &DashLine::changed, this, [this] { update(); });
}

QSGNode *DashLine::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    delete node;
    const QPointF way = m_to - m_from;
    const double length = std::hypot(way.x(), way.y());
    if (length < 1 || !std::isfinite(length))
        return nullptr;
    node = new QSGNode;
    const int dashes = std::min(400, static_cast<int>(length / (3 * m_thickness)));
    for (int i = 0; i <= dashes; ++i) {
        const QPointF at = m_from + way * (static_cast<double>(i) / std::max(1, dashes));
        QSGRectangleNode *dash = window()->createRectangleNode();
        dash->setColor(m_color);
        dash->setRect(
            QRectF(std::round(at.x() - m_thickness / 2), std::round(at.y() - m_thickness / 2), m_thickness, m_thickness));
        node->appendChildNode(dash);
    }
    return node;
}

} // namespace guancheng
