// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"
#include "domain/result.h"

#include <QColor>
#include <QString>

#include <array>
#include <memory>
#include <vector>

namespace guancheng {

/** A number that depends on the zoom: linear between stops, constant beyond them. */
class ZoomStops
{
public:
    ZoomStops(double value = 0) : m_stops{{0, value}} {}
    /** Pairs of zoom and value with rising zooms, at least one. */
    explicit ZoomStops(std::vector<std::pair<double, double>> stops) : m_stops(std::move(stops)) {}
    double at(double zoom) const;

private:
    std::vector<std::pair<double, double>> m_stops;
};

/** How lines of one kind are drawn; widths in pixels of a 1080-line screen. */
struct LineStyle
{
    QString kind; ///< 'river', 'expressway', 'elevated', 'arterial', 'metro'
    QColor colour;
    QColor casing; ///< invalid: none
    double casingWidth = 0;
    ZoomStops width;
    double minZoom = 0;
};

struct LabelStyle
{
    QString kind; ///< 'district', 'street', 'station', 'interchange', 'road', 'river', 'place', 'mark'
    QColor colour;
    QColor halo;
    double haloWidth = 1.5;
    ZoomStops size; ///< pixels of the em
    int weight = 400;
    double spacing = 0; ///< between letters, em
    double minZoom = 0;
    double maxZoom = 99;
    double repeat = 0; ///< pixels between two labels of one line
};

/** The look of the map: colours, widths by zoom, sizes. Data, read from resources/mapstyles; immutable. */
struct MapStyle
{
    QString id;
    QString font;

    QColor sea;
    QColor land;
    QColor boundary;
    ZoomStops boundaryWidth;

    std::vector<LineStyle> lines;
    std::vector<LabelStyle> labels;

    QColor station;
    QColor stationFill;
    ZoomStops stationRadius;
    ZoomStops interchangeRadius;
    double stationZoom = 0;
    double interchangeZoom = 0;

    QColor deviceCalm;
    QColor deviceSilent; ///< fault, offline
    double deviceAlpha = 0.5;
    ZoomStops dotSize;
    ZoomStops abnormalSize;
    QColor density;
    double densityAlpha = 0.7;

    QColor unitAvailable;
    QColor unitBusy;
    QColor unitOff;
    ZoomStops unitSize;
    double unitArrow = 4;    ///< least size of those that stand for many
    ZoomStops unitsPerArrow; ///< one in how many is drawn as an arrow to be seen, the rest as texture
    double unitAlpha = 1;    ///< of those that are not on the way to a case
    double staleAlpha = 0.4;

    std::array<QColor, 5> levels; ///< by Level; Normal is the colour of lines of data
    QColor markGround;
    QColor markInk; ///< of the numeral
    QColor selection;
    double markRadius = 7; ///< of the symbol
    double ringRadius = 12;
    double dotRadius = 2.2;

    const LineStyle *line(QLatin1StringView kind) const;
    const LabelStyle *label(QLatin1StringView kind) const;
    const QColor &level(Level level) const { return levels[static_cast<size_t>(level)]; }
};

/** Reads resources/mapstyles/<id>.json, checked by its schema; errors name file and place. Any thread. */
Result<std::shared_ptr<const MapStyle>> loadMapStyle(const QString &file, const QString &schemaFile = {});

} // namespace guancheng
