// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/caseflow.h"

#include <algorithm>

namespace guancheng {
namespace {

constexpr quint64 kStream = 71;
constexpr std::array<double, 5> kShares{0.45, 0.30, 0.12, 0.10, 0.03}; ///< by IncidentSource
constexpr double kWordsOnly = 0.08;
constexpr double kNearMetres = 700;

QString firstOf(const Catalogue &catalogue, std::initializer_list<QLatin1String> candidates)
{
    for (const QLatin1String &candidate : candidates)
        if (catalogue.sources().contains(QString(candidate)))
            return candidate;
    return catalogue.sources().isEmpty() ? QString() : catalogue.sources()[0].id;
}

} // namespace

CaseFlow::CaseFlow(const Catalogue &catalogue, const SimulatorOptions &options, const sim::Anchors &anchors,
                   CaseScenery scenery)
    : m_catalogue(catalogue)
    , m_anchors(anchors)
    , m_scenery(std::move(scenery))
    , m_random(options.seed, kStream)
{
    const auto districts = static_cast<double>(anchors.city().districts().size());
    m_perSecond = options.casesPerDistrictDay * districts / 86'400 * presetOf(options.scenario).caseFactor * options.background;
    m_feeds = {firstOf(catalogue, {QLatin1String("hotline")}), firstOf(catalogue, {QLatin1String("grid")}),
               firstOf(catalogue, {QLatin1String("video")}), firstOf(catalogue, {QLatin1String("iot")}),
               firstOf(catalogue, {QLatin1String("services"), QLatin1String("hotline")})};
    m_deviceClassOf.resize(static_cast<size_t>(catalogue.matters().size()), -1);
    for (int c = 0; c < catalogue.deviceClasses().size(); ++c) {
        const int matter = catalogue.deviceClasses()[c].matter;
        if (matter >= 0)
            m_deviceClassOf[static_cast<size_t>(matter)] = c;
    }
    for (const MatterType &matter : catalogue.matters()) {
        const Rhythm &rhythm = catalogue.rhythms()[matter.rhythm];
        m_meanWeight[0] += matter.weight * sim::rhythmMean(rhythm, false);
        m_meanWeight[1] += matter.weight * sim::rhythmMean(rhythm, true);
    }
}

double CaseFlow::rhythm(const sim::LocalTime &local) const
{
    double now = 0;
    for (const MatterType &matter : m_catalogue.matters())
        now += matter.weight * sim::rhythmAt(m_catalogue.rhythms()[matter.rhythm], local);
    const double mean = m_meanWeight[local.weekend ? 1 : 0];
    return mean > 0 ? now / mean : 1;
}

void CaseFlow::prepareHour(const sim::LocalTime &local)
{
    const qint64 hour = local.day * 24 + static_cast<qint64>(local.hour);
    if (hour == m_hour)
        return;
    m_hour = hour;
    const auto fill = [&](std::vector<double> &weights, const auto &weightOf) {
        double sum = 0;
        weights.clear();
        for (const MatterType &matter : m_catalogue.matters()) {
            sum += weightOf(matter) * sim::rhythmAt(m_catalogue.rhythms()[matter.rhythm], local);
            weights.push_back(sum);
        }
        return sum > 0;
    };
    for (size_t s = 0; s < m_weights.size(); ++s)
        // A source that no matter names brings what comes in general.
        if (!fill(m_weights[s], [s](const MatterType &matter) { return matter.weight * matter.sourceWeights[s]; }))
            fill(m_weights[s], [](const MatterType &matter) { return matter.weight; });
}

QString CaseFlow::placeName(const sim::Anchor &at)
{
    const City &city = m_anchors.city();
    const sim::LocalMetres &metres = m_anchors.network().metres();
    const QString street = city.streets()[at.street].nameZh;
    double best = kNearMetres;
    QString name;
    const auto offer = [&](const GeoPoint &point, const QString &candidate) {
        const double away = metres.distance(point, at.point);
        if (away < best && !candidate.isEmpty()) {
            best = away;
            name = candidate;
        }
    };
    for (const NamedPlace &place : city.places())
        offer(place.point, place.nameZh);
    for (const Station &station : city.stations())
        offer(station.point, station.nameZh + QStringLiteral("站"));
    for (const Road &road : city.roads())
        for (const NamedPoint &point : road.points)
            offer(point.point, road.nameZh);
    return name.isEmpty() ? street : street + QLatin1Char(' ') + name;
}

Report CaseFlow::makeReport(IncidentSource source, TimeMs at)
{
    const auto s = static_cast<size_t>(source);
    const auto index = static_cast<int>(m_random.pick(m_weights[s]));
    const MatterType &matter = m_catalogue.matters()[index];
    Report report;
    report.source = source;
    report.at = at;
    sim::Anchor where;
    if (source == IncidentSource::Video && m_scenery.camera) {
        if (const Camera *camera = m_scenery.camera(m_random)) {
            report.sourceId = camera->id;
            where = {camera->point, camera->street, 0};
            if (m_scenery.photograph)
                report.pictures = m_scenery.photograph(matter, camera->id, at);
        }
    } else if (source == IncidentSource::Device && m_scenery.device) {
        std::tie(report.sourceId, where) = m_scenery.device(m_deviceClassOf[static_cast<size_t>(index)], m_random);
    } else if (source == IncidentSource::Hotline) {
        report.sourceId = QStringLiteral("12345-%1").arg(m_random.below(100'000'000), 8, 10, QLatin1Char('0'));
    }
    if (!where.point.isValid())
        where = m_anchors.drawIn(static_cast<quint16>(m_random.pick(m_anchors.streetWeights())), m_random);
    report.point = where.point;
    report.placeName = placeName(where);
    const QStringList &titles = matter.titlesZh;
    report.title = titles.isEmpty() ? matter.nameZh : titles[m_random.below(static_cast<quint32>(titles.size()))];
    report.title.replace(QLatin1String("{place}"), report.placeName);
    const bool wordsOnly = m_random.chance(source == IncidentSource::Hotline ? kWordsOnly / kShares[0] : 0);
    if (!wordsOnly)
        report.matter = matter.id;
    return report;
}

void CaseFlow::step(CityInput &city, TimeMs from, TimeMs to, const sim::LocalTime &local,
                    const std::function<double(const QString &)> &burst)
{
    draw(from, to, local, burst, [&city](const QString &feed, const Report &report) { city.report(feed, report); });
}

void CaseFlow::draw(TimeMs from, TimeMs to, const sim::LocalTime &local, const std::function<double(const QString &)> &burst,
                    const std::function<void(const QString &feed, Report &&report)> &tell)
{
    if (m_catalogue.matters().isEmpty() || m_anchors.streetWeights().empty() || to <= from)
        return;
    prepareHour(local);
    const double expected = perSecond(local) * static_cast<double>(to - from) / 1000;
    for (size_t s = 0; s < kShares.size(); ++s) {
        const auto source = static_cast<IncidentSource>(s);
        if (m_weights[s].empty() || !(m_weights[s].back() > 0))
            continue;
        const int count = m_random.poisson(expected * kShares[s] * burst(m_feeds[s]));
        for (int i = 0; i < count; ++i) {
            const TimeMs at = from + 1 + static_cast<TimeMs>(m_random.uniform() * static_cast<double>(to - from - 1));
            tell(m_feeds[s], makeReport(source, at));
        }
    }
}

} // namespace guancheng
