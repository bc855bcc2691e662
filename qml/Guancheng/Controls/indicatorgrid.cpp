// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "indicatorgrid.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QSGRectangleNode>

#include <algorithm>
#include <cmath>

namespace guancheng {

IndicatorGrid::IndicatorGrid(QQuickItem *parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    setAcceptedMouseButtons(Qt::LeftButton);
}

IndicatorGrid::~IndicatorGrid() = default;

void IndicatorGrid::setModel(QAbstractItemModel *model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_reader.setModel(model);
    if (model) {
        connect(model, &QAbstractItemModel::dataChanged, this, &IndicatorGrid::takeChanges);
        connect(model, &QAbstractItemModel::modelReset, this, [this] {
            m_reader.setModel(m_model);
            relayout();
        });
        connect(model, &QAbstractItemModel::layoutChanged, this, &IndicatorGrid::relayout);
        connect(model, &QAbstractItemModel::rowsInserted, this, &IndicatorGrid::relayout);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &IndicatorGrid::relayout);
        connect(model, &QAbstractItemModel::rowsMoved, this, &IndicatorGrid::relayout);
    }
    relayout();
    Q_EMIT modelChanged();
}

void IndicatorGrid::relayout()
{
    m_layoutDirty = true;
    polish();
}

int IndicatorGrid::visibleRows() const
{
    const QAbstractItemModel *model = m_model;
    if (!model)
        return 0;
    const int rows = std::max(0, model->rowCount() - m_firstRow);
    return m_limit > 0 ? std::min(rows, m_limit) : rows;
}

double IndicatorGrid::pixelRatio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

void IndicatorGrid::takeChanges(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    if (m_layoutDirty || !m_reader.concerns(roles))
        return;
    const int from = std::max(0, first.row() - m_firstRow);
    const int to = std::min(shown() - 1, last.row() - m_firstRow);
    for (int i = from; i <= to; ++i)
        readTile(i);
}

void IndicatorGrid::readTile(int index)
{
    const QAbstractItemModel *model = m_model;
    if (!model)
        return;
    Tile &tile = m_tiles[static_cast<size_t>(index)];
    TileReader::Look look{m_chinese, m_frozen, m_painter.metrics().trendHeight()};
    TileContent content = m_reader.read(model->index(m_firstRow + index, 0), look);
    if (content == tile.content)
        return;
    tile.headDirty = tile.headDirty || !content.sameHead(tile.content);
    tile.bodyDirty = true;
    tile.content = std::move(content);
    update();
}

TileMetrics IndicatorGrid::metricsFor(double tileWidth, double tileHeight) const
{
    const double ratio = pixelRatio();
    TileMetrics metrics;
    metrics.tile = QSize(static_cast<int>(tileWidth * ratio), static_cast<int>(tileHeight * ratio));
    metrics.nameSize = static_cast<int>(m_nameSize * ratio);
    metrics.valueSize = static_cast<int>(m_valueSize * ratio);
    metrics.line = std::max(1, static_cast<int>(std::lround(m_nameSize * ratio / 11)));
    return metrics;
}

void IndicatorGrid::layoutTiles()
{
    const QAbstractItemModel *model = m_model;
    const int count = visibleRows();
    const int columns = std::max(1, m_columns);
    const int rows = std::max({1, m_minimumRows, (count + columns - 1) / columns});
    const double tileWidth = std::floor((width() - (columns - 1) * m_spacing) / columns);
    const double tileHeight = std::floor((height() - (rows - 1) * m_spacing) / rows);
    const bool room = model && count > 0 && tileWidth >= 24 && tileHeight >= 16;
    m_tiles.clear();
    m_tiles.resize(room ? static_cast<size_t>(count) : 0);
    m_nodesDirty = true;
    if (!room)
        return;
    TileMetrics metrics = metricsFor(tileWidth, tileHeight);
    m_painter.setMetrics(metrics, m_family);
    const QFont font = m_painter.nameFont();
    const int nameWidth = metrics.head().width() - 2 * (metrics.padding() - metrics.line);
    for (int i = 0; i < count; ++i) {
        Tile &tile = m_tiles[static_cast<size_t>(i)];
        // The rest of a division goes to the gaps, so that the last tile ends where the panel does.
        const int column = i % columns;
        const int row = i / columns;
        const double x = columns > 1 ? std::round(column * (width() - tileWidth) / (columns - 1)) : 0;
        const double y = rows > 1 ? std::round(row * (height() - tileHeight) / (rows - 1)) : 0;
        tile.place = QRectF(x, y, tileWidth, tileHeight);
        const TileContent content = m_reader.read(model->index(m_firstRow + i, 0), {m_chinese, m_frozen, 10});
        metrics.nameLines = std::max(metrics.nameLines, TilePainter::linesFor(content.name, font, nameWidth));
    }
    // A second line for names only where value and trend keep their room.
    if (metrics.nameLines > 1 && metrics.trendHeight() < metrics.nameSize)
        metrics.nameLines = 1;
    m_painter.setMetrics(metrics, m_family);
    m_spareHead = QImage();
    m_spareBody = QImage();
    for (int i = 0; i < count; ++i)
        readTile(i);
}

