// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/simulator.h"

#include "datasources/simulator/caseflow.h"
#include "datasources/simulator/citypast.h"
#include "datasources/simulator/feedgate.h"
#include "datasources/simulator/field/crews.h"
#include "datasources/simulator/field/deviceplacement.h"
#include "datasources/simulator/indicatorfeed.h"
#include "datasources/simulator/picturestudio.h"
#include "datasources/simulator/telemetryfeed.h"
#include "datasources/simulator/warningfeed.h"

#include <QElapsedTimer>
#include <QLoggingCategory>

#include <algorithm>
#include <cmath>

namespace guancheng {

Q_LOGGING_CATEGORY(lcSimulator, "guancheng.simulator", QtInfoMsg)

namespace {

constexpr TimeMs kSecondMs = 1'000;
constexpr TimeMs kJumpMs = 600'000;
constexpr TimeMs kFiguresMs = 10'000;
constexpr TimeMs kScenarioDelayMs = 4'000;

/** The feed that brings `role`, or the first one: a catalogue without it still works. */
QString feedFor(const Catalogue &catalogue, const QString &role)
{
    if (catalogue.sources().contains(role) || catalogue.sources().isEmpty())
        return role;
    return catalogue.sources()[0].id;
}

} // namespace

/** What lives once the city has started. The order is that of construction: the later ones hold on to the earlier. */
struct Simulator::Parts
{
    Parts(const Catalogue &catalogue, const City &city, CityInput &input, const SimulatorOptions &options,
          const SimulatorExtras &extras)
        : gate(input, options.failures, options.seed)
        , network(city)
        , anchors(city, network, options.seed)
        , fleet(catalogue, anchors, options.units, extras.units, options.seed)
        , crews(
              catalogue, fleet, gate, feedFor(catalogue, QStringLiteral("units")),
              [this, &catalogue](const Incident &incident, const QString &unit, TimeMs at) {
                  const MatterType *matter = catalogue.matters().find(incident.matter);
                  if (matter && !matter->pictures)
                      return QList<Picture>();
                  return QList<Picture>{
                      studio.shared(gate, PictureStudio::sceneOf(incident.matter), QStringLiteral("after"), unit, at)};
              },
              options.seed)
        , studio(options.zoneOffsetSeconds)
        , devices(sim::placeDevices(catalogue, anchors, options.devices, options.seed))
        , telemetry(catalogue, options, devices.deviceClass)
        , indicators(catalogue, options)
        , warnings(catalogue, feedFor(catalogue, QStringLiteral("weather")))
        , cases(catalogue, options, anchors, scenery(catalogue, city))
        , weather(options.seed, options.zoneOffsetSeconds, presetOf(options.scenario).temper, options.weather)
        , iot(feedFor(catalogue, QStringLiteral("iot")))
        , unitsFeed(feedFor(catalogue, QStringLiteral("units")))
    {
    }

    CaseScenery scenery(const Catalogue &catalogue, const City &city)
    {
        CaseScenery scenery;
        scenery.photograph = [this](const MatterType &matter, const QString &camera, TimeMs at) {
            return QList<Picture>{studio.shared(gate, PictureStudio::sceneOf(matter.id), QStringLiteral("before"), camera, at)};
        };
        scenery.camera = [this](sim::Random &random) -> const Camera * {
            return cameras.empty() ? nullptr : &cameras[random.below(static_cast<quint32>(cameras.size()))];
        };
        scenery.device = [this, &catalogue, &city](int deviceClass, sim::Random &random) -> std::pair<QString, sim::Anchor> {
            if (devices.size() == 0)
                return {};
            qint64 drawn = telemetry.drawOf(deviceClass, random);
            if (drawn < 0)
                drawn = random.below(static_cast<quint32>(devices.size()));
            const auto slot = static_cast<size_t>(drawn);
            const GeoPoint point{devices.longitudeE7[slot] / 1e7, devices.latitudeE7[slot] / 1e7};
            return {sim::deviceIdOf(catalogue, city, devices.street[slot], devices.deviceClass[slot], devices.serial[slot]),
                    {point, devices.street[slot], 0}};
        };
        return scenery;
    }

