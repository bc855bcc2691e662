// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
//
// The helper process of the map: opens one source from outside, or writes one file, and ends. See maps/gdal/featurewire.h for
// what it says; its request is the first line of standard input.
#include "maps/gdal/helper/exporter.h"
#include "maps/gdal/helper/opener.h"
#include "maps/gdal/helper/raster/rasterreader.h"
#include "maps/gdal/helper/requestline.h"
#include "maps/gdal/helper/sandbox.h"

#include <gdal_priv.h>

#include <QFileInfo>
#include <QJsonDocument>

#include <new>
#include <unistd.h>

namespace guancheng {

std::optional<QJsonObject> readRequestLine()
{
    constexpr qsizetype kMost = 1 << 20;
    QByteArray line;
    char c = 0;
    while (line.size() < kMost && ::read(STDIN_FILENO, &c, 1) == 1) {
        if (c != '\n') {
            line += c;
            continue;
        }
        const QJsonDocument json = QJsonDocument::fromJson(line);
        return json.isObject() ? std::optional(json.object()) : std::nullopt;
    }
    return {};
}

namespace {

SandboxRules rulesOf(const QJsonObject &json, bool network, const QString &writableFolder)
{
    const QJsonObject limits = json[QStringLiteral("limits")].toObject();
    SandboxRules rules;
    rules.memoryBytes = static_cast<quint64>(limits[QStringLiteral("memory")].toInteger(4LL << 30));
    rules.cpuSeconds = limits[QStringLiteral("cpu")].toInt(600);
    rules.fileBytes = static_cast<quint64>(limits[QStringLiteral("file")].toInteger(0));
    rules.network = network;
    rules.writableFolder = writableFolder;
    return rules;
}

void openRaster(Result<std::unique_ptr<RasterReader>> reader, FrameSink &sink)
{
    if (!reader)
        sink.fail(reader.error().reason);
    else
        serveRaster(**reader, sink);
}

void open(const OpenRequest &request, FrameSink &sink)
{
    if (request.kind == QLatin1String("wms")) {
        openRaster(makeWms(request), sink);
        return;
    }
    if (request.kind == QLatin1String("file") && isPmTilesRaster(request.address)) {
        openRaster(makePmTilesRaster(request.address), sink);
        return;
    }
    Result<OpenedDataset> opened = openDataset(request);
    if (!opened) {
        sink.fail(opened.error().reason);
        return;
    }
    if (opened->dataset->GetLayerCount() > 0 || opened->dataset->GetRasterCount() == 0) {
        sendLayers(request, *opened, sink);
        return;
    }
    const Result<DatumSpec> datum = parseDatum(request.datum);
    if (!datum) {
        sink.fail(datum.error().reason);
        return;
    }
    const QString name = request.isNetwork() ? request.layer : QFileInfo(request.address).completeBaseName();
    openRaster(makeWarpedRaster(std::move(opened->dataset), name, *datum), sink);
}

int run()
{
    FrameSink sink;
    std::set_new_handler(FrameSink::endWithoutMemory);
    const std::optional<QJsonObject> json = readRequestLine();
    if (!json)
        return 2;
    const bool isExport = json.value()[QStringLiteral("job")].toString() == QLatin1String("export");
    const OpenRequest request = OpenRequest::fromJson(*json);
    const QString folder = isExport ? QFileInfo(request.address).absolutePath() : QString();
    const QString problem = enterSandbox(rulesOf(*json, !isExport && request.isNetwork(), folder));
    if (!problem.isEmpty()) {
        sink.fail(problem);
        return 2;
    }
    catchMessages();
    registerDrivers(request);
    if (isExport)
        writeLayer(*json, sink);
    else
        open(request, sink);
    return 0;
}

} // namespace

} // namespace guancheng

int main()
{
    const int code = guancheng::run();
    // Without the clean-up of GDAL: the process is over, and what a bad file left behind is not to be walked again.
    _exit(code);
}
