// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/city/citylines.h"

#include "jsonfile/jsonfile.h"
#include "maps/features/featurefile.h"
#include "maps/pack/city/cityjson.h"
#include "maps/pack/city/shapes.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRoads = 600;
constexpr qsizetype kMostRivers = 200;
constexpr double kLineMetres = 20; ///< what lines are simplified by

/** All lines of one name. */
struct NamedLines
{
    QString zh;
    QString en;
    QString code;
    QString kind;
    double width = 0;
    std::vector<std::vector<GeoPoint>> lines;
};

std::vector<GeoPoint> lineOf(const FeatureTable &table, size_t feature)
{
    std::vector<GeoPoint> line;
    const std::span<const double> vertices = table.part(table.partStarts[feature]);
    for (size_t i = 0; i + 1 < vertices.size(); i += 2)
        line.push_back({vertices[i], vertices[i + 1]});
    return line;
}

QString textOf(const FeatureTable &table, QStringView column, size_t feature)
{
    const FeatureTable::Column *found = table.column(column);
    return found ? found->texts[feature] : QString();
}

QJsonArray pointsJson(const std::vector<GeoPoint> &line, const QString &name)
{
    QJsonArray points;
    for (const GeoPoint &p : line)
        points.append(QJsonObject{{u"name"_s, name}, {u"at"_s, pointJson(p)}});
    return points;
}

/** The classes the wall draws; elevated roads are told by their name, as the data have no tag for them. */
QString roadClassOf(const QString &highway, const QString &name)
{
    if (name.contains(u"高架"_s))
        return u"elevated"_s;
    return highway == "motorway"_L1 ? u"expressway"_s : u"arterial"_s;
}

/** Chains of all names, the longest first, cut to a number of them. */
template<typename Make>
QJsonArray chainsJson(const QMap<QString, NamedLines> &named, qsizetype most, const Make &make)
{
    std::vector<std::pair<double, QJsonObject>> items;
    for (const NamedLines &one : named) {
        int count = 0;
        for (const std::vector<GeoPoint> &chain : chains(one.lines, 60)) {
            const double length = lengthOf(chain);
            const std::vector<GeoPoint> thin = simplified(chain, kLineMetres);
            if (length < 500 || thin.size() < 2)
                continue;
            items.emplace_back(length, make(one, thin, ++count));
        }
    }
    std::stable_sort(items.begin(), items.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QJsonArray result;
    for (const auto &[length, item] : items) {
        if (result.size() == most)
            break;
        QJsonObject one = item;
        one.insert(u"id"_s, u"osm-%1"_s.arg(result.size() + 1));
        result.append(one);
    }
    return result;
}

/** Stations of one name within so many metres are one. */
class Stations
{
public:
    QString idOf(const QString &zh, const QString &en, const GeoPoint &at)
    {
        for (const auto &[id, point] : m_known.value(zh)) {
            if (distanceMetres(point, at) < 800)
                return id;
        }
        const QString id = u"s%1"_s.arg(m_json.size() + 1);
        m_known[zh].append({id, at});
        m_json.append(QJsonObject{{u"id"_s, id}, {u"nameZh"_s, zh}, {u"nameEn"_s, en}, {u"at"_s, pointJson(at)}});
        return id;
    }
    const QJsonArray &json() const { return m_json; }

private:
    QHash<QString, QList<std::pair<QString, GeoPoint>>> m_known;
    QJsonArray m_json;
};

/** One run of a route relation as ids of stations without repeats. */
struct Run
{
    QStringList stations;
    bool loop = false;
};

Run runOf(const QJsonArray &stops, const CityAreas &areas, Stations &stations, StageReport *report)
{
    Run run;
    for (const QJsonValue &value : stops) {
        const QJsonObject stop = value.toObject();
        const GeoPoint at{stop[u"lon"].toDouble(), stop[u"lat"].toDouble()};
        if (!areas.holds(at)) {
            report->problem(u"metro stops outside of the city"_s, stop[u"zh"].toString());
            continue;
        }
        const QString id = stations.idOf(stop[u"zh"].toString(), stop[u"en"].toString(), at);
        if (!run.stations.isEmpty() && run.stations.last() == id)
            continue;
        if (run.stations.size() > 2 && run.stations.first() == id) {
            run.loop = true;
            break;
        }
        if (!run.stations.contains(id))
            run.stations.append(id);
    }
    return run;
}

} // namespace