    FeedGate gate;
    sim::RoadNetwork network;
    sim::Anchors anchors;
    sim::UnitFleet fleet;
    sim::Crews crews;
    PictureStudio studio;
    DeviceTable devices;
    TelemetryFeed telemetry;
    IndicatorFeed indicators;
    WarningFeed warnings;
    std::vector<Camera> cameras;
    CaseFlow cases;
    sim::WeatherProcess weather;
    QString iot;
    QString unitsFeed;
};

Simulator::Simulator(const Catalogue &catalogue, const City &city, CityInput &input, SimulatorOptions options,
                     SimulatorExtras extras)
    : m_catalogue(catalogue)
    , m_city(city)
    , m_options(std::move(options))
    , m_extras(std::move(extras))
    , m_input(input)
{
    QElapsedTimer timer;
    timer.start();
    m_parts = std::make_unique<Parts>(catalogue, city, input, m_options, m_extras);
    m_parts->cameras = m_extras.cameras;
    const auto invented = sim::placeCameras(m_parts->anchors, m_options.cameras, m_options.seed);
    m_parts->cameras.insert(m_parts->cameras.end(), invented.begin(), invented.end());
    qCInfo(lcSimulator) << "seed" << m_options.seed << "devices" << m_parts->devices.size() << "units"
                        << m_parts->fleet.units().size() << "built in" << timer.elapsed() << "ms";
}

Simulator::~Simulator()
{
    if (m_now != 0)
        m_input.setFieldListener(nullptr);
}

void Simulator::declare()
{
    for (const SourceSpec &spec : m_catalogue.sources()) {
        SourceHealth source;
        source.id = spec.id;
        source.nameZh = spec.nameZh;
        source.nameEn = spec.nameEn;
        source.simulated = true;
        m_input.declareSource(source);
    }
    m_input.declareDevices(m_parts->devices);
    m_input.declareUnits(m_parts->fleet.units());
    m_input.declareCameras(m_parts->cameras);
    m_input.setFieldListener(this);
}

QList<FeedFailure> Simulator::failuresOfScenario(TimeMs now) const
{
    QList<FeedFailure> failures;
    if (m_options.scenario != Scenario::Lost)
        return failures;
    // Feeds that bring something to the glass, but not the ones on which cases and crews rest.
    static const QStringList kSpared{QStringLiteral("iot"), QStringLiteral("units"), QStringLiteral("hotline"),
                                     QStringLiteral("grid"), QStringLiteral("video")};
    std::vector<int> candidates;
    for (int s = 0; s < m_catalogue.sources().size(); ++s)
        if (!kSpared.contains(m_catalogue.sources()[s].id) && m_catalogue.indicatorsFrom(s).size() >= 2)
            candidates.push_back(s);
    sim::Random random(m_options.seed, 81);
    for (int i = 0; i < 3 && !candidates.empty(); ++i) {
        const auto at = random.below(static_cast<quint32>(candidates.size()));
        FeedFailure failure;
        failure.feed = m_catalogue.sources()[candidates[at]].id;
        failure.kind = i < 2 ? FeedFailure::Kind::Lost : FeedFailure::Kind::Stale;
        failure.from = now + kScenarioDelayMs;
        failures.append(failure);
        candidates.erase(candidates.begin() + at);
    }
    return failures;
}

void Simulator::tellPast(CityHistory &history, TimeMs now)
{
    QElapsedTimer timer;
    timer.start();
    Parts &parts = *m_parts;
    CityPast::Doors doors;
    doors.photograph = [&](const Incident &incident, const QString &unit, TimeMs at) {
        const MatterType *matter = m_catalogue.matters().find(incident.matter);
        if (matter && !matter->pictures)
            return QList<Picture>();
        return QList<Picture>{
            parts.studio.shared(m_input, PictureStudio::sceneOf(incident.matter), QStringLiteral("after"), unit, at)};
    };
    doors.unitsFeed = parts.unitsFeed;
    CityPast past(m_catalogue, m_options, parts.anchors, parts.scenery(m_catalogue, m_city), std::move(doors));
    if (history.fresh()) {
        // Where the units are now is good enough to find the nearest of them some minutes ago.
        parts.fleet.step(now, sim::localTime(now, m_options.zoneOffsetSeconds));
        m_input.unitPositions(parts.unitsFeed, parts.fleet.changed());
        const int cases = past.tell(history, m_input, now);
        m_input.setFieldListener(this); // who now hears of the orders that are under way
        qCInfo(lcSimulator) << "a past of" << cases << "cases told in" << timer.elapsed() << "ms";
    }
    past.tellTrends(history, now);
}

void Simulator::start(TimeMs now, CityHistory *history)
{
    Parts &parts = *m_parts;
    m_now = now;
    m_nextSecond = now;
    m_nextFigures = now;
    for (const FeedFailure &failure : failuresOfScenario(now))
        parts.gate.add(failure);
    parts.gate.setNow(now);
    declare();
    if (history)
        tellPast(*history, now);
    parts.indicators.tellPast(parts.gate, now, m_options.zoneOffsetSeconds, parts.weather);
    const sim::LocalTime local = sim::localTime(now, m_options.zoneOffsetSeconds);
    const sim::WeatherState weather = parts.weather.at(now);
    parts.telemetry.sweep(parts.gate, parts.iot, now, local, weather);
    step(now);
}

void Simulator::publishFigures(TimeMs now)
{
    if (now < m_nextFigures)
        return;
    m_nextFigures = now + kFiguresMs;
    for (const FigureSpec &spec : m_catalogue.figures())
        if (!std::isnan(spec.simulated))
            m_parts->gate.figure({spec.id, spec.simulated, now});
}

void Simulator::step(TimeMs now)
{
    Parts &parts = *m_parts;
    parts.gate.setNow(now);
    const sim::LocalTime local = sim::localTime(now, m_options.zoneOffsetSeconds);
    const sim::WeatherState weather = parts.weather.at(now);
    if (now >= m_nextSecond) {
        m_nextSecond = std::max(m_nextSecond + kSecondMs, now - kSecondMs + 1);
        parts.fleet.step(now, local);
        parts.gate.unitPositions(parts.unitsFeed, parts.fleet.changed());
        parts.crews.step(now);
        parts.indicators.step(parts.gate, now, local, weather);
        parts.warnings.step(parts.gate, now, weather);
        publishFigures(now);
    }
    parts.telemetry.step(parts.gate, parts.iot, m_now, now, parts.gate.burst(parts.iot), local, weather);
    parts.cases.step(parts.gate, m_now, now, local, [&parts](const QString &feed) { return parts.gate.burst(feed); });
    m_now = now;
}

void Simulator::advance(TimeMs now)
{
    if (m_now == 0 || now <= m_now)
        return;
    if (now - m_now > kJumpMs) {
        qCInfo(lcSimulator) << "the clock jumped by" << (now - m_now) / 1000 << "s";
        m_now = now - kSecondMs;
    }
    // Long steps go in seconds, so that units drive and crews act in between.
    while (now - m_now > kSecondMs)
        step(m_now + kSecondMs);
    step(now);
}

void Simulator::fail(const FeedFailure &failure)
{
    m_parts->gate.add(failure);
}

QString Simulator::nearestFreeUnit(const QString &matter, const GeoPoint &place) const
{
    const MatterType *type = m_catalogue.matters().find(matter);
    const std::vector<int> kinds = type ? type->unitKinds : std::vector<int>();
    const qint64 slot = m_parts->fleet.nearestFree(kinds, place);
    return slot < 0 ? QString() : m_parts->fleet.units()[static_cast<size_t>(slot)].id;
}

void Simulator::setScripted(std::function<bool(const Incident &)> scripted)
{
    m_parts->crews.setScripted(std::move(scripted));
}

void Simulator::spoken(const FieldEvent &event)
{
    m_parts->crews.spoken(event.unit, event.verb);
}

void Simulator::ordered(const Order &order, const Incident &incident)
{
    m_parts->crews.ordered(order, incident);
}

void Simulator::cancelled(const Order &order)
{
    m_parts->crews.cancelled(order);
}

} // namespace guancheng
