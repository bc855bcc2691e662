// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/features/featuretable.h"
#include "maps/network/roadarrays.h"

#include <QHash>

namespace guancheng {

/** What came of the lines. */
struct RoadBuildReport
{
    size_t lines = 0;     ///< parts taken
    size_t skipped = 0;   ///< features that are no line, parts with fewer than two good points
    size_t badPoints = 0; ///< vertices that are not numbers or not on the Earth
    size_t joined = 0;    ///< ends drawn together by the tolerance
    size_t touched = 0;   ///< ends that lay on the middle of another line and split it
    size_t crossed = 0;   ///< crossings without a common vertex that became one
};

struct RoadBuildOptions
{
    /** Ends this near to another end, or to the middle of a line, meet it. 0 = only equal vertices meet. */
    double toleranceMetres = 1.0;
    /** Lines meet where they cross on the map, common vertex or not; for sketches that do not know bridges. Crossings of a
     * WayBridge or WayTunnel do not meet. */
    bool meetAtCrossings = false;
    WayClass defaultClass = WayClass::Local; ///< for features without a class
    quint8 extraFlags = 0;                   ///< for all, as WayGenerated
};

/**
 * Lines to a road network. Vertices that two lines share split both there; lines that cross without a common vertex do not
 * meet (bridges). Columns that are understood, all optional: class | highway | kind | fclass; name | nameZh | name:zh; nameEn |
 * name_en | name:en; ref | code; oneway (yes, true, 1, -1, reverse, F/T/B); maxspeed | speedKmh; bridge; tunnel; junction;
 * access, motor_vehicle, hgv, foot, bicycle, motorcycle, bus (no, private, yes, designated); generated.
 * Several tables may be added one after another. Thread: one.
 */
class RoadBuilder
{
public:
    explicit RoadBuilder(RoadBuildOptions options = {}) : m_options(options) {}

    void add(const FeatureTable &lines);
    void add(const FeatureTable &lines, const RoadBuildOptions &options);
    /** What the lines say of one way; for importers that have it already. */
    struct Way
    {
        WayClass wayClass = WayClass::Local;
        quint8 flags = 0;
        quint8 access = AccessAll;
        quint8 speedKmh = 0; ///< 0 = as the class
        WayName name;
        std::vector<float> profile; ///< share of the free flow by hour, 24 or 168; empty = as the class
    };
    /** Longitude, latitude pairs. Invalid vertices are left out and counted. */
    void add(std::span<const double> line, const Way &way);

    /** Makes the network of all that was added; afterwards the builder is empty. An error when no line was good. */
    Result<RoadArrays> build();
    const RoadBuildReport &report() const { return m_report; }

private:
    struct Line
    {
        quint32 first = 0; ///< vertex
        quint32 count = 0;
        quint32 way = 0;
    };
    struct Stored
    {
        Way way;
        quint16 profile = 0;
        quint32 name = 0;
    };
    quint32 nameIndex(const WayName &name);
    quint16 profileIndex(const Way &way);
    void joinEnds();
    void touchMiddles();
    void meetAtCrossings();
    /** A vertex that a line gets between two of its own. */
    struct Insert
    {
        quint32 vertex; ///< after this one
        double along;   ///< 0 ... 1 to the next
        qint32 longitude;
        qint32 latitude;
    };
    void insert(std::vector<Insert> &inserts);
    void cut(const Line &line, const std::vector<quint32> &uses, RoadArrays &arrays, QHash<quint64, quint32> &nodes) const;

    RoadBuildOptions m_options;
    RoadBuildReport m_report;
    std::vector<qint32> m_lon;
    std::vector<qint32> m_lat;
    std::vector<Line> m_lines;
    std::vector<Stored> m_ways;
    std::vector<WayName> m_names{WayName{}};
    QHash<QString, quint32> m_nameIndex;
    std::vector<SpeedProfile> m_profiles{SpeedProfile{}};
};

} // namespace guancheng
