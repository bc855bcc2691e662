// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/generatedstreets.h"

#include "city/curve.h"
#include "maps/pack/layerbuilder.h"
#include "maps/pack/streetgrid.h"

#include <QHash>

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kCurveStep = 100; ///< metres; streets end on the vertices of these curves

double rounded(double degrees)
{
    return std::round(degrees * 1e7) / 1e7;
}

std::vector<GeoPoint> curveOf(const Road &road)
{
    std::vector<GeoPoint> curve = smoothCurve(road.points, kCurveStep, road.loop);
    for (GeoPoint &p : curve)
        p = {rounded(p.longitude), rounded(p.latitude)};
    return curve;
}

/** How far apart the junctions of a road are, in steps of the curve. */
size_t junctionStep(RoadClass roadClass)
{
    switch (roadClass) {
    case RoadClass::Expressway: return 24;
    case RoadClass::Elevated: return 12;
    case RoadClass::Arterial: break;
    }
    return 4;
}

QString className(RoadClass roadClass)
{
    switch (roadClass) {
    case RoadClass::Expressway: return u"expressway"_s;
    case RoadClass::Elevated: return u"elevated"_s;
    case RoadClass::Arterial: break;
    }
    return u"primary"_s;
}

/** The streets of a city and their links, on the way to one component. */
class StreetMaker
{
public:
    explicit StreetMaker(const City &city)
        : m_city(city)
        , m_table(u"示意街道（生成） Generated streets"_s, u"generated"_s, kGeneratedStreetsZh + u" · "_s + kGeneratedStreetsEn,
                  {u"class"_s, u"generated"_s, u"district"_s})
        , m_net(city)
    {
    }

    FeatureTable make()
    {
        for (const StreetNet::Run &run : m_net.runs())
            line(run.nodes, run.major ? u"tertiary"_s : u"residential"_s, run.district);
        for (const auto &[a, b] : m_net.borderLinks())
            link(m_net.position(a), m_net.position(b), m_net.districtOf(a));
        meetMainRoads();
        // What is still on its own (an island, a corner behind a river) gets the shortest link there is.
        for (const auto &[a, b] : m_net.joinComponents())
            link(m_net.position(a), m_net.position(b), m_net.districtOf(a));
        return m_table.take();
    }

private:
    void describe(const QString &kind, quint16 district)
    {
        m_table.text(0, kind);
        m_table.text(1, u"yes"_s);
        m_table.text(2, m_city.districts()[district].adcode);
    }
    void line(const std::vector<quint32> &nodes, const QString &kind, quint16 district)
    {
        m_table.begin(GeometryKind::Line);
        describe(kind, district);
        for (const quint32 node : nodes) {
            const GeoPoint p = m_net.position(node);
            m_table.vertex(p.longitude, p.latitude);
        }
        m_table.end();
    }
    void link(const GeoPoint &a, const GeoPoint &b, quint16 district)
    {
        if (a == b)
            return;
        m_table.begin(GeometryKind::Line);
        describe(u"link"_s, district);
        m_table.vertex(a.longitude, a.latitude);
        m_table.vertex(b.longitude, b.latitude);
        m_table.end();
    }

    void meetMainRoads()
    {
        // Vertices that two roads share join them already.
        QHash<std::pair<qint64, qint64>, quint32> meeting;
        for (const Road &road : m_city.roads()) {
            const std::vector<GeoPoint> curve = curveOf(road);
            if (curve.size() < 2)
                continue;
            const quint32 element = m_net.addElement(curve.front());
            for (const GeoPoint &p : curve) {
                const std::pair<qint64, qint64> key(std::llround(p.longitude * 1e7), std::llround(p.latitude * 1e7));
                const auto other = meeting.constFind(key);
                if (other == meeting.cend())
                    meeting.insert(key, element);
                else
                    m_net.unite(*other, element);
            }
            const size_t step = junctionStep(road.roadClass);
            for (size_t i = step / 2; i < curve.size(); i += step) {
                const auto node = m_net.nearest(curve[i], 900);
                if (!node)
                    continue;
                link(curve[i], m_net.position(*node), m_net.districtOf(*node));
                m_net.unite(*node, element);
            }
        }
    }

    const City &m_city;
    LayerBuilder m_table;
    StreetNet m_net;
};

} // namespace

FeatureTable generatedStreets(const City &city)
{
    return StreetMaker(city).make();
}

FeatureTable mainRoads(const City &city)
{
    LayerBuilder table(u"主要道路 Main roads"_s, city.id(),
                       city.attributions().empty() ? QString() : city.attributions().back().zh,
                       {u"class"_s, u"name"_s, u"nameEn"_s, u"code"_s});
    for (const Road &road : city.roads()) {
        const std::vector<GeoPoint> curve = curveOf(road);
        if (curve.size() < 2)
            continue;
        table.begin(GeometryKind::Line);
        table.text(0, className(road.roadClass));
        table.text(1, road.nameZh);
        table.text(2, road.nameEn);
        table.text(3, road.code.isEmpty() ? QString() : road.code);
        for (const GeoPoint &p : curve)
            table.vertex(p.longitude, p.latitude);
        table.end();
    }
    return table.take();
}

} // namespace guancheng
