// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

namespace guancheng {

/** What the backend did since it started, for the summary of a run. */
struct BackendStatistics
{
    double seconds = 0;         ///< real time since the start
    qint64 records = 0;         ///< telemetry, positions and readings that were applied
    qint64 events = 0;          ///< events of the stream
    double eventsPerSecond = 0; ///< records and events
    qint64 alarmsRaised = 0;
    qint64 casesOpened = 0;
    qint64 casesDispatched = 0;
    qint64 casesDispatchedAutomatically = 0;
    qint64 casesClosed = 0;
    qint64 exceptions = 0;    ///< reports from the field that fitted no open case
    double dispatchP50Ms = 0; ///< alert received to order durable, real time; 0 without a dispatch
    double dispatchP99Ms = 0;
};

} // namespace guancheng
