// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmengine.h"

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr int kMostMinutes = 24 * 60;

namespace {

/** Leaves what kept it quiet: over while nobody looked needs nobody any more; what still holds comes back as new. */
AlarmOutcome speakAgain(const Alarm &known, const QString &change, TimeMs at)
{
    Alarm alarm = known;
    alarm.state = alarm.active ? AlarmState::Unacknowledged : AlarmState::Acknowledged;
    if (alarm.active) {
        alarm.acknowledgedBy.clear();
        alarm.acknowledgedAt = 0;
    }
    alarm.reason.clear();
    alarm.shelvedUntil = 0;
    alarm.changedAt = std::max(at, known.changedAt);
    return {alarm, change};
}

AlarmOutcome keepQuiet(const Alarm &known, AlarmState state, const QString &change, const QString &actor, const QString &reason,
                       TimeMs at)
{
    Alarm alarm = known;
    alarm.state = state;
    alarm.reason = reason;
    alarm.acknowledgedBy = actor;
    alarm.changedAt = std::max(at, known.changedAt);
    alarm.shelvedUntil = 0;
    return {alarm, change};
}

/** Why a person may not quieten the alarm, if so. */
std::optional<Refusal> mayNotShelve(const Alarm &alarm, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return Refusal{u"bad-argument"_s, u"搁置必须填写理由"_s, u"shelving needs a reason"_s};
    switch (alarm.state) {
    case AlarmState::Shelved: return Refusal{u"illegal-stage"_s, u"告警已搁置"_s, u"the alarm is shelved already"_s};
    case AlarmState::Suppressed:
        return Refusal{u"illegal-stage"_s, u"告警已被逻辑抑制"_s, u"the alarm is suppressed by logic"_s};
    case AlarmState::OutOfService: return Refusal{u"illegal-stage"_s, u"告警已停用"_s, u"the alarm is out of service"_s};
    default: return {};
    }
}

} // namespace

bool AlarmEngine::isQuiet(const Alarm &alarm)
{
    return alarm.state != AlarmState::Unacknowledged && alarm.state != AlarmState::Acknowledged;
}

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
    const bool once = alarm.state == AlarmState::Shelved && alarm.shelvedUntil == 0;
    if (once || alarm.state == AlarmState::Suppressed)
        return speakAgain(alarm, u"cleared"_s, alarm.changedAt);
    if (alarm.state == AlarmState::Unacknowledged && !latched && alarm.level <= Level::Moderate) {
        alarm.state = AlarmState::Acknowledged;
        alarm.acknowledgedBy = u"auto"_s;
        alarm.acknowledgedAt = alarm.changedAt;
    }
    return AlarmOutcome{alarm, u"cleared"_s};
}

std::optional<AlarmOutcome> AlarmEngine::rearm(const Alarm &known, TimeMs at)
{
    if (!known.active || known.state != AlarmState::Acknowledged)
        return {};
    return speakAgain(known, u"rearmed"_s, at);
}

std::optional<AlarmOutcome> AlarmEngine::suppress(const Alarm &known, const QString &by, TimeMs at)
{
    if (!known.active || isQuiet(known))
        return {};
    return keepQuiet(known, AlarmState::Suppressed, u"suppressed"_s, u"auto"_s, by, at);
}

std::optional<AlarmOutcome> AlarmEngine::release(const Alarm &known, TimeMs at)
{
    if (known.state != AlarmState::Suppressed)
        return {};
    return speakAgain(known, u"released"_s, at);
}

Ruling<AlarmOutcome> AlarmEngine::acknowledge(const Alarm &known, const QString &actor, TimeMs at)
{
    switch (known.state) {
    case AlarmState::Unacknowledged: break;
    case AlarmState::Acknowledged:
        return Refusal{u"illegal-stage"_s, u"告警已由 %1 确认"_s.arg(known.acknowledgedBy),
                       u"%1 has acknowledged the alarm already"_s.arg(known.acknowledgedBy)};
    case AlarmState::Shelved:
        return Refusal{u"illegal-stage"_s, u"告警已搁置，请先取消搁置"_s, u"the alarm is shelved; unshelve it first"_s};
    case AlarmState::Suppressed:
        return Refusal{u"illegal-stage"_s, u"告警已被逻辑抑制"_s, u"the alarm is suppressed by logic"_s};
    case AlarmState::OutOfService:
        return Refusal{u"illegal-stage"_s, u"告警已停用，请先投用"_s, u"the alarm is out of service; put it back first"_s};
    }
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
    if (const std::optional<Refusal> refusal = mayNotShelve(known, reason))
        return *refusal;
    AlarmOutcome outcome = keepQuiet(known, AlarmState::Shelved, u"shelved"_s, actor, reason, at);
    outcome.alarm.shelvedUntil = outcome.alarm.changedAt + minutes * TimeMs(60'000);
    return outcome;
}

Ruling<AlarmOutcome> AlarmEngine::shelveOnce(const Alarm &known, const QString &actor, const QString &reason, TimeMs at)
{
    if (const std::optional<Refusal> refusal = mayNotShelve(known, reason))
        return *refusal;
    if (!known.active)
        return Refusal{u"illegal-stage"_s, u"条件已恢复，无需搁置"_s,
                       u"the condition is gone already; there is nothing to shelve"_s};
    return keepQuiet(known, AlarmState::Shelved, u"shelved"_s, actor, reason, at);
}

Ruling<AlarmOutcome> AlarmEngine::unshelve(const Alarm &known, TimeMs at)
{
    if (known.state != AlarmState::Shelved)
        return Refusal{u"illegal-stage"_s, u"告警未搁置"_s, u"the alarm is not shelved"_s};
    return speakAgain(known, u"unshelved"_s, at);
}

Ruling<AlarmOutcome> AlarmEngine::retire(const Alarm &known, const QString &actor, const QString &reason, TimeMs at)
{
    if (reason.trimmed().isEmpty())
        return Refusal{u"bad-argument"_s, u"停用必须填写理由"_s, u"taking out of service needs a reason"_s};
    if (known.state == AlarmState::OutOfService)
        return Refusal{u"illegal-stage"_s, u"告警已停用"_s, u"the alarm is out of service already"_s};
    return keepQuiet(known, AlarmState::OutOfService, u"retired"_s, actor, reason, at);
}

Ruling<AlarmOutcome> AlarmEngine::reinstate(const Alarm &known, TimeMs at)
{
    if (known.state != AlarmState::OutOfService)
        return Refusal{u"illegal-stage"_s, u"告警未停用"_s, u"the alarm is not out of service"_s};
    return speakAgain(known, u"reinstated"_s, at);
}

} // namespace guancheng
