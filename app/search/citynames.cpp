// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "search/citynames.h"

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

void addRoads(const City &city, SearchIndex &index)
{
    for (const Road &road : city.roads()) {
        if (road.points.empty())
            continue;
        const GeoPoint middle = road.points[road.points.size() / 2].point;
        index.add({SearchKind::Road, road.id, road.nameZh, road.nameEn, middle, city.locate(middle).district, road.code});
        for (size_t i = 0; i < road.points.size(); ++i) {
            const NamedPoint &point = road.points[i];
            if (!point.nameZh.isEmpty() && point.nameZh != road.nameZh)
                index.add({SearchKind::Place,
                           road.id + u"/%1"_s.arg(i),
                           point.nameZh,
                           {},
                           point.point,
                           city.locate(point.point).district,
                           road.nameZh});
        }
    }
}

} // namespace

void addCityNames(const City &city, SearchIndex &index)
{
    for (size_t i = 0; i < city.districts().size(); ++i) {
        const District &each = city.districts()[i];
        index.add(
            {SearchKind::District, each.adcode, each.nameZh, each.nameEn, each.centre, static_cast<qint16>(i), each.adcode});
    }
    for (const Street &each : city.streets())
        index.add({SearchKind::Street, each.code, each.nameZh, each.nameEn, each.seed, static_cast<qint16>(each.district),
                   each.code});
    for (const Station &each : city.stations())
        index.add({SearchKind::Station, each.id, each.nameZh, each.nameEn, each.point, city.locate(each.point).district, {}});
    for (const MetroLine &each : city.metroLines()) {
        GeoPoint middle;
        if (!each.routes.empty() && !each.routes.front().stations.empty()) {
            const auto &stations = each.routes.front().stations;
            middle = city.stations()[stations[stations.size() / 2]].point;
        }
        index.add({SearchKind::MetroLine, each.id, each.nameZh, each.nameEn, middle, -1, {}});
    }
    for (const NamedPlace &each : city.places())
        index.add({SearchKind::Place, each.id, each.nameZh, each.nameEn, each.point, each.area.district, {}});
    addRoads(city, index);
}

} // namespace guancheng
