// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/core/cityinput.h"
#include "datasources/simulator/field/anchors.h"
#include "datasources/simulator/nature/rhythm.h"
#include "datasources/simulator/simulatoroptions.h"

#include <array>
#include <functional>

namespace guancheng {

/** Where things of the directory stand, for cases that devices or cameras find. */
struct CaseScenery
{
    std::function<QList<Picture>(const MatterType &, const QString &camera, TimeMs)> photograph;
    /** A camera to report by, or null. */
    std::function<const Camera *(sim::Random &)> camera;
    /** Id and position of a device of this class, or of any class for -1; an empty id when there is none. */
    std::function<std::pair<QString, sim::Anchor>(int deviceClass, sim::Random &)> device;
};

/**
 * What people, patrols, cameras and devices find: a Poisson stream with the rhythm of the day, so many a district and
 * day, by the shares of the sources and the weights of the matters. One call in twelve is only words, without a
 * matter: the backend has to find it.
 */
class CaseFlow
{
public:
    CaseFlow(const Catalogue &catalogue, const SimulatorOptions &options, const sim::Anchors &anchors, CaseScenery scenery);

    /** The findings of (from, to], as if the feed of each source were `burst` times as busy. */
    void step(CityInput &city, TimeMs from, TimeMs to, const sim::LocalTime &local,
              const std::function<double(const QString &)> &burst);
    /** The same, told one by one; not in the order of time. */
    void draw(TimeMs from, TimeMs to, const sim::LocalTime &local, const std::function<double(const QString &)> &burst,
              const std::function<void(const QString &feed, Report &&report)> &tell);
    /** Findings a second that are to be expected at this time. */
    double perSecond(const sim::LocalTime &local) const { return m_perSecond * rhythm(local); }
    /** The feed that brings what a source finds. */
    QString feedOf(IncidentSource source) const { return m_feeds[static_cast<size_t>(source)]; }
    /** Share of the day's mean at this time: about 0.3 at night, 1.5 at ten. */
    double rhythm(const sim::LocalTime &local) const;

private:
    void prepareHour(const sim::LocalTime &local);
    Report makeReport(IncidentSource source, TimeMs at);
    QString placeName(const sim::Anchor &at);

    const Catalogue &m_catalogue;
    const sim::Anchors &m_anchors;
    CaseScenery m_scenery;
    sim::Random m_random;
    double m_perSecond;
    std::array<QString, 5> m_feeds;
    std::array<std::vector<double>, 5> m_weights; ///< by source: cumulative over the matters, for the present hour
    std::vector<int> m_deviceClassOf;             ///< by matter: class whose alarm opens it, or -1
    std::array<double, 2> m_meanWeight{};         ///< of a day: weekday, weekend
    qint64 m_hour = -1;
    TimeMs m_last = 0;
};

} // namespace guancheng
