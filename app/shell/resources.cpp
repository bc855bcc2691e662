// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/resources.h"

#include "city/cityloader.h"
#include "shell/logging.h"

namespace guancheng {

namespace {

/** Tries the hall's files, then the copy inside the program; a problem with the first is noted. */
template<typename T, typename Load>
Result<T> loadEither(const QString &dir, std::vector<Error> &problems, Load load)
{
    Result<T> own = load(dir);
    if (own || dir == kBuiltInResources)
        return own;
    qCWarning(lcShell).noquote() << own.error().toString() << "- the copy inside the program is used instead";
    problems.push_back(own.error());
    return load(kBuiltInResources);
}

} // namespace

Result<Resources> loadResources(const QString &dir, const QString &cityId)
{
    Resources resources;
    resources.dir = dir;
    auto catalogue = loadEither<std::shared_ptr<const Catalogue>>(dir, resources.problems, loadCatalogue);
    if (!catalogue)
        return catalogue.error();
    auto city = loadEither<std::shared_ptr<const City>>(
        dir, resources.problems, [&](const QString &root) { return loadCity(root + QStringLiteral("/city/") + cityId); });
    if (!city)
        return city.error();
    auto style = loadEither<std::shared_ptr<const MapStyle>>(dir, resources.problems, [](const QString &root) {
        return loadMapStyle(root + QStringLiteral("/mapstyles/night.json"),
                            root + QStringLiteral("/schemas/mapstyle.schema.json"));
    });
    if (!style)
        return style.error();
    resources.catalogue = *catalogue;
    resources.city = *city;
    resources.mapStyle = *style;
    return resources;
}

} // namespace guancheng
