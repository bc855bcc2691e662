// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/features/featurefile.h"
#include "maps/pack/city/cityareas.h"
#include "maps/pack/city/cityjson.h"
#include "maps/pack/city/citylines.h"
#include "maps/pack/importjob.h"

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostPlaces = 3000;

class CityWriter
{
public:
    explicit CityWriter(const ImportJob &job) : m_job(job) {}

    Result<StageReport> run()
    {
        Result<CityAreas> areas = cityAreas(m_job, &m_report);
        if (!areas)
            return areas.error();
        m_job.report(0.4);
        Result<QJsonObject> metro = cityMetro(m_job, *areas, &m_report);
        if (!metro)
            return metro.error();
        Result<QJsonArray> roads = cityRoads(m_job, &m_report);
        if (!roads)
            return roads.error();
        m_job.report(0.7);
        Result<QJsonArray> rivers = cityRivers(m_job, &m_report);
        if (!rivers)
            return rivers.error();
        Result<QJsonArray> places = cityPlaces();
        if (!places)
            return places.error();
        m_report.files = {u"districts.json"_s, u"streets.json"_s, u"metro.json"_s, u"roads.json"_s,
                          u"rivers.json"_s,    u"places.json"_s,  u"city.json"_s};
        const std::pair<QString, QJsonObject> files[] = {
            {u"districts"_s, {{u"districts"_s, areas->districts}}},
            {u"streets"_s, {{u"boundary"_s, u"approximate"_s}, {u"streets"_s, areas->streets}}},
            {u"metro"_s, *metro},
            {u"roads"_s, {{u"roads"_s, *roads}}},
            {u"rivers"_s, {{u"rivers"_s, *rivers}}},
            {u"places"_s, {{u"places"_s, *places}}},
        };
        for (const auto &[kind, content] : files) {
            if (const Status written = writeCityJson(m_job, kind, content); !written)
                return written.error();
        }
        if (const Status written = writeCityFile(*areas); !written)
            return written.error();
        return m_report;
    }

private:
    Status writeCityFile(const CityAreas &areas)
    {
        const GeoBox &box = areas.bounds;
        const auto figure = [](const QString &id, const QString &zh, const QString &en, double value, const QString &unitZh,
                               const QString &unitEn) {
            return QJsonObject{{u"id"_s, id},
                               {u"nameZh"_s, zh},
                               {u"nameEn"_s, en},
                               {u"value"_s, value},
                               {u"unitZh"_s, unitZh},
                               {u"unitEn"_s, unitEn},
                               {u"source"_s, kOsmAttributionEn}};
        };
        const QJsonObject city{
            {u"id"_s, slugOf(m_job.options.name)},
            {u"adcode"_s, areas.adcode},
            {u"nameZh"_s, areas.nameZh},
            {u"nameEn"_s, areas.nameEn},
            {u"timeZone"_s, m_job.options.timeZone},
            {u"bounds"_s, QJsonArray{box.west, box.south, box.east, box.north}},
            {u"view"_s, QJsonObject{{u"centre"_s, pointJson({(box.west + box.east) / 2, (box.south + box.north) / 2})},
                                    {u"zoom"_s, areas.zoom()}}},
            {u"files"_s, QJsonObject{{u"districts"_s, u"districts.json"_s},
                                     {u"streets"_s, u"streets.json"_s},
                                     {u"metro"_s, u"metro.json"_s},
                                     {u"roads"_s, u"roads.json"_s},
                                     {u"rivers"_s, u"rivers.json"_s},
                                     {u"places"_s, u"places.json"_s}}},
            {u"figures"_s, QJsonArray{figure(u"districts"_s, u"区"_s, u"Districts"_s,
                                             static_cast<double>(areas.districts.size()), u"个"_s, u""_s),
                                      figure(u"streets"_s, u"街镇"_s, u"Streets and towns"_s,
                                             static_cast<double>(areas.streets.size()), u"个"_s, u""_s)}},
            {u"attributions"_s, QJsonArray{QJsonObject{{u"zh"_s, QString(u"地图数据 "_s + kOsmAttributionZh)},
                                                       {u"en"_s, QString(u"Map data "_s + kOsmAttributionEn)}}}},
        };
        return writeCityJson(m_job, {}, city);
    }

    /** Places people know, by name; the layer of places has all of them. */
    Result<QJsonArray> cityPlaces()
    {
        static const QHash<QString, QString> kKinds{
            {u"hospital"_s, u"hospital"_s},   {u"fire_station"_s, u"fire"_s},     {u"police"_s, u"police"_s},
            {u"townhall"_s, u"government"_s}, {u"government"_s, u"government"_s}, {u"station"_s, u"hub"_s},
            {u"aerodrome"_s, u"hub"_s},       {u"bus_station"_s, u"depot"_s},     {u"university"_s, u"landmark"_s},
            {u"attraction"_s, u"landmark"_s}, {u"museum"_s, u"landmark"_s},       {u"ferry_terminal"_s, u"ferry"_s},
        };
        Result<FeatureTable> table = readFeatureFile(m_job.path(u"places.gcft"_s));
        if (!table)
            return table.error();
        QJsonArray places;
        for (size_t i = 0; i < table->size() && places.size() < kMostPlaces; ++i) {
            const QString kind = kKinds.value(table->columns[1].texts[i]);
            const QString &zh = table->columns[2].texts[i];
            const QString &en = table->columns[3].texts[i];
            if (kind.isEmpty() || (zh.isEmpty() && en.isEmpty()))
                continue;
            places.append(QJsonObject{{u"id"_s, table->columns[0].texts[i]},
                                      {u"kind"_s, kind},
                                      {u"nameZh"_s, zh.isEmpty() ? en : zh},
                                      {u"nameEn"_s, en.isEmpty() ? zh : en},
                                      {u"at"_s, pointJson({table->vertices[2 * i], table->vertices[2 * i + 1]})}});
        }
        m_report.counts[u"known places"_s] = places.size();
        return places;
    }

    const ImportJob &m_job;
    StageReport m_report;
};

} // namespace

Result<StageReport> writeCity(const ImportJob &job)
{
    return CityWriter(job).run();
}

} // namespace guancheng
