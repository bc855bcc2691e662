// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/simulator/nature/random.h"

#include <QHash>

#include <functional>

namespace guancheng {

/** What the other people of the hall need to work. */
struct SeatDoors
{
    /** Carries a command out as the seat in command.actor. */
    std::function<void(const Command &)> execute;
    /** A free unit for the matter at the place; empty when there is none. */
    std::function<QString(const QString &matter, const GeoPoint &place)> unitFor;
    /** Cases that these seats leave to others (a story, a test); may be empty. */
    std::function<bool(const Incident &)> leaveAlone;
};

/**
 * The other seats of the hall, simulated: they dispatch by hand what the rules could not after 2 to 10 minutes, verify
 * and close what the rules leave to people, and acknowledge alarms after one to four minutes. They are slow on purpose:
 * whoever watches the wall can be faster. Thread: the backend's; attach with CityView::addObserver().
 */
class SeatDesk final : public CityObserver
{
public:
    SeatDesk(SeatDoors doors, quint64 seed);

    /** What is there already, after a restart. */
    void prime(const CityView &city);
    void advance(TimeMs now);
    size_t pending() const { return static_cast<size_t>(m_tasks.size()); }

    void streamed(const StreamEvent &event) override;
    void devicesDeclared() override {}
    void unitsDeclared() override {}
    void deviceChanged(quint32) override {}
    void unitChanged(quint32) override {}
    void indicatorChanged(quint16) override {}
    void scoresChanged() override {}
    void figuresChanged() override {}
    void sourcesChanged() override {}
    void modeChanged() override {}

private:
    enum class Verb : quint8 { Dispatch, Verify, Close, Acknowledge };
    struct Task
    {
        Verb verb = Verb::Dispatch;
        TimeMs due = 0;
        quint64 version = 0;
        QString matter;
        GeoPoint point;
        int attempts = 0;
    };

    void consider(const Incident &incident, TimeMs at);
    void consider(const Alarm &alarm, TimeMs at);
    void plan(const QString &target, Verb verb, quint64 version, TimeMs at, double fromSeconds, double toSeconds);
    void act(const QString &target, Task &task, TimeMs now);

    SeatDoors m_doors;
    sim::Random m_random;
    QHash<QString, Task> m_tasks; ///< by case or alarm
};

} // namespace guancheng
