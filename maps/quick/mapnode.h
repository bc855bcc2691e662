// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/mapview.h"

#include <QColor>
#include <QHash>
#include <QSGNode>

#include <vector>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)
QT_FORWARD_DECLARE_CLASS(QSGImageNode)
QT_FORWARD_DECLARE_CLASS(QSGRectangleNode)

namespace guancheng {

/**
 * The map in the scene graph: a ground, the stand-ins, the tiles, all opaque. A texture is made only where the picture
 * of a tile is another; in the software renderer it is the very memory that the worker painted. Render thread.
 */
class MapNode : public QSGTransformNode
{
public:
    explicit MapNode(QQuickWindow *window);

    void update(const QRectF &bounds, const QColor &ground, const std::vector<DrawnTile> &standIns,
                const std::vector<DrawnTile> &tiles);

private:
    struct Held
    {
        QSGImageNode *node = nullptr;
        quint64 revision = 0;
        quint64 patches = 0;
        quint64 round = 0;
    };
    struct Group
    {
        QSGNode *node = nullptr;
        QHash<quint64, Held> tiles;
    };
    void updateGroup(Group &group, const std::vector<DrawnTile> &tiles);

    QQuickWindow *m_window;
    bool m_shared; ///< textures are the memory of the pictures
    QSGRectangleNode *m_ground;
    Group m_standIns;
    Group m_tiles;
    quint64 m_round = 0;
};

} // namespace guancheng
