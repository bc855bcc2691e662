// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mapfixture.h"

namespace guancheng::bench {

/**
 * Updates that all change the picture: one half of a batch becomes abnormal, the other half, abnormal for two batches,
 * is calm again, so that the share of abnormal devices stays as it is.
 */
class LiveUpdates
{
public:
    LiveUpdates(MapFixture &fixture, size_t each) : m_fixture(fixture), m_each(each / 2) {}

    void step()
    {
        ++m_time;
        m_records.clear();
        const size_t size = m_fixture.devices.size();
        for (size_t i = 0; i < m_each; ++i)
            add((m_next + i) * 7919 % size, static_cast<DeviceState>(1 + (m_next + i) % 4));
        if (m_next >= 2 * m_each) {
            for (size_t i = 0; i < m_each; ++i)
                add((m_next - 2 * m_each + i) * 7919 % size, DeviceState::Normal);
        }
        m_next += m_each;
        m_fixture.devices.apply(m_records);
        m_fixture.scene.pulse();
    }

private:
    void add(size_t slot, DeviceState state) { m_records.push_back({static_cast<quint32>(slot), 1.0F, m_time, state}); }
    MapFixture &m_fixture;
    size_t m_each;
    size_t m_next = 0;
    TimeMs m_time = 1000;
    std::vector<TelemetryRecord> m_records;
};

} // namespace guancheng::bench
