// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/core/cityhistory.h"
#include "datasources/simulator/field/unitfleet.h"
#include "datasources/simulator/simulatoroptions.h"

#include <functional>
#include <memory>

namespace guancheng {

/** People and things that a story adds to the invented city. */
struct SimulatorExtras
{
    std::vector<sim::PlacedUnit> units; ///< after the invented ones
    std::vector<Camera> cameras;        ///< before the invented ones
};

/**
 * The invented city: devices, units, cameras, weather, calls and findings, indicators, warnings, and crews that carry
 * out what the hall orders. All feeds are declared as simulated.
 *
 * 1. Thread: everything in the thread of the CityInput. No timers of its own: advance() is called by the owner, each
 *    100 to 250 ms while the clock runs.
 * 2. start() declares the directories and tells the state of everything; before it nothing happens.
 * 3. advance(now) tells all that has happened since the last call. A jump of more than ten minutes forward is made at
 *    once: what would have happened between is left out. Times that go back are ignored.
 * 4. The same catalogue, city, options and times give the same calls, to the byte.
 */
class Simulator final : public FieldListener
{
public:
    /** catalogue, city and input have to outlive the simulator. */
    Simulator(const Catalogue &catalogue, const City &city, CityInput &input, SimulatorOptions options,
              SimulatorExtras extras = {});
    ~Simulator() override;

    /** With a door to the past of a fresh city, what happened before is told as well. */
    void start(TimeMs now, CityHistory *history = nullptr);
    void advance(TimeMs now);

    /** Something goes wrong with a feed from now on (or from its own time on). */
    void fail(const FeedFailure &failure);
    /** The nearest free unit that can handle the matter, by id; empty when there is none. */
    QString nearestFreeUnit(const QString &matter, const GeoPoint &place) const;
    const SimulatorOptions &options() const { return m_options; }

    /** Orders of these cases are driven in silence: a story says what the crew says. */
    void setScripted(std::function<bool(const Incident &)> scripted);
    /** What a story let a crew say. */
    void spoken(const FieldEvent &event);

    void ordered(const Order &order, const Incident &incident) override;
    void cancelled(const Order &order) override;

private:
    struct Parts;

    void declare();
    void tellPast(CityHistory &history, TimeMs now);
    void publishFigures(TimeMs now);
    void step(TimeMs now);
    QList<FeedFailure> failuresOfScenario(TimeMs now) const;

    const Catalogue &m_catalogue;
    const City &m_city;
    SimulatorOptions m_options;
    SimulatorExtras m_extras;
    CityInput &m_input;
    std::unique_ptr<Parts> m_parts;
    TimeMs m_now = 0;
    TimeMs m_nextSecond = 0;
    TimeMs m_nextFigures = 0;
};

} // namespace guancheng
