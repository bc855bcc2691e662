// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/waycolumns.h"

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

const FeatureTable::Column *first(const FeatureTable &table, std::initializer_list<QStringView> names)
{
    for (const QStringView name : names) {
        if (const FeatureTable::Column *column = table.column(name))
            return column;
    }
    return nullptr;
}

bool isYes(QStringView value)
{
    return !value.isEmpty() && value != u"no" && value != u"0" && value != u"false" && value != u"F";
}

/** Free flow where a limit is signed: signals and bends take their share. */
quint8 freeFlow(double limitKmh, WayClass wayClass)
{
    const double share = wayClass <= WayClass::Elevated ? 0.95 : 0.85;
    return static_cast<quint8>(std::clamp(limitKmh * share, 5.0, 130.0));
}

} // namespace

WayColumns::WayColumns(const FeatureTable &table)
    : m_class(first(table, {u"class", u"highway", u"fclass", u"kind", u"roadClass"}))
    , m_nameZh(first(table, {u"name:zh", u"nameZh", u"name_zh", u"name"}))
    , m_nameEn(first(table, {u"name:en", u"nameEn", u"name_en"}))
    , m_code(first(table, {u"ref", u"code"}))
    , m_oneway(first(table, {u"oneway"}))
    , m_speed(first(table, {u"maxspeed", u"speedKmh"}))
    , m_bridge(first(table, {u"bridge"}))
    , m_tunnel(first(table, {u"tunnel"}))
    , m_junction(first(table, {u"junction"}))
    , m_generated(first(table, {u"generated"}))
{
    const auto restriction = [&](QStringView name, int bits) {
        if (const FeatureTable::Column *column = table.column(name))
            m_access.emplace_back(column, static_cast<quint8>(bits));
    };
    // From the general to the special one, so that the special one has the last word.
    restriction(u"access", AccessAll);
    restriction(u"vehicle", AccessMotor | AccessBicycle);
    restriction(u"motor_vehicle", AccessMotor);
    restriction(u"motorcar", AccessCar);
    restriction(u"hgv", AccessHeavy);
    restriction(u"bus", AccessBus);
    restriction(u"motorcycle", AccessMotorcycle);
    restriction(u"bicycle", AccessBicycle);
    restriction(u"foot", AccessFoot);
    restriction(u"emergency", AccessEmergency);
}

QString WayColumns::text(Column column, size_t feature)
{
    if (column == nullptr)
        return {};
    if (column->type == FeatureTable::ColumnType::Text)
        return column->texts[feature].trimmed();
    const double number = column->numbers[feature];
    return std::isnan(number) ? QString() : QString::number(number);
}

quint8 WayColumns::access(size_t feature, WayClass wayClass, QStringView highway) const
{
    quint8 bits = defaultAccess(wayClass);
    if (highway == u"steps" || highway == u"footway")
        bits = AccessFoot;
    for (const auto &[column, who] : m_access) {
        const QString value = text(column, feature);
        if (value == u"no" || value == u"private")
            bits = static_cast<quint8>(bits & ~(who & ~AccessEmergency)); // blue light goes through private ground
        else if (value == u"yes" || value == u"designated" || value == u"permissive" || value == u"destination")
            bits |= column->name == u"access" ? bits : who; // 'access=yes' opens no motorway to walkers
    }
    return bits;
}

RoadBuilder::Way WayColumns::way(size_t feature, const RoadBuildOptions &options, bool &reversed) const
{
    RoadBuilder::Way way;
    const QString highway = text(m_class, feature);
    way.wayClass = highway.isEmpty() ? options.defaultClass : wayClassOf(highway);
    way.flags = options.extraFlags;
    way.name = {text(m_nameZh, feature), text(m_nameEn, feature), text(m_code, feature)};
    if (way.name.zh.isEmpty())
        way.name.zh = way.name.code;

    const auto flag = [&](Column column, quint8 bit) {
        if (isYes(text(column, feature)))
            way.flags |= bit;
    };
    flag(m_bridge, WayBridge);
    flag(m_tunnel, WayTunnel);
    flag(m_generated, WayGenerated);
    if (highway.endsWith("_link"_L1))
        way.flags |= WayRamp;
    const QString junction = text(m_junction, feature);
    if (junction == u"roundabout" || junction == u"circular")
        way.flags |= WayRoundabout | WayOneway;

    const QString oneway = text(m_oneway, feature);
    reversed = oneway == u"-1" || oneway == u"reverse" || oneway == u"T";
    if (reversed || oneway == u"yes" || oneway == u"true" || oneway == u"1" || oneway == u"F" || oneway == u"forward")
        way.flags |= WayOneway;
    else if (oneway.isEmpty() ? highway == u"motorway" || highway == u"motorway_link" : false)
        way.flags |= WayOneway;
    else if (oneway == u"no")
        way.flags = static_cast<quint8>(way.flags & ~WayOneway);

    const QString limit = text(m_speed, feature);
    qsizetype digits = 0;
    while (digits < limit.size() && (limit[digits].isDigit() || limit[digits] == u'.'))
        ++digits;
    const double kmh = limit.left(digits).toDouble() * (limit.contains("mph"_L1) ? 1.609344 : 1);
    if (kmh > 0)
        way.speedKmh = freeFlow(kmh, way.wayClass);
    way.access = access(feature, way.wayClass, highway);
    return way;
}

} // namespace guancheng
