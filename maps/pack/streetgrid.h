// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"

#include <optional>
#include <unordered_map>

namespace guancheng {

/**
 * The nodes and runs of a made-up street net: one grid a district, turned along its main roads, of which the streets (街镇) of
 * a larger area leave out lines. Nodes are counted over all districts. See generatedStreets().
 */
class StreetNet
{
public:
    /** Nodes in a row that make one street. */
    struct Run
    {
        std::vector<quint32> nodes;
        quint16 district = 0;
        bool major = false;
    };

    explicit StreetNet(const City &city);

    const std::vector<Run> &runs() const { return m_runs; }
    GeoPoint position(quint32 node) const { return m_positions[node]; }
    quint16 districtOf(quint32 node) const { return m_districts[node]; }

    /** Ends of streets at the border of a district and what lies next to them on the other side; they are united. */
    std::vector<std::pair<quint32, quint32>> borderLinks();
    /** The nearest node that has a street, within so many metres. */
    std::optional<quint32> nearest(const GeoPoint &p, double metres) const;
    /** Something else that streets lead to, at this place. */
    quint32 addElement(const GeoPoint &at);
    void unite(quint32 a, quint32 b);
    /** Links that make one component of all, the shortest there are of those tried. */
    std::vector<std::pair<quint32, quint32>> joinComponents();

private:
    struct Grid;
    void addDistrict(const City &city, quint16 district);
    void classify(const City &city, quint16 district, Grid &grid) const;
    void addRuns(Grid &grid, quint16 district, bool rows);
    quint32 nodeOf(Grid &grid, int i, int j, quint16 district);
    bool inRiver(const GeoPoint &p) const;
    quint32 root(quint32 node);
    void index();
    template<typename Accept>
    std::optional<quint32> search(const GeoPoint &p, double metres, Accept accept) const;

    std::vector<Run> m_runs;
    std::vector<GeoPoint> m_positions;
    std::vector<quint16> m_districts;
    std::vector<quint16> m_degrees;
    std::vector<quint32> m_parents;
    std::unordered_map<qint64, std::vector<quint32>> m_cells;
    std::unordered_map<qint64, std::vector<std::pair<GeoPoint, double>>> m_water; ///< points and half widths
    size_t m_streetNodes = 0;
};

} // namespace guancheng
