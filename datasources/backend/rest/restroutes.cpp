// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/rest/restroutes.h"

#include "datasources/backend/rest/nearby.h"
#include "datasources/protocol/encode.h"
#include "datasources/protocol/jsonwriter.h"
#include "datasources/protocol/names.h"

using namespace Qt::StringLiterals;

namespace guancheng {

using protocol::encodeEntity;
using protocol::JsonWriter;
using protocol::nameOf;

namespace {

constexpr double kNearMetres = 500;
constexpr size_t kNearCount = 8;
constexpr int kDefaultLimit = 100;
constexpr int kMaxLimit = 1000;

RestAnswer notFound(const QString &place)
{
    return restProblem(404, u"not-found"_s, u"nothing is known by this name"_s, place);
}

/** {"total":n,"items":[...]} */
class ItemList
{
public:
    explicit ItemList(int limit = std::numeric_limits<int>::max()) : m_limit(limit) { m_items.beginArray(); }
    void add(const QByteArray &item)
    {
        if (m_total++ < m_limit)
            m_items.raw(item);
    }
    bool isFull() const { return m_total >= m_limit; }
    void skip() { ++m_total; }
    RestAnswer answer()
    {
        m_items.endArray();
        JsonWriter out;
        out.beginObject();
        out.member("total"_L1, m_total);
        out.key("items"_L1);
        out.raw(m_items.take());
        out.endObject();
        return {200, out.take()};
    }

private:
    JsonWriter m_items;
    int m_limit;
    int m_total = 0;
};

/** -1 when the query has a limit that is none. */
int limitOf(const QUrlQuery &query)
{
    if (!query.hasQueryItem(u"limit"_s))
        return kDefaultLimit;
    bool isNumber = false;
    const int limit = query.queryItemValue(u"limit"_s).toInt(&isNumber);
    return isNumber && limit >= 1 && limit <= kMaxLimit ? limit : -1;
}

RestAnswer badLimit()
{
    return restProblem(400, u"bad-argument"_s, u"1 to 1000 expected"_s, u"limit"_s);
}

bool inArea(const Place &place, const QString &area)
{
    return area.isEmpty() || place.street.startsWith(area) || place.district.startsWith(area);
}

} // namespace

RestAnswer restProblem(int status, const QString &code, const QString &reason, const QString &place)
{
    return {status, protocol::encodeProblem(code, reason, place)};
}

RestRoutes::RestRoutes(const CityView &view, std::function<QByteArray()> catalogue, const std::vector<QString> &streets)
    : m_view(view)
    , m_catalogue(std::move(catalogue))
    , m_streets(streets)
{
}

RestAnswer RestRoutes::get(const QUrl &url) const
{
    const QStringList parts = url.path(QUrl::FullyDecoded).split(u'/', Qt::SkipEmptyParts);
    const QUrlQuery query(url);
    if (parts.size() == 1)
        return collection(parts[0], query);
    if (parts.size() > 1 && parts[0] == "cases"_L1 && parts.size() <= 3)
        return oneCase(parts[1], parts.value(2));
    if (parts.size() > 2 && parts[0] == "alarms"_L1 && parts.last() == "history"_L1)
        return alarmHistory(parts.mid(1, parts.size() - 2).join(u'/')); // the id of an alarm has a slash
    if (parts.size() == 2 && parts[0] == "devices"_L1)
        return device(parts[1]);
    if (parts.size() == 2 && parts[0] == "units"_L1)
        return unit(parts[1]);
    if (parts.size() == 2 && parts[0] == "pictures"_L1)
        return picture(parts[1]);
    return notFound(url.path());
}

RestAnswer RestRoutes::collection(const QString &name, const QUrlQuery &query) const
{
    if (name == "health"_L1)
        return health();
    if (name == "catalogue"_L1 && m_catalogue)
        return {200, m_catalogue()};
    if (name == "cases"_L1)
        return cases(query);
    if (name == "alarms"_L1)
        return alarms(query);
    if (name == "orders"_L1)
        return orders();
    if (name == "warnings"_L1)
        return warnings();
    if (name == "indicators"_L1)
        return indicators();
    if (name == "figures"_L1)
        return figures();
    if (name == "sources"_L1)
        return sources();
    if (name == "cameras"_L1)
        return cameras(query);
    return notFound(name);
}

RestAnswer RestRoutes::health() const
{
    JsonWriter out;
    out.beginObject();
    out.member("status"_L1, "ok"_L1);
    out.key("versions"_L1);
    out.raw("[1]");
    out.member("lineage"_L1, m_view.lineage());
    out.member("seq"_L1, m_view.headSequence());
    out.member("time"_L1, m_view.now());
    out.member("rate"_L1, m_view.clockRate());
    out.member("mode"_L1, nameOf(m_view.mode()));
    out.member("simulated"_L1, m_view.simulated());
    out.member("origin"_L1, protocol::nameOf(m_view.origin()));
    out.endObject();
    return {200, out.take()};
}

RestAnswer RestRoutes::cases(const QUrlQuery &query) const
{
    const int limit = limitOf(query);
    if (limit < 0)
        return badLimit();
    const QString area = query.queryItemValue(u"area"_s);
    std::optional<Stage> stage;
    if (const QString name = query.queryItemValue(u"stage"_s); !name.isEmpty()) {
        stage = protocol::fromName<Stage>(name.toStdString());
        if (!stage)
            return restProblem(400, u"bad-argument"_s, u"not a stage"_s, u"stage"_s);
    }
    ItemList items(limit);
    m_view.eachIncident([&](const Incident &incident) {
        if ((stage && incident.stage != *stage) || !inArea(incident.place, area))
            return;
        if (items.isFull())
            items.skip();
        else
            items.add(encodeEntity(incident));
    });
    return items.answer();
}

RestAnswer RestRoutes::oneCase(const QString &id, const QString &part) const
{
    if (part == "recommendation"_L1)
        return recommendation(id);
    if (part == "nearby"_L1)
        return nearby(id);
    const Result<Incident> incident = m_view.incident(id);
    if (!incident || !part.isEmpty())
        return notFound(id);
    return {200, encodeEntity(*incident)};
}

RestAnswer RestRoutes::recommendation(const QString &id) const
{
    const Result<Recommendation> recommendation = m_view.recommend(id);
    if (!recommendation)
        return restProblem(404, u"not-found"_s, recommendation.error().reason, id);
    JsonWriter out;
    out.beginObject();
    out.key("candidates"_L1);
    out.beginArray();
    for (const Recommendation::Candidate &candidate : recommendation->candidates) {
        out.beginObject();
        out.member("unit"_L1, candidate.unit);
        out.member("eta"_L1, candidate.etaSeconds);
        out.member("distance"_L1, candidate.distanceMetres);
        out.member("reasonZh"_L1, candidate.reasonZh);
        out.member("reasonEn"_L1, candidate.reasonEn);
        out.member("gapMinutes"_L1, candidate.gapMinutes);
        out.endObject();
    }
    out.endArray();
    out.member("shortfallZh"_L1, recommendation->shortfallZh);
    out.member("shortfallEn"_L1, recommendation->shortfallEn);
    out.endObject();
    return {200, out.take()};
}

RestAnswer RestRoutes::nearby(const QString &id) const
{
    const Result<Incident> incident = m_view.incident(id);
    if (!incident)
        return notFound(id);
    const GeoPoint centre = incident->place.point;
    JsonWriter out;
    out.beginObject();
    const auto write = [&out](QLatin1StringView name, const std::vector<Neighbour> &found, auto json) {
        out.key(name);
        out.beginArray();
        for (const Neighbour &neighbour : found)
            out.raw(json(neighbour.index, neighbour.metres));
        out.endArray();
    };
    write("cameras"_L1, camerasNear(m_view, centre, kNearMetres, kNearCount),
          [this](quint32 index, double metres) { return cameraJson(index, metres); });
    write("units"_L1, unitsNear(m_view, centre, kNearMetres, kNearCount),
          [this](quint32 index, double metres) { return unitJson(index, metres); });
    write("devices"_L1, devicesNear(m_view, centre, kNearMetres, kNearCount),
          [this](quint32 index, double metres) { return deviceJson(index, metres); });
    out.endObject();
    return {200, out.take()};
}

RestAnswer RestRoutes::alarms(const QUrlQuery &query) const
{
    const QString area = query.queryItemValue(u"area"_s);
    ItemList items;
    m_view.eachAlarm([&](const Alarm &alarm) {
        if (inArea(alarm.place, area))
            items.add(encodeEntity(alarm));
    });
    return items.answer();
}

RestAnswer RestRoutes::alarmHistory(const QString &id) const
{
    const Result<std::vector<StreamEvent>> events = m_view.alarmHistory(id);
    if (!events)
        return restProblem(404, u"not-found"_s, events.error().reason, id);
    ItemList items;
    for (const StreamEvent &event : *events) {
        const auto &alarm = std::get<Alarm>(event.entity);
        JsonWriter out;
        out.beginObject();
        out.member("seq"_L1, event.seq);
        out.member("at"_L1, event.at);
        out.member("change"_L1, event.change);
        out.member("level"_L1, nameOf(alarm.level));
        out.member("active"_L1, alarm.active);
        out.member("state"_L1, nameOf(alarm.state));
        out.member("by"_L1, event.entry.actor);
        out.member("reason"_L1, event.entry.verb.isEmpty() ? alarm.reason : event.entry.text);
        out.endObject();
        items.add(out.take());
    }
    return items.answer();
}

RestAnswer RestRoutes::orders() const
{
    ItemList items;
    m_view.eachOrder([&items](const Order &order) { items.add(encodeEntity(order)); });
    return items.answer();
}

RestAnswer RestRoutes::warnings() const
{
    ItemList items;
    m_view.eachWarning([&items](const Warning &warning) { items.add(encodeEntity(warning)); });
    return items.answer();
}

RestAnswer RestRoutes::indicators() const
{
    JsonWriter out(32 * 1024);
    out.beginObject();
    out.key("items"_L1);
    out.beginArray();
    for (const IndicatorValue &value : m_view.indicators())
        out.raw(encodeEntity(value, m_view.indicatorTrend(value.index)));
    out.endArray();
    out.key("scores"_L1);
    out.beginArray();
    for (const DimensionScore &score : m_view.scores())
        out.raw(encodeEntity(score));
    out.endArray();
    out.endObject();
    return {200, out.take()};
}

RestAnswer RestRoutes::figures() const
{
    ItemList items;
    for (const Figure &figure : m_view.figures()) {
        JsonWriter out;
        out.beginObject();
        out.member("id"_L1, figure.id);
        out.member("value"_L1, figure.value);
        out.member("at"_L1, figure.at);
        out.endObject();
        items.add(out.take());
    }
    return items.answer();
}

RestAnswer RestRoutes::sources() const
{
    ItemList items;
    for (const FeedHealth &source : m_view.sources())
        items.add(encodeEntity(source));
    return items.answer();
}

RestAnswer RestRoutes::device(const QString &slotOrId) const
{
    bool isNumber = false;
    const quint32 slot = slotOrId.toUInt(&isNumber);
    const qint64 known = isNumber ? qint64(slot) : m_view.deviceSlot(slotOrId);
    if (known < 0 || known >= static_cast<qint64>(m_view.devices().size()))
        return notFound(slotOrId);
    return {200, deviceJson(static_cast<quint32>(known), std::numeric_limits<double>::quiet_NaN())};
}

RestAnswer RestRoutes::unit(const QString &id) const
{
    const auto &units = m_view.units();
    const auto known = std::ranges::find(units, id, &Unit::id);
    if (known == units.end())
        return notFound(id);
    return {200, unitJson(static_cast<size_t>(known - units.begin()), std::numeric_limits<double>::quiet_NaN())};
}

RestAnswer RestRoutes::cameras(const QUrlQuery &query) const
{
    const int limit = limitOf(query);
    if (limit < 0)
        return badLimit();
    bool hasLongitude = false;
    bool hasLatitude = false;
    const GeoPoint centre{query.queryItemValue(u"lon"_s).toDouble(&hasLongitude),
                          query.queryItemValue(u"lat"_s).toDouble(&hasLatitude)};
    if (!hasLongitude || !hasLatitude || !centre.isValid())
        return restProblem(400, u"bad-argument"_s, u"a position is asked for"_s, u"lon"_s);
    ItemList items;
    constexpr double kEverywhere = 21e6;
    for (const Neighbour &neighbour : camerasNear(m_view, centre, kEverywhere, static_cast<size_t>(limit)))
        items.add(cameraJson(neighbour.index, neighbour.metres));
    return items.answer();
}

RestAnswer RestRoutes::picture(const QString &hash) const
{
    const Result<QByteArray> bytes = m_view.picture(hash);
    if (!bytes)
        return notFound(hash);
    QByteArray type = "image/jpeg";
    if (bytes->startsWith("\x89PNG"))
        type = "image/png";
    else if (bytes->startsWith('<'))
        type = "image/svg+xml";
    return {200, *bytes, type};
}

QByteArray RestRoutes::deviceJson(quint32 slot, double metres) const
{
    const DeviceTable &devices = m_view.devices();
    const DeviceReadings &readings = m_view.readings();
    JsonWriter out;
    out.beginObject();
    out.member("slot"_L1, slot);
    out.member("id"_L1, m_view.deviceId(slot));
    out.member("class"_L1, devices.deviceClass[slot]);
    out.member("street"_L1, devices.street[slot]);
    out.member("streetCode"_L1, devices.street[slot] < m_streets.size() ? m_streets[devices.street[slot]] : QString());
    out.member("lon"_L1, devices.longitudeE7[slot] / 1e7);
    out.member("lat"_L1, devices.latitudeE7[slot] / 1e7);
    if (slot < readings.value.size()) {
        out.member("value"_L1, readings.value[slot]);
        out.member("at"_L1, readings.at[slot]);
        out.member("state"_L1, nameOf(readings.state[slot]));
    }
    out.member("distance"_L1, metres);
    out.endObject();
    return out.take();
}

QByteArray RestRoutes::cameraJson(size_t index, double metres) const
{
    const Camera &camera = m_view.cameras()[index];
    JsonWriter out;
    out.beginObject();
    out.member("id"_L1, camera.id);
    out.member("name"_L1, camera.name);
    out.member("lon"_L1, camera.point.longitude);
    out.member("lat"_L1, camera.point.latitude);
    out.member("street"_L1, camera.street);
    out.member("online"_L1, camera.online);
    out.member("distance"_L1, metres);
    out.endObject();
    return out.take();
}

QByteArray RestRoutes::unitJson(size_t slot, double metres) const
{
    const auto &positions = m_view.unitPositions();
    QByteArray json = encodeEntity(m_view.units()[slot], slot < positions.size() ? positions[slot] : UnitRecord{});
    if (metres >= 0) {
        json.chop(1);
        json.append(",\"distance\":").append(QByteArray::number(metres, 'f', 1)).append('}');
    }
    return json;
}

} // namespace guancheng