Result<QJsonObject> cityMetro(const ImportJob &job, const CityAreas &areas, StageReport *report)
{
    QFile file(job.path(kMetroWorkFile));
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.fileName(), {}, file.errorString()};
    const Result<QJsonDocument> document = parseJson(file.readAll(), file.fileName());
    if (!document)
        return document.error();
    struct Line
    {
        QJsonObject head;
        QList<Run> runs;
    };
    Stations stations;
    QMap<QString, Line> lines;
    const QJsonArray routes = document->array();
    for (const QJsonValue &value : routes) {
        const QJsonObject route = value.toObject();
        const Run run = runOf(route[u"stops"].toArray(), areas, stations, report);
        const QString ref = route[u"ref"].toString();
        const QString key = ref.isEmpty() ? route[u"zh"].toString().section(u'(', 0, 0).section(u'：', 0, 0) : ref;
        if (run.stations.size() < 2 || key.isEmpty()) {
            report->problem(u"metro routes without a name or two stations"_s, route[u"zh"].toString());
            continue;
        }
        Line &line = lines[key];
        if (line.head.isEmpty())
            line.head = route;
        line.runs.append(run);
    }
    static const QRegularExpression kColour(u"^#[0-9A-F]{6}$"_s);
    QJsonArray result;
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        std::stable_sort(line->runs.begin(), line->runs.end(),
                         [](const Run &a, const Run &b) { return a.stations.size() > b.stations.size(); });
        QStringList served;
        QJsonArray runs;
        for (const Run &run : line->runs) {
            const bool fresh =
                std::any_of(run.stations.begin(), run.stations.end(), [&](const QString &id) { return !served.contains(id); });
            if (!fresh)
                continue; // the way back, or a short turn
            served += run.stations;
            runs.append(QJsonObject{{u"loop"_s, run.loop}, {u"stations"_s, QJsonArray::fromStringList(run.stations)}});
        }
        const QString colour = line->head[u"colour"].toString().toUpper();
        const auto nameOf = [&](QStringView language) {
            const QString name = line->head[language].toString();
            return name.isEmpty() ? line.key() : name.section(u'：', 0, 0).section(u':', 0, 0);
        };
        result.append(QJsonObject{{u"id"_s, line.key()},
                                  {u"nameZh"_s, nameOf(u"zh")},
                                  {u"nameEn"_s, nameOf(u"en")},
                                  {u"colour"_s, kColour.match(colour).hasMatch() ? colour : u"#808080"_s},
                                  {u"routes"_s, runs}});
    }
    report->counts[u"metro lines"_s] = result.size();
    report->counts[u"metro stations"_s] = stations.json().size();
    return QJsonObject{{u"stations"_s, stations.json()}, {u"lines"_s, result}};
}

Result<QJsonArray> cityRoads(const ImportJob &job, StageReport *report)
{
    QFile in(job.path(u"roads.gcft"_s));
    if (!in.open(QIODevice::ReadOnly))
        return Error{in.fileName(), {}, in.errorString()};
    QMap<QString, NamedLines> named;
    const auto read = readFeatureChunks(in, in.fileName(), [&](FeatureTable &&table) -> Status {
        for (size_t i = 0; i < table.size(); ++i) {
            const QString highway = textOf(table, u"class", i);
            if (highway != "motorway"_L1 && highway != "trunk"_L1 && highway != "primary"_L1)
                continue;
            const QString code = textOf(table, u"code", i).section(u';', 0, 0);
            const QString zh = textOf(table, u"name", i);
            const QString name = zh.isEmpty() ? code : zh;
            if (name.isEmpty())
                continue;
            NamedLines &lines = named[name];
            if (lines.zh.isEmpty())
                lines = {name, textOf(table, u"nameEn", i), code, roadClassOf(highway, name), 0, {}};
            lines.lines.push_back(lineOf(table, i));
        }
        return ok();
    });
    if (!read)
        return read.error();
    const QJsonArray roads = chainsJson(named, kMostRoads, [](const NamedLines &one, const auto &line, int) {
        return QJsonObject{{u"code"_s, one.code},
                           {u"nameZh"_s, one.zh},
                           {u"nameEn"_s, one.en.isEmpty() ? one.zh : one.en},
                           {u"class"_s, one.kind},
                           {u"points"_s, pointsJson(line, one.zh)}};
    });
    report->counts[u"main roads"_s] = roads.size();
    return roads;
}

Result<QJsonArray> cityRivers(const ImportJob &job, StageReport *report)
{
    Result<FeatureTable> table = readFeatureFile(job.path(u"waterways.gcft"_s));
    if (!table)
        return table.error();
    QMap<QString, NamedLines> named;
    for (size_t i = 0; i < table->size(); ++i) {
        const QString kind = textOf(*table, u"class", i);
        const QString zh = textOf(*table, u"name", i);
        if ((kind != "river"_L1 && kind != "canal"_L1) || zh.isEmpty())
            continue;
        NamedLines &lines = named[zh];
        if (lines.zh.isEmpty())
            lines = {zh, textOf(*table, u"nameEn", i), {}, kind, 0, {}};
        const double width = textOf(*table, u"width", i).remove(u'm').trimmed().toDouble();
        if (width > 0 && width < 10000)
            lines.width = std::max(lines.width, width);
        lines.lines.push_back(lineOf(*table, i));
    }
    const QJsonArray rivers = chainsJson(named, kMostRivers, [](const NamedLines &one, const auto &line, int) {
        const double width = one.width > 0 ? one.width : one.kind == "river"_L1 ? 40 : 15;
        return QJsonObject{{u"nameZh"_s, one.zh},
                           {u"nameEn"_s, one.en.isEmpty() ? one.zh : one.en},
                           {u"widthMetres"_s, width},
                           {u"points"_s, pointsJson(line, one.zh)}};
    });
    report->counts[u"rivers"_s] = rivers.size();
    return rivers;
}

} // namespace guancheng
