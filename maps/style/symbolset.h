// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"
#include "maps/style/mapstyle.h"

#include <QImage>
#include <QPainterPath>

#include <array>

namespace guancheng {

/** Outline of the mark of a level around the origin, radius 1: hexagon, triangle, diamond, circle. */
QPainterPath levelShape(Level level);

/**
 * All symbols of the map as sprites for one style and one size of symbols. Immutable after construction; any thread.
 * \c look is device pixels for one pixel of a 1080-line screen.
 */
class SymbolSet
{
public:
    static constexpr int kHeadings = 36;
    enum class UnitLook : quint8 { Available, Busy, Off };

    /** \c zoom is MapScale::styleZoom(): units grow with it. */
    SymbolSet(const MapStyle &style, double look, double zoom);

    double look() const { return m_look; }
    double zoom() const { return m_zoom; }
    /** Ring, ground, shape, numeral. */
    const QImage &mark(Level level, bool selected) const { return m_marks[index(level)][selected]; }
    /** Shape and numeral alone. */
    const QImage &symbol(Level level) const { return m_symbols[index(level)]; }
    const QImage &dot(Level level) const { return m_dots[index(level)]; }
    /** \c heading in degrees from north; \c arrow: one that stands for many and must be seen. */
    const QImage &unit(UnitLook look, float heading, bool arrow = false) const;
    const QImage &device(DeviceState state) const { return m_devices[static_cast<size_t>(state)]; }

private:
    static size_t index(Level level) { return static_cast<size_t>(level); }

    double m_look;
    double m_zoom;
    std::array<std::array<QImage, 2>, 5> m_marks;
    std::array<QImage, 5> m_symbols;
    std::array<QImage, 5> m_dots;
    std::array<std::array<std::array<QImage, kHeadings>, 3>, 2> m_units;
    std::array<QImage, 8> m_devices;
};

/** The colour in which a device of this state is drawn. */
QColor deviceColour(const MapStyle &style, DeviceState state);

} // namespace guancheng
