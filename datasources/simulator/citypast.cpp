// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/citypast.h"

#include "datasources/simulator/field/crews.h"

#include <algorithm>
#include <cmath>

namespace guancheng {
namespace {

constexpr quint64 kStream = 101;
constexpr TimeMs kMinute = 60'000;
constexpr TimeMs kBatch = 15'000;  ///< findings are drawn for so long at once
constexpr double kMostCases = 800; ///< of the last twenty minutes: the first picture must not wait for more
constexpr TimeMs kSeatMinutes = 9; ///< by then a person has looked at what came without a matter
constexpr TimeMs kUsualLife = 22 * kMinute;
constexpr double kStillOpen = 0.85;
constexpr double kOnTime = 0.965; ///< shares of the day before the journal
constexpr double kDispatched = 0.985;
constexpr double kAutomatic = 0.955;

/** Share of the cases of this age that are told: all the young ones, and of the old ones those that are still open. */
double told(TimeMs age)
{
    constexpr std::array<std::pair<double, double>, 5> kShares{{{0, 1}, {8, 1}, {16, 0.45}, {24, 0.1}, {45, 0.02}}};
    const double minutes = static_cast<double>(age) / kMinute;
    for (size_t i = 1; i < kShares.size(); ++i) {
        const auto [before, shareBefore] = kShares[i - 1];
        const auto [after, shareAfter] = kShares[i];
        if (minutes <= after)
            return shareBefore + (shareAfter - shareBefore) * (minutes - before) / (after - before);
    }
    return 0;
}

SimulatorOptions withOwnSeed(SimulatorOptions options)
{
    options.seed = sim::mix64(options.seed, kStream); // the past takes nothing from the luck of the present
    return options;
}

} // namespace

CityPast::CityPast(const Catalogue &catalogue, const SimulatorOptions &options, const sim::Anchors &anchors,
                   CaseScenery scenery, Doors doors)
    : m_catalogue(catalogue)
    , m_options(options)
    , m_flow(catalogue, withOwnSeed(options), anchors, std::move(scenery))
    , m_doors(std::move(doors))
    , m_random(options.seed, kStream)
{
}

sim::LocalTime CityPast::localTime(TimeMs at) const
{
    return sim::localTime(at, m_options.zoneOffsetSeconds);
}

double CityPast::expected(TimeMs from, TimeMs to) const
{
    double sum = 0;
    constexpr TimeMs kStep = 15 * kMinute;
    for (TimeMs at = from; at < to; at += kStep) {
        const TimeMs end = std::min(to, at + kStep);
        sum += m_flow.perSecond(localTime(at)) * static_cast<double>(end - at) / 1000;
    }
    return sum;
}

std::vector<CityPast::Finding> CityPast::findings(TimeMs now)
{
    std::vector<Finding> found;
    const double usual = expected(now - 20 * kMinute, now);
    const double thin = std::min(1.0, kMostCases / std::max(1.0, usual));
    for (TimeMs from = now - kLength; from < now; from += kBatch) {
        const TimeMs to = std::min(now, from + kBatch);
        const double share = told(now - from) * thin;
        m_flow.draw(
            from, to, localTime(from), [share](const QString &) { return share; },
            [&](const QString &feed, Report &&report) {
                if (report.matter.isEmpty() && now - report.at > kSeatMinutes * kMinute)
                    return;
                found.push_back({feed, std::move(report)});
            });
    }
    std::stable_sort(found.begin(), found.end(), [](const Finding &a, const Finding &b) { return a.report.at < b.report.at; });
    return found;
}

void CityPast::count(CityHistory &history, TimeMs begin, TimeMs now, qint64 told) const
{
    const TimeMs offset = TimeMs(m_options.zoneOffsetSeconds) * 1000;
    const TimeMs day = localTime(begin).day * 86'400'000 - offset;
    // Those that are left out of the hour are counted before it, when it is the same day.
    const bool sameDay = localTime(now).day == localTime(begin).day;
    const double whole = expected(day, sameDay ? now : begin) - (sameDay ? static_cast<double>(told) : 0);
    DayBefore before;
    before.opened = std::max<qint64>(0, std::llround(whole));
    before.closed = before.opened;
    const auto share = [&](double part) { return std::llround(static_cast<double>(before.opened) * part); };
    before.dispatched = share(kDispatched);
    before.automatic = share(kAutomatic);
    before.onTime = share(kOnTime);
    history.counted(before, begin);
}

void CityPast::plan(const QString &incident, Verb verb, TimeMs at)
{
    m_steps.push({at, m_orders++, incident, verb});
}

void CityPast::consider(CityHistory &history, const QString &id, TimeMs at)
{
    const Incident *incident = history.caseOf(id);
    if (!incident || incident->isFinal() || m_planned.contains(id))
        return; // a second report of the same is no second order
    if (incident->unit.isEmpty()) {
        m_waiting.append(id);
        return;
    }
    m_planned.insert(id);
    plan(id, Verb::Accept, at + static_cast<TimeMs>(m_random.between(3'000, 14'000)));
}

double CityPast::workSeconds(const Incident &incident, TimeMs from, TimeMs now)
{
    const double drawn = sim::handlingSeconds(m_catalogue, incident, m_random);
    // What is older than cases usually get is told because it is still open: it takes until after the present.
    const bool open = now - incident.openedAt > kUsualLife && m_random.chance(kStillOpen);
    const double left = static_cast<double>(now - from) / 1000;
    return open ? std::max(drawn, left + m_random.between(20, 900)) : drawn;
}

void CityPast::carryOut(CityHistory &history, CityInput &input, const Step &step, TimeMs now)
{
    const Incident *incident = history.caseOf(step.incident);
    if (!incident || incident->isFinal() || incident->unit.isEmpty())
        return;
    const QString unit = incident->unit;
    const auto later = [&](double seconds) { return step.at + static_cast<TimeMs>(seconds * 1000); };
    const auto say = [&](const QString &verb, const QString &text, const QList<Picture> &pictures = {}) {
        input.field(m_doors.unitsFeed, {step.incident, unit, verb, text, pictures, step.at});
    };
    switch (step.verb) {
    case Verb::Accept:
        say(QStringLiteral("accept"), QStringLiteral("收到，马上前往"));
        return plan(step.incident, Verb::EnRoute, later(m_random.between(2, 10)));
    case Verb::EnRoute: {
        if (m_busy.contains(unit)) // one after the other
            return plan(step.incident, Verb::EnRoute, later(30));
        const Order *order = history.orderOf(step.incident);
        const double drive = order ? std::clamp(order->etaSeconds * m_random.between(0.8, 1.3), 30.0, 900.0) : 300;
        m_busy.insert(unit, step.incident);
        say(QStringLiteral("enroute"), {});
        return plan(step.incident, Verb::Arrive, later(drive));
    }
    case Verb::Arrive: {
        const double seconds = workSeconds(*incident, step.at, now);
        say(QStringLiteral("arrive"), QStringLiteral("已到达现场"));
        return plan(step.incident, Verb::Feedback, later(seconds));
    }
    case Verb::Feedback: {
        const Incident copy = *incident;
        say(QStringLiteral("feedback"), QStringLiteral("已处置完毕，请核查"),
            m_doors.photograph ? m_doors.photograph(copy, unit, step.at) : QList<Picture>());
        m_busy.remove(unit);
        return;
    }
    }
}

int CityPast::tell(CityHistory &history, CityInput &input, TimeMs now)
{
    const TimeMs begin = now - kLength;
    const std::vector<Finding> found = findings(now);
    history.reach(begin);
    count(history, begin, now, static_cast<qint64>(found.size()));
    auto next = found.begin();
    for (TimeMs minute = begin; minute < now;) {
        const TimeMs finding = next == found.end() ? now : next->report.at;
        const TimeMs step = m_steps.empty() ? now : m_steps.top().at;
        const TimeMs at = std::min({minute + kMinute, finding, step, now});
        if (at >= now)
            break;
        if (at == step) {
            const Step due = m_steps.top();
            m_steps.pop();
            history.reach(at);
            carryOut(history, input, due, now);
        } else if (at == finding) {
            history.reach(at);
            consider(history, history.found(next->feed, next->report), at);
            ++next;
        } else {
            minute = at;
            history.reach(at);
            for (const QString &id : std::exchange(m_waiting, {}))
                consider(history, id, at);
        }
    }
    history.present();
    return static_cast<int>(found.size());
}

void CityPast::tellTrends(CityHistory &history, TimeMs now) const
{
    const double present = std::max(0.01, m_flow.rhythm(localTime(now)));
    history.trends([&](const Measure &measure, double value, TimeMs at) {
        using Kind = Measure::Kind;
        const auto key = sim::mix64(m_options.seed ^ static_cast<quint64>(measure.kind), measure.matters.size());
        const double noise =
            sim::smoothNoise(sim::mix64(key, measure.sources.size()), static_cast<double>(at) / (7.0 * kMinute));
        switch (measure.kind) {
        case Kind::CasesToday: {
            const TimeMs offset = TimeMs(m_options.zoneOffsetSeconds) * 1000;
            const TimeMs midnight = localTime(now).day * 86'400'000 - offset;
            const double whole = expected(midnight, now);
            if (at < midnight || whole <= 0)
                return 0.0;
            return std::round(value * expected(midnight, at) / whole);
        }
        case Kind::CasesOpen:
        case Kind::CasesOverdue: return std::round(value * m_flow.rhythm(localTime(at)) / present * (1 + 0.04 * noise));
        case Kind::DevicesOnline:
        case Kind::CamerasOnline: return std::min(100.0, value + 0.05 * noise);
        case Kind::AlarmsActive:
        case Kind::WarningsActive:
        case Kind::None: break;
        }
        return value;
    });
}

} // namespace guancheng
