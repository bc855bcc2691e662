// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/citylife.h"

#include "datasources/stories/storystage.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** Real milliseconds between two steps: a fifth of a second, or less where the city's clock runs faster. */
int stepMs(double rate)
{
    return std::clamp(static_cast<int>(200 / std::max(rate, 0.01)), 20, 200);
}

} // namespace

CityLife::CityLife(World &world, std::shared_ptr<const Clock> clock, SimulatorOptions options,
                   const std::optional<Story> &story, bool past, StoryEnd storyEnd)
    : m_world(world)
    , m_clock(std::move(clock))
    , m_studio(options.zoneOffsetSeconds)
{
    SimulatorExtras extras;
    if (story) {
        options = stageOptions(*story, options);
        extras = stageExtras(*story, world.catalogue(), world.city());
    }
    const quint64 seed = options.seed;
    const bool emergency = options.scenario == Scenario::Emergency;
    m_simulator = std::make_unique<Simulator>(world.catalogue(), world.city(), world, std::move(options), std::move(extras));
    if (story)
        play(*story, std::move(storyEnd));

    const auto scripted = [this](const Incident &incident) { return m_story && m_story->scripts(incident); };
    SeatDoors doors;
    doors.execute = [this](const Command &command) { m_world.execute(command, [](const CommandAnswer &) {}); };
    doors.unitFor = [this](const QString &matter, const GeoPoint &place) {
        return m_simulator->nearestFreeUnit(matter, place);
    };
    doors.leaveAlone = scripted;
    m_simulator->setScripted(scripted);
    m_seats = std::make_unique<SeatDesk>(std::move(doors), seed);

    // A story begins in a city in which nothing else happens.
    m_simulator->start(m_clock->now(), story || !past ? nullptr : &world);
    m_seats->prime(world);
    if (emergency)
        declareEmergency();
    world.addObserver(m_seats.get());
    world.setFieldListener(m_simulator.get());
    connect(&m_timer, &QTimer::timeout, this, &CityLife::advance);
    m_timer.start(stepMs(m_clock->rate()));
}

CityLife::~CityLife()
{
    m_world.setFieldListener(nullptr);
    m_world.removeObserver(m_seats.get());
    if (m_story)
        m_world.removeObserver(m_story.get());
}

void CityLife::declareEmergency()
{
    Command command;
    command.key = u"simulator/mode/%1"_s.arg(m_clock->now());
    command.verb = u"mode"_s;
    command.args.insert(u"mode"_s, u"emergency"_s);
    command.actor = u"simulator"_s;
    command.issuedAt = m_clock->now();
    m_world.execute(command, [](const CommandAnswer &) {});
}

void CityLife::play(const Story &story, StoryEnd storyEnd)
{
    m_story = std::make_unique<StoryPlayer>(story, m_world.catalogue(), m_world, storyDoors());
    m_world.addObserver(m_story.get());
    connect(m_story.get(), &StoryPlayer::finished, this, std::move(storyEnd));
}

StoryDoors CityLife::storyDoors()
{
    StoryDoors doors;
    doors.execute = [this](const Command &command, std::function<void(const CommandAnswer &)> answer) {
        m_world.execute(command, std::move(answer));
    };
    doors.photograph = [this](const QString &scene, const QString &role, const QString &source, TimeMs at) {
        return m_studio.own(m_world, scene, role, source, at);
    };
    doors.deviceNear = [this](int deviceClass, const GeoPoint &place) {
        const DeviceTable &devices = m_world.devices();
        qint64 nearest = -1;
        double best = 0;
        for (size_t slot = 0; slot < devices.size(); ++slot) {
            if (devices.deviceClass[slot] != deviceClass)
                continue;
            const GeoPoint at{devices.longitudeE7[slot] / 1e7, devices.latitudeE7[slot] / 1e7};
            const double distance = distanceMetres(at, place);
            if (nearest < 0 || distance < best) {
                nearest = static_cast<qint64>(slot);
                best = distance;
            }
        }
        return nearest;
    };
    doors.spoken = [this](const FieldEvent &event) { m_simulator->spoken(event); };
    return doors;
}

void CityLife::advance()
{
    const TimeMs now = m_clock->now();
    m_simulator->advance(now);
    m_seats->advance(now);
    if (m_story)
        m_story->advance(now);
}

} // namespace guancheng
