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
    , m_conditions(hall.catalogue)
    , m_silencer(hall.catalogue)
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
        setTimers(alarm);
        m_silencer.note(nullptr, alarm);
        const int indicator = m_hall.catalogue->indicators().indexOf(alarm.source);
        if (alarm.active && alarm.type == kIndicatorType && indicator >= 0)
            m_delay.restore(kIndicatorKey | static_cast<quint64>(indicator), alarm.level);
    }
}

void AlarmDesk::devicesChanged()
{
    QStringList gone;
    m_conditions.forgetDevices();
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
    if (record.state == DeviceState::Fault || record.state == DeviceState::Offline || record.state == DeviceState::Unknown)
        return; // about the device: what it measured last still holds
    const int street = m_directory.devices().street[record.slot];
    const auto &streets = m_hall.city->streets();
    const bool placed = static_cast<size_t>(street) < streets.size();
    const Level byRule = m_conditions.device(record.slot, m_directory.devices().deviceClass[record.slot],
                                             {static_cast<double>(record.value), record.at, placed ? street : -1,
                                              placed ? static_cast<int>(streets[static_cast<size_t>(street)].district) : -1});
    weigh(record, type, byRule);
}

void AlarmDesk::weigh(const TelemetryRecord &record, const DeviceClass &type, Level byRule)
{
    const bool tracked = m_delay.isTracked(record.slot);
    const Level plain = type.limits.levelOf(static_cast<double>(record.value));
    const auto stated = static_cast<Level>(record.state); // Normal to Critical have the same numbers
    if (type.alarmType < 0 || (!tracked && plain == Level::Normal && stated == Level::Normal && byRule == Level::Normal))
        return;
    const AlarmType &alarm = m_hall.catalogue->alarmTypes()[type.alarmType];
    const Level settled = m_delay.settled(record.slot);
    const double value = static_cast<double>(record.value);
    double deadband = type.limits.deadband;
    if (deadband <= 0 && alarm.deadbandShare > 0 && settled != Level::Normal)
        deadband = std::abs(type.limits.limitOf(settled, value)) * alarm.deadbandShare;
    const Level level = std::max({stated, byRule, levelWithDeadband(type.limits, settled, value, deadband)});
    const std::optional<Level> now =
        m_delay.feed(record.slot, level, record.at, TimeMs(alarm.onDelaySeconds) * 1000, TimeMs(alarm.offDelaySeconds) * 1000);
    if (now)
        settleDevice(record.slot, *now);
}

void AlarmDesk::indicator(int index, Level level, double value, TimeMs at)
{
    const Level byRule = m_conditions.indicator(index, {value, at, -1, -1});
    m_indicatorLevels[index] = level;
    if (std::max(level, byRule) != Level::Normal || m_delay.isTracked(kIndicatorKey | static_cast<quint64>(index)))
        m_indicatorValues.insert(index, value);
    weighIndicator(index, std::max(level, byRule), at);
}

void AlarmDesk::weighIndicator(int index, Level level, TimeMs at)
{
    const quint64 key = kIndicatorKey | static_cast<quint64>(index);
    if (level == Level::Normal && !m_delay.isTracked(key))
        return;
    // A value at its limit shall not ring each time it trembles; the deadband of the engine does the rest.
    if (const std::optional<Level> now = m_delay.feed(key, level, at, 0, 0))
        settleIndicator(index, *now);
}

void AlarmDesk::rulesExpired(TimeMs now)
{
    for (const AlarmConditions::Due &due : m_conditions.expire(now)) {
        if (due.isIndicator) {
            const auto index = static_cast<int>(due.index);
            weighIndicator(index, std::max(m_indicatorLevels.value(index), m_conditions.indicatorLevel(index)), now);
            continue;
        }
        if (due.index >= m_directory.devices().size())
            continue;
        const int deviceClass = m_directory.devices().deviceClass[due.index];
        const DeviceReadings &last = m_directory.readings();
        const TelemetryRecord record{due.index, last.value[due.index], now, last.state[due.index]};
        if (record.state <= DeviceState::Critical)
            weigh(record, m_hall.catalogue->deviceClasses()[deviceClass], m_conditions.deviceLevel(due.index, deviceClass));
    }
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
    raise(signal);
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
    raise(signal);
}