void IndicatorGrid::updatePolish()
{
    if (!m_layoutDirty)
        return;
    m_layoutDirty = false;
    const int before = shown();
    layoutTiles();
    update();
    if (shown() != before)
        Q_EMIT shownChanged();
}

void IndicatorGrid::geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry)
{
    QQuickItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != oldGeometry.size())
        relayout();
}

void IndicatorGrid::itemChange(ItemChange change, const ItemChangeData &data)
{
    if (change == ItemDevicePixelRatioHasChanged || change == ItemSceneChange)
        relayout();
    QQuickItem::itemChange(change, data);
}

void IndicatorGrid::appendNodes(QSGNode *root, Tile &tile)
{
    tile.frame = window()->createRectangleNode();
    tile.headNode = window()->createImageNode();
    tile.bodyNode = window()->createImageNode();
    for (QSGImageNode *node : {tile.headNode, tile.bodyNode}) {
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Nearest);
    }
    // An image node may not stand in the graph without a texture: both are painted before they are appended.
    tile.frame->setRect(tile.place);
    tile.headDirty = tile.bodyDirty = true;
    paintTile(tile);
    root->appendChildNode(tile.frame);
    root->appendChildNode(tile.headNode);
    root->appendChildNode(tile.bodyNode);
}

void IndicatorGrid::show(QSGImageNode *node, QImage &kept, QImage &&painted, QImage &spare, const QRectF &place)
{
    node->setTexture(window()->createTextureFromImage(painted, QQuickWindow::TextureIsOpaque));
    node->setRect(place);
    spare = std::move(kept); // its texture is gone now, the pixels are ours alone again
    kept = std::move(painted);
    ++m_paintCount;
}

void IndicatorGrid::paintTile(Tile &tile)
{
    const TileMetrics &metrics = m_painter.metrics();
    const double ratio = pixelRatio();
    const double line = metrics.line / ratio;
    const auto canvas = [](QImage &spare, const QSize &size) {
        return spare.size() == size ? std::move(spare) : QImage(size, QImage::Format_RGB32);
    };
    if (tile.headDirty) {
        const QColor frame = m_painter.frame(tile.content);
        if (tile.frame->color() != frame)
            tile.frame->setColor(frame);
        QImage image = canvas(m_spareHead, metrics.head());
        m_painter.paintHead(image, tile.content);
        show(tile.headNode, tile.head, std::move(image), m_spareHead,
             QRectF(tile.place.topLeft() + QPointF(line, line), QSizeF(metrics.head()) / ratio));
    }
    if (tile.headDirty || tile.bodyDirty) {
        QImage image = canvas(m_spareBody, metrics.body());
        m_painter.paintBody(image, tile.content);
        show(tile.bodyNode, tile.body, std::move(image), m_spareBody,
             QRectF(tile.place.topLeft() + QPointF(line, metrics.headHeight() / ratio), QSizeF(metrics.body()) / ratio));
    }
    tile.headDirty = tile.bodyDirty = false;
}

QSGNode *IndicatorGrid::updatePaintNode(QSGNode *node, UpdatePaintNodeData *)
{
    if (m_tiles.empty()) {
        delete node;
        m_nodesDirty = true;
        return nullptr;
    }
    if (!node || m_nodesDirty) {
        delete node;
        node = new QSGNode;
        for (Tile &tile : m_tiles)
            appendNodes(node, tile);
        m_nodesDirty = false;
        return node;
    }
    for (Tile &tile : m_tiles) {
        if (tile.headDirty || tile.bodyDirty)
            paintTile(tile);
    }
    return node;
}

int IndicatorGrid::indexAt(double x, double y) const
{
    const auto found = std::ranges::find_if(m_tiles, [&](const Tile &tile) { return tile.place.contains(x, y); });
    return found == m_tiles.end() ? -1 : static_cast<int>(std::distance(m_tiles.begin(), found));
}

QRectF IndicatorGrid::tileRect(int index) const
{
    return index >= 0 && index < shown() ? m_tiles[static_cast<size_t>(index)].place : QRectF();
}

QString IndicatorGrid::idAt(int index) const
{
    return index >= 0 && index < shown() ? m_tiles[static_cast<size_t>(index)].content.id : QString();
}

QString IndicatorGrid::textAt(int index) const
{
    if (index < 0 || index >= shown())
        return {};
    const TileContent &tile = m_tiles[static_cast<size_t>(index)].content;
    QStringList parts{tile.name, tile.value, tile.unit, tile.note};
    parts.removeAll(QString());
    return parts.join(u' ');
}

void IndicatorGrid::mousePressEvent(QMouseEvent *event)
{
    m_pressed = indexAt(event->position().x(), event->position().y());
    event->setAccepted(m_pressed >= 0);
}

void IndicatorGrid::mouseReleaseEvent(QMouseEvent *event)
{
    const int index = indexAt(event->position().x(), event->position().y());
    if (index >= 0 && index == m_pressed)
        Q_EMIT tileTapped(idAt(index), tileRect(index));
    m_pressed = -1;
}

} // namespace guancheng
