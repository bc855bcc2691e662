// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QPointF>
#include <QQuickItem>

namespace guancheng {

/**
 * A dashed line between two points of the item, made of small opaque rectangles: neither a translucent image above the
 * map nor a path to stroke. At most 400 dashes.
 */
class DashLine : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QPointF from MEMBER m_from NOTIFY changed FINAL)
    Q_PROPERTY(QPointF to MEMBER m_to NOTIFY changed FINAL)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY changed FINAL)
    Q_PROPERTY(double thickness MEMBER m_thickness NOTIFY changed FINAL)

public:
    explicit DashLine(QQuickItem *parent = nullptr);

Q_SIGNALS:
    void changed();

protected:
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;

private:
    QPointF m_from;
    QPointF m_to;
    QColor m_color = Qt::white;
    double m_thickness = 3;
};

} // namespace guancheng
