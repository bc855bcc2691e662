// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/core/cityinput.h"
#include "datasources/simulator/nature/random.h"
#include "datasources/simulator/nature/weather.h"
#include "datasources/simulator/simulatoroptions.h"

#include <QHash>

namespace guancheng {

/**
 * What the devices report. Reports come as a Poisson stream; a walk with a stride visits every device once a round, so
 * nothing is scanned and nothing is left out. Healthy values follow the model of the class and keep within its limits;
 * about 3% of the devices are offline or faulty, in spells of six hours; now and then one passes a limit for a while
 * ('episode') and says so every few seconds.
 */
class TelemetryFeed
{
public:
    TelemetryFeed(const Catalogue &catalogue, const SimulatorOptions &options, std::vector<quint16> deviceClass);

    /** One report of every device from the five minutes before `now`, and the episodes that are already under way. */
    void sweep(CityInput &city, const QString &feed, TimeMs now, const sim::LocalTime &local, const sim::WeatherState &weather);
    /** The reports of (from, to]; `burst` times as many as usual. */
    void step(CityInput &city, const QString &feed, TimeMs from, TimeMs to, double burst, const sim::LocalTime &local,
              const sim::WeatherState &weather);

    /** Devices beyond a limit now. */
    size_t episodes() const { return m_episodes.size(); }
    /** A slot of this class drawn from a sample, or -1. */
    qint64 drawOf(int deviceClass, sim::Random &random) const;

private:
    struct ClassState
    {
        float mean = 0;
        float spread = 0;
        float low = 0; ///< healthy values lie between
        float high = 0;
        bool whole = false;
        bool canAlarm = false;
    };
    /** The devices of a class report one after the other. */
    struct Round
    {
        quint32 first = 0; ///< in m_slots
        quint32 count = 0;
        quint32 cursor = 0;
        quint32 stride = 1;
    };
    struct Episode
    {
        quint32 slot = 0;
        float value = 0;
        DeviceState state = DeviceState::Normal;
        TimeMs until = 0;
        TimeMs nextReport = 0;
    };

    void prepareSamples();
    void prepareEpisodes();
    void refreshClasses(const sim::LocalTime &local, const sim::WeatherState &weather, TimeMs now);
    TelemetryRecord reading(quint32 slot, TimeMs at) const;
    void startEpisode(TimeMs now, double minutes);
    void stepEpisodes(TimeMs from, TimeMs to);
    void flush(CityInput &city, const QString &feed);
    void prepareRounds();
    quint32 nextSlot();

    const Catalogue &m_catalogue;
    const ScenarioPreset &m_preset;
    double m_rate;
    double m_background;
    quint64 m_seed;
    sim::Random m_random;
    std::vector<quint16> m_deviceClass;
    std::vector<ClassState> m_classes;
    std::vector<std::vector<quint32>> m_samples; ///< by class
    std::vector<double> m_episodeWeights;        ///< cumulative, by class: ordinary
    std::vector<double> m_weatherWeights;        ///< cumulative, by class: those that feel the weather
    std::vector<Episode> m_episodes;
    QHash<quint32, qsizetype> m_episodeOf;
    std::vector<TelemetryRecord> m_batch;
    std::vector<quint32> m_slots;        ///< grouped by class
    std::vector<Round> m_rounds;         ///< by class
    std::vector<double> m_reportWeights; ///< cumulative, by class: how many of the records are of it
    TimeMs m_classesAt = 0;
};

} // namespace guancheng
