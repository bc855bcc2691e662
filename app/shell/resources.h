// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/story.h"
#include "city/city.h"
#include "domain/records.h"
#include "domain/result.h"
#include "maps/style/mapstyle.h"

#include <memory>
#include <vector>

namespace guancheng {

/** Where the files of a hall lie, and where their copy inside the program. */
inline const QString kBuiltInResources = QStringLiteral(":/guancheng");

/** All data that the product is made of, loaded and checked. */
struct Resources
{
    QString dir; ///< of the hall's files
    std::shared_ptr<const Catalogue> catalogue;
    std::shared_ptr<const City> city;
    std::shared_ptr<const MapStyle> mapStyle;
    /** What was wrong with the files; for each the copy inside the program was taken instead, so the wall stays up. */
    std::vector<Error> problems;
};

/**
 * Loads the files below \c dir, and the city from \c cityDir when that is given. An error when not even the copy inside the
 * program can be read, or when that city cannot: another one in its place would be a lie.
 */
Result<Resources> loadResources(const QString &dir, const QString &cityDir = {});

/** The story, from the copy inside the program where the hall's file is broken; that is noted in \c resources. */
Result<Story> loadStoryOf(Resources &resources, const QString &id);

/** What data health says of the files: each problem is counted and named. */
SourceHealth resourceHealth(const Resources &resources);

} // namespace guancheng
