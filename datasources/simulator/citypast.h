// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityhistory.h"
#include "datasources/simulator/caseflow.h"

#include <QSet>

#include <queue>

namespace guancheng {

/**
 * What happened in the invented city before anybody looked: the cases of the last hour that are still open (with some that
 * have been closed since), found, dispatched, handled and answered at their own times by the rules of the backend, the
 * counts of the day, and the trends of what the backend counts. Only cases and orders are told, event by event: no device
 * and no unit is moved, so that it takes some tenths of a second. The same seed and time give the same past.
 */
class CityPast
{
public:
    static constexpr TimeMs kLength = 45 * 60'000; ///< positions of the present still count as known in all of it

    struct Doors
    {
        std::function<QList<Picture>(const Incident &, const QString &unit, TimeMs at)> photograph; ///< after the work
        QString unitsFeed;
    };

    CityPast(const Catalogue &catalogue, const SimulatorOptions &options, const sim::Anchors &anchors, CaseScenery scenery,
             Doors doors);

    /** Tells all; units must be declared, with their positions. The number of cases that were told. */
    int tell(CityHistory &history, CityInput &input, TimeMs now);
    /** The trends of what the backend counts; useful without a told past as well. */
    void tellTrends(CityHistory &history, TimeMs now) const;

private:
    enum class Verb : quint8 { Accept, EnRoute, Arrive, Feedback };
    struct Finding
    {
        QString feed;
        Report report;
    };
    struct Step
    {
        TimeMs at = 0;
        int order = 0; ///< of equal times
        QString incident;
        Verb verb = Verb::Accept;
        bool operator>(const Step &other) const { return std::tie(at, order) > std::tie(other.at, other.order); }
    };

    std::vector<Finding> findings(TimeMs now);
    double expected(TimeMs from, TimeMs to) const;
    void count(CityHistory &history, TimeMs begin, TimeMs now, qint64 told) const;
    void plan(const QString &incident, Verb verb, TimeMs at);
    void consider(CityHistory &history, const QString &incident, TimeMs at);
    void carryOut(CityHistory &history, CityInput &input, const Step &step, TimeMs now);
    double workSeconds(const Incident &incident, TimeMs from, TimeMs now);
    sim::LocalTime localTime(TimeMs at) const;

    const Catalogue &m_catalogue;
    const SimulatorOptions &m_options;
    CaseFlow m_flow;
    Doors m_doors;
    sim::Random m_random;
    std::priority_queue<Step, std::vector<Step>, std::greater<>> m_steps;
    QSet<QString> m_planned;
    QStringList m_waiting;          ///< cases that have no unit yet
    QHash<QString, QString> m_busy; ///< unit -> case it drives to or works at
    int m_orders = 0;
};

} // namespace guancheng
