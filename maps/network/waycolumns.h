// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"
#include "maps/network/roadbuilder.h"

namespace guancheng {

/** Reads the properties of ways from the columns of a table, by the usual names of OpenStreetMap, shapefiles and our own. */
class WayColumns
{
public:
    explicit WayColumns(const FeatureTable &table);

    /** \c reversed: the way is open only against its drawing. */
    RoadBuilder::Way way(size_t feature, const RoadBuildOptions &options, bool &reversed) const;

private:
    using Column = const FeatureTable::Column *;
    static QString text(Column column, size_t feature);
    quint8 access(size_t feature, WayClass wayClass, QStringView highway) const;

    Column m_class, m_nameZh, m_nameEn, m_code, m_oneway, m_speed, m_bridge, m_tunnel, m_junction, m_generated;
    std::vector<std::pair<Column, quint8>> m_access;
};

} // namespace guancheng
