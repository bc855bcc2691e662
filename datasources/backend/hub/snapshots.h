// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/backend/hub/filter.h"
#include "datasources/protocol/messages.h"

namespace guancheng {

class TrendCache;

/**
 * The city as columnar parts for one session. Stream topics, indicators, figures and sources come at once; devices and
 * units in blocks of slots, so that millions of them can leave at the pace of the peer.
 */
class Snapshots
{
public:
    Snapshots(const CityView &view, TrendCache &trends) : m_view(view), m_trends(trends) {}

    /** All parts of a topic that is not devices or units; \c filter learns what was told. */
    std::vector<protocol::SnapshotPart> parts(protocol::Topic topic, Filter &filter) const;

    /** Blocks of kMaxPartRows slots in the directory; at least one. */
    static int blocks(size_t rows);
    /** Whether a block of devices holds anything for the filter. */
    bool hasDevices(int block, const Filter &filter) const;
    protocol::DeviceColumns devices(int block, const Filter &filter, bool ids) const;
    protocol::SnapshotPart units(int block, const Filter &filter) const;

    /** All indicators with trends and scores. */
    protocol::IndicatorColumns indicators() const;

private:
    const CityView &m_view;
    TrendCache &m_trends;
};

} // namespace guancheng
