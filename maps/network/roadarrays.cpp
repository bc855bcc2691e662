// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/roadarrays.h"

#include <array>
#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<int, kWayClasses> kSpeeds{80, 65, 60, 45, 38, 32, 24, 15, 12};

bool isOnEarth(const std::vector<qint32> &longitudes, const std::vector<qint32> &latitudes)
{
    const auto within = [](const std::vector<qint32> &values, qint32 limit) {
        return std::all_of(values.begin(), values.end(), [limit](qint32 v) { return v >= -limit && v <= limit; });
    };
    return within(longitudes, 1'800'000'000) && within(latitudes, 900'000'000);
}

bool isUsable(const SpeedProfile &profile)
{
    const size_t size = profile.factors.size();
    return (size == 0 || size == 24 || size == 168) &&
           std::all_of(profile.factors.begin(), profile.factors.end(), [](float f) { return f >= 0.05F && f <= 1.5F; });
}

} // namespace

QString RoadArrays::inconsistency() const
{
    const size_t nodes = nodeCount();
    const size_t edges = edgeCount();
    if (nodeLatitudeE7.size() != nodes || shapeLatitudeE7.size() != shapeLongitudeE7.size())
        return u"longitudes and latitudes differ in number"_s;
    if (nodes >= 0x7fffffff || edges >= 0x7fffffff || shapeLongitudeE7.size() >= 0x7fffffff)
        return u"too many nodes, edges or shape points"_s;
    for (const size_t size : {edgeTo.size(), edgeMetres.size(), edgeClass.size(), edgeFlags.size(), edgeAccess.size(),
                              edgeSpeedKmh.size(), edgeProfile.size(), edgeName.size()}) {
        if (size != edges)
            return u"the columns of the edges differ in length"_s;
    }
    if (edgeShape.size() != edges + 1 || edgeShape.front() != 0 || edgeShape.back() != shapeLongitudeE7.size() ||
        !std::is_sorted(edgeShape.begin(), edgeShape.end()))
        return u"the starts of the shapes are not in order"_s;
    if (names.empty() || profiles.empty() || profiles.size() > 65535)
        return u"no nameless street, or no speed profile"_s;
    if (!isOnEarth(nodeLongitudeE7, nodeLatitudeE7) || !isOnEarth(shapeLongitudeE7, shapeLatitudeE7))
        return u"a position that is not on the Earth"_s;
    if (!std::all_of(profiles.begin(), profiles.end(), isUsable))
        return u"a speed profile without 24 or 168 factors of 0.05 to 1.5"_s;
    for (size_t e = 0; e < edges; ++e) {
        if (edgeFrom[e] >= nodes || edgeTo[e] >= nodes || edgeName[e] >= names.size() || edgeProfile[e] >= profiles.size() ||
            static_cast<int>(edgeClass[e]) >= kWayClasses)
            return u"edge %1 names a node, name, profile or class that there is not"_s.arg(e);
        if (!(edgeMetres[e] >= 0 && edgeMetres[e] < 1e7F) || edgeSpeedKmh[e] == 0)
            return u"edge %1 has an impossible length or speed"_s.arg(e);
    }
    return {};
}

int defaultSpeedKmh(WayClass wayClass)
{
    return kSpeeds[static_cast<size_t>(wayClass)];
}

quint8 defaultAccess(WayClass wayClass)
{
    constexpr int kNoSlow = AccessAll & ~(AccessFoot | AccessBicycle);
    switch (wayClass) {
    case WayClass::Expressway:
    case WayClass::Elevated: return static_cast<quint8>(kNoSlow & ~AccessMotorcycle); // closed to motorcycles in Shanghai
    case WayClass::Path: return AccessFoot | AccessBicycle;
    default: return AccessAll;
    }
}

SpeedProfile defaultProfile(WayClass wayClass)
{
    // How deep the two peaks of a working day go, by class; nights are free.
    static constexpr std::array<float, kWayClasses> kDepth{0.45F, 0.55F, 0.45F, 0.45F, 0.4F, 0.3F, 0.2F, 0.1F, 0};
    static constexpr std::array<float, 24> kLoad{0.05F, 0.02F, 0,     0,    0.02F, 0.1F,  0.4F, 0.85F, 1,    0.8F,  0.6F, 0.55F,
                                                 0.5F,  0.5F,  0.55F, 0.6F, 0.7F,  0.95F, 1,    0.8F,  0.5F, 0.35F, 0.2F, 0.1F};
    SpeedProfile profile;
    for (const float load : kLoad)
        profile.factors.push_back(1 - kDepth[static_cast<size_t>(wayClass)] * load);
    return profile;
}

WayClass wayClassOf(QStringView highway)
{
    struct Entry
    {
        QLatin1StringView name;
        WayClass wayClass;
    };
    static constexpr std::array kNames{
        Entry{"motorway"_L1, WayClass::Expressway}, Entry{"expressway"_L1, WayClass::Expressway},
        Entry{"elevated"_L1, WayClass::Elevated},   Entry{"trunk"_L1, WayClass::Trunk},
        Entry{"primary"_L1, WayClass::Primary},     Entry{"arterial"_L1, WayClass::Primary},
        Entry{"secondary"_L1, WayClass::Secondary}, Entry{"tertiary"_L1, WayClass::Tertiary},
        Entry{"residential"_L1, WayClass::Local},   Entry{"unclassified"_L1, WayClass::Local},
        Entry{"living_street"_L1, WayClass::Local}, Entry{"local"_L1, WayClass::Local},
        Entry{"service"_L1, WayClass::Service},     Entry{"track"_L1, WayClass::Service},
        Entry{"footway"_L1, WayClass::Path},        Entry{"pedestrian"_L1, WayClass::Path},
        Entry{"path"_L1, WayClass::Path},           Entry{"cycleway"_L1, WayClass::Path},
        Entry{"steps"_L1, WayClass::Path},          Entry{"bridleway"_L1, WayClass::Path},
    };
    if (highway.endsWith("_link"_L1))
        highway.chop(5);
    for (const Entry &entry : kNames) {
        if (highway.compare(entry.name, Qt::CaseInsensitive) == 0)
            return entry.wayClass;
    }
    return WayClass::Local;
}

} // namespace guancheng
