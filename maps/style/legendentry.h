// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QList>
#include <QString>

namespace guancheng {

/** One line of a legend: what a person sees beside the words. */
struct LegendEntry
{
    enum class Symbol : quint8 { Area, Line, Point, Ramp, Text };

    QString nameZh;
    QString nameEn;
    Symbol symbol = Symbol::Area;
    QColor colour;      ///< of the area, line or point
    QColor outline;     ///< or casing; invalid: none
    QString pattern;    ///< of an area: '', 'hatch', 'cross', 'dots' ...; of a line: '', 'dash'
    QString shape;      ///< of a point: 'circle', 'square' ...
    double size = 0;    ///< width of the line or diameter of the point, pixels of a 1080-line screen
    QList<QColor> ramp; ///< Ramp: from the least to the greatest
    qint64 count = -1;  ///< features drawn like this; -1: not known
    bool operator==(const LegendEntry &) const = default;
};

} // namespace guancheng
