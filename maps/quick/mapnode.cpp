// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/mapnode.h"

#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRectangleNode>
#include <QSGRendererInterface>
#include <QSGTexture>

namespace guancheng {

TileGroup::TileGroup(QQuickWindow *window, Picture picture)
    : m_window(window)
    , m_shared(window->rendererInterface()->graphicsApi() == QSGRendererInterface::Software)
    , m_picture(picture)
    // A transform node, not a plain one: the software renderer remembers the place of a parent only for these, and what is
    // appended to a plain node later lands at the origin of the window.
    , m_node(new QSGTransformNode)
{
}

void TileGroup::updateTexture(Held &held, const DrawnTile &tile)
{
    const bool patched = held.revision == tile.revision && held.patches != tile.patches;
    if (patched && m_shared)
        held.node->markDirty(QSGNode::DirtyMaterial);
    if (held.revision != tile.revision || (patched && !m_shared)) {
        const bool opaque = m_picture == Picture::Opaque;
        held.node->setTexture(
            m_window->createTextureFromImage(opaque ? tile.picture : tile.overlay,
                                             opaque ? QQuickWindow::TextureIsOpaque : QQuickWindow::TextureHasAlphaChannel));
        if (held.revision == 0)
            m_node->appendChildNode(held.node);
        held.revision = tile.revision;
    }
    held.patches = tile.patches;
}

void TileGroup::update(const std::vector<DrawnTile> &tiles, quint64 round)
{
    for (const DrawnTile &tile : tiles) {
        if (m_picture == Picture::Overlay && tile.overlay.isNull())
            continue;
        Held &held = m_held[tile.key];
        if (!held.node) {
            held.node = m_window->createImageNode();
            held.node->setOwnsTexture(true);
        }
        updateTexture(held, tile);
        held.round = round;
        if (held.node->rect() != tile.target)
            held.node->setRect(tile.target);
        if (held.node->sourceRect() != tile.source)
            held.node->setSourceRect(tile.source);
    }
    m_held.removeIf([round](const auto &entry) {
        if (entry.value().round == round)
            return false;
        delete entry.value().node;
        return true;
    });
}

MapNode::MapNode(QQuickWindow *window)
    : m_ground(window->createRectangleNode())
    , m_standIns(window, TileGroup::Picture::Opaque)
    , m_tiles(window, TileGroup::Picture::Opaque)
{
    appendChildNode(m_ground);
    appendChildNode(m_standIns.node());
    appendChildNode(m_tiles.node());
}

void MapNode::present(const MapPicture &picture)
{
    if (m_ground->rect() != picture.bounds)
        m_ground->setRect(picture.bounds);
    if (m_ground->color() != picture.ground)
        m_ground->setColor(picture.ground);
    ++m_round;
    m_standIns.update(*picture.standIns, m_round);
    m_tiles.update(*picture.tiles, m_round);
}

} // namespace guancheng
