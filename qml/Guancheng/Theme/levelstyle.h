// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"

#include <QColor>
#include <QPolygonF>
#include <QRectF>

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace guancheng {

/** Colour of a level: red, orange, yellow, blue; of Level::Normal the colour of quiet data. */
QColor levelColor(Level level);
/** \c ground tinted with 13% of the level, opaque; \c ground itself for Level::Normal. */
QColor levelTint(Level level, const QColor &ground);
/** \c ground with 60% of the level, opaque; \c quiet for Level::Normal. */
QColor levelBorder(Level level, const QColor &ground, const QColor &quiet);

/**
 * The mark of a level, the same on tile, pin, case, alarm and warning: hexagon I, triangle II, diamond III, circle IV,
 * the numeral inside, so that neither colour nor shape alone carries the meaning. Level::Normal is a small quiet dot.
 */
void paintLevelMark(QPainter &painter, const QRectF &rect, Level level);

} // namespace guancheng
