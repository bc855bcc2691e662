// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/caseengine.h"

#include "catalogue/catalogue.h"

#include <array>
#include <optional>

namespace guancheng {

using namespace Qt::StringLiterals;

using Verb = CaseAction::Verb;

static constexpr TimeMs kMinute = 60'000;
/** A person may look at the feedback for so long before the rules verify a small matter, and then close it. */
static constexpr TimeMs kVerifyAfter = 2 * kMinute;
static constexpr TimeMs kCloseAfter = kMinute;

struct CaseEngine::Due
{
    TimeMs at = 0;
    std::optional<Verb> verb;
};

namespace {

constexpr unsigned bit(Stage stage)
{
    return 1U << static_cast<unsigned>(stage);
}
constexpr unsigned kFound = bit(Stage::Discovered);
constexpr unsigned kSending = bit(Stage::Dispatching);
constexpr unsigned kWork = bit(Stage::Handling);
constexpr unsigned kBack = bit(Stage::FeedBack);
constexpr unsigned kCheck = bit(Stage::Verifying);
constexpr unsigned kOpen = kFound | kSending | kWork | kBack | kCheck;

/** The table of legality: in which stages a verb may be used, and what the change is called on the stream. */
struct Rule
{
    Verb verb;
    unsigned stages;
    const char *name;
    const char *change;
};
constexpr std::array kRules{
    Rule{Verb::Route, kFound | kSending, "route", "routed"},
    Rule{Verb::Dispatch, kFound | kSending | kWork, "dispatch", "dispatched"},
    Rule{Verb::Accept, kSending | kWork, "accept", "accepted"},
    Rule{Verb::Refuse, kSending | kWork, "refuse", "refused"},
    Rule{Verb::EnRoute, kSending | kWork, "enroute", "enroute"},
    Rule{Verb::Arrive, kSending | kWork, "arrive", "arrived"},
    Rule{Verb::Feedback, kSending | kWork, "feedback", "fedback"},
    Rule{Verb::Verify, kBack | kCheck, "verify", "verified"},
    Rule{Verb::Close, kCheck, "close", "closed"},
    Rule{Verb::Urge, kOpen, "urge", "urged"},
    Rule{Verb::Escalate, kOpen, "escalate", "escalated"},
    Rule{Verb::Return, kSending | kWork | kBack | kCheck, "return", "returned"},
    Rule{Verb::Void, kOpen, "void", "voided"},
    Rule{Verb::Duplicate, kOpen, "duplicate", "duplicated"},
    Rule{Verb::Withdraw, kSending | kWork, "withdraw", "withdrawn"},
};

const Rule &ruleOf(Verb verb)
{
    return kRules[static_cast<size_t>(verb)];
}

constexpr std::array<const char16_t *, 7> kStageZh{u"发现", u"派遣", u"处置", u"反馈", u"核查", u"已结案", u"已作废"};
constexpr std::array<const char *, 7> kStageEn{"discovered", "dispatching", "handling", "fed back",
                                               "verifying",  "closed",      "voided"};

Refusal illegal(Verb verb, Stage stage)
{
    const auto index = static_cast<size_t>(stage);
    return {u"illegal-stage"_s, u"案件处于“%1”阶段，不能执行此操作"_s.arg(QString::fromUtf16(kStageZh[index])),
            u"'%1' is not possible while the case is %2"_s.arg(QLatin1StringView(ruleOf(verb).name),
                                                               QLatin1StringView(kStageEn[index]))};
}

Refusal illegal(const QString &zh, const QString &en)
{
    return {u"illegal-stage"_s, zh, en};
}

Refusal badArgument(const QString &zh, const QString &en)
{
    return {u"bad-argument"_s, zh, en};
}

/** Whether the unit has taken the order that it has now. */
bool isAccepted(const Incident &incident)
{
    for (auto it = incident.timeline.crbegin(); it != incident.timeline.crend(); ++it) {
        if (it->verb == "accept"_L1)
            return true;
        if (it->verb == "dispatch"_L1 || it->verb == "verify"_L1)
            return false;
    }
    return false;
}

/** Rules beyond the stage. */
std::optional<Refusal> objection(const Incident &incident, const CaseAction &action)
{
    const bool fromField = action.verb >= Verb::Accept && action.verb <= Verb::Feedback;
    if (fromField && incident.unit.isEmpty())
        return illegal(u"案件尚未派遣"_s, u"the case has not been dispatched"_s);
    if (fromField && !action.unit.isEmpty() && action.unit != incident.unit)
        return illegal(u"案件不由该单元承办"_s, u"the case is not with this unit"_s);
    switch (action.verb) {
    case Verb::Accept:
        if (isAccepted(incident))
            return illegal(u"没有待接的派遣单"_s, u"no order waits to be accepted"_s);
        return {};
    case Verb::Dispatch:
        if (action.unit.isEmpty())
            return badArgument(u"未指定处置单元"_s, u"no unit is given"_s);
        if (action.unit == incident.unit)
            return illegal(u"案件已派给该单元"_s, u"the case is with this unit already"_s);
        return {};
    case Verb::Route:
        if (action.tier >= incident.tier && incident.stage == Stage::Dispatching)
            return illegal(u"只能向下级派发"_s, u"a case is routed downwards only"_s);
        return {};
    case Verb::Escalate:
        if (incident.tier == Tier::City)
            return illegal(u"案件已在市级平台"_s, u"the case is at the city platform already"_s);
        return {};
    case Verb::Return:
        if (action.text.trimmed().isEmpty())
            return badArgument(u"回退必须填写理由"_s, u"a return needs a reason"_s);
        if (incident.unit.isEmpty())
            return illegal(u"案件尚未派遣，无从回退"_s, u"the case is with nobody who could return it"_s);
        return {};
    case Verb::Void:
        if (action.text.trimmed().isEmpty())
            return badArgument(u"作废必须填写理由"_s, u"voiding needs a reason"_s);
        return {};
    case Verb::Verify:
        if (action.passed && incident.stage == Stage::Verifying)
            return illegal(u"案件已核查通过，等待结案"_s, u"the case is verified and waits to be closed"_s);
        return {};
    case Verb::Withdraw:
        if (incident.unit.isEmpty())
            return illegal(u"案件没有派遣单"_s, u"the case has no order"_s);
        return {};
    default: return {};
    }
}

bool happenedInStage(const Incident &incident, QLatin1StringView verb)
{
    for (auto it = incident.timeline.crbegin(); it != incident.timeline.crend() && it->at >= incident.stageSince; ++it) {
        if (it->verb == verb && it->actor == "auto"_L1 && it->stage == incident.stage)
            return true;
    }
    return false;
}

} // namespace

CaseEngine::CaseEngine(std::shared_ptr<const Catalogue> catalogue) : m_catalogue(std::move(catalogue)) {}

QString CaseEngine::verbName(Verb verb)
{
    return QLatin1StringView(ruleOf(verb).name);
}

const MatterType *CaseEngine::matterOf(const Incident &incident) const
{
    return m_catalogue->matters().find(incident.matter);
}

TimeMs CaseEngine::stageLimit(const Incident &incident, Stage stage) const
{
    const MatterType *matter = matterOf(incident);
    if (!matter)
        return stage == Stage::Discovered ? 10 * kMinute : 0; // nobody knows the limits until a person names the matter
    switch (stage) {
    case Stage::Discovered:
    case Stage::Dispatching: return matter->dispatchMinutes * kMinute;
    case Stage::Handling: return matter->handleMinutes * kMinute;
    case Stage::FeedBack: return matter->feedbackMinutes * kMinute;
    case Stage::Verifying: return matter->verifyMinutes * kMinute;
    default: return 0;
    }
}

void CaseEngine::enter(Incident &incident, Stage stage, TimeMs at) const
{
    incident.stage = stage;
    incident.stageSince = at;
    const TimeMs limit = stageLimit(incident, stage);
    incident.stageDueAt = limit > 0 ? at + limit : 0;
}

CaseOutcome CaseEngine::open(const CaseOpening &opening, TimeMs at) const
{
    Incident incident;
    incident.id = opening.id;
    incident.title = opening.title;
    incident.source = opening.source;
    incident.sourceId = opening.sourceId;
    incident.place = opening.place;
    incident.alarm = opening.alarm;
    incident.pictures = opening.pictures;
    incident.tier = Tier::City;
    incident.openedAt = at;
    incident.level = opening.level == Level::Normal ? Level::Minor : opening.level;
    if (opening.matter >= 0) {
        const MatterType &matter = m_catalogue->matters()[opening.matter];
        incident.matter = matter.id;
        incident.department = m_catalogue->departments()[matter.department].id;
        if (opening.level == Level::Normal)
            incident.level = matter.level;
        incident.dueAt = at + matter.totalMinutes() * kMinute;
    }
    enter(incident, Stage::Discovered, at);
    return {incident, {0, at, Stage::Discovered, u"open"_s, opening.actor, opening.title}, u"opened"_s};
}

Ruling<CaseOutcome> CaseEngine::apply(const Incident &incident, const CaseAction &action) const
{
    const Rule &rule = ruleOf(action.verb);
    if ((rule.stages & bit(incident.stage)) == 0)
        return illegal(action.verb, incident.stage);
    if (std::optional<Refusal> refusal = objection(incident, action))
        return *refusal;
    // The clock of a feed may be behind: a case never goes back in time.
    TimeMs at = std::max(action.at, incident.stageSince);
    if (!incident.timeline.isEmpty())
        at = std::max(at, incident.timeline.constLast().at);
    CaseOutcome outcome{incident, {}, QLatin1StringView(rule.change)};
    act(outcome.incident, action, at);
    if (action.verb == Verb::Verify && !action.passed)
        outcome.change = u"rejected"_s;
    outcome.entry = {0, at, outcome.incident.stage, QLatin1StringView(rule.name), action.actor, action.text};
    return outcome;
}

void CaseEngine::act(Incident &incident, const CaseAction &action, TimeMs at) const
{
    incident.pictures += action.pictures;
    switch (action.verb) {
    case Verb::Route:
        incident.tier = action.tier;
        if (incident.stage == Stage::Discovered)
            enter(incident, Stage::Dispatching, at);
        return;
    case Verb::Dispatch:
        incident.unit = action.unit;
        incident.automatic = action.byRule;
        enter(incident, Stage::Dispatching, at);
        return;
    case Verb::Accept:
    case Verb::EnRoute:
    case Verb::Arrive:
        if (incident.stage != Stage::Handling)
            enter(incident, Stage::Handling, at);
        return;
    case Verb::Refuse:
    case Verb::Withdraw:
        incident.unit.clear();
        enter(incident, Stage::Dispatching, at);
        return;
    case Verb::Feedback: enter(incident, Stage::FeedBack, at); return;
    case Verb::Verify: enter(incident, action.passed ? Stage::Verifying : Stage::Handling, at); return;
    case Verb::Close:
    case Verb::Void: enter(incident, action.verb == Verb::Close ? Stage::Closed : Stage::Voided, at); return;
    case Verb::Urge: ++incident.urged; return;
    case Verb::Escalate: incident.tier = static_cast<Tier>(static_cast<int>(incident.tier) + 1); return;
    case Verb::Return:
        ++incident.returned;
        incident.unit.clear();
        enter(incident, Stage::Dispatching, at);
        return;
    case Verb::Duplicate: return;
    }
}

CaseEngine::Due CaseEngine::nextStep(const Incident &incident) const
{
    Due next;
    const auto consider = [&](TimeMs at, Verb verb) {
        if (!next.verb || at < next.at)
            next = {at, verb};
    };
    if (incident.isFinal())
        return next;
    if (isSmall(incident) && incident.stage == Stage::FeedBack && matterOf(incident))
        consider(incident.stageSince + kVerifyAfter, Verb::Verify);
    if (isSmall(incident) && incident.stage == Stage::Verifying)
        consider(incident.stageSince + kCloseAfter, Verb::Close);
    if (incident.stageDueAt > 0) {
        if (!happenedInStage(incident, "urge"_L1))
            consider(incident.stageDueAt, Verb::Urge);
        else if (incident.tier != Tier::City && !happenedInStage(incident, "escalate"_L1))
            consider(2 * incident.stageDueAt - incident.stageSince, Verb::Escalate);
    }
    return next;
}

TimeMs CaseEngine::nextDue(const Incident &incident) const
{
    return nextStep(incident).at;
}

std::unique_ptr<CaseAction> CaseEngine::due(const Incident &incident, TimeMs now) const
{
    const Due next = nextStep(incident);
    if (!next.verb || next.at > now)
        return nullptr;
    auto action = std::make_unique<CaseAction>();
    action->verb = *next.verb;
    action->actor = u"auto"_s;
    action->byRule = true;
    action->at = now;
    switch (*next.verb) {
    case Verb::Urge: action->text = u"阶段时限已到，自动督办"_s; break;
    case Verb::Escalate: action->text = u"超时一倍，自动升级"_s; break;
    case Verb::Verify: action->text = u"按规则核查通过"_s; break;
    case Verb::Close: action->text = u"按规则结案"_s; break;
    default: break;
    }
    return action;
}

} // namespace guancheng
