// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/gdalraster.h"
#include "maps/gdal/layerloader.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace guancheng::test {

/** Files made by GDAL's own tools, and what the loader makes of them. */
class GdalFixture
{
public:
    QTemporaryDir dir;
    LayerLoader loader{QStringLiteral(GUANCHENG_GDAL_HELPER)};

    QString path(const QString &name) const { return dir.filePath(name); }

    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(name));
        return file.fileName();
    }

    /** Runs a program of GDAL in the folder; true when it succeeds. */
    bool run(const QString &program, const QStringList &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(dir.path());
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
            qWarning().noquote() << program << arguments << process.readAll();
            return false;
        }
        return true;
    }

    Result<LoadedSource> load(const LayerRequest &request, int timeoutMs = 60'000)
    {
        LayerJob *job = loader.load(request);
        Result<LoadedSource> result = Error{request.source, {}, QStringLiteral("the job did not end")};
        int ends = 0;
        QObject::connect(job, &LayerJob::loaded, job, [&](const Result<LoadedSource> &value) {
            ++ends;
            result = value;
        });
        if (!QTest::qWaitFor([&] { return ends > 0; }, timeoutMs))
            job->cancel();
        return result;
    }

    Result<LoadedSource> load(const QString &source, const QString &datum = {})
    {
        LayerRequest request;
        request.source = source;
        request.datum = datum;
        return load(request);
    }

    Result<quint64> save(const ExportRequest &request)
    {
        LayerJob *job = loader.save(request);
        Result<quint64> result = Error{request.file, {}, QStringLiteral("the job did not end")};
        bool ended = false;
        QObject::connect(job, &LayerJob::saved, job, [&](const Result<quint64> &value) {
            ended = true;
            result = value;
        });
        if (!QTest::qWaitFor([&] { return ended; }, 60'000))
            job->cancel();
        return result;
    }
};

/** A few places of the city with a Chinese name, a number, a day and a missing value. */
inline QByteArray placesGeoJson()
{
    return R"({"type":"FeatureCollection","name":"places","features":[
{"type":"Feature","properties":{"名称":"人民广场","人数":1200,"日期":"2026-11-22"},"geometry":{"type":"Point","coordinates":[121.4737,31.2304]}},
{"type":"Feature","properties":{"名称":"外滩","人数":3400.5,"日期":"2026-11-21"},"geometry":{"type":"Point","coordinates":[121.4903,31.2399]}},
{"type":"Feature","properties":{"名称":"龙阳路","人数":null,"日期":null},"geometry":{"type":"Point","coordinates":[121.5534,31.2057]}}
]})";
}

/** A ring road, two areas of which one has a hole and one an island. */
inline QByteArray areasGeoJson()
{
    return R"({"type":"FeatureCollection","name":"areas","features":[
{"type":"Feature","properties":{"名称":"有洞"},"geometry":{"type":"Polygon","coordinates":[[[121.4,31.2],[121.5,31.2],[121.5,31.3],[121.4,31.3],[121.4,31.2]],[[121.44,31.24],[121.44,31.26],[121.46,31.26],[121.46,31.24],[121.44,31.24]]]}},
{"type":"Feature","properties":{"名称":"有岛"},"geometry":{"type":"MultiPolygon","coordinates":[[[[121.6,31.2],[121.7,31.2],[121.7,31.3],[121.6,31.2]]],[[[121.8,31.2],[121.9,31.2],[121.9,31.3],[121.8,31.2]]]]}}
]})";
}

inline QByteArray linesGeoJson()
{
    return R"({"type":"FeatureCollection","name":"lines","features":[
{"type":"Feature","properties":{"路名":"延安高架路","车道":6},"geometry":{"type":"LineString","coordinates":[[121.40,31.21],[121.45,31.22],[121.49,31.23]]}}
]})";
}

} // namespace guancheng::test
