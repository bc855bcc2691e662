// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/dispatchengine.h"

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "engines/caseengine.h"

#include <QTimeZone>

#include <array>

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr double kDetour = 1.35;
static constexpr TimeMs kStaleMs = 120'000;
static constexpr double kFarthestSeconds = 60 * 60;
static constexpr double kQueueSeconds = 8 * 60;       ///< a small matter takes about so long
static constexpr double kConditionalSeconds = 3 * 60; ///< a unit that could come counts as so much farther
static constexpr double kRankSeconds = 2 * 60;        ///< the second-best kind as well
static constexpr double kGapSeconds = 60;
static constexpr int kOnSceneMinutes = 15;
static constexpr double kGridMetres = 60'000; ///< nobody farther is looked at

DispatchEngine::DispatchEngine(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city)
    : m_catalogue(std::move(catalogue))
    , m_city(std::move(city))
    , m_grid(m_city->bounds().west, m_city->bounds().south, m_city->bounds().east, m_city->bounds().north)
{
    const QTimeZone zone(m_city->timeZone().toLatin1());
    if (zone.isValid())
        m_offsetSeconds = zone.standardTimeOffset(QDateTime::currentDateTimeUtc());
}

void DispatchEngine::setUnits(std::vector<Unit> units)
{
    m_units = std::move(units);
    m_positions.assign(m_units.size(), {});
    m_counted.assign(m_units.size(), false);
    m_slotOf.clear();
    m_freeAtHome.clear();
    m_grid.clear();
    for (size_t slot = 0; slot < m_units.size(); ++slot) {
        m_units[slot].slot = static_cast<quint32>(slot);
        m_positions[slot].slot = static_cast<quint32>(slot);
        m_positions[slot].status = UnitStatus::Unavailable;
        m_slotOf.insert(m_units[slot].id, static_cast<qint64>(slot));
    }
}

void DispatchEngine::setPosition(const UnitRecord &record)
{
    m_positions[record.slot] = record;
    m_grid.move(record.slot, record.point);
    const bool free = isFree(record.slot);
    if (free != m_counted[record.slot])
        countFree(record.slot, free ? 1 : -1);
}

bool DispatchEngine::isFree(quint32 slot) const
{
    const UnitRecord &position = m_positions[slot];
    return position.status == UnitStatus::Available && position.activity != UnitActivity::OutOfService &&
           !m_orders.contains(m_units[slot].id);
}

void DispatchEngine::countFree(quint32 slot, int by)
{
    m_counted[slot] = by > 0;
    m_freeAtHome[(quint32(m_units[slot].street) << 16U) | m_units[slot].kind] += by;
}

int DispatchEngine::freeAtHome(quint32 slot) const
{
    return m_freeAtHome.value((quint32(m_units[slot].street) << 16U) | m_units[slot].kind);
}

void DispatchEngine::reserve(const QString &unit, const QString &incident, bool small)
{
    m_orders[unit].insert(incident, small);
    if (const qint64 slot = slotOf(unit); slot >= 0 && m_counted[static_cast<size_t>(slot)])
        countFree(static_cast<quint32>(slot), -1);
}

void DispatchEngine::release(const QString &unit, const QString &incident)
{
    const auto orders = m_orders.find(unit);
    if (orders == m_orders.end() || !orders->remove(incident))
        return;
    if (orders->isEmpty())
        m_orders.erase(orders);
    const qint64 slot = slotOf(unit);
    if (slot >= 0 && !m_counted[static_cast<size_t>(slot)] && isFree(static_cast<quint32>(slot)))
        countFree(static_cast<quint32>(slot), 1);
}

double DispatchEngine::speed(quint16 kind, TimeMs now) const
{
    const auto hour = static_cast<size_t>(((now / 1000 + m_offsetSeconds) / 3600) % 24 + 24) % 24;
    return std::max(3.0, m_catalogue->unitKinds()[kind].speedKmh[hour]) / 3.6;
}

int DispatchEngine::rankOf(int matter, quint16 kind) const
{
    if (matter < 0)
        return 0; // an operator who knows better may send whom he likes
    const std::vector<int> &kinds = m_catalogue->matters()[matter].unitKinds;
    const auto found = std::find(kinds.begin(), kinds.end(), int(kind));
    return found == kinds.end() ? -1 : static_cast<int>(found - kinds.begin());
}

DispatchEngine::Fitness DispatchEngine::fitness(quint32 slot, bool small, TimeMs now) const
{
    const UnitRecord &position = m_positions[slot];
    if (position.at + kStaleMs < now || !position.point.isValid())
        return Fitness::Stale;
    if (position.status == UnitStatus::Unavailable || position.activity == UnitActivity::OutOfService)
        return m_orders.contains(m_units[slot].id) ? Fitness::Busy : Fitness::Unavailable;
    const auto orders = m_orders.constFind(m_units[slot].id);
    if (orders == m_orders.constEnd())
        return Fitness::Free;
    if (!small || orders->size() >= kMostQueued || std::any_of(orders->begin(), orders->end(), [](bool each) { return !each; }))
        return Fitness::Busy;
    return Fitness::Queued;
}

