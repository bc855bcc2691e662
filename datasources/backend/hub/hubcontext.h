// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/huboptions.h"
#include "datasources/backend/hub/slotset.h"
#include "datasources/backend/hub/snapshots.h"
#include "datasources/backend/hub/trendcache.h"
#include "datasources/backend/rest/commandgate.h"
#include "datasources/backend/rest/restroutes.h"
#include "datasources/backend/rest/telemetrygate.h"

namespace guancheng {

/** What the sessions of one hub share. */
struct HubContext
{
    HubContext(CityView &city, CityInput *input, HubOptions hubOptions)
        : view(city)
        , options(std::move(hubOptions))
        , routes(city, options.catalogue, options.streets)
        , commands(city)
        , telemetry(city, input)
        , trends(city)
        , snapshots(city, trends)
    {
    }
    Q_DISABLE_COPY_MOVE(HubContext)

    CityView &view;
    const HubOptions options;
    RestRoutes routes;
    CommandGate commands;
    TelemetryGate telemetry;
    TrendCache trends;
    Snapshots snapshots;
    HubCounters counters;
};

/** What changed in the state of the city since the last pulse. */
struct StateChanges
{
    SlotSet devices;
    SlotSet units;
    SlotSet indicators;
    bool scores = false;
    bool figures = false;
    bool sources = false;

    void clear()
    {
        devices.clear();
        units.clear();
        indicators.clear();
        scores = figures = sources = false;
    }
};

} // namespace guancheng
