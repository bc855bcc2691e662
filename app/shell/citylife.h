// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/story.h"
#include "datasources/backend/world.h"
#include "datasources/seats/seatdesk.h"
#include "datasources/simulator/picturestudio.h"
#include "datasources/simulator/simulator.h"
#include "datasources/stories/storyplayer.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace guancheng {

/**
 * The invented life of a city: the simulator, the other seats of the hall and, if there is one, a story, driven by the
 * city's clock. Thread: the backend's, in which it is made and destroyed.
 */
class CityLife final : public QObject
{
    Q_OBJECT

public:
    using StoryEnd = std::function<void(bool passed, const QString &report)>;

    /** \c past: a city without a journal is given one, with cases that are under way. */
    CityLife(World &world, std::shared_ptr<const Clock> clock, SimulatorOptions options, const std::optional<Story> &story,
             bool past, StoryEnd storyEnd);
    ~CityLife() override;

private:
    /** A hall in which this happens has changed its mode. */
    void declareEmergency();
    void play(const Story &story, StoryEnd storyEnd);
    StoryDoors storyDoors();
    void advance();

    World &m_world;
    std::shared_ptr<const Clock> m_clock;
    PictureStudio m_studio;
    std::unique_ptr<Simulator> m_simulator;
    std::unique_ptr<SeatDesk> m_seats;
    std::unique_ptr<StoryPlayer> m_story;
    QTimer m_timer;
};

} // namespace guancheng
