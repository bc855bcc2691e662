// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/field/crews.h"

#include <algorithm>
#include <array>

namespace guancheng::sim {
namespace {

constexpr quint64 kStream = 41;
constexpr double kRefusals = 0.012;
constexpr double kHard = 0.006; ///< cases that take longer than their limit

TimeMs afterSeconds(TimeMs now, double seconds)
{
    return now + static_cast<TimeMs>(seconds * 1000);
}

} // namespace

double handlingSeconds(const Catalogue &catalogue, const Incident &incident, Random &random)
{
    // 3 000 units carry 96 000 cases a day only because the usual case is small: most are done in some minutes.
    const MatterType *matter = catalogue.matters().find(incident.matter);
    const double limit = matter ? matter->handleMinutes * 60.0 : 3'600;
    if (random.chance(kHard))
        return std::min(limit, 10'800.0) * random.between(1.02, 1.3);
    return std::clamp(random.logNormal(std::clamp(limit * 0.08, 120.0, 360.0), 0.5), 45.0, std::max(60.0, limit * 0.9));
}

Crews::Crews(const Catalogue &catalogue, UnitFleet &fleet, CityInput &city, QString feed, Photograph photograph, quint64 seed)
    : m_catalogue(catalogue)
    , m_fleet(fleet)
    , m_city(city)
    , m_feed(std::move(feed))
    , m_photograph(std::move(photograph))
    , m_random(seed, kStream)
{
}

void Crews::ordered(const Order &order, const Incident &incident)
{
    Job job;
    job.order = order.id;
    job.unit = order.unit;
    job.etaSeconds = order.etaSeconds;
    job.incident = incident;
    job.incident.timeline.clear();
    job.incident.pictures.clear();
    job.slot = m_fleet.slotOf(order.unit);
    job.scripted = m_scripted && m_scripted(incident);
    m_incoming.emplace_back(std::move(job), order.status);
}

void Crews::cancelled(const Order &order)
{
    m_cancelled.append(order.id);
}

void Crews::spoken(const QString &unit, const QString &verb)
{
    if (verb != QLatin1String("feedback") && verb != QLatin1String("refuse"))
        return;
    for (Job &job : m_jobs)
        if (job.scripted && job.unit == unit)
            end(job);
}

void Crews::begin(Job &job, const QString &status, TimeMs now)
{
    if (job.slot >= 0 && !isBusy(job.slot))
        m_fleet.assign(static_cast<quint32>(job.slot));
    if (status == QLatin1String("onscene")) {
        if (job.slot >= 0 && !isBusy(job.slot) && job.incident.place.point.isValid()) {
            m_current.insert(job.slot, job.order);
            m_fleet.putAt(static_cast<quint32>(job.slot), job.incident.place.point);
        }
        job.phase = Phase::Working;
        job.due = afterSeconds(now, handlingSeconds(m_catalogue, job.incident, m_random) / 2);
    } else if (status == QLatin1String("enroute") || status == QLatin1String("accepted")) {
        job.phase = Phase::Accepted;
        job.told = status == QLatin1String("enroute");
        job.due = afterSeconds(now, job.told ? 0 : m_random.between(1, 5));
    } else {
        job.due = afterSeconds(now, m_random.between(3, 14));
    }
    if (job.scripted) { // drives off at once, in silence
        job.phase = Phase::Accepted;
        job.due = now;
    }
}

void Crews::step(TimeMs now)
{
    // The city may order or cancel while it is told something: that waits for the next step.
    auto incoming = std::exchange(m_incoming, {});
    const QStringList cancelled = std::exchange(m_cancelled, {});
    for (auto &[job, status] : incoming) {
        // The city tells all open orders again to whoever begins to listen.
        const bool known =
            std::any_of(m_jobs.begin(), m_jobs.end(), [&job](const Job &other) { return other.order == job.order; });
        if (known)
            continue;
        begin(job, status, now);
        m_jobs.push_back(std::move(job));
    }
    for (Job &job : m_jobs)
        if (cancelled.contains(job.order))
            end(job);
    for (Job &job : m_jobs) {
        if (job.phase == Phase::Driving && job.driven) {
            if (m_fleet.hasArrived(static_cast<quint32>(job.slot)))
                next(job, now);
        } else if (job.phase != Phase::Over && now >= job.due) {
            next(job, now);
        }
    }
    std::erase_if(m_jobs, [](const Job &job) { return job.phase == Phase::Over; });
}

void Crews::next(Job &job, TimeMs now)
{
    switch (job.phase) {
    case Phase::Offered:
        if (m_random.chance(kRefusals)) {
            say(job, QStringLiteral("refuse"), QStringLiteral("正在处置其他事项，无法前往"), now);
            return end(job);
        }
        say(job, QStringLiteral("accept"), QStringLiteral("收到，马上前往"), now);
        job.phase = Phase::Accepted;
        job.due = afterSeconds(now, m_random.between(2, 10));
        return;
    case Phase::Accepted: return drive(job, now);
    case Phase::Driving: return work(job, now);
    case Phase::Working: {
        if (job.scripted)
            return;
        static const std::array<QString, 4> kTexts{QStringLiteral("已处置完毕，现场恢复正常"),
                                                   QStringLiteral("问题已解决，请核查"), QStringLiteral("已现场整改到位"),
                                                   QStringLiteral("处置完成，照片已上传")};
        const QString &text = kTexts[m_random.below(kTexts.size())];
        say(job, QStringLiteral("feedback"), text, now, m_photograph(job.incident, job.unit, now));
        return end(job);
    }
    case Phase::Over: return;
    }
}

void Crews::drive(Job &job, TimeMs now)
{
    if (job.slot >= 0) {
        if (isBusy(job.slot)) {
            job.due = afterSeconds(now, 2);
            return;
        }
        m_current.insert(job.slot, job.order);
    }
    job.phase = Phase::Driving;
    const GeoPoint &place = job.incident.place.point;
    job.driven = job.slot >= 0 && place.isValid();
    if (job.driven) {
        m_fleet.sendTo(static_cast<quint32>(job.slot), place);
    } else {
        job.due = afterSeconds(now, std::clamp(job.etaSeconds, 30.0, 1'800.0));
    }
    if (!job.scripted && !job.told)
        say(job, QStringLiteral("enroute"), {}, now);
}

void Crews::work(Job &job, TimeMs now)
{
    job.phase = Phase::Working;
    job.due = afterSeconds(now, handlingSeconds(m_catalogue, job.incident, m_random));
    if (!job.scripted)
        say(job, QStringLiteral("arrive"), QStringLiteral("已到达现场"), now);
}

void Crews::end(Job &job)
{
    if (job.phase == Phase::Over)
        return;
    job.phase = Phase::Over;
    if (job.slot < 0)
        return;
    const bool mine = m_current.value(job.slot) == job.order;
    if (mine)
        m_current.remove(job.slot);
    const bool more = std::any_of(m_jobs.begin(), m_jobs.end(),
                                  [&job](const Job &other) { return other.slot == job.slot && other.phase != Phase::Over; });
    if (!more)
        m_fleet.release(static_cast<quint32>(job.slot));
    else if (mine)
        m_fleet.assign(static_cast<quint32>(job.slot));
}

void Crews::say(const Job &job, const QString &verb, const QString &text, TimeMs now, const QList<Picture> &pictures)
{
    FieldEvent event;
    event.incident = job.incident.id;
    event.unit = job.unit;
    event.verb = verb;
    event.text = text;
    event.pictures = pictures;
    event.at = now;
    m_city.field(m_feed, event);
}

} // namespace guancheng::sim
