// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/vehicles.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"

#include <QSet>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 7> kAccess{"foot"_L1,  "bicycle"_L1, "motorcycle"_L1, "car"_L1,
                                                   "heavy"_L1, "bus"_L1,     "emergency"_L1};
constexpr std::array<QLatin1StringView, kWayClasses> kWays{"expressway"_L1, "elevated"_L1,  "trunk"_L1,
                                                           "primary"_L1,    "secondary"_L1, "tertiary"_L1,
                                                           "local"_L1,      "service"_L1,   "path"_L1};
constexpr double kLeastKmh = 3;

VehicleClass readClass(const JsonCursor &item)
{
    VehicleClass vehicle;
    vehicle.id = item.string("id"_L1);
    vehicle.nameZh = item.string("nameZh"_L1);
    vehicle.nameEn = item.string("nameEn"_L1);
    vehicle.access = 0;
    for (const QString &name : item.strings("access"_L1)) {
        const auto found = std::find(kAccess.begin(), kAccess.end(), name);
        vehicle.access |= static_cast<quint8>(found == kAccess.end() ? 0 : 1 << (found - kAccess.begin()));
    }
    vehicle.mostKmh = item.number("mostKmh"_L1);
    vehicle.ownKmh = item.number("ownKmh"_L1, 0);
    vehicle.congestion = item.number("congestion"_L1);
    const double share = item.number("speedShare"_L1);
    const JsonCursor shares = item.optional("classShare"_L1);
    for (size_t i = 0; i < kWays.size(); ++i)
        vehicle.speedShare[i] = shares.exists() ? shares.number(kWays[i], share) : share;
    vehicle.againstOneway = item.boolean("againstOneway"_L1, false);
    vehicle.offRoad = item.boolean("offRoad"_L1, false);
    vehicle.throughClosures = item.boolean("throughClosures"_L1, false);
    vehicle.unitKinds = item.strings("unitKinds"_L1);
    return vehicle;
}

} // namespace

Result<Vehicles> Vehicles::load(const QString &file, const QString &schemaFile)
{
    const Result<QJsonDocument> document = loadJson(file, schemaFile);
    if (!document)
        return document.error();
    const JsonCursor root(file, *document);
    std::vector<VehicleClass> classes;
    QSet<QString> ids, kinds;
    for (const JsonCursor &item : root.child("vehicles"_L1).items()) {
        VehicleClass vehicle = readClass(item);
        if (ids.contains(vehicle.id))
            item.fail("id"_L1, u"this class of vehicles is there twice"_s);
        ids.insert(vehicle.id);
        for (const QString &kind : std::as_const(vehicle.unitKinds)) {
            if (kinds.contains(kind))
                item.fail("unitKinds"_L1, u"'%1' moves like two classes"_s.arg(kind));
            kinds.insert(kind);
        }
        classes.push_back(std::move(vehicle));
    }
    if (classes.empty())
        root.fail("vehicles"_L1, u"there is no class of vehicles"_s);
    if (root.error())
        return *root.error();
    return Vehicles(std::move(classes));
}

int Vehicles::indexOf(QStringView id) const
{
    const auto found =
        std::find_if(m_classes.begin(), m_classes.end(), [&](const VehicleClass &each) { return each.id == id; });
    return found == m_classes.end() ? -1 : static_cast<int>(found - m_classes.begin());
}

size_t Vehicles::forUnitKind(const QString &unitKind) const
{
    const auto found = std::find_if(m_classes.begin(), m_classes.end(),
                                    [&](const VehicleClass &each) { return each.unitKinds.contains(unitKind); });
    return found == m_classes.end() ? 0 : static_cast<size_t>(found - m_classes.begin());
}

CostTable costTable(const RoadGraph &graph, const VehicleClass &vehicle, int hourOfWeek)
{
    constexpr float kNever = std::numeric_limits<float>::infinity();
    CostTable table;
    table.reserve(graph.groups().size() * 2);
    for (const RoadGraph::Group &group : graph.groups()) {
        const double share = vehicle.speedShare[static_cast<size_t>(group.wayClass)];
        if ((group.access & vehicle.access) == 0 || share <= 0) {
            table.insert(table.end(), {kNever, kNever});
            continue;
        }
        const double hour = 1 - vehicle.congestion * (1 - double(graph.arrays().profiles[group.profile].at(hourOfWeek)));
        const double kmh = vehicle.ownKmh > 0 ? vehicle.ownKmh : std::min(vehicle.mostKmh, group.speedKmh * share * hour);
        const auto seconds = static_cast<float>(3.6 / std::max(kLeastKmh, kmh));
        table.push_back(seconds);
        table.push_back(group.oneway && !vehicle.againstOneway ? kNever : seconds);
    }
    return table;
}

} // namespace guancheng
