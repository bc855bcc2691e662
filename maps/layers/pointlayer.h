// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/layers/bitmask.h"
#include "maps/layers/layer.h"
#include "maps/points/pointindex.h"
#include "maps/style/symbolset.h"

#include <array>
#include <span>

namespace guancheng {

/** How many points are in view decides how they are drawn. */
enum class PointDetail : quint8 { Density, Dots, Symbols };

/** Density above 200 000 points in view, symbols below 2 000; \c current is kept within a fifth of the limits. */
PointDetail detailFor(size_t inView, PointDetail current);

/** The palette of the devices: recolouring a class of states writes this and nothing else. */
struct DeviceColours
{
    std::array<QRgb, 8> state{}; ///< by DeviceState
    QRgb density = 0;

    static DeviceColours of(const MapStyle &style);
    bool operator==(const DeviceColours &) const = default;
};

/** A finished tile in which single points are brought up to date. */
struct PatchTarget
{
    RasterTarget picture;
    RasterTarget under;              ///< what lies below the abnormal points
    const quint32 *ground = nullptr; ///< what lies below all points; same size
    const BitMask *cover = nullptr;  ///< what lies above the points: left as it is
    BitMask *scratch = nullptr;      ///< of the same size, empty before and after
    TileRequest request;
};

/**
 * Devices as texture: quiet dots, or density where they are too many, and what is abnormal on top in the colour of its
 * level. Written straight into the tile from the sorted arrays. In two parts, so that the first can be kept: paintUnder()
 * changes only with what is calm, paintOver() with every alarm.
 */
class PointLayer final : public MapLayer
{
public:
    PointLayer(std::shared_ptr<const PointIndex> points, std::shared_ptr<const MapStyle> style,
               std::shared_ptr<const SymbolSet> symbols, PointDetail detail);
    PointLayer(std::shared_ptr<const PointIndex> points, std::shared_ptr<const MapStyle> style,
               std::shared_ptr<const SymbolSet> symbols, PointDetail detail, const DeviceColours &colours);

    void paint(const RasterTarget &target, const TileRequest &request) const override;
    /** Density or calm dots; keeps the top byte of the ground (see rastertarget.h). Nothing where symbols are drawn. */
    void paintUnder(const RasterTarget &target, const TileRequest &request) const;
    /** Density alone, for presenters that draw dots by themselves. */
    void paintDensity(const RasterTarget &target, const TileRequest &request) const;
    /** What is abnormal, or all symbols. Leaves the top byte as it is. */
    void paintOver(const RasterTarget &target, const TileRequest &request) const;
    /** Whether single points can be patched: they cannot where symbols overlap. */
    bool isPatchable() const { return m_detail != PointDetail::Symbols; }
    /** The pixels around these places (world pixels) as a new painting would make them. */
    void patch(const PatchTarget &target, std::span<const QPoint> places) const;
    /** The world pixel in which a point lies. */
    QPoint pixelOf(quint32 rank, const MapScale &scale) const
    {
        const PointIndex::Place place = m_points->place(rank);
        const double factor = scale.scale / PointIndex::kFixed;
        return {static_cast<int>(place.x * factor), static_cast<int>(place.y * factor)};
    }

    PointDetail detail() const { return m_detail; }
    const PointIndex &points() const { return *m_points; }
    const DeviceColours &colours() const { return m_colours; }
    const MapStyle &style() const { return *m_style; }
    /** The colour in which this state is drawn: what says nothing is silent, whatever the reason. */
    QRgb shownColour(DeviceState state) const
    {
        return isAbnormal(state) ? m_colours.state[static_cast<size_t>(state)] : dotColour(state);
    }
    /** Pixels of the square of a calm and of an abnormal point. */
    int dotSize(const MapScale &scale) const;
    int abnormalSize(const MapScale &scale) const;

private:
    void paintDots(const RasterTarget &target, const TileRequest &request) const;
    void paintAbnormal(const RasterTarget &target, const TileRequest &request) const;
    void paintSymbols(const RasterTarget &target, const TileRequest &request) const;
    void restore(const PatchTarget &target, std::span<const QPoint> places, int size) const;
    void patchDots(const PatchTarget &target) const;
    void patchAbnormal(const PatchTarget &target) const;
    quint32 dotColour(DeviceState state) const
    {
        return m_colours.state[static_cast<size_t>(state >= DeviceState::Fault ? DeviceState::Offline : DeviceState::Normal)];
    }
    /** The points in \c box of the tile, roughly; f(rank, x, y). */
    template<typename F>
    void forDots(const QRect &box, const TileRequest &request, F f) const;
    template<typename F>
    void forAbnormal(const QRect &box, const TileRequest &request, F f) const;
    /** f(begin, end) for the ranks in and around the box of tile pixels. */
    template<typename F>
    void forRanges(const QRect &box, const TileRequest &request, F f) const;

    std::shared_ptr<const PointIndex> m_points;
    std::shared_ptr<const MapStyle> m_style;
    std::shared_ptr<const SymbolSet> m_symbols;
    PointDetail m_detail;
    DeviceColours m_colours;
};

} // namespace guancheng