DispatchEngine::Rated DispatchEngine::rate(const Incident &incident, quint32 slot, int rank, TimeMs now) const
{
    Rated rated;
    rated.slot = slot;
    rated.rank = rank;
    const double metres = distanceMetres(m_positions[slot].point, incident.place.point) * kDetour;
    finish(rated, metres / speed(m_units[slot].kind, now), metres);
    return rated;
}

void DispatchEngine::finish(Rated &rated, double seconds, double metres) const
{
    const quint32 slot = rated.slot;
    DispatchCandidate &candidate = rated.candidate;
    candidate.slot = slot;
    candidate.distanceMetres = metres;
    const int queued = load(m_units[slot].id);
    rated.queued = queued > 0;
    candidate.etaSeconds = seconds + queued * kQueueSeconds;
    candidate.gapMinutes = 0;
    if (queued == 0 && m_counted[slot] && freeAtHome(slot) <= 1)
        candidate.gapMinutes = static_cast<int>(2 * candidate.etaSeconds / 60) + kOnSceneMinutes;
    rated.score = candidate.etaSeconds + rated.rank * kRankSeconds + (candidate.gapMinutes > 0 ? kGapSeconds : 0) +
                  (m_positions[slot].status == UnitStatus::Conditional ? kConditionalSeconds : 0);
}

void DispatchEngine::refine(const Incident &incident, TimeMs now, std::vector<Rated> &rated) const
{
    // One question a kind of units: they move alike.
    std::vector<quint16> kinds;
    for (const Rated &each : rated) {
        if (const quint16 kind = m_units[each.slot].kind; std::find(kinds.begin(), kinds.end(), kind) == kinds.end())
            kinds.push_back(kind);
    }
    for (const quint16 kind : kinds) {
        std::vector<Rated *> members;
        std::vector<GeoPoint> from;
        for (Rated &each : rated) {
            if (m_units[each.slot].kind == kind) {
                members.push_back(&each);
                from.push_back(m_positions[each.slot].point);
            }
        }
        std::vector<TravelEstimate> estimates(from.size());
        m_travel->estimate(incident.place.point, m_catalogue->unitKinds()[kind].id, now, from, estimates);
        for (size_t i = 0; i < members.size(); ++i) {
            if (!estimates[i].isKnown())
                continue;
            finish(*members[i], estimates[i].seconds, estimates[i].metres);
            members[i]->candidate.byRoad = true;
        }
    }
    std::stable_sort(rated.begin(), rated.end(), [](const Rated &a, const Rated &b) { return a.score < b.score; });
}

DispatchAdvice DispatchEngine::recommend(const Incident &incident, TimeMs now, const QSet<QString> &without) const
{
    DispatchAdvice advice;
    const int matter = m_catalogue->matters().indexOf(incident.matter);
    if (!incident.place.point.isValid()) {
        advice.shortfallZh = u"案发位置不明，无法推荐处置单元"_s;
        advice.shortfallEn = u"The place is not known, so nobody can be proposed"_s;
        return advice;
    }
    if (matter < 0) {
        advice.shortfallZh = u"事项类型未定，请先核定或由值班长指派"_s;
        advice.shortfallEn = u"The matter is not known; name it or choose a unit yourself"_s;
        return advice;
    }
    const bool small = CaseEngine::isSmall(incident);
    std::vector<Rated> best;
    const size_t most = m_travel ? kMostRefined : kMostCandidates;
    Tally tally;
    const auto visit = [&](quint32 slot) {
        const int rank = rankOf(matter, m_units[slot].kind);
        if (rank < 0 || (!without.isEmpty() && without.contains(m_units[slot].id)))
            return;
        switch (fitness(slot, small, now)) {
        case Fitness::Busy: ++tally.busy; return;
        case Fitness::Unavailable: ++tally.unavailable; return;
        case Fitness::Stale: ++tally.stale; return;
        default: break;
        }
        Rated rated = rate(incident, slot, rank, now);
        if (rated.candidate.etaSeconds > kFarthestSeconds) {
            ++tally.far;
            return;
        }
        const auto position = std::upper_bound(best.begin(), best.end(), rated.score,
                                               [](double score, const Rated &other) { return score < other.score; });
        best.insert(position, std::move(rated));
        if (best.size() > most)
            best.pop_back();
    };
    double fastest = 1;
    for (const int kind : m_catalogue->matters()[matter].unitKinds)
        fastest = std::max(fastest, speed(static_cast<quint16>(kind), now));
    m_grid.around(incident.place.point, visit, [&](double seen) {
        const bool enough = best.size() == most && seen * kDetour / fastest > best.back().score;
        return !enough && seen < kGridMetres;
    });
    if (m_travel) {
        refine(incident, now, best);
        tally.far += static_cast<int>(
            std::erase_if(best, [](const Rated &rated) { return rated.candidate.etaSeconds > kFarthestSeconds; }));
        best.resize(std::min(best.size(), kMostCandidates));
    }
    for (Rated &rated : best) {
        explain(rated.candidate, incident, rated.queued);
        advice.candidates.push_back(std::move(rated.candidate));
    }
    if (advice.candidates.size() < 3)
        explainShortfall(advice, tally);
    return advice;
}

