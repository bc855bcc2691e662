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

Result<Story> loadStoryOf(Resources &resources, const QString &id)
{
    // A story that exists nowhere is a wrong word on the command line, not a broken file.
    if (!storyIds(resources.dir).contains(id) && !storyIds(kBuiltInResources).contains(id))
        return loadStory(resources.dir, id, *resources.catalogue);
    return loadEither<Story>(resources.dir, resources.problems,
                             [&](const QString &root) { return loadStory(root, id, *resources.catalogue); });
}

SourceHealth resourceHealth(const Resources &resources)
{
    SourceHealth health;
    health.id = QStringLiteral("resources");
    health.nameZh = QStringLiteral("资源文件");
    health.nameEn = QStringLiteral("Resource files");
    health.state = resources.problems.empty() ? FeedState::Live : FeedState::Degraded;
    health.rejected = static_cast<qint64>(resources.problems.size());
    QStringList texts;
    for (const Error &problem : resources.problems)
        texts << problem.toString();
    health.message = texts.join(QStringLiteral("; "));
    return health;
}

Result<Resources> loadResources(const QString &dir, const QString &cityDir)
{
    Resources resources;
    resources.dir = dir;
    auto catalogue = loadEither<std::shared_ptr<const Catalogue>>(dir, resources.problems, loadCatalogue);
    if (!catalogue)
        return catalogue.error();
    auto city = loadEither<std::shared_ptr<const City>>(dir, resources.problems, [&](const QString &root) {
        const QString schemas = root + QStringLiteral("/schemas/city");
        return loadCity(cityDir.isEmpty() ? root + QStringLiteral("/city/shanghai") : cityDir, schemas);
    });
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
