// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/indicatordesk.h"

#include "catalogue/catalogue.h"

#include <algorithm>

namespace guancheng {

using namespace Qt::StringLiterals;

const QString IndicatorDesk::kOwnSource = u"backend"_s;

static constexpr TimeMs kCountMs = 5000;
static constexpr TimeMs kAgeMs = 1000;
static constexpr TimeMs kTrendMs = 120'000; ///< the engine takes no trend points closer than this

IndicatorDesk::IndicatorDesk(const Hall &hall, const Directory &directory, const CaseDesk &cases, AlarmDesk &alarms)
    : m_hall(hall)
    , m_directory(directory)
    , m_cases(cases)
    , m_alarms(alarms)
    , m_engine(hall.catalogue)
{
    for (int i = 0; i < hall.catalogue->indicators().size(); ++i) {
        if (hall.catalogue->indicators()[i].measure.kind != Measure::Kind::None)
            m_measured.push_back(i);
    }
}

IndicatorEngine::Verdict IndicatorDesk::apply(const QString &source, const IndicatorReading &reading)
{
    const IndicatorEngine::Verdict verdict =
        m_engine.apply(reading.index, reading.value, reading.at, source, m_hall.clock.now());
    if (verdict != IndicatorEngine::Verdict::Applied)
        return verdict;
    const IndicatorValue &value = m_engine.values()[reading.index];
    if (!std::isnan(value.value))
        m_alarms.indicator(reading.index, value.level, value.value, reading.at);
    m_hall.observers.tell([&](CityObserver &observer) { observer.indicatorChanged(reading.index); });
    m_scoreDue = true;
    return verdict;
}

void IndicatorDesk::setTrust(const std::vector<FeedHealth> &sources)
{
    QHash<QString, Trust> trust;
    for (const FeedHealth &source : sources) {
        if (source.isLost())
            trust.insert(source.id, Trust::Lost);
        else if (source.isSkewed())
            trust.insert(source.id, Trust::Suspect);
    }
    if (trust == m_trust)
        return;
    for (auto old = m_trust.cbegin(); old != m_trust.cend(); ++old)
        m_engine.setTrust(old.key(), Trust::Sound);
    for (auto each = trust.cbegin(); each != trust.cend(); ++each)
        m_engine.setTrust(each.key(), each.value());
    m_trust = std::move(trust);
    for (const int index : m_measured)
        m_engine.setTrust(index, trustOf(m_hall.catalogue->indicators()[index]));
    m_nextAge = 0;
}

IndicatorEngine::Trust IndicatorDesk::trustOf(const IndicatorSpec &spec) const
{
    if (m_trust.isEmpty())
        return Trust::Sound;
    Trust trust = m_trust.value(m_hall.catalogue->sources()[spec.source].id, Trust::Sound);
    const bool byDevices =
        spec.measure.kind == Measure::Kind::DevicesOnline || spec.measure.kind == Measure::Kind::AlarmsActive;
    for (const QString &feed : byDevices ? m_directory.feedsOf(spec.measure.deviceClasses) : QStringList())
        trust = std::max(trust, m_trust.value(feed, Trust::Sound));
    return trust;
}

bool IndicatorDesk::devicesAreLost() const
{
    if (m_trust.isEmpty())
        return false;
    return std::ranges::any_of(m_directory.carried(), [this](const auto &feed) {
        return feed.second > 0 && m_trust.value(feed.first, Trust::Sound) == Trust::Lost;
    });
}

void IndicatorDesk::tick(TimeMs now)
{
    // The clock may have gone back (replay, seek): then everything is due.
    if (now >= m_nextCount || m_nextCount > now + kCountMs) {
        m_nextCount = now + kCountMs;
        count(now);
    }
    if (now >= m_nextAge || m_nextAge > now + kAgeMs) {
        m_nextAge = now + kAgeMs;
        for (const quint16 index : m_engine.age(now)) {
            m_hall.observers.tell([&](CityObserver &observer) { observer.indicatorChanged(index); });
            m_scoreDue = true;
        }
        if (std::exchange(m_scoreDue, false) && m_engine.score())
            m_hall.observers.tell([](CityObserver &observer) { observer.scoresChanged(); });
    }
}

void IndicatorDesk::count(TimeMs now)
{
    for (const int index : m_measured) {
        const double value = measure(m_hall.catalogue->indicators()[index].measure, now);
        const IndicatorValue &known = m_engine.values()[static_cast<size_t>(index)];
        const TimeMs refresh = TimeMs(m_hall.catalogue->indicators()[index].refreshSeconds) * 1000;
        const bool same = value == known.value || (std::isnan(value) && std::isnan(known.value));
        // What rests on a lost feed gets no younger by being counted again.
        const bool ofDevices = m_hall.catalogue->indicators()[index].measure.kind == Measure::Kind::DevicesOnline;
        if (m_engine.trust(index) == Trust::Lost && (same || ofDevices))
            continue;
        if (same && known.quality == Quality::Good && now - known.at < refresh)
            continue;
        apply(kOwnSource, {static_cast<quint16>(index), value, now});
    }
    countFigures(now);
}

void IndicatorDesk::remember(TimeMs now, const std::function<double(const Measure &, double present, TimeMs at)> &then)
{
    for (const int index : m_measured) {
        const IndicatorSpec &spec = m_hall.catalogue->indicators()[index];
        const double present = measure(spec.measure, now);
        if (std::isnan(present))
            continue;
        const TimeMs step = std::max(TimeMs(spec.refreshSeconds) * 1000, kTrendMs);
        for (TimeMs at = now - step * (IndicatorEngine::kTrendPoints - 1); at < now; at += step)
            apply(kOwnSource, {static_cast<quint16>(index), then(spec.measure, present, at), at});
    }
}

double IndicatorDesk::measure(const Measure &measure, TimeMs now) const
{
    using Kind = Measure::Kind;
    switch (measure.kind) {
    case Kind::CasesOpen:
    case Kind::CasesOverdue:
    case Kind::CasesToday: return countCases(measure, now);
    case Kind::AlarmsActive: return static_cast<double>(m_alarms.active(measure.deviceClasses));
    case Kind::WarningsActive: return static_cast<double>(m_hall.state.tables().warnings.size());
    case Kind::DevicesOnline: {
        // Devices of which nothing was ever heard are not known to be off.
        const auto [all, online] = m_directory.online(measure.deviceClasses);
        return all > 0 && m_directory.isHeard() ? 100.0 * static_cast<double>(online) / static_cast<double>(all)
                                                : std::numeric_limits<double>::quiet_NaN();
    }
    case Kind::CamerasOnline:
        return m_directory.cameras().empty() ? std::numeric_limits<double>::quiet_NaN()
                                             : 100.0 * static_cast<double>(m_directory.camerasOnline()) /
                                                   static_cast<double>(m_directory.cameras().size());
    case Kind::None: break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double IndicatorDesk::countCases(const Measure &measure, TimeMs now) const
{
    const CityTables &tables = m_hall.state.tables();
    const bool today = measure.kind == Measure::Kind::CasesToday;
    if (today && measure.matters.empty() && measure.sources.empty())
        return tables.today.day == m_hall.state.dayOf(now) ? static_cast<double>(tables.today.opened) : 0;
    QSet<QString> matters;
    for (const int each : measure.matters)
        matters.insert(m_hall.catalogue->matters()[each].id);
    const qint64 day = m_hall.state.dayOf(now);
    int count = 0;
    for (const Incident &incident : tables.incidents) {
        if (!today && incident.isFinal())
            continue;
        if (!measure.sources.empty() &&
            std::find(measure.sources.begin(), measure.sources.end(), incident.source) == measure.sources.end())
            continue;
        if (!matters.isEmpty() && !matters.contains(incident.matter))
            continue;
        if (today && m_hall.state.dayOf(incident.openedAt) != day)
            continue;
        if (measure.kind == Measure::Kind::CasesOverdue && (incident.stageDueAt == 0 || incident.stageDueAt >= now))
            continue;
        ++count;
    }
    return count;
}

void IndicatorDesk::countFigures(TimeMs now)
{
    const auto [devices, online] = m_directory.online({});
    const DayCounts &counted = m_hall.state.tables().today;
    const DayCounts today = counted.day == m_hall.state.dayOf(now) ? counted : DayCounts{};
    const auto share = [](qint64 part, qint64 whole) {
        return whole > 0 ? 100.0 * static_cast<double>(part) / static_cast<double>(whole)
                         : std::numeric_limits<double>::quiet_NaN();
    };
    qint64 onDuty = 0;
    for (const UnitRecord &unit : m_cases.dispatch().positions())
        onDuty += unit.at > 0 && unit.activity != UnitActivity::OutOfService && unit.activity != UnitActivity::Resting ? 1 : 0;
    // What rests on a lost feed alone is not known; a count of what was heard would be a guess, or a 0.
    constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
    const bool unseen = m_trust.value(m_unitFeed, Trust::Sound) == Trust::Lost || (m_unitFeed.isEmpty() && onDuty == 0);
    figure(u"devices"_s, static_cast<double>(devices), now);
    figure(u"online-rate"_s, devicesAreLost() || !m_directory.isHeard() ? kMissing : share(online, devices), now);
    figure(u"cases-today"_s, static_cast<double>(today.opened), now);
    figure(u"auto-dispatch"_s, share(today.automatic, today.opened), now);
    figure(u"on-time"_s, share(today.onTime, today.closed), now);
    figure(u"units"_s, unseen ? kMissing : static_cast<double>(onDuty), now);
    figure(u"cameras"_s, m_directory.cameras().empty() ? kMissing : static_cast<double>(m_directory.camerasOnline()), now);
}

void IndicatorDesk::figure(const QString &id, double value, TimeMs now)
{
    const FigureSpec *spec = m_hall.catalogue->figures().find(id);
    if (spec && std::isnan(spec->simulated))
        setFigure({id, value, now});
}

void IndicatorDesk::setFigure(const Figure &figure)
{
    const int place = m_hall.catalogue->figures().indexOf(figure.id);
    if (place < 0)
        return;
    auto known = std::find_if(m_figures.begin(), m_figures.end(), [&](const Figure &each) { return each.id == figure.id; });
    if (known == m_figures.end()) {
        known = std::find_if(m_figures.begin(), m_figures.end(),
                             [&](const Figure &each) { return m_hall.catalogue->figures().indexOf(each.id) > place; });
        known = m_figures.insert(known, {figure.id, std::numeric_limits<double>::quiet_NaN(), 0});
    }
    const bool same = known->value == figure.value || (std::isnan(known->value) && std::isnan(figure.value));
    known->at = figure.at;
    known->value = figure.value;
    if (!same)
        m_hall.observers.tell([](CityObserver &observer) { observer.figuresChanged(); });
}

} // namespace guancheng
