// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/questiondesk.h"

#include "maps/geo/datum.h"
#include "search/citynames.h"
#include "shell/logging.h"
#include "stores/operationalpicture.h"

#include <QtConcurrentRun>

#include <map>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kArrivals = 4;
constexpr size_t kAsked = 40; ///< units in the straight line that are asked for their way

GeoPoint toWgs84(const WrittenPosition &written)
{
    switch (written.datum) {
    case WrittenDatum::Gcj02: return wgs84FromGcj02(written.point);
    case WrittenDatum::Bd09: return wgs84FromBd09(written.point);
    case WrittenDatum::Wgs84: break;
    }
    return written.point;
}

using Index = std::shared_ptr<std::unique_ptr<SearchIndex>>; // futures copy what they carry

Index makeIndex(const std::shared_ptr<const City> &city, const QString &dir)
{
    const auto readings = std::make_shared<Readings>();
    if (const Status loaded = readings->load(dir + u"/search/readings.json"_s, dir + u"/schemas/readings.schema.json"_s);
        !loaded)
        qCWarning(lcShell).noquote() << loaded.error().toString();
    auto index = std::make_unique<SearchIndex>(readings);
    addCityNames(*city, *index);
    return std::make_shared<std::unique_ptr<SearchIndex>>(std::move(index));
}

} // namespace

QuestionDesk::QuestionDesk(const Resources &resources, OperationalPicture &picture, const Clock &clock, CityRoadService &roads,
                           QObject *parent)
    : QObject(parent)
    , m_resourceDir(resources.dir)
    , m_city(resources.city)
    , m_catalogue(resources.catalogue)
    , m_names(resources.catalogue, resources.city)
    , m_picture(picture)
    , m_clock(clock)
    , m_roads(roads)
    , m_search(resources.city, picture, toWgs84)
    , m_questions([this](const GeoPoint &point) { return whatIsHere(point); },
                  [this](const GeoPoint &point) { return arrivals(point); })
{
}

QuestionDesk::~QuestionDesk() = default;

void QuestionDesk::start()
{
    QtConcurrent::run(makeIndex, m_city, m_resourceDir).then(this, [this](const Index &index) {
        m_search.setIndex(std::move(*index));
    });
}

HereAnswer QuestionDesk::whatIsHere(const GeoPoint &point) const
{
    HereSources sources;
    const auto devices = m_picture.devices().arrays();
    const auto directory = m_picture.units().directory();
    const std::vector<UnitRecord> positions = m_picture.units().positions();
    const auto roads = m_roads.roads();
    sources.city = m_city.get();
    sources.roads = roads.get();
    sources.devices = devices.get();
    sources.positions = positions;
    sources.unitName = [&](quint32 slot) {
        return slot < directory->units.size() ? QPair(directory->units[slot].id, directory->units[slot].callsign)
                                              : QPair<QString, QString>();
    };
    sources.deviceName = [&](quint32 slot) {
        const Bilingual name = m_names.deviceClass(devices->deviceClass[slot]);
        return QPair(name.zh, name.en);
    };
    m_picture.incidents().each([&](const Incident &incident, bool) { sources.incidents.push_back(&incident); });
    return guancheng::whatIsHere(point, sources);
}

std::vector<Arrival> QuestionDesk::arrivals(const GeoPoint &point) const
{
    std::vector<Arrival> result;
    const auto travel = m_roads.travelTime();
    if (!travel)
        return result;
    const auto directory = m_picture.units().directory();
    const std::vector<UnitRecord> positions = m_picture.units().positions();
    std::vector<std::pair<double, quint32>> near;
    for (quint32 slot = 0; slot < std::min(positions.size(), directory->units.size()); ++slot) {
        if (positions[slot].point.isValid() && positions[slot].status == UnitStatus::Available)
            near.emplace_back(distanceMetres(point, positions[slot].point), slot);
    }
    const auto end = near.begin() + static_cast<std::ptrdiff_t>(std::min(kAsked, near.size()));
    std::partial_sort(near.begin(), end, near.end());
    std::map<quint16, std::vector<quint32>> byKind; // units of a kind move alike: one search for all of them
    for (auto it = near.begin(); it != end; ++it)
        byKind[directory->units[it->second].kind].push_back(it->second);
    for (const auto &[kind, slotsOfKind] : byKind) {
        if (kind >= m_catalogue->unitKinds().size())
            continue;
        std::vector<GeoPoint> from;
        for (const quint32 slot : slotsOfKind)
            from.push_back(positions[slot].point);
        std::vector<TravelEstimate> estimates(from.size());
        travel->estimate(point, m_catalogue->unitKinds()[kind].id, m_clock.now(), from, estimates);
        for (size_t i = 0; i < slotsOfKind.size(); ++i) {
            const Unit &unit = directory->units[slotsOfKind[i]];
            if (estimates[i].isKnown())
                result.push_back({unit.id, unit.callsign, unit.callsign, estimates[i].seconds, estimates[i].metres, from[i]});
        }
    }
    std::sort(result.begin(), result.end(), [](const Arrival &a, const Arrival &b) { return a.seconds < b.seconds; });
    result.resize(std::min(kArrivals, result.size()));
    return result;
}

} // namespace guancheng
