// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/protocol/messages.h"

namespace guancheng {

/**
 * Readings that a feed sends over the wire: what cannot be used (unknown slot or id, impossible time) is counted in the
 * health of the source, the rest goes to the city in one call. Thread: the backend's.
 */
class TelemetryGate
{
public:
    /** Without \c input nothing is accepted. */
    TelemetryGate(CityView &view, CityInput *input) : m_view(view), m_input(input) {}

    bool isSource(const QString &source) const;
    /** Only for a known source. */
    protocol::TelemetryResult accept(const protocol::Telemetry &telemetry);
    protocol::TelemetryResult accept(const QString &source, std::span<const TelemetryRecord> records);

private:
    QString problemOf(const TelemetryRecord &record) const;
    protocol::TelemetryResult finish(const QString &source, int rejected, const QString &reason);

    CityView &m_view;
    CityInput *m_input;
    std::vector<TelemetryRecord> m_good; ///< kept, so that a frame costs no allocation
};

} // namespace guancheng
