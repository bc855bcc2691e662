// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/casedesk.h"

#include "catalogue/catalogue.h"
#include "city/city.h"

#include <chrono>

namespace guancheng {

using namespace Qt::StringLiterals;

using Verb = CaseAction::Verb;

static constexpr TimeMs kRetryMs = 1000;
static constexpr TimeMs kRetryPastMs = 60'000; ///< while the past is told: an hour of seconds would take long
static constexpr size_t kRetriesAtOnce = 20;
static constexpr qsizetype kMostEntries = 500; ///< beyond, a report of something known adds no further line

static qint64 monotonicNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

CaseDesk::CaseDesk(const Hall &hall)
    : m_hall(hall)
    , m_engine(hall.catalogue)
    , m_dispatch(hall.catalogue, hall.city)
    , m_matcher(*hall.catalogue)
{
}

void CaseDesk::restore()
{
    for (const Incident &incident : m_hall.state.tables().incidents) {
        if (incident.isFinal())
            continue;
        schedule(incident);
        m_duplicates.add(incident.id, {}, incident.matter, incident.place.point, incident.openedAt);
        if (incident.unit.isEmpty() && incident.stage == Stage::Dispatching && incident.returned == 0)
            m_waiting.push_back(incident.id);
        const Order *order = m_hall.state.activeOrder(incident.id);
        if (order)
            m_dispatch.reserve(order->unit, incident.id, CaseEngine::isSmall(incident));
    }
}

void CaseDesk::setListener(FieldListener *listener)
{
    m_listener = listener;
    if (!listener)
        return;
    for (const Order &order : m_hall.state.tables().orders) {
        const Incident *incident = m_hall.state.incident(order.incident);
        if (CityState::isActive(order) && incident && m_dispatch.slotOf(order.unit) >= 0)
            listener->ordered(order, *incident);
    }
}

void CaseDesk::unitsChanged()
{
    withdrawOrphans();
    m_retryAt = 0;
}

void CaseDesk::withdrawOrphans()
{
    QStringList orphans;
    for (const Incident &incident : m_hall.state.tables().incidents) {
        if (!incident.isFinal() && !incident.unit.isEmpty() && m_dispatch.slotOf(incident.unit) < 0 &&
            (incident.stage == Stage::Dispatching || incident.stage == Stage::Handling))
            orphans << incident.id;
    }
    for (const QString &id : std::as_const(orphans)) {
        CaseAction action{.verb = Verb::Withdraw, .actor = u"auto"_s, .text = u"承办单元已不在名录，重新派遣"_s};
        action.at = m_hall.clock.now();
        static_cast<void>(act(id, action));
        m_waiting.push_back(id);
    }
}

Found CaseDesk::found(const Report &report, const QString &alarm, const QString &actor)
{
    m_receivedNs = m_counted ? monotonicNs() : 0;
    const TimeMs now = m_hall.clock.now();
    int matter = m_hall.catalogue->matters().indexOf(report.matter);
    if (matter < 0)
        matter = m_matcher.match(report.title);
    const QString matterId = matter < 0 ? QString() : m_hall.catalogue->matters()[matter].id;
    const QString known = m_duplicates.find(report.duplicateKey, matterId, report.point, now);
    if (!known.isEmpty()) {
        const Incident *incident = m_hall.state.incident(known);
        if (incident && incident->timeline.size() < kMostEntries) {
            CaseAction action{
                .verb = Verb::Duplicate, .actor = actor, .text = report.title, .pictures = report.pictures, .at = now};
            static_cast<void>(act(known, action));
        }
        return {known, true};
    }
    CaseOpening opening;
    opening.id = m_hall.state.nextCaseId(now);
    opening.matter = matter;
    opening.title = report.title;
    opening.source = report.source;
    opening.sourceId = report.sourceId;
    opening.level = report.level;
    opening.place = m_hall.city->place(report.point, report.placeName);
    opening.alarm = alarm;
    opening.pictures = report.pictures;
    opening.actor = actor;
    const CaseOutcome outcome = m_engine.open(opening, now);
    commit(outcome);
    m_duplicates.add(opening.id, report.duplicateKey, matterId, report.point, now);
    autoDispatch(opening.id);
    m_receivedNs = 0;
    return {opening.id, false};
}

void CaseDesk::autoDispatch(const QString &id)
{
    const Incident *incident = m_hall.state.incident(id);
    if (!incident || incident->matter.isEmpty() || incident->place.street.isEmpty())
        return; // a person has to say what it is, or where
    const auto &streets = m_hall.city->streets();
    const int street = m_hall.city->streetIndex(incident->place.street);
    if (street < 0)
        return;
    const Street &home = streets[static_cast<size_t>(street)];
    const QString district = m_hall.city->districts()[home.district].nameZh;
    for (const auto &[tier, name] : {std::pair(Tier::District, district), std::pair(Tier::Street, home.nameZh)}) {
        CaseAction route{.verb = Verb::Route, .actor = u"auto"_s, .text = u"派至%1"_s.arg(name), .byRule = true, .tier = tier};
        route.at = m_hall.clock.now();
        if (!act(id, route))
            return;
    }
    if (!sendNearest(id))
        m_waiting.push_back(id);
}

bool CaseDesk::sendNearest(const QString &id)
{
    const Incident *incident = m_hall.state.incident(id);
    const TimeMs now = m_hall.clock.now();
    const DispatchAdvice advice = m_dispatch.recommend(*incident, now, refusals(id));
    if (advice.candidates.empty())
        return false;
    const DispatchCandidate &best = advice.candidates.front();
    CaseAction dispatch{.verb = Verb::Dispatch, .actor = u"auto"_s, .text = best.reasonZh, .byRule = true, .at = now};
    dispatch.unit = m_dispatch.units()[best.slot].id;
    return bool(act(id, dispatch));
}

QSet<QString> CaseDesk::refusals(const QString &incident) const
{
    QSet<QString> units;
    for (const QString &id : m_hall.state.tables().ordersOf.value(incident)) {
        const Order *order = m_hall.state.order(id);
        if (order && order->status == "refused"_L1)
            units.insert(order->unit);
    }
    return units;
}

Ruling<quint64> CaseDesk::act(const QString &id, CaseAction action)
{
    const Incident *known = m_hall.state.incident(id);
    if (!known)
        return Refusal{u"unknown-target"_s, u"没有编号为 %1 的案件"_s.arg(id), u"there is no open case %1"_s.arg(id)};
    const Incident before = *known;
    std::optional<DispatchCandidate> candidate;
    const Ruling<CaseOutcome> outcome = m_engine.apply(before, action);
    if (!outcome)
        return outcome.refusal();
    if (action.verb == Verb::Dispatch) {
        const Ruling<DispatchCandidate> judged = m_dispatch.judge(before, action.unit, m_hall.clock.now());
        if (!judged)
            return judged.refusal();
        candidate = *judged;
    }
    // The order that ends is changed before the case, so that it is still known when the case becomes final.
    if (!before.unit.isEmpty() && outcome->incident.unit != before.unit)
        changeOrder(id, action.verb == Verb::Refuse ? u"refused"_s : u"cancelled"_s, action.verb != Verb::Refuse);
    else if (outcome->incident.isFinal())
        changeOrder(id, u"cancelled"_s, true);
    quint64 seq = commit(*outcome);
    if (candidate) {
        if (candidate->reasonZh.isEmpty() || !action.byRule)
            candidate->reasonZh = action.byRule ? candidate->reasonZh : u"值班席指派；"_s + candidate->reasonZh;
        issueOrder(outcome->incident, *candidate);
    }
    follow(before, *outcome, action);
    return seq;
}

quint64 CaseDesk::commit(const CaseOutcome &outcome)
{
    const quint64 seq = m_hall.ledger.write(outcome.change, outcome.incident, outcome.entry, outcome.entry.at);
    count(outcome);
    if (const Incident *held = m_hall.state.incident(outcome.incident.id))
        schedule(*held);
    return seq;
}

void CaseDesk::count(const CaseOutcome &outcome)
{
    if (!m_counted)
        return;
    if (outcome.change == "opened"_L1)
        ++m_opened;
    else if (outcome.change == "closed"_L1)
        ++m_closed;
    else if (outcome.change == "dispatched"_L1) {
        ++m_dispatched;
        m_automatic += outcome.incident.automatic ? 1 : 0;
    }
}

void CaseDesk::schedule(const Incident &incident)
{
    const TimeMs due = m_engine.nextDue(incident);
    if (m_scheduled.value(incident.id) == due)
        return;
    if (due == 0) {
        m_scheduled.remove(incident.id);
        return;
    }
    m_scheduled.insert(incident.id, due);
    m_timers.push({due, incident.id});
}

/** What a change of the case means for its order and its unit. */
void CaseDesk::follow(const Incident &before, const CaseOutcome &outcome, const CaseAction &action)
{
    const Incident &after = outcome.incident;
    switch (action.verb) {
    case Verb::Accept: changeOrder(after.id, u"accepted"_s, false); break;
    case Verb::EnRoute: changeOrder(after.id, u"enroute"_s, false); break;
    case Verb::Arrive: changeOrder(after.id, u"onscene"_s, false); break;
    case Verb::Feedback: changeOrder(after.id, u"done"_s, false); break;
    case Verb::Refuse:
        if (!sendNearest(after.id))
            m_waiting.push_back(after.id);
        break;
    case Verb::Verify:
        if (!action.passed && !after.unit.isEmpty() && m_dispatch.slotOf(after.unit) >= 0) {
            // The same unit has to come again: a new order, to which nobody else is closer.
            DispatchCandidate again;
            again.slot = static_cast<quint32>(m_dispatch.slotOf(after.unit));
            again.reasonZh = u"核查未通过，返工"_s;
            issueOrder(after, again);
        }
        break;
    default: break;
    }
    if (after.isFinal() && !before.isFinal()) {
        m_duplicates.remove(after.id);
        m_scheduled.remove(after.id);
        if (m_final)
            m_final(after);
    }
}

void CaseDesk::issueOrder(const Incident &incident, const DispatchCandidate &candidate)
{
    Order order;
    const auto number = m_hall.state.tables().ordersOf.value(incident.id).size() + 1;
    order.id = u"O%1-%2"_s.arg(incident.id.sliced(1)).arg(number);
    order.incident = incident.id;
    order.unit = m_dispatch.units()[candidate.slot].id;
    order.status = u"offered"_s;
    order.at = m_hall.clock.now();
    order.etaSeconds = candidate.etaSeconds;
    order.reason = candidate.reasonZh;
    m_dispatch.reserve(order.unit, incident.id, CaseEngine::isSmall(incident));
    m_hall.ledger.write(u"offered"_s, order, order.at);
    m_hall.ledger.whenPublished([this, id = order.id, received = m_receivedNs] {
        if (received > 0)
            m_latency.add(static_cast<double>(monotonicNs() - received) / 1e6);
        const Order *held = m_hall.state.order(id);
        const Incident *of = held ? m_hall.state.incident(held->incident) : nullptr;
        // While the past is told nobody sets out: who listens then hears of what is left of it.
        if (m_counted && m_listener && of && CityState::isActive(*held))
            m_listener->ordered(*held, *of);
    });
}

void CaseDesk::changeOrder(const QString &incident, const QString &status, bool tell)
{
    const Order *active = m_hall.state.activeOrder(incident);
    if (!active || active->status == status)
        return;
    Order order = *active;
    order.status = status;
    order.at = std::max(order.at, m_hall.clock.now());
    m_hall.ledger.write(status, order, order.at);
    if (!CityState::isActive(order))
        m_dispatch.release(order.unit, incident);
    if (tell)
        m_hall.ledger.whenPublished([this, order] {
            if (m_listener)
                m_listener->cancelled(order);
        });
}

Status CaseDesk::field(const FieldEvent &event)
{
    static const QHash<QString, Verb> kVerbs{{u"accept"_s, Verb::Accept},
                                             {u"refuse"_s, Verb::Refuse},
                                             {u"enroute"_s, Verb::EnRoute},
                                             {u"arrive"_s, Verb::Arrive},
                                             {u"feedback"_s, Verb::Feedback}};
    const auto verb = kVerbs.constFind(event.verb);
    if (verb == kVerbs.constEnd())
        return Error{event.unit, event.incident, u"unknown verb '%1'"_s.arg(event.verb.left(32))};
    CaseAction action{
        .verb = *verb, .actor = event.unit, .text = event.text.left(4000), .unit = event.unit, .pictures = event.pictures};
    action.at = m_hall.clock.now();
    const Ruling<quint64> done = act(event.incident, action);
    if (!done)
        return Error{event.unit, event.incident, done.refusal().reasonEn};
    return ok();
}

void CaseDesk::takeBack(const Incident &before, const QString &reason)
{
    const Incident *now = m_hall.state.incident(before.id);
    if (!now)
        return;
    const TimeMs at = std::max(m_hall.clock.now(), now->timeline.isEmpty() ? 0 : now->timeline.constLast().at);
    const Order *active = m_hall.state.activeOrder(before.id);
    if (active && active->unit != before.unit)
        changeOrder(before.id, u"cancelled"_s, true);
    m_hall.ledger.write(u"withdrawn"_s, before, {0, at, before.stage, u"withdraw"_s, u"auto"_s, reason}, at);
    if (const Incident *held = m_hall.state.incident(before.id))
        schedule(*held);
    const bool working = before.stage == Stage::Dispatching || before.stage == Stage::Handling;
    const qint64 slot = before.unit.isEmpty() ? -1 : m_dispatch.slotOf(before.unit);
    if (working && slot >= 0 && !m_hall.state.activeOrder(before.id)) {
        DispatchCandidate again;
        again.slot = static_cast<quint32>(slot);
        again.reasonZh = reason;
        issueOrder(before, again);
    }
}

Result<Recommendation> CaseDesk::recommend(const QString &id) const
{
    const Incident *incident = m_hall.state.incident(id);
    if (!incident)
        return Error{id, {}, u"there is no open case of this id"_s};
    const DispatchAdvice advice = m_dispatch.recommend(*incident, m_hall.clock.now(), refusals(id));
    Recommendation recommendation;
    for (const DispatchCandidate &candidate : advice.candidates)
        recommendation.candidates.append({m_dispatch.units()[candidate.slot].id, candidate.etaSeconds, candidate.distanceMetres,
                                          candidate.reasonZh, candidate.reasonEn, candidate.gapMinutes});
    recommendation.shortfallZh = advice.shortfallZh;
    recommendation.shortfallEn = advice.shortfallEn;
    return recommendation;
}

void CaseDesk::tick(TimeMs now)
{
    while (!m_timers.empty() && m_timers.top().first <= now) {
        const Timer timer = m_timers.top();
        m_timers.pop();
        const Incident *incident = m_hall.state.incident(timer.second);
        if (m_scheduled.value(timer.second) != timer.first || !incident)
            continue;
        m_scheduled.remove(timer.second);
        const std::unique_ptr<CaseAction> action = m_engine.due(*incident, now);
        if (action)
            static_cast<void>(act(timer.second, *action));
        else
            schedule(*incident);
    }
    if (now >= m_retryAt || m_retryAt > now + kRetryPastMs) {
        m_retryAt = now + (m_counted ? kRetryMs : kRetryPastMs);
        m_duplicates.forget(now);
        retryWaiting();
    }
}

void CaseDesk::retryWaiting()
{
    for (size_t i = std::min(kRetriesAtOnce, m_waiting.size()); i > 0; --i) {
        const QString id = m_waiting.front();
        m_waiting.pop_front();
        const Incident *incident = m_hall.state.incident(id);
        // A case that a person took into his hands is his.
        if (!incident || incident->isFinal() || !incident->unit.isEmpty() || incident->returned > 0)
            continue;
        if (!sendNearest(id))
            m_waiting.push_back(id);
    }
}

} // namespace guancheng
