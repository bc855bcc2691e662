// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/clusterlayer.h"

#include <QPainter>

#include <cmath>
#include <unordered_map>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** 1234 -> '1.2k', 56789 -> '57k': a number that fits into a disc. */
QString shortNumber(quint32 count)
{
    if (count < 1000)
        return QString::number(count);
    const double thousands = count / 1000.0;
    return thousands < 10     ? QString::number(thousands, 'f', 1) + u'k'
           : thousands < 1000 ? QString::number(std::lround(thousands)) + u'k'
                              : QString::number(thousands / 1000, 'f', 1) + u'M';
}

} // namespace

ClusterLayer::ClusterLayer(std::shared_ptr<const LayerGeometry> geometry, std::shared_ptr<const LayerStyle> style,
                           const MapScale &scale, const QString &font)
    : m_geometry(std::move(geometry))
    , m_style(std::move(style))
    , m_scale(scale)
    , m_font(font)
    , m_single(m_geometry, m_style, scale)
{
    gather();
    std::vector<Box> boxes;
    for (const Cluster &cluster : m_clusters) {
        m_sprites.push_back(sprite(cluster));
        m_greatest = std::max(m_greatest, m_sprites.back().width() / 2.0);
        const QPointF world = QPointF(cluster.middle) / m_scale.scale;
        boxes.push_back({world.x(), world.y(), world.x(), world.y()});
    }
    m_tree = BoxTree(boxes);
}

void ClusterLayer::gather()
{
    struct Cell
    {
        double x = 0;
        double y = 0;
        quint32 count = 0;
        std::vector<quint32> byClass;
        std::vector<quint32> items;
    };
    const ClusterStyle &style = *m_style->clusters;
    // Squares of a power of two of the world: those of the next zoom lie within them.
    const double pixels = style.cell * m_scale.look / m_scale.scale;
    const double side = std::exp2(std::round(std::log2(pixels)));
    const FeatureTable::Column *column = style.attribute.isEmpty() ? nullptr : m_geometry->table().column(style.attribute);
    QHash<QString, size_t> classes;
    for (size_t i = 0; i < style.classes.size(); ++i)
        classes.insert(style.classes[i].value, i);
    std::unordered_map<quint64, Cell> cells;
    for (size_t i = 0; i < m_geometry->items().size(); ++i) {
        const LayerGeometry::Item &item = m_geometry->items()[i];
        if (item.kind != GeometryKind::Point)
            continue;
        const quint64 key = quint64(quint32(item.box.top / side)) << 32 | quint32(item.box.left / side);
        Cell &cell = cells[key];
        cell.byClass.resize(style.classes.size() + 1);
        cell.x += item.box.left;
        cell.y += item.box.top;
        ++cell.count;
        const size_t at =
            column ? classes.value(attributeText(*column, item.feature), style.classes.size()) : style.classes.size();
        ++cell.byClass[at];
        if (cell.items.empty())
            cell.items.push_back(static_cast<quint32>(i));
    }
    m_alone.assign(m_geometry->items().size(), false);
    for (auto &[key, cell] : cells) {
        if (cell.count == 1) {
            m_alone[cell.items.front()] = true;
            continue;
        }
        const QPointF middle = m_scale.toPixels(QPointF(cell.x, cell.y) / cell.count);
        m_clusters.push_back({middle.toPoint(), cell.count, std::move(cell.byClass)});
    }
    // The order of a hash is no order: the same picture each time, the greater ones on top.
    std::sort(m_clusters.begin(), m_clusters.end(), [](const Cluster &a, const Cluster &b) {
        return std::tuple(a.count, a.middle.y(), a.middle.x()) < std::tuple(b.count, b.middle.y(), b.middle.x());
    });
}

double ClusterLayer::radiusOf(quint32 count) const
{
    return std::min(26.0, 9 + 3.2 * std::log10(static_cast<double>(count) / 2 + 1) * 1.6) * m_scale.look;
}

QImage ClusterLayer::sprite(const Cluster &cluster) const
{
    const ClusterStyle &style = *m_style->clusters;
    const double radius = radiusOf(cluster.count);
    const double ring = std::max(2.0, radius * 0.2);
    const int half = static_cast<int>(std::ceil(radius)) + 2;
    QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(half + 0.5, half + 0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgb(style.ground));
    painter.drawEllipse(QPointF(0, 0), radius, radius);
    const QRectF arc(-radius + ring / 2 + 0.5, -radius + ring / 2 + 0.5, 2 * radius - ring - 1, 2 * radius - ring - 1);
    double from = 90; // degrees, counter-clockwise from the east, as Qt counts
    for (size_t i = 0; i < cluster.byClass.size(); ++i) {
        if (cluster.byClass[i] == 0)
            continue;
        const double span = 360.0 * cluster.byClass[i] / cluster.count;
        const QRgb colour = i < style.classes.size() ? style.classes[i].colour : style.other;
        painter.setPen(QPen(QColor::fromRgb(colour), ring, Qt::SolidLine, Qt::FlatCap));
        painter.drawArc(arc, static_cast<int>(std::lround(from * 16)), static_cast<int>(std::lround(-span * 16)));
        from -= span;
    }
    QFont font(m_font);
    font.setPixelSize(std::max(6, static_cast<int>(std::lround(radius * 0.72))));
    font.setWeight(QFont::Medium);
    painter.setFont(font);
    painter.setPen(QColor::fromRgb(style.ink));
    painter.drawText(QRectF(-radius, -radius, 2 * radius, 2 * radius), Qt::AlignCenter, shortNumber(cluster.count));
    return image;
}

void ClusterLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    m_single.paintOnly(target, request, m_alone);
    std::vector<quint32> found;
    m_tree.find(Box::of(request.world(target.width, target.height, reach())), found);
    for (const quint32 i : found) {
        const QPoint at = m_clusters[i].middle - request.origin;
        blendCentred(target, at.x(), at.y(), m_sprites[i]);
    }
}

} // namespace guancheng
