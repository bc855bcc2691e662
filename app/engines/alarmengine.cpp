// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmengine.h"

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr int kMostMinutes = 24 * 60;

std::optional<AlarmOutcome> AlarmEngine::raise(const Alarm *known, const AlarmSignal &signal)
{
    Alarm alarm = known ? *known : Alarm{};
    if (alarm.active && alarm.level == signal.level)
        return {};
    const bool again = !alarm.active;
    const bool worse = signal.level > alarm.level;
    alarm.id = idOf(signal.source, signal.type);
    alarm.source = signal.source;
    alarm.type = signal.type;
    alarm.level = signal.level;
    alarm.place = signal.place;
    alarm.value = signal.value;
    alarm.limit = signal.limit;
    alarm.owner = signal.owner;
    alarm.changedAt = std::max(signal.at, alarm.changedAt);
    alarm.active = true;
    if (again)
        alarm.activeAt = alarm.changedAt;
    if (!known || ((again || worse) && alarm.state == AlarmState::Acknowledged)) {
        alarm.state = AlarmState::Unacknowledged;
        alarm.acknowledgedBy.clear();
        alarm.acknowledgedAt = 0;
    }
    return AlarmOutcome{alarm, again ? u"raised"_s : u"changed"_s};
}

std::optional<AlarmOutcome> AlarmEngine::clear(const Alarm &known, bool latched, TimeMs at)
{
    if (!known.active)
        return {};
    Alarm alarm = known;
    alarm.active = false;
    alarm.changedAt = std::max(at, known.changedAt);
    if (alarm.state == AlarmState::Unacknowledged && !latched && alarm.level <= Level::Moderate) {
        alarm.state = AlarmState::Acknowledged;
        alarm.acknowledgedBy = u"auto"_s;
        alarm.acknowledgedAt = alarm.changedAt;
    }
    return AlarmOutcome{alarm, u"cleared"_s};
}

Ruling<AlarmOutcome> AlarmEngine::acknowledge(const Alarm &known, const QString &actor, TimeMs at)
{
    if (known.state == AlarmState::Acknowledged)
        return Refusal{u"illegal-stage"_s, u"告警已由 %1 确认"_s.arg(known.acknowledgedBy),
                       u"%1 has acknowledged the alarm already"_s.arg(known.acknowledgedBy)};
    if (known.state == AlarmState::Shelved)
        return Refusal{u"illegal-stage"_s, u"告警已搁置，请先取消搁置"_s, u"the alarm is shelved; unshelve it first"_s};
    Alarm alarm = known;
    alarm.state = AlarmState::Acknowledged;
    alarm.acknowledgedBy = actor;
    alarm.acknowledgedAt = std::max(at, known.changedAt);
    alarm.changedAt = alarm.acknowledgedAt;
    return AlarmOutcome{alarm, u"acknowledged"_s};
}

Ruling<AlarmOutcome> AlarmEngine::shelve(const Alarm &known, const QString &actor, int minutes, const QString &reason,
                                         TimeMs at)
{
    if (minutes < 1 || minutes > kMostMinutes)
        return Refusal{u"bad-argument"_s, u"搁置时长须为 1 至 1440 分钟"_s, u"an alarm is shelved for 1 to 1440 minutes"_s};
    if (reason.trimmed().isEmpty())
        return Refusal{u"bad-argument"_s, u"搁置必须填写理由"_s, u"shelving needs a reason"_s};
    if (known.state == AlarmState::Shelved)
        return Refusal{u"illegal-stage"_s, u"告警已搁置"_s, u"the alarm is shelved already"_s};
    Alarm alarm = known;
    alarm.state = AlarmState::Shelved;
    alarm.reason = reason;
    alarm.acknowledgedBy = actor;
    alarm.changedAt = std::max(at, known.changedAt);
    alarm.shelvedUntil = alarm.changedAt + minutes * TimeMs(60'000);
    return AlarmOutcome{alarm, u"shelved"_s};
}

Ruling<AlarmOutcome> AlarmEngine::unshelve(const Alarm &known, TimeMs at)
{
    if (known.state != AlarmState::Shelved)
        return Refusal{u"illegal-stage"_s, u"告警未搁置"_s, u"the alarm is not shelved"_s};
    Alarm alarm = known;
    // What is over while nobody looked needs nobody any more; what still holds comes back as new.
    alarm.state = alarm.active ? AlarmState::Unacknowledged : AlarmState::Acknowledged;
    if (alarm.active)
        alarm.acknowledgedBy.clear();
    alarm.reason.clear();
    alarm.shelvedUntil = 0;
    alarm.changedAt = std::max(at, known.changedAt);
    return AlarmOutcome{alarm, u"unshelved"_s};
}

} // namespace guancheng
