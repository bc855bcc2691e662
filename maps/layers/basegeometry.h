// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"

#include <QList>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <memory>
#include <vector>

namespace guancheng {

/** The static city in world coordinates, lines already smooth. Made once a city, immutable; any thread. */
struct BaseGeometry
{
    struct Area
    {
        QString nameZh;
        QString nameEn;
        QPointF centre;
        QList<QList<QPointF>> rings; ///< odd-even
        QRectF box;
    };
    struct Line
    {
        QString kind; ///< of LineStyle
        QString nameZh;
        QString nameEn;
        QList<QPointF> points;
        QRectF box;
        double widthWorld = 0; ///< real width; 0: only as wide as the style says
    };
    struct Spot
    {
        QString kind; ///< of LabelStyle
        QString nameZh;
        QString nameEn;
        QPointF place;
    };

    std::vector<Area> areas;
    std::vector<Line> lines;
    std::vector<Spot> spots;
    QRectF box;

    static std::shared_ptr<const BaseGeometry> fromCity(const City &city);
};

} // namespace guancheng
