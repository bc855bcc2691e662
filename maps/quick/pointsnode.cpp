// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/pointsnode.h"

#include <QImage>
#include <QQuickWindow>

namespace guancheng {

namespace {

struct Vertex
{
    float x;
    float y;
    float state;
};

const QSGGeometry::AttributeSet &attributes()
{
    static const QSGGeometry::Attribute kAttributes[] = {QSGGeometry::Attribute::create(0, 2, QSGGeometry::FloatType, true),
                                                         QSGGeometry::Attribute::create(1, 1, QSGGeometry::FloatType)};
    static const QSGGeometry::AttributeSet kSet{2, sizeof(Vertex), kAttributes};
    return kSet;
}

} // namespace

PointsNode::PointsNode(QQuickWindow *window) : m_window(window), m_geometry(attributes(), 0)
{
    m_geometry.setDrawingMode(QSGGeometry::DrawPoints);
    m_geometry.setVertexDataPattern(QSGGeometry::DynamicPattern);
    setGeometry(&m_geometry);
    setMaterial(&m_material);
}

void PointsNode::update(const MapPicture &picture)
{
    const PointLayer *points = picture.content->points.get();
    if (!points || !picture.plan || points->detail() == PointDetail::Symbols) {
        if (m_geometry.vertexCount() > 0) {
            m_geometry.allocate(0);
            markDirty(DirtyGeometry);
        }
        m_layer = nullptr;
        m_covered = {};
        return;
    }
    updateColours(*points, picture.plan->scale);
    const QRectF seen = picture.view->viewport.visible();
    const bool same = m_layer == points && m_serial == picture.plan->serial && m_version == picture.pointsVersion;
    if (same && m_covered.contains(seen))
        return;
    m_layer = points;
    m_serial = picture.plan->serial;
    m_version = picture.pointsVersion;
    const double margin = 0.25;
    fill(picture,
         seen.adjusted(-seen.width() * margin, -seen.height() * margin, seen.width() * margin, seen.height() * margin));
}

void PointsNode::fill(const MapPicture &picture, const QRectF &world)
{
    const PointIndex &points = m_layer->points();
    const bool all = m_layer->detail() == PointDetail::Dots;
    m_covered = world;
    m_anchor = picture.plan->scale.toPixels(world.center());
    const double factor = picture.plan->scale.scale / PointIndex::kFixed;
    int count = 0;
    points.visit(world, [&](quint32 begin, quint32 end) {
        if (all)
            count += static_cast<int>(end - begin);
        else
            points.forAbnormal(begin, end, [&](quint32) { ++count; });
    });
    // Room for some more, so that a live map does not allocate at each change; what is too much lies nowhere.
    if (count > m_geometry.vertexCount() || count < m_geometry.vertexCount() / 4)
        m_geometry.allocate(count + count / 8 + 64);
    auto *vertex = static_cast<Vertex *>(m_geometry.vertexData());
    const auto *end = vertex + m_geometry.vertexCount();
    const auto add = [&](quint32 rank) {
        if (vertex == end)
            return; // a state changed since they were counted
        const PointIndex::Place place = points.place(rank);
        *vertex++ = {static_cast<float>(std::floor(place.x * factor) + 0.5 - m_anchor.x()),
                     static_cast<float>(std::floor(place.y * factor) + 0.5 - m_anchor.y()),
                     static_cast<float>(points.state(rank))};
    };
    // The abnormal ones last: on top.
    for (const bool abnormal : {false, true}) {
        points.visit(world, [&](quint32 first, quint32 last) {
            if (abnormal) {
                points.forAbnormal(first, last, add);
                return;
            }
            for (quint32 rank = first; all && rank < last; ++rank) {
                if (!isAbnormal(points.state(rank)))
                    add(rank);
            }
        });
    }
    while (vertex != end)
        *vertex++ = {-1e7F, -1e7F, 0};
    markDirty(DirtyGeometry);
}

void PointsNode::updateColours(const PointLayer &points, const MapScale &scale)
{
    const QVector4D sizes(static_cast<float>(points.dotSize(scale)), static_cast<float>(points.abnormalSize(scale)),
                          static_cast<float>(points.style().deviceAlpha), 0.9F);
    if (m_material.texture() && m_colours == points.colours() && m_material.sizes == sizes)
        return;
    m_material.sizes = sizes;
    if (!m_material.texture() || m_colours != points.colours()) {
        m_colours = points.colours();
        QImage palette(8, 1, QImage::Format_RGB32);
        for (int i = 0; i < 8; ++i)
            palette.setPixel(i, 0, points.shownColour(static_cast<DeviceState>(i)));
        m_material.setTexture(m_window->createTextureFromImage(palette, QQuickWindow::TextureIsOpaque));
    }
    markDirty(DirtyMaterial);
}

} // namespace guancheng
