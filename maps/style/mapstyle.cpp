// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/mapstyle.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

QColor colourOf(const JsonCursor &parent, QLatin1StringView key)
{
    const QString name = parent.string(key);
    const QColor colour = QColor::fromString(name);
    if (!colour.isValid())
        parent.fail(key, u"'%1' is no colour"_s.arg(name));
    return colour;
}

QColor optionalColour(const JsonCursor &parent, QLatin1StringView key)
{
    return parent.has(key) ? colourOf(parent, key) : QColor();
}

/** A number, or an array of [zoom, value]. */
ZoomStops stopsOf(const JsonCursor &parent, QLatin1StringView key)
{
    const JsonCursor here = parent.child(key);
    if (!here.isArray())
        return ZoomStops(here.toNumber());
    std::vector<std::pair<double, double>> stops;
    for (const JsonCursor &item : here.items()) {
        const auto pair = item.items();
        if (pair.size() != 2) {
            item.fail(u"not a pair of zoom and value"_s);
            return ZoomStops(0);
        }
        const double zoom = pair[0].toNumber();
        if (!stops.empty() && zoom <= stops.back().first)
            item.fail(u"zooms have to rise"_s);
        stops.emplace_back(zoom, pair[1].toNumber());
    }
    if (stops.empty()) {
        here.fail(u"no stops"_s);
        return ZoomStops(0);
    }
    return ZoomStops(std::move(stops));
}

std::vector<LineStyle> linesOf(const JsonCursor &root)
{
    std::vector<LineStyle> result;
    for (const JsonCursor &item : root.child("lines"_L1).items()) {
        result.push_back({.kind = item.string("kind"_L1),
                          .colour = colourOf(item, "colour"_L1),
                          .casing = optionalColour(item, "casing"_L1),
                          .casingWidth = item.number("casingWidth"_L1, 0),
                          .width = stopsOf(item, "width"_L1),
                          .minZoom = item.number("minZoom"_L1, 0)});
    }
    return result;
}

std::vector<LabelStyle> labelsOf(const JsonCursor &root)
{
    std::vector<LabelStyle> result;
    for (const JsonCursor &item : root.child("labels"_L1).items()) {
        result.push_back({.kind = item.string("kind"_L1),
                          .colour = colourOf(item, "colour"_L1),
                          .halo = colourOf(item, "halo"_L1),
                          .haloWidth = item.number("haloWidth"_L1, 1.5),
                          .size = stopsOf(item, "size"_L1),
                          .weight = item.integer("weight"_L1, 400),
                          .spacing = item.number("spacing"_L1, 0),
                          .minZoom = item.number("minZoom"_L1, 0),
                          .maxZoom = item.number("maxZoom"_L1, 99),
                          .repeat = item.number("repeat"_L1, 0)});
    }
    return result;
}

void readDevices(const JsonCursor &devices, MapStyle &style)
{
    style.deviceCalm = colourOf(devices, "calm"_L1);
    style.deviceSilent = colourOf(devices, "silent"_L1);
    style.deviceAlpha = devices.number("alpha"_L1);
    style.dotSize = stopsOf(devices, "dotSize"_L1);
    style.abnormalSize = stopsOf(devices, "abnormalSize"_L1);
    style.density = colourOf(devices, "density"_L1);
    style.densityAlpha = devices.number("densityAlpha"_L1);
}

void readMarks(const JsonCursor &root, MapStyle &style)
{
    const JsonCursor units = root.child("units"_L1);
    style.unitAvailable = colourOf(units, "available"_L1);
    style.unitBusy = colourOf(units, "busy"_L1);
    style.unitOff = colourOf(units, "off"_L1);
    style.unitSize = stopsOf(units, "size"_L1);
    style.unitArrow = units.number("arrow"_L1);
    style.unitsPerArrow = stopsOf(units, "perArrow"_L1);
    style.unitAlpha = units.number("alpha"_L1);
    style.staleAlpha = units.number("staleAlpha"_L1);

    const JsonCursor marks = root.child("marks"_L1);
    style.markGround = colourOf(marks, "ground"_L1);
    style.markInk = colourOf(marks, "ink"_L1);
    style.selection = colourOf(marks, "selection"_L1);
    style.markRadius = marks.number("radius"_L1);
    style.ringRadius = marks.number("ringRadius"_L1);
    style.dotRadius = marks.number("dotRadius"_L1);

    const JsonCursor levels = root.child("levels"_L1);
    style.levels = {colourOf(levels, "normal"_L1), colourOf(levels, "minor"_L1), colourOf(levels, "moderate"_L1),
                    colourOf(levels, "major"_L1), colourOf(levels, "critical"_L1)};
}

} // namespace

double ZoomStops::at(double zoom) const
{
    if (zoom <= m_stops.front().first)
        return m_stops.front().second;
    for (size_t i = 1; i < m_stops.size(); ++i) {
        const auto &[z0, v0] = m_stops[i - 1];
        const auto &[z1, v1] = m_stops[i];
        if (zoom < z1)
            return v0 + (v1 - v0) * (zoom - z0) / (z1 - z0);
    }
    return m_stops.back().second;
}

const LineStyle *MapStyle::line(QLatin1StringView kind) const
{
    const auto it = std::find_if(lines.begin(), lines.end(), [&](const LineStyle &l) { return l.kind == kind; });
    return it == lines.end() ? nullptr : &*it;
}

const LabelStyle *MapStyle::label(QLatin1StringView kind) const
{
    const auto it = std::find_if(labels.begin(), labels.end(), [&](const LabelStyle &l) { return l.kind == kind; });
    return it == labels.end() ? nullptr : &*it;
}

Result<std::shared_ptr<const MapStyle>> loadMapStyle(const QString &file, const QString &schemaFile)
{
    const Result<QJsonDocument> document = loadJson(file, schemaFile);
    if (!document)
        return document.error();
    const JsonCursor root(file, *document);
    auto style = std::make_shared<MapStyle>();
    style->id = root.string("id"_L1);
    style->font = root.string("font"_L1);

    const JsonCursor ground = root.child("ground"_L1);
    style->sea = colourOf(ground, "sea"_L1);
    style->land = colourOf(ground, "land"_L1);
    style->boundary = colourOf(ground, "boundary"_L1);
    style->boundaryWidth = stopsOf(ground, "boundaryWidth"_L1);
    style->lines = linesOf(root);
    style->labels = labelsOf(root);

    const JsonCursor stations = root.child("stations"_L1);
    style->station = colourOf(stations, "colour"_L1);
    style->stationFill = colourOf(stations, "fill"_L1);
    style->stationRadius = stopsOf(stations, "radius"_L1);
    style->interchangeRadius = stopsOf(stations, "interchangeRadius"_L1);
    style->stationZoom = stations.number("minZoom"_L1);
    style->interchangeZoom = stations.number("interchangeMinZoom"_L1);

    readDevices(root.child("devices"_L1), *style);
    readMarks(root, *style);
    if (root.error())
        return *root.error();
    return std::shared_ptr<const MapStyle>(std::move(style));
}

} // namespace guancheng
