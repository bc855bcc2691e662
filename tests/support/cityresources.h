// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "city/cityloader.h"
#include "domain/clock.h"

#include <memory>

namespace guancheng::test {

/** The catalogue and the city of the project, read once. */
inline std::shared_ptr<const Catalogue> catalogue()
{
    static const auto loaded = [] {
        auto result = loadCatalogue(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources"));
        if (!result)
            qFatal("%s", qPrintable(result.error().toString()));
        return *result;
    }();
    return loaded;
}

inline std::shared_ptr<const City> city()
{
    static const auto loaded = [] {
        auto result = loadCity(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/city/shanghai"));
        if (!result)
            qFatal("%s", qPrintable(result.error().toString()));
        return *result;
    }();
    return loaded;
}

/** 2026-11-22 10:00 in Shanghai. */
inline constexpr TimeMs kMorning = 1795312800000;

/** The first matter of this level. */
inline const MatterType &matterOfLevel(Level level)
{
    for (const MatterType &matter : catalogue()->matters()) {
        if (matter.level == level && !matter.unitKinds.empty())
            return matter;
    }
    qFatal("no such matter");
}

/** A point in the middle of the city: People's Square. */
inline constexpr GeoPoint kSquare{121.4737, 31.2304};

} // namespace guancheng::test
