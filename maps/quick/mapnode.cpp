// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/mapnode.h"

#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRectangleNode>
#include <QSGRendererInterface>
#include <QSGTexture>

namespace guancheng {

MapNode::MapNode(QQuickWindow *window)
    : m_window(window)
    , m_shared(window->rendererInterface()->graphicsApi() == QSGRendererInterface::Software)
    , m_ground(window->createRectangleNode())
{
    // Transform nodes, not plain ones: the software renderer remembers the place of a parent only for these, and what is
    // appended to a plain node later lands at the origin of the window.
    m_standIns.node = new QSGTransformNode;
    m_tiles.node = new QSGTransformNode;
    appendChildNode(m_ground);
    appendChildNode(m_standIns.node);
    appendChildNode(m_tiles.node);
}

void MapNode::update(const QRectF &bounds, const QColor &ground, const std::vector<DrawnTile> &standIns,
                     const std::vector<DrawnTile> &tiles)
{
    if (m_ground->rect() != bounds)
        m_ground->setRect(bounds);
    if (m_ground->color() != ground)
        m_ground->setColor(ground);
    ++m_round;
    updateGroup(m_standIns, standIns);
    updateGroup(m_tiles, tiles);
}

void MapNode::updateGroup(Group &group, const std::vector<DrawnTile> &tiles)
{
    for (const DrawnTile &tile : tiles) {
        Held &held = group.tiles[tile.key];
        if (!held.node) {
            held.node = m_window->createImageNode();
            held.node->setOwnsTexture(true);
        }
        const bool patched = held.revision == tile.revision && held.patches != tile.patches;
        if (patched && m_shared)
            held.node->markDirty(QSGNode::DirtyMaterial);
        if (held.revision != tile.revision || (patched && !m_shared)) {
            held.node->setTexture(m_window->createTextureFromImage(tile.picture, QQuickWindow::TextureIsOpaque));
            if (held.revision == 0)
                group.node->appendChildNode(held.node);
            held.revision = tile.revision;
        }
        held.patches = tile.patches;
        held.round = m_round;
        if (held.node->rect() != tile.target)
            held.node->setRect(tile.target);
        if (held.node->sourceRect() != tile.source)
            held.node->setSourceRect(tile.source);
    }
    group.tiles.removeIf([&](const auto &entry) {
        if (entry.value().round == m_round)
            return false;
        delete entry.value().node;
        return true;
    });
}

} // namespace guancheng
