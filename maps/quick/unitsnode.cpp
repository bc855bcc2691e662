// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/unitsnode.h"

#include <QPainter>
#include <QQuickWindow>

namespace guancheng {

namespace {

struct Vertex
{
    float x;
    float y;
    float u;
    float v;
    float opacity;
};

const QSGGeometry::AttributeSet &attributes()
{
    static const QSGGeometry::Attribute kAttributes[] = {QSGGeometry::Attribute::create(0, 2, QSGGeometry::FloatType, true),
                                                         QSGGeometry::Attribute::create(1, 2, QSGGeometry::FloatType),
                                                         QSGGeometry::Attribute::create(2, 1, QSGGeometry::FloatType)};
    static const QSGGeometry::AttributeSet kSet{3, sizeof(Vertex), kAttributes};
    return kSet;
}

} // namespace

UnitsNode::UnitsNode(QQuickWindow *window) : m_window(window), m_geometry(attributes(), 0)
{
    m_geometry.setDrawingMode(QSGGeometry::DrawTriangles);
    m_geometry.setVertexDataPattern(QSGGeometry::DynamicPattern);
    setGeometry(&m_geometry);
    setMaterial(&m_material);
}

void UnitsNode::update(const MapPicture &picture)
{
    if (!picture.plan || !picture.content->units) {
        m_units.reset();
        if (m_geometry.vertexCount() > 0) {
            m_geometry.allocate(0);
            markDirty(DirtyGeometry);
        }
        return;
    }
    if (m_symbols != picture.plan->symbols.get())
        makeAtlas(*picture.plan->symbols);
    if (m_units == picture.content->units && m_serial == picture.plan->serial)
        return;
    m_units = picture.content->units;
    m_serial = picture.plan->serial;
    m_anchor = picture.plan->scale.toPixels(picture.view->viewport.centre);
    fill(*m_units, picture.plan->scale);
}

void UnitsNode::makeAtlas(const SymbolSet &symbols)
{
    m_symbols = &symbols;
    m_places.clear();
    std::vector<const QImage *> images;
    QSize cell;
    for (const bool arrow : {false, true}) {
        for (const auto look : {SymbolSet::UnitLook::Available, SymbolSet::UnitLook::Busy, SymbolSet::UnitLook::Off}) {
            for (int heading = 0; heading < SymbolSet::kHeadings; ++heading) {
                images.push_back(&symbols.unit(look, static_cast<float>(heading) * (360.0F / SymbolSet::kHeadings), arrow));
                cell = cell.expandedTo(images.back()->size());
            }
        }
    }
    constexpr int kColumns = SymbolSet::kHeadings;
    const int rows = static_cast<int>(images.size()) / kColumns;
    QImage atlas(kColumns * cell.width(), rows * cell.height(), QImage::Format_ARGB32_Premultiplied);
    atlas.fill(Qt::transparent);
    QPainter painter(&atlas);
    for (int i = 0; i < static_cast<int>(images.size()); ++i) {
        const QImage &image = *images[static_cast<size_t>(i)];
        const QPoint at(i % kColumns * cell.width(), i / kColumns * cell.height());
        painter.drawImage(at, image);
        m_places.insert(&image, QRectF(double(at.x()) / atlas.width(), double(at.y()) / atlas.height(),
                                       double(image.width()) / atlas.width(), double(image.height()) / atlas.height()));
    }
    painter.end();
    m_material.setTexture(m_window->createTextureFromImage(atlas, QQuickWindow::TextureHasAlphaChannel));
    m_units.reset();
    markDirty(DirtyMaterial);
}

void UnitsNode::fill(const UnitLayer &units, const MapScale &scale)
{
    const auto count = static_cast<int>(units.units().size() * 6);
    if (count > m_geometry.vertexCount() || count < m_geometry.vertexCount() / 4)
        m_geometry.allocate(count + count / 8 / 6 * 6);
    auto *vertex = static_cast<Vertex *>(m_geometry.vertexData());
    const auto *end = vertex + m_geometry.vertexCount();
    units.forShown(scale.styleZoom(), {}, [&](const UnitMark &unit, const QImage &image, quint32 opacity) {
        const QRectF from = m_places.value(&image);
        const QPointF at =
            QPointF((unit.place * scale.scale).toPoint()) - m_anchor - QPointF(QPoint(image.width() / 2, image.height() / 2));
        const auto corner = [&](bool right, bool bottom) {
            return Vertex{static_cast<float>(at.x() + (right ? image.width() : 0)),
                          static_cast<float>(at.y() + (bottom ? image.height() : 0)),
                          static_cast<float>(right ? from.right() : from.left()),
                          static_cast<float>(bottom ? from.bottom() : from.top()), static_cast<float>(opacity) / 256};
        };
        for (const auto &[right, bottom] :
             {std::pair(false, false), {true, false}, {false, true}, {true, false}, {false, true}, {true, true}})
            *vertex++ = corner(right, bottom);
    });
    while (vertex != end)
        *vertex++ = {};
    markDirty(DirtyGeometry);
}

} // namespace guancheng
