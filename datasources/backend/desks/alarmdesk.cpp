// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/alarmdesk.h"

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "engines/hysteresis.h"

namespace guancheng {

using namespace Qt::StringLiterals;

const QString AlarmDesk::kIndicatorType = u"indicator"_s;

AlarmDesk::AlarmDesk(const Hall &hall, const Directory &directory, CaseDesk &cases)
    : m_hall(hall)
    , m_directory(directory)
    , m_cases(cases)
{
}

int AlarmDesk::classOf(const Alarm &alarm) const
{
    const qint64 slot = m_directory.slotOf(alarm.source);
    return slot < 0 ? -1 : m_directory.devices().deviceClass[static_cast<size_t>(slot)];
}

void AlarmDesk::restore()
{
    for (const Alarm &alarm : m_hall.state.tables().alarms) {
        if (alarm.state == AlarmState::Shelved)
            m_shelved.push({alarm.shelvedUntil, alarm.id});
        const int indicator = m_hall.catalogue->indicators().indexOf(alarm.source);
        if (alarm.active && alarm.type == kIndicatorType && indicator >= 0)
            m_delay.restore(kIndicatorKey | static_cast<quint64>(indicator), alarm.level);
    }
}

void AlarmDesk::devicesChanged()
{
    QStringList gone;
    m_activeByClass.clear();
    m_classes.clear();
    for (const Alarm &alarm : m_hall.state.tables().alarms) {
        if (!alarm.active || alarm.type == kIndicatorType)
            continue;
        const qint64 slot = m_directory.slotOf(alarm.source);
        if (slot < 0) {
            gone << alarm.id;
            continue;
        }
        m_delay.restore(static_cast<quint64>(slot), alarm.level);
        countActive(nullptr, &alarm);
    }
    for (const QString &id : std::as_const(gone))
        clear(id, false);
}

void AlarmDesk::countActive(const Alarm *before, const Alarm *after)
{
    if (before && before->active) {
        if (const auto known = m_classes.constFind(before->id); known != m_classes.constEnd()) {
            --m_activeByClass[*known];
            m_classes.erase(known);
        }
    }
    if (after && after->active && after->type != kIndicatorType) {
        const int deviceClass = classOf(*after);
        m_classes.insert(after->id, deviceClass);
        ++m_activeByClass[deviceClass];
    }
}

qint64 AlarmDesk::active(const std::vector<int> &classes) const
{
    qint64 sum = 0;
    if (classes.empty()) {
        for (const qint64 count : m_activeByClass)
            sum += count;
    }
    for (const int each : classes)
        sum += m_activeByClass.value(each);
    return sum;
}

void AlarmDesk::device(const TelemetryRecord &record)
{
    const DeviceClass &type = m_hall.catalogue->deviceClasses()[m_directory.devices().deviceClass[record.slot]];
    if (type.alarmType < 0)
        return;
    if (record.state == DeviceState::Fault || record.state == DeviceState::Offline || record.state == DeviceState::Unknown)
        return; // about the device: what it measured last still holds
    const bool tracked = m_delay.isTracked(record.slot);
    const Level plain = type.limits.levelOf(static_cast<double>(record.value));
    const auto stated = static_cast<Level>(record.state); // Normal to Critical have the same numbers
    if (!tracked && plain == Level::Normal && stated == Level::Normal)
        return;
    const AlarmType &alarm = m_hall.catalogue->alarmTypes()[type.alarmType];
    const Level settled = m_delay.settled(record.slot);
    const double value = static_cast<double>(record.value);
    double deadband = type.limits.deadband;
    if (deadband <= 0 && alarm.deadbandShare > 0 && settled != Level::Normal)
        deadband = std::abs(type.limits.limitOf(settled, value)) * alarm.deadbandShare;
    const Level level = std::max(stated, levelWithDeadband(type.limits, settled, value, deadband));
    const std::optional<Level> now =
        m_delay.feed(record.slot, level, record.at, TimeMs(alarm.onDelaySeconds) * 1000, TimeMs(alarm.offDelaySeconds) * 1000);
    if (now)
        settleDevice(record.slot, *now);
}

void AlarmDesk::indicator(int index, Level level, double value, TimeMs at)
{
    const quint64 key = kIndicatorKey | static_cast<quint64>(index);
    if (level == Level::Normal && !m_delay.isTracked(key))
        return;
    m_indicatorValues.insert(index, value);
    // A value at its limit shall not ring each time it trembles; the deadband of the engine does the rest.
    if (const std::optional<Level> now = m_delay.feed(key, level, at, 0, 0))
        settleIndicator(index, *now);
}

void AlarmDesk::settle(quint64 key, Level level)
{
    if (key & kIndicatorKey)
        settleIndicator(static_cast<int>(key & 0xFFFFU), level);
    else if (key < m_directory.devices().size())
        settleDevice(static_cast<quint32>(key), level);
}

void AlarmDesk::settleDevice(quint32 slot, Level level)
{
    const DeviceClass &type = m_hall.catalogue->deviceClasses()[m_directory.devices().deviceClass[slot]];
    const AlarmType &alarmType = m_hall.catalogue->alarmTypes()[type.alarmType];
    AlarmSignal signal;
    signal.source = m_directory.idOf(slot);
    signal.type = alarmType.id;
    if (level == Level::Normal) {
        clear(AlarmEngine::idOf(signal.source, signal.type), alarmType.latched);
        return;
    }
    signal.level = level;
    signal.place = m_hall.city->place(m_directory.pointOf(slot));
    const auto &streets = m_hall.city->streets();
    if (signal.place.name.isEmpty() && m_directory.devices().street[slot] < streets.size())
        signal.place.name = streets[m_directory.devices().street[slot]].nameZh + type.nameZh;
    signal.value = static_cast<double>(m_directory.readings().value[slot]);
    signal.limit = type.limits.limitOf(level, signal.value);
    signal.owner = m_hall.catalogue->departments()[alarmType.department].id;
    signal.at = m_hall.clock.now();
    const int matter = type.matter >= 0 ? type.matter : alarmType.matter;
    Report report;
    report.source = IncidentSource::Device;
    report.sourceId = signal.source;
    report.point = signal.place.point;
    report.placeName = signal.place.name;
    report.title = u"%1：%2"_s.arg(signal.place.name, alarmType.nameZh);
    report.at = signal.at;
    raise(signal, matter, report);
}

void AlarmDesk::settleIndicator(int index, Level level)
{
    const IndicatorSpec &spec = m_hall.catalogue->indicators()[index];
    if (level == Level::Normal) {
        clear(AlarmEngine::idOf(spec.id, kIndicatorType), false);
        return;
    }
    AlarmSignal signal;
    signal.source = spec.id;
    signal.type = kIndicatorType;
    signal.level = level;
    signal.place.name = m_hall.city->nameZh();
    signal.value = m_indicatorValues.value(index);
    signal.limit = spec.limits.limitOf(level, signal.value);
    signal.owner = m_hall.catalogue->departments()[spec.department].id;
    signal.at = m_hall.clock.now();
    raise(signal, -1, {});
}

quint64 AlarmDesk::write(const AlarmOutcome &outcome)
{
    const Alarm *before = m_hall.state.alarm(outcome.alarm.id);
    countActive(before, &outcome.alarm);
    return m_hall.ledger.write(outcome.change, outcome.alarm, outcome.alarm.changedAt);
}

void AlarmDesk::raise(const AlarmSignal &signal, int matter, const Report &report)
{
    const QString id = AlarmEngine::idOf(signal.source, signal.type);
    const std::optional<AlarmOutcome> outcome = AlarmEngine::raise(m_hall.state.alarm(id), signal);
    if (!outcome)
        return;
    write(*outcome);
    if (outcome->change == "raised"_L1) {
        ++m_raised;
        if (matter >= 0)
            openCase(id, matter, report);
    }
}

void AlarmDesk::openCase(const QString &id, int matter, const Report &report)
{
    const Alarm *alarm = m_hall.state.alarm(id);
    const Incident *known = alarm && !alarm->incident.isEmpty() ? m_hall.state.incident(alarm->incident) : nullptr;
    if (!alarm || (known && !known->isFinal()))
        return; // the case that it led to is still being handled
    Report asked = report;
    asked.matter = m_hall.catalogue->matters()[matter].id;
    asked.duplicateKey = id;
    const Found found = m_cases.found(asked, id, u"auto"_s);
    alarm = m_hall.state.alarm(id);
    if (!alarm || found.incident.isEmpty())
        return;
    Alarm linked = *alarm;
    linked.incident = found.incident;
    m_hall.ledger.write(u"linked"_s, linked, m_hall.clock.now());
}

void AlarmDesk::clear(const QString &id, bool latched)
{
    const Alarm *known = m_hall.state.alarm(id);
    if (!known)
        return;
    // Where the case that it led to is closed, somebody has looked at it.
    const Incident *incident = known->incident.isEmpty() ? nullptr : m_hall.state.incident(known->incident);
    std::optional<AlarmOutcome> outcome = AlarmEngine::clear(*known, latched, m_hall.clock.now());
    if (!outcome)
        return;
    if (outcome->alarm.state == AlarmState::Unacknowledged && incident && incident->isFinal()) {
        outcome->alarm.state = AlarmState::Acknowledged;
        outcome->alarm.acknowledgedBy = u"auto"_s;
        outcome->alarm.acknowledgedAt = outcome->alarm.changedAt;
    }
    write(*outcome);
}

void AlarmDesk::incidentFinal(const Incident &incident)
{
    const Alarm *alarm = incident.alarm.isEmpty() ? nullptr : m_hall.state.alarm(incident.alarm);
    if (!alarm || alarm->state != AlarmState::Unacknowledged)
        return;
    const Ruling<AlarmOutcome> outcome = AlarmEngine::acknowledge(*alarm, u"auto"_s, m_hall.clock.now());
    if (outcome)
        write(*outcome);
}

void AlarmDesk::tick(TimeMs now)
{
    m_delay.expire(now, [this](quint64 key, Level level) { settle(key, level); });
    while (!m_shelved.empty() && m_shelved.top().first <= now) {
        const QString id = m_shelved.top().second;
        m_shelved.pop();
        const Alarm *alarm = m_hall.state.alarm(id);
        if (alarm && alarm->state == AlarmState::Shelved && alarm->shelvedUntil <= now)
            static_cast<void>(unshelve(id));
    }
}

Ruling<quint64> AlarmDesk::rule(const QString &id, const std::function<Ruling<AlarmOutcome>(const Alarm &)> &rule)
{
    const Alarm *alarm = m_hall.state.alarm(id);
    if (!alarm)
        return Refusal{u"unknown-target"_s, u"没有编号为 %1 的告警"_s.arg(id), u"there is no alarm %1"_s.arg(id)};
    const Ruling<AlarmOutcome> outcome = rule(*alarm);
    if (!outcome)
        return outcome.refusal();
    if (outcome->alarm.state == AlarmState::Shelved)
        m_shelved.push({outcome->alarm.shelvedUntil, id});
    return write(*outcome);
}

Ruling<quint64> AlarmDesk::acknowledge(const QString &id, const QString &actor)
{
    return rule(id, [&](const Alarm &alarm) { return AlarmEngine::acknowledge(alarm, actor, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::shelve(const QString &id, const QString &actor, int minutes, const QString &reason)
{
    return rule(id, [&](const Alarm &alarm) { return AlarmEngine::shelve(alarm, actor, minutes, reason, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::unshelve(const QString &id)
{
    return rule(id, [&](const Alarm &alarm) { return AlarmEngine::unshelve(alarm, m_hall.clock.now()); });
}

void AlarmDesk::takeBack(const Alarm &before)
{
    write({before, u"withdrawn"_s});
}

} // namespace guancheng
