// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/mapmaterial.h"
#include "maps/quick/mappresenter.h"

#include <QHash>
#include <QSGGeometryNode>

QT_FORWARD_DECLARE_CLASS(QQuickWindow)

namespace guancheng {

/** Moving units as two triangles each, their pictures from one atlas. Render thread. */
class UnitsNode : public QSGGeometryNode
{
public:
    explicit UnitsNode(QQuickWindow *window);
    QPointF anchor() const { return m_anchor; }
    void update(const MapPicture &picture);

private:
    void fill(const UnitLayer &units, const MapScale &scale);
    void makeAtlas(const SymbolSet &symbols);

    QQuickWindow *m_window;
    QSGGeometry m_geometry;
    MapMaterial m_material{MapMaterial::Kind::Sprites};
    std::shared_ptr<const UnitLayer> m_units;
    const SymbolSet *m_symbols = nullptr;
    QHash<const QImage *, QRectF> m_places; ///< in the atlas, 0 to 1
    quint64 m_serial = 0;
    QPointF m_anchor;
};

} // namespace guancheng
