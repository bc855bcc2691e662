// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/mappresenter.h"

#include <QHash>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)
QT_FORWARD_DECLARE_CLASS(QSGImageNode)
QT_FORWARD_DECLARE_CLASS(QSGRectangleNode)

namespace guancheng {

/** One picture of each tile as an image node. A texture is made only where the picture is another. Render thread. */
class TileGroup
{
public:
    enum class Picture : quint8 { Opaque, Overlay };

    TileGroup(QQuickWindow *window, Picture picture);
    QSGNode *node() const { return m_node; }
    /** \c round: another number at each call. */
    void update(const std::vector<DrawnTile> &tiles, quint64 round);

private:
    struct Held
    {
        QSGImageNode *node = nullptr;
        quint64 revision = 0;
        quint64 patches = 0;
        quint64 round = 0;
    };
    void updateTexture(Held &held, const DrawnTile &tile);

    QQuickWindow *m_window;
    bool m_shared; ///< textures are the memory of the pictures
    Picture m_picture;
    QSGNode *m_node;
    QHash<quint64, Held> m_held;
};

/**
 * The presenter for the software scene graph: a ground, the stand-ins, the tiles, all opaque. There the texture of a tile
 * is the very memory that the worker painted. Works on the RHI too. Render thread.
 */
class MapNode : public MapPresenter
{
public:
    explicit MapNode(QQuickWindow *window);
    void present(const MapPicture &picture) override;

private:
    QSGRectangleNode *m_ground;
    TileGroup m_standIns;
    TileGroup m_tiles;
    quint64 m_round = 0;
};

} // namespace guancheng