quint64 AlarmDesk::write(const AlarmOutcome &outcome, const TimelineEntry &deed)
{
    const Alarm *before = m_hall.state.alarm(outcome.alarm.id);
    countActive(before, &outcome.alarm);
    const QStringList concerned = m_silencer.note(before, outcome.alarm);
    const quint64 seq = m_hall.ledger.write(outcome.change, outcome.alarm, outcome.alarm.changedAt, deed);
    setTimers(outcome.alarm);
    for (const QString &id : concerned)
        silence(id);
    return seq;
}

void AlarmDesk::silence(const QString &id)
{
    const Alarm *alarm = m_hall.state.alarm(id);
    if (!alarm)
        return;
    const QString by = m_silencer.silencedBy(*alarm);
    const TimeMs now = m_hall.clock.now();
    if (const auto outcome = by.isEmpty() ? AlarmEngine::release(*alarm, now) : AlarmEngine::suppress(*alarm, by, now)) {
        write(*outcome);
        if (outcome->alarm.active && by.isEmpty())
            openCase(id);
    }
}

void AlarmDesk::setTimers(const Alarm &alarm)
{
    if (alarm.state == AlarmState::Shelved && alarm.shelvedUntil > 0)
        m_shelved.push({alarm.shelvedUntil, alarm.id});
    if (alarm.state != AlarmState::Acknowledged || !alarm.active)
        return;
    const AlarmType *type = m_hall.catalogue->alarmTypes().find(alarm.type);
    if (type && type->reAlarmMinutes > 0)
        m_acknowledged.push({alarm.acknowledgedAt + TimeMs(type->reAlarmMinutes) * 60'000, alarm.id});
}

void AlarmDesk::raise(const AlarmSignal &signal)
{
    const QString id = AlarmEngine::idOf(signal.source, signal.type);
    std::optional<AlarmOutcome> outcome = AlarmEngine::raise(m_hall.state.alarm(id), signal);
    if (!outcome)
        return;
    const bool again = outcome->change == "raised"_L1;
    if (const QString by = again ? m_silencer.silencedBy(outcome->alarm) : QString(); !by.isEmpty()) {
        if (const auto quiet = AlarmEngine::suppress(outcome->alarm, by, signal.at))
            outcome = quiet;
    }
    write(*outcome);
    if (again) {
        ++m_raised;
        openCase(id);
    }
}

int AlarmDesk::matterOf(const Alarm &alarm) const
{
    const AlarmType *type = alarm.type == kIndicatorType ? nullptr : m_hall.catalogue->alarmTypes().find(alarm.type);
    if (!type)
        return -1;
    const int deviceClass = classOf(alarm);
    const int matter = deviceClass < 0 ? -1 : m_hall.catalogue->deviceClasses()[deviceClass].matter;
    return matter >= 0 ? matter : type->matter;
}

void AlarmDesk::openCase(const QString &id)
{
    const Alarm *alarm = m_hall.state.alarm(id);
    const int matter = alarm ? matterOf(*alarm) : -1;
    if (matter < 0 || alarm->state == AlarmState::Suppressed || alarm->state == AlarmState::OutOfService)
        return;
    const Incident *known = alarm->incident.isEmpty() ? nullptr : m_hall.state.incident(alarm->incident);
    if (known && !known->isFinal())
        return; // the case that it led to is still being handled
    Report report;
    report.source = IncidentSource::Device;
    report.sourceId = alarm->source;
    report.point = alarm->place.point;
    report.placeName = alarm->place.name;
    report.title = u"%1：%2"_s.arg(alarm->place.name, m_hall.catalogue->alarmTypes().find(alarm->type)->nameZh);
    report.at = m_hall.clock.now();
    report.matter = m_hall.catalogue->matters()[matter].id;
    report.duplicateKey = id;
    const Found found = m_cases.found(report, id, u"auto"_s);
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
    rulesExpired(now);
    m_delay.expire(now, [this](quint64 key, Level level) { settle(key, level); });
    endShelving(now);
    askAgain(now);
}

void AlarmDesk::endShelving(TimeMs now)
{
    while (!m_shelved.empty() && m_shelved.top().first <= now) {
        const QString id = m_shelved.top().second;
        m_shelved.pop();
        const Alarm *alarm = m_hall.state.alarm(id);
        if (alarm && alarm->state == AlarmState::Shelved && alarm->shelvedUntil > 0 && alarm->shelvedUntil <= now)
            static_cast<void>(rule(id, {}, [now](const Alarm &shelved) { return AlarmEngine::unshelve(shelved, now); }));
    }
}

void AlarmDesk::askAgain(TimeMs now)
{
    while (!m_acknowledged.empty() && m_acknowledged.top().first <= now) {
        const auto [due, id] = m_acknowledged.top();
        m_acknowledged.pop();
        const Alarm *alarm = m_hall.state.alarm(id);
        const AlarmType *type = alarm ? m_hall.catalogue->alarmTypes().find(alarm->type) : nullptr;
        if (!type || alarm->acknowledgedAt + TimeMs(type->reAlarmMinutes) * 60'000 != due)
            continue; // acknowledged anew since
        if (const auto outcome = AlarmEngine::rearm(*alarm, now))
            write(*outcome);
    }
}

TimelineEntry AlarmDesk::deedOf(const QString &verb, const QString &actor, const QString &why) const
{
    TimelineEntry deed;
    deed.at = m_hall.clock.now();
    deed.verb = verb;
    deed.actor = actor;
    deed.text = why;
    return deed;
}

Ruling<quint64> AlarmDesk::rule(const QString &id, const TimelineEntry &deed,
                                const std::function<Ruling<AlarmOutcome>(const Alarm &)> &rule)
{
    const Alarm *alarm = m_hall.state.alarm(id);
    if (!alarm)
        return Refusal{u"unknown-target"_s, u"没有编号为 %1 的告警"_s.arg(id), u"there is no alarm %1"_s.arg(id)};
    const Ruling<AlarmOutcome> outcome = rule(*alarm);
    if (!outcome)
        return outcome.refusal();
    const quint64 seq = write(*outcome, deed);
    // What speaks again may have become needless meanwhile.
    if (outcome->change == "unshelved"_L1 || outcome->change == "reinstated"_L1)
        silence(id);
    return seq;
}

Ruling<quint64> AlarmDesk::acknowledge(const QString &id, const QString &actor, const QString &why)
{
    return rule(id, deedOf(u"acknowledge"_s, actor, why),
                [&](const Alarm &alarm) { return AlarmEngine::acknowledge(alarm, actor, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::shelve(const QString &id, const QString &actor, int minutes, const QString &why)
{
    return rule(id, deedOf(u"shelve"_s, actor, why),
                [&](const Alarm &alarm) { return AlarmEngine::shelve(alarm, actor, minutes, why, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::shelveOnce(const QString &id, const QString &actor, const QString &why)
{
    return rule(id, deedOf(u"shelve"_s, actor, why),
                [&](const Alarm &alarm) { return AlarmEngine::shelveOnce(alarm, actor, why, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::unshelve(const QString &id, const QString &actor, const QString &why)
{
    return rule(id, deedOf(u"unshelve"_s, actor, why),
                [&](const Alarm &alarm) { return AlarmEngine::unshelve(alarm, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::retire(const QString &id, const QString &actor, const QString &why)
{
    return rule(id, deedOf(u"retire"_s, actor, why),
                [&](const Alarm &alarm) { return AlarmEngine::retire(alarm, actor, why, m_hall.clock.now()); });
}

Ruling<quint64> AlarmDesk::reinstate(const QString &id, const QString &actor, const QString &why)
{
    return rule(id, deedOf(u"reinstate"_s, actor, why),
                [&](const Alarm &alarm) { return AlarmEngine::reinstate(alarm, m_hall.clock.now()); });
}

void AlarmDesk::takeBack(const Alarm &before)
{
    write({before, u"withdrawn"_s});
}

} // namespace guancheng
