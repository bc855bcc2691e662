// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/geo/viewport.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

struct SheetOrder;

/** Title, time, legend, scale bar, north, coordinate system, attribution around the map in \c frame. Any thread. */
void paintSheetFurniture(QPainter &painter, const SheetOrder &order, const Viewport &view, const QRectF &frame,
                         const QRectF &page);

} // namespace guancheng
