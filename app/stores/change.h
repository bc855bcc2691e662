// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "domain/feedhealth.h"
#include "domain/incident.h"

#include <QStringList>

#include <array>
#include <optional>
#include <variant>
#include <vector>

namespace guancheng {

/** How many points the trend of an indicator has on the wall. */
inline constexpr int kTrendPoints = 30;

/** One change of the stream: the whole entity after the change. Never dropped, never merged with another. */
struct StreamChange
{
    quint64 seq = 0; ///< journal sequence
    TimeMs at = 0;
    QString change; ///< 'opened', 'dispatched', 'raised' ...
    std::variant<Incident, Alarm, Order, Warning> entity;
    TimelineEntry entry; ///< for cases: the line that was added
};

/** All that the backend knows of one kind: takes the place of what was known here. */
struct StreamSnapshot
{
    std::variant<std::vector<Incident>, std::vector<Alarm>, std::vector<Order>, std::vector<Warning>> rows;
    quint64 seq = 0;
    /** The backend is not the one we knew (other lineage, older head): what only we know is kept and marked orphaned. */
    bool keepUnknown = false;
};

using StreamItem = std::variant<StreamChange, StreamSnapshot>;

/** A new value of an indicator, with its trend when the backend sent it (oldest first, NaN = missing). */
struct IndicatorUpdate
{
    IndicatorValue value;
    std::vector<float> trend; ///< empty: it is as it was
};

/** What came from the backend between two pulses. Stream items in order; of state only the newest value a key. */
struct Batch
{
    std::vector<StreamItem> stream;
    std::vector<IndicatorUpdate> indicators;
    std::vector<DimensionScore> scores;
    std::vector<Figure> figures;
    std::vector<FeedHealth> sources;
    std::optional<QStringList> knownSources; ///< all feeds that the backend has: the others are gone
    std::optional<CityMode> mode;
    std::optional<DataOrigin> origin;

    bool isEmpty() const
    {
        return stream.empty() && indicators.empty() && scores.empty() && figures.empty() && sources.empty() && !mode &&
               !origin && !knownSources;
    }
};

/** A line of the timeline of a case that came since the last pulse. */
struct IncidentEntry
{
    QString incident;
    TimelineEntry entry;
};

/** What a batch changed; models look only at their part. Ids stand once each, in no order. */
struct ChangeSet
{
    QStringList incidents; ///< opened, changed or gone
    bool incidentsReset = false;
    std::vector<IncidentEntry> entries;
    QStringList alarms;
    bool alarmsReset = false;
    QStringList orders;
    bool ordersReset = false;
    bool warnings = false;
    std::vector<quint16> indicators;
    bool scores = false;
    bool figures = false;
    bool sources = false;
    bool mode = false;

    bool isEmpty() const
    {
        return incidents.isEmpty() && !incidentsReset && alarms.isEmpty() && !alarmsReset && orders.isEmpty() && !ordersReset &&
               !warnings && indicators.empty() && !scores && !figures && !sources && !mode;
    }
};

} // namespace guancheng
