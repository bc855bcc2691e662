// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/city/cityareas.h"

#include "maps/features/featurefile.h"
#include "maps/pack/city/cityjson.h"
#include "maps/pack/city/shapes.h"

#include <QSet>

#include <algorithm>
#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kOutlineMetres = 5; ///< what outlines are simplified by; the layer of boundaries keeps every point

bool isDigits(const QString &text, qsizetype count)
{
    return text.size() == count && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

struct Boundary
{
    QString zh;
    QString en;
    QString code;
    QString kind;
    int level = 0;
    std::vector<GeoPolygon> polygons;
};

struct Made
{
    QString code;
    std::vector<GeoPolygon> polygons;
    QString zh;
    QString en;
    int streets = 0;
};

class AreaMaker
{
public:
    AreaMaker(const ImportJob &job, StageReport *report) : m_job(job), m_report(report) {}

    Result<CityAreas> make()
    {
        if (const Status read = readBoundaries(); !read)
            return read.error();
        const int districtLevel = levelOf(m_job.options.districtLevel, 6, 0);
        const int streetLevel = levelOf(m_job.options.streetLevel, 8, districtLevel);
        nameCity();
        for (const Boundary &boundary : m_boundaries) {
            if (boundary.level == districtLevel && districtLevel > 0)
                addDistrict(boundary);
        }
        if (m_districts.empty()) {
            if (const Status box = addBox(); !box)
                return box.error();
        }
        for (const Boundary &boundary : m_boundaries) {
            if (boundary.level == streetLevel && streetLevel > districtLevel)
                addStreet(boundary);
        }
        for (Made &district : m_districts) {
            if (district.streets == 0)
                addStreet(district, {district.zh, district.en, {}, u"estimated"_s, 0, district.polygons});
        }
        finishBounds();
        m_report->counts[u"districts"_s] = m_areas.districts.size();
        m_report->counts[u"streets"_s] = m_areas.streets.size();
        if (m_areas.bounds.east - m_areas.bounds.west > 10 || m_areas.bounds.north - m_areas.bounds.south > 10)
            return Error{m_job.options.file, u"bounds"_s,
                         u"the districts are more than 10 degrees apart: this is more than a city; use --bounds"_s};
        return m_areas;
    }

private:
    Status readBoundaries()
    {
        Result<FeatureTable> table = readFeatureFile(m_job.path(u"boundaries.gcft"_s));
        if (!table)
            return table.error();
        for (size_t i = 0; i < table->size(); ++i) {
            const double level = table->columns[5].numbers[i];
            Boundary boundary{table->columns[1].texts[i],
                              table->columns[2].texts[i],
                              table->columns[3].texts[i],
                              table->columns[4].texts[i],
                              level >= 1 && level <= 12 ? static_cast<int>(level) : 0,
                              polygonsOf(*table, i)};
            if (boundary.polygons.empty() || boundary.level == 0) {
                m_report->problem(u"boundaries without a shape or a level"_s, boundary.zh);
                continue;
            }
            m_boundaries.push_back(std::move(boundary));
        }
        return ok();
    }

    /** The level asked for; else the usual one when the data have it; else the next below \c above that they have. */
    int levelOf(int asked, int usual, int above) const
    {
        if (asked > 0)
            return asked;
        int best = 0;
        for (const Boundary &boundary : m_boundaries) {
            if (boundary.level == usual && usual > above)
                return usual;
            // Above 5 are provinces and states; a city in the data is a piece of them.
            if (boundary.level > std::max(above, 5) && (best == 0 || boundary.level < best))
                best = boundary.level;
        }
        return best;
    }

    /** The name as it was given, and the other one from the boundary that bears it. */
    void nameCity()
    {
        m_areas.nameZh = m_job.options.name;
        m_areas.nameEn = m_job.options.name;
        for (const Boundary &boundary : m_boundaries) {
            const QString &name = m_job.options.name;
            if (boundary.level > 6 || boundary.zh.isEmpty() || boundary.en.isEmpty())
                continue;
            if (boundary.zh == name || boundary.zh == name + u'市' || boundary.en.compare(name, Qt::CaseInsensitive) == 0) {
                m_areas.nameZh = boundary.zh;
                m_areas.nameEn = boundary.en;
                if (isDigits(boundary.code, 6))
                    m_areas.adcode = boundary.code;
                break;
            }
        }
        if (isDigits(m_job.options.adcode, 6))
            m_areas.adcode = m_job.options.adcode;
    }

    QString freeCode(const QString &wanted, qsizetype digits, const QString &prefix)
    {
        if (isDigits(wanted, digits) && !m_codes.contains(wanted)) {
            m_codes.insert(wanted);
            return wanted;
        }
        for (int i = 1;; ++i) {
            const QString code = prefix + QString::number(i).rightJustified(digits - prefix.size(), u'0');
            if (m_codes.contains(code))
                continue;
            m_codes.insert(code);
            return code;
        }
    }

    void grow(const std::vector<GeoPolygon> &polygons)
    {
        for (const GeoPolygon &polygon : polygons) {
            for (const GeoPoint &p : polygon.front()) {
                m_box.west = std::min(m_box.west, p.longitude);
                m_box.east = std::max(m_box.east, p.longitude);
                m_box.south = std::min(m_box.south, p.latitude);
                m_box.north = std::max(m_box.north, p.latitude);
            }
        }
    }

    static QJsonArray polygonsJson(const std::vector<GeoPolygon> &polygons)
    {
        QJsonArray result;
        for (const GeoPolygon &polygon : polygons) {
            QJsonArray rings;
            for (const GeoRing &ring : polygon) {
                // A ring has no ends: cut it at its two farthest points so that neither half folds up.
                const size_t half = ring.size() / 2;
                std::vector<GeoPoint> thin =
                    simplified({ring.begin(), ring.begin() + static_cast<std::ptrdiff_t>(half) + 1}, kOutlineMetres);
                const std::vector<GeoPoint> rest =
                    simplified({ring.begin() + static_cast<std::ptrdiff_t>(half), ring.end()}, kOutlineMetres);
                thin.insert(thin.end(), rest.begin() + 1, rest.end());
                if (thin.size() < 4)
                    thin = ring;
                QJsonArray points;
                for (const GeoPoint &p : thin)
                    points.append(pointJson(p));
                rings.append(points);
            }
            result.append(rings);
        }
        return result;
    }

    void addDistrict(const Boundary &boundary)
    {
        const GeoPoint centre = interiorPoint(boundary.polygons);
        if (!m_job.wants(centre)) {
            ++m_report->counts[u"districts outside"_s];
            return;
        }
        Made district;
        district.code = freeCode(boundary.code, 6, u"9"_s);
        district.zh = boundary.zh.isEmpty() ? boundary.en : boundary.zh;
        district.en = boundary.en.isEmpty() ? district.zh : boundary.en;
        if (district.zh.isEmpty())
            district.zh = district.en = district.code;
        district.polygons = boundary.polygons;
        grow(district.polygons);
        m_areas.districts.append(QJsonObject{{u"adcode"_s, district.code},
                                             {u"nameZh"_s, district.zh},
                                             {u"nameEn"_s, district.en},
                                             {u"centre"_s, pointJson(centre)},
                                             {u"polygons"_s, polygonsJson(district.polygons)}});
        m_districts.push_back(std::move(district));
    }

    /** The box of the roads, for data without districts. */
    Status addBox()
    {
        GeoBox box{180, 90, -180, -90};
        if (m_job.options.bounds) {
            box = *m_job.options.bounds;
        } else {
            Result<FeatureTable> roads = readFeatureFile(m_job.path(u"roads.gcft"_s));
            if (!roads)
                return roads.error();
            const QRectF all = roads->bounds();
            box = {all.left(), all.top(), all.right(), all.bottom()};
        }
        if (!(box.west < box.east) || !(box.south < box.north))
            return Error{m_job.options.file, {}, u"there is neither a district nor a road in this file"_s};
        m_report->problem(u"no districts"_s, u"the whole box is taken as one"_s);
        const GeoRing ring{
            {box.west, box.south}, {box.east, box.south}, {box.east, box.north}, {box.west, box.north}, {box.west, box.south}};
        addDistrict({m_areas.nameZh, m_areas.nameEn, m_areas.adcode, {}, 6, {{ring}}});
        return ok();
    }

    void addStreet(const Boundary &boundary)
    {
        const GeoPoint seed = interiorPoint(boundary.polygons);
        const auto district =
            std::find_if(m_districts.begin(), m_districts.end(), [&](const Made &one) { return contains(one.polygons, seed); });
        if (district == m_districts.end()) {
            m_report->problem(u"streets outside of all districts"_s, boundary.zh);
            return;
        }
        addStreet(*district, boundary);
    }

    void addStreet(Made &district, const Boundary &boundary)
    {
        const QString zh = boundary.zh.isEmpty() ? boundary.en : boundary.zh;
        if (zh.isEmpty()) {
            m_report->problem(u"streets without a name"_s, district.zh);
            return;
        }
        ++district.streets;
        const QString kind = zh.endsWith(u"镇"_s) ? u"town"_s : zh.endsWith(u"乡"_s) ? u"township"_s : u"subdistrict"_s;
        m_areas.streets.append(QJsonObject{{u"code"_s, freeCode(boundary.code, 9, district.code)},
                                           {u"district"_s, district.code},
                                           {u"nameZh"_s, zh},
                                           {u"nameEn"_s, boundary.en.isEmpty() ? zh : boundary.en},
                                           {u"kind"_s, kind},
                                           {u"seed"_s, pointJson(interiorPoint(boundary.polygons))},
                                           {u"position"_s, boundary.kind == "estimated"_L1 ? u"estimated"_s : u"known"_s}});
    }

    void finishBounds()
    {
        // The loader wants every point inside, rounded ones too.
        m_areas.bounds = {std::floor(m_box.west * 1000) / 1000, std::floor(m_box.south * 1000) / 1000,
                          std::ceil(m_box.east * 1000) / 1000, std::ceil(m_box.north * 1000) / 1000};
        if (m_areas.adcode.isEmpty())
            m_areas.adcode = m_districts.front().code.left(4) + u"00"_s;
    }

    const ImportJob &m_job;
    StageReport *m_report;
    std::vector<Boundary> m_boundaries;
    std::vector<Made> m_districts;
    QSet<QString> m_codes;
    GeoBox m_box{180, 90, -180, -90};
    CityAreas m_areas;
};

} // namespace

double CityAreas::zoom() const
{
    const double width = std::max(bounds.east - bounds.west, (bounds.north - bounds.south) * 1.3);
    return std::clamp(std::log2(1000.0 * 360 / (256 * std::max(width, 1e-4))), 3.0, 16.0);
}

Result<CityAreas> cityAreas(const ImportJob &job, StageReport *report)
{
    return AreaMaker(job, report).make();
}

} // namespace guancheng
