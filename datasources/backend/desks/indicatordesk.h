// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/desks/alarmdesk.h"
#include "domain/feedhealth.h"
#include "engines/indicatorengine.h"

namespace guancheng {

struct IndicatorSpec;
struct Measure;

/**
 * The desk for indicators, scores and figures. What the backend can count itself (measures of the catalogue, figures
 * without a simulated number) it counts itself every five seconds; the rest comes from the feeds. Thread: the backend's.
 */
class IndicatorDesk
{
public:
    /** The source of what the backend counts. */
    static const QString kOwnSource;

    IndicatorDesk(const Hall &hall, const Directory &directory, const CaseDesk &cases, AlarmDesk &alarms);

    IndicatorEngine::Verdict apply(const QString &source, const IndicatorReading &reading);
    void setFigure(const Figure &figure);
    /** What is known of the feeds: values that rest on a lost one are stale, on a skewed one suspect. */
    void setTrust(const std::vector<FeedHealth> &sources);
    /** Which feed tells where the units are. */
    void setUnitFeed(const QString &source) { m_unitFeed = source; }
    /** Gives what is counted here a trend up to \c now, made by \c then from what is counted now. */
    void remember(TimeMs now, const std::function<double(const Measure &, double present, TimeMs at)> &then);
    /** Counts, ages and scores what is due. */
    void tick(TimeMs now);

    const IndicatorEngine &engine() const { return m_engine; }
    const std::vector<Figure> &figures() const { return m_figures; }

private:
    using Trust = IndicatorEngine::Trust;
    /** The least trusted feed behind something that is counted here: that of the catalogue, those of the devices. */
    Trust trustOf(const IndicatorSpec &spec) const;
    bool devicesAreLost() const;
    void count(TimeMs now);
    double measure(const Measure &measure, TimeMs now) const;
    double countCases(const Measure &measure, TimeMs now) const;
    void countFigures(TimeMs now);
    void figure(const QString &id, double value, TimeMs now);

    Hall m_hall;
    const Directory &m_directory;
    const CaseDesk &m_cases;
    AlarmDesk &m_alarms;
    IndicatorEngine m_engine;
    std::vector<Figure> m_figures; ///< those that have a value, in the order of the catalogue
    std::vector<int> m_measured;   ///< indicators that are counted here
    QHash<QString, Trust> m_trust; ///< by feed; those that are not Sound
    QString m_unitFeed;
    TimeMs m_nextCount = 0;
    TimeMs m_nextAge = 0;
    bool m_scoreDue = true;
};

} // namespace guancheng
