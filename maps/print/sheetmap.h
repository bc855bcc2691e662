// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/geo/viewport.h"

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

struct SheetOrder;

/** Paints the map of \c order as \c view shows it, from the painter's origin; the painter clips. Any thread. */
void paintSheetMap(QPainter &painter, const SheetOrder &order, const Viewport &view);

} // namespace guancheng
