// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "maps/gdal/layerloader.h"
#include "shell/process/processfigures.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

#include <cmath>
#include <cstdio>
#include <numbers>

namespace guancheng::bench {

namespace {

constexpr double kMegabyte = 1e6;

/** Buildings of a city as GeoJSON, one a line, until the file has the size. */
bool writeBuildings(const QString &path, double megabytes)
{
    std::FILE *file = std::fopen(path.toLocal8Bit().constData(), "wb");
    if (!file)
        return false;
    std::fputs("{\"type\":\"FeatureCollection\",\"name\":\"buildings\",\"features\":[\n", file);
    bool good = true;
    for (int i = 0; good && static_cast<double>(std::ftell(file)) < megabytes * kMegabyte; ++i) {
        const double x = 120.9 + (i % 2500) * 0.0005;
        const double y = 30.7 + (i / 2500 % 2500) * 0.0004;
        std::fprintf(file,
                     "%s{\"type\":\"Feature\",\"properties\":{\"编号\":%d,\"用途\":\"%s\",\"层数\":%d},\"geometry\":{\"type\":"
                     "\"Polygon\",\"coordinates\":[[",
                     i ? ",\n" : "", i, i % 3 ? "住宅" : "办公", 1 + i % 33);
        for (int corner = 0; corner <= 8; ++corner) {
            const double angle = 2 * std::numbers::pi * (corner % 8) / 8;
            good = std::fprintf(file, "%s[%.7f,%.7f]", corner ? "," : "", x + 0.0002 * std::cos(angle),
                                y + 0.0002 * std::sin(angle)) > 0;
        }
        std::fputs("]]}}", file);
    }
    std::fputs("\n]}\n", file);
    return std::fclose(file) == 0 && good;
}

/** One polygon of that many vertices, written by the helper. */
bool writePolygon(const QString &path, int vertices)
{
    auto table = std::make_shared<FeatureTable>();
    table->name = QStringLiteral("polygon");
    table->kinds = {GeometryKind::Polygon};
    table->partStarts = {0, 1};
    table->vertexStarts = {0, static_cast<quint32>(vertices)};
    for (int i = 0; i < vertices; ++i) {
        const double angle = 2 * std::numbers::pi * i / vertices;
        table->vertices.push_back(121.5 + 0.3 * std::cos(angle));
        table->vertices.push_back(31.2 + 0.3 * std::sin(angle));
    }
    LayerLoader loader;
    ExportRequest request;
    request.table = table;
    request.file = path;
    request.limits.fileBytes = 4ULL << 30;
    QEventLoop loop;
    bool good = false;
    QObject::connect(loader.save(request), &LayerJob::saved, &loop, [&](const Result<quint64> &saved) {
        good = static_cast<bool>(saved);
        if (!saved)
            remark(saved.error().toString());
        loop.quit();
    });
    loop.exec();
    return good;
}

bool measureFile(const QString &name, const QString &path)
{
    LayerLoader loader;
    LayerRequest request;
    request.source = path;
    request.limits.features = 50'000'000;
    const double before = readProcessFigures().pssMb;
    QEventLoop loop;
    QElapsedTimer total;
    QElapsedTimer beat;
    qint64 gap = 0;
    int told = 0;
    // The interface would stand for as long as this timer is late.
    QTimer pulse;
    pulse.setTimerType(Qt::PreciseTimer);
    QObject::connect(&pulse, &QTimer::timeout, &pulse, [&] { gap = std::max(gap, beat.restart()); });
    Result<LoadedSource> loaded = Error{path, {}, QStringLiteral("not ended")};
    total.start();
    beat.start();
    pulse.start(2);
    LayerJob *job = loader.load(request);
    QObject::connect(job, &LayerJob::progress, &loop, [&] { ++told; });
    QObject::connect(job, &LayerJob::loaded, &loop, [&](const Result<LoadedSource> &result) {
        loaded = result;
        loop.quit();
    });
    loop.exec();
    const double ms = static_cast<double>(total.nsecsElapsed()) / 1e6;
    if (!loaded || loaded->layers.empty()) {
        remark(loaded ? QStringLiteral("no layer") : loaded.error().toString());
        return false;
    }
    const FeatureTable &table = *loaded->layers.front().table;
    Line(name)
        .add("n", static_cast<double>(table.size()))
        .add("vertices", static_cast<double>(table.vertices.size()) / 2)
        .add("file_mb", static_cast<double>(QFile(path).size()) / kMegabyte)
        .add("ms", ms)
        .add("gap_ms", static_cast<double>(gap))
        .add("pss_mb", readProcessFigures().pssMb - before)
        .add("progress", told)
        .print();
    return table.size() > 0;
}

bool measure()
{
    QTemporaryDir dir;
    const double megabytes =
        qEnvironmentVariableIsSet("GUANCHENG_BENCH_MB") ? qEnvironmentVariable("GUANCHENG_BENCH_MB").toDouble() : 1000;
    remark(QStringLiteral("buildings as GeoJSON of %1 MB, then one polygon of 10 million vertices").arg(megabytes));
    const QString buildings = dir.filePath(QStringLiteral("buildings.geojson"));
    if (!writeBuildings(buildings, megabytes) || !measureFile(QStringLiteral("map-open"), buildings))
        return false;
    QFile::remove(buildings);
    const QString polygon = dir.filePath(QStringLiteral("polygon.gpkg"));
    return writePolygon(polygon, megabytes < 1000 ? 1'000'000 : 10'000'000) &&
           measureFile(QStringLiteral("map-open-polygon"), polygon);
}

} // namespace

Benchmark mapOpen()
{
    return {"map-open",
            "a file of 1 GB read by the helper process, and the longest time for which the interface stood meanwhile", measure};
}

} // namespace guancheng::bench