Ruling<DispatchCandidate> DispatchEngine::judge(const Incident &incident, const QString &unit, TimeMs now) const
{
    const qint64 known = slotOf(unit);
    if (known < 0)
        return Refusal{u"unit-unavailable"_s, u"没有编号为 %1 的单元"_s.arg(unit), u"there is no unit %1"_s.arg(unit)};
    const auto slot = static_cast<quint32>(known);
    switch (fitness(slot, CaseEngine::isSmall(incident), now)) {
    case Fitness::Stale:
        return Refusal{u"unit-unavailable"_s, u"%1 的位置已过期"_s.arg(m_units[slot].callsign),
                       u"the position of %1 is too old"_s.arg(m_units[slot].callsign)};
    case Fitness::Unavailable:
        return Refusal{u"unit-unavailable"_s, u"%1 不可派"_s.arg(m_units[slot].callsign),
                       u"%1 is not available"_s.arg(m_units[slot].callsign)};
    case Fitness::Busy:
        return Refusal{u"unit-unavailable"_s, u"%1 正在处置其他案件"_s.arg(m_units[slot].callsign),
                       u"%1 is busy with other cases"_s.arg(m_units[slot].callsign)};
    default: break;
    }
    const int rank = rankOf(m_catalogue->matters().indexOf(incident.matter), m_units[slot].kind);
    std::vector<Rated> rated{rate(incident, slot, std::max(rank, 0), now)};
    if (m_travel)
        refine(incident, now, rated);
    explain(rated.front().candidate, incident, rated.front().queued);
    return rated.front().candidate;
}

void DispatchEngine::explain(DispatchCandidate &candidate, const Incident &incident, bool queued) const
{
    const Unit &unit = m_units[candidate.slot];
    const UnitKind &kind = m_catalogue->unitKinds()[unit.kind];
    const int minutes = std::max(1, static_cast<int>(std::lround(candidate.etaSeconds / 60)));
    const QString distance = QString::number(candidate.distanceMetres / 1000, 'f', 1);
    QStringList zh{
        kind.nameZh,
        (candidate.byRoad ? u"沿道路 %1 公里、%2 分钟到场"_s : u"约 %1 公里、%2 分钟到场"_s).arg(distance).arg(minutes)};
    QStringList en{
        kind.nameEn,
        (candidate.byRoad ? u"%1 km by road, %2 min away"_s : u"about %1 km, %2 min away"_s).arg(distance).arg(minutes)};
    const auto add = [&](const QString &textZh, const QString &textEn) {
        zh << textZh;
        en << textEn;
    };
    if (queued)
        add(u"手头 %1 件小案"_s.arg(load(unit.id)), u"%1 small matters before"_s.arg(load(unit.id)));
    else if (m_positions[candidate.slot].status == UnitStatus::Conditional)
        add(u"有条件可派"_s, u"conditionally available"_s);
    else
        add(u"空闲"_s, u"free"_s);
    const auto &streets = m_city->streets();
    if (unit.street < streets.size() && streets[unit.street].code == incident.place.street)
        add(u"属地街镇"_s, u"of this street"_s);
    if (candidate.gapMinutes > 0)
        add(u"原街镇将空缺约 %1 分钟"_s.arg(candidate.gapMinutes),
            u"leaves its street without cover for %1 min"_s.arg(candidate.gapMinutes));
    candidate.reasonZh = zh.join(u"，"_s);
    candidate.reasonEn = en.join(u", "_s);
}

void DispatchEngine::explainShortfall(DispatchAdvice &advice, const Tally &tally) const
{
    QStringList zh;
    QStringList en;
    const auto add = [&](int count, const QString &textZh, const QString &textEn) {
        if (count == 0)
            return;
        zh << textZh.arg(count);
        en << textEn.arg(count);
    };
    add(tally.busy, u"%1 个正在处置"_s, u"%1 busy"_s);
    add(tally.unavailable, u"%1 个不可派"_s, u"%1 not available"_s);
    add(tally.stale, u"%1 个位置过期"_s, u"%1 with an old position"_s);
    add(tally.far, u"%1 个一小时内无法到场"_s, u"%1 more than an hour away"_s);
    const bool none = advice.candidates.empty();
    if (zh.isEmpty()) {
        advice.shortfallZh = none ? u"没有能处置此类事项的单元"_s : u"附近没有更多能处置此类事项的单元"_s;
        advice.shortfallEn =
            none ? u"No unit handles this kind of matter"_s : u"No more units nearby handle this kind of matter"_s;
        return;
    }
    advice.shortfallZh = (none ? u"没有可派单元："_s : u"可派单元不足："_s) + zh.join(u"，"_s);
    advice.shortfallEn = (none ? u"Nobody can go: "_s : u"Few can go: "_s) + en.join(u", "_s);
}

} // namespace guancheng
