// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/seats/seatdesk.h"

#include <algorithm>

namespace guancheng {
namespace {

constexpr quint64 kStream = 91;
constexpr TimeMs kRetryMs = 60'000;
constexpr int kSeats = 6;

} // namespace

SeatDesk::SeatDesk(SeatDoors doors, quint64 seed) : m_doors(std::move(doors)), m_random(seed, kStream) {}

void SeatDesk::prime(const CityView &city)
{
    city.eachIncident([&](const Incident &incident) { consider(incident, city.now()); });
    city.eachAlarm([&](const Alarm &alarm) { consider(alarm, city.now()); });
}

void SeatDesk::streamed(const StreamEvent &event)
{
    if (const auto *incident = std::get_if<Incident>(&event.entity))
        consider(*incident, event.at);
    else if (const auto *alarm = std::get_if<Alarm>(&event.entity))
        consider(*alarm, event.at);
}

void SeatDesk::plan(const QString &target, Verb verb, quint64 version, TimeMs at, double fromSeconds, double toSeconds)
{
    auto it = m_tasks.find(target);
    if (it != m_tasks.end() && it->verb == verb) { // somebody is at it
        it->version = version;
        return;
    }
    Task task;
    task.verb = verb;
    task.version = version;
    task.due = at + static_cast<TimeMs>(m_random.between(fromSeconds, toSeconds) * 1000);
    m_tasks.insert(target, task);
}

void SeatDesk::consider(const Incident &incident, TimeMs at)
{
    if (m_doors.leaveAlone && m_doors.leaveAlone(incident))
        return;
    const bool small = incident.level <= Level::Moderate && !incident.matter.isEmpty();
    switch (incident.stage) {
    case Stage::Discovered:
    case Stage::Dispatching:
        if (incident.unit.isEmpty()) {
            plan(incident.id, Verb::Dispatch, incident.version, at, 120, 600);
            Task &task = m_tasks[incident.id];
            task.matter = incident.matter;
            task.point = incident.place.point;
            return;
        }
        break;
    case Stage::FeedBack: // small matters are verified and closed by rule, sooner than by these seats
        return plan(incident.id, Verb::Verify, incident.version, at, small ? 400 : 60, small ? 900 : 240);
    case Stage::Verifying: return plan(incident.id, Verb::Close, incident.version, at, small ? 300 : 30, small ? 600 : 120);
    case Stage::Handling:
    case Stage::Closed:
    case Stage::Voided: break;
    }
    m_tasks.remove(incident.id);
}

void SeatDesk::consider(const Alarm &alarm, TimeMs at)
{
    if (alarm.state != AlarmState::Unacknowledged) {
        m_tasks.remove(alarm.id);
        return;
    }
    plan(alarm.id, Verb::Acknowledge, alarm.version, at, 60, 240);
}

void SeatDesk::act(const QString &target, Task &task, TimeMs now)
{
    Command command;
    command.target = target;
    command.issuedAt = now;
    command.actor = QStringLiteral("sim-seat-%1").arg(m_random.below(kSeats) + 1);
    switch (task.verb) {
    case Verb::Dispatch: {
        const QString unit = m_doors.unitFor ? m_doors.unitFor(task.matter, task.point) : QString();
        if (unit.isEmpty())
            return;
        command.verb = QStringLiteral("dispatch");
        command.args.insert(QStringLiteral("unit"), unit);
        break;
    }
    case Verb::Verify:
        command.verb = QStringLiteral("verify");
        command.args.insert(QStringLiteral("passed"), true);
        command.args.insert(QStringLiteral("text"), QStringLiteral("核查通过（模拟席位）"));
        break;
    case Verb::Close:
        command.verb = QStringLiteral("close");
        command.args.insert(QStringLiteral("text"), QStringLiteral("结案（模拟席位）"));
        break;
    case Verb::Acknowledge:
        command.verb = QStringLiteral("acknowledge");
        command.args.insert(QStringLiteral("text"), QStringLiteral("已知悉（模拟席位）"));
        break;
    }
    // The same after a restart: what was answered once has no second effect.
    command.key = QStringLiteral("seat/%1/%2/%3/%4").arg(target, command.verb).arg(task.version).arg(task.attempts);
    if (m_doors.execute)
        m_doors.execute(command);
}

void SeatDesk::advance(TimeMs now)
{
    // The city answers while a command is carried out and then changes the tasks: take what is due first. The order
    // is that of the time, since a hash has none.
    std::vector<std::pair<TimeMs, QString>> due;
    for (auto it = m_tasks.cbegin(); it != m_tasks.cend(); ++it)
        if (now >= it->due)
            due.emplace_back(it->due, it.key());
    std::sort(due.begin(), due.end());
    for (const auto &[at, target] : due) {
        const auto it = m_tasks.find(target);
        if (it == m_tasks.end())
            continue;
        it->due = now + kRetryMs;
        ++it->attempts;
        Task task = *it;
        act(target, task, now);
    }
}

} // namespace guancheng
