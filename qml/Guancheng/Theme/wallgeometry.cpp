// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "wallgeometry.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"
#include "jsonfile/resourcedir.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

double WallGeometry::pixels(double arcminutes) const
{
    constexpr double kArcminutesPerRadian = 3438;
    const double metres = farthestReader * arcminutes / kArcminutesPerRadian;
    return physicalHeight > 0 ? metres * height / physicalHeight : 0;
}

WallGeometry WallGeometry::driven(const QSize &size) const
{
    WallGeometry result = *this;
    result.width = size.width();
    result.height = size.height();
    // A narrower window of the same height has less room for the same words: the smaller side decides.
    const double share = std::min(double(size.width()) / width, double(size.height()) / height) * height / size.height();
    result.physicalHeight = share > 0 ? physicalHeight / share : physicalHeight;
    return result;
}

Result<QList<WallGeometry>> loadWallGeometries(const QString &file, const QString &schemaFile)
{
    const QString schema = schemaFile.isEmpty() ? resourceDir() + u"/schemas/wall-geometry.schema.json"_s : schemaFile;
    const Result<QJsonDocument> document = loadJson(file, schema);
    if (!document)
        return document.error();
    const JsonCursor root(file, *document);
    QList<WallGeometry> result;
    for (const JsonCursor &item : root.child("walls"_L1).items()) {
        WallGeometry wall;
        wall.id = item.string("id"_L1);
        wall.layout = item.string("layout"_L1);
        wall.width = item.integer("width"_L1);
        wall.height = item.integer("height"_L1);
        wall.physicalHeight = item.number("physicalHeightMetres"_L1);
        wall.farthestReader = item.number("farthestReaderMetres"_L1);
        if (wall.width <= 0 || wall.height <= 0 || !(wall.physicalHeight > 0) || !(wall.farthestReader > 0))
            item.fail(u"sizes of a wall must be greater than 0"_s);
        result << wall;
    }
    if (result.isEmpty())
        root.fail(u"no wall in the file"_s);
    if (root.error())
        return *root.error();
    return result;
}

WallGeometry nearestGeometry(const QList<WallGeometry> &known, const QSize &size)
{
    const auto distance = [&size](const WallGeometry &wall) {
        const double shape = std::log(double(wall.width) / wall.height) - std::log(double(size.width()) / size.height());
        const double height = std::log(double(wall.height)) - std::log(double(size.height()));
        return 4 * shape * shape + height * height;
    };
    return *std::ranges::min_element(known, {}, distance);
}

WallSizes::WallSizes(const WallGeometry &geometry)
{
    const auto text = [&geometry](double arcminutes) {
        return std::max(11, static_cast<int>(std::ceil(geometry.pixels(arcminutes) - 1e-6)));
    };
    caption = text(16);
    body = text(18);
    label = text(20);
    title = text(24);
    value = text(29);
    headline = text(32);
    clock = text(42);
    gap = std::max(4, caption * 9 / 20);
    padding = std::max(6, caption * 7 / 10);
    radius = std::max(2, caption / 5);
    line = geometry.height >= 1800 ? 2 : 1;
}

} // namespace guancheng
