// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/drivers.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>

#include <QMutex>

namespace guancheng {

namespace {

QMutex g_mutex;
QStringList g_messages;

void CPL_STDCALL onMessage(CPLErr level, CPLErrorNum, const char *text)
{
    if (level < CE_Warning || !text)
        return;
    const QMutexLocker lock(&g_mutex);
    const QString message = QString::fromUtf8(text).simplified().left(400);
    if (!g_messages.isEmpty() && g_messages.constLast() == message)
        return;
    // A warning never hides the error before it.
    if (level == CE_Warning)
        g_messages.prepend(message);
    else
        g_messages.append(message);
    if (g_messages.size() > 20)
        g_messages.removeFirst();
}

/**
 * Network sources get their own drivers, files theirs; MEM is where pictures are warped to. That of MBTiles needs SQLite
 * within itself; nothing is opened with it from outside.
 */
QStringList allowed(const OpenRequest &request)
{
    const QStringList pictures{QStringLiteral("MEM"), QStringLiteral("PNG"), QStringLiteral("JPEG"), QStringLiteral("WEBP"),
                               QStringLiteral("GTiff")};
    if (request.kind == QLatin1String("wms") || request.kind == QLatin1String("wmts"))
        return pictures + QStringList{QStringLiteral("WMS"), QStringLiteral("WMTS")};
    if (request.kind == QLatin1String("wfs"))
        return {QStringLiteral("WFS"), QStringLiteral("GML"), QStringLiteral("GeoJSON"), QStringLiteral("MEM"),
                QStringLiteral("Memory")};
    if (request.kind == QLatin1String("oapif"))
        return {QStringLiteral("OAPIF"), QStringLiteral("GeoJSON"), QStringLiteral("GML"), QStringLiteral("MEM"),
                QStringLiteral("Memory")};
    if (request.kind == QLatin1String("postgis"))
        return {QStringLiteral("PostgreSQL")};
    return pictures + QStringList{QStringLiteral("GeoJSON"),
                                  QStringLiteral("GeoJSONSeq"),
                                  QStringLiteral("TopoJSON"),
                                  QStringLiteral("GPKG"),
                                  QStringLiteral("ESRI Shapefile"),
                                  QStringLiteral("LIBKML"),
                                  QStringLiteral("KML"),
                                  QStringLiteral("CSV"),
                                  QStringLiteral("FlatGeobuf"),
                                  QStringLiteral("DXF"),
                                  QStringLiteral("MBTiles"),
                                  QStringLiteral("PMTiles"),
                                  QStringLiteral("MVT"),
                                  QStringLiteral("GPX"),
                                  QStringLiteral("COG"),
                                  QStringLiteral("SQLite"),
                                  QStringLiteral("Memory")};
}

} // namespace

void DatasetCloser::operator()(GDALDataset *dataset) const
{
    GDALClose(dataset);
}

OpenRequest OpenRequest::fromJson(const QJsonObject &json)
{
    const QJsonObject limits = json[QStringLiteral("limits")].toObject();
    OpenRequest request;
    request.kind = json[QStringLiteral("kind")].toString();
    request.address = json[QStringLiteral("address")].toString();
    request.layer = json[QStringLiteral("layer")].toString();
    request.datum = json[QStringLiteral("datum")].toString();
    request.encoding = json[QStringLiteral("encoding")].toString();
    request.networkSeconds = limits[QStringLiteral("network")].toInt(20);
    request.features = static_cast<quint64>(limits[QStringLiteral("features")].toInteger());
    request.vertices = static_cast<quint64>(limits[QStringLiteral("vertices")].toInteger());
    return request;
}

void registerDrivers(const OpenRequest &request)
{
    const QByteArray seconds = QByteArray::number(request.networkSeconds);
    CPLSetConfigOption("GDAL_DRIVER_PATH", "disable");
    CPLSetConfigOption("GDAL_HTTP_TIMEOUT", seconds.constData());
    CPLSetConfigOption("GDAL_HTTP_CONNECTTIMEOUT", QByteArray::number(std::max(1, request.networkSeconds / 2)).constData());
    CPLSetConfigOption("GDAL_HTTP_MAX_RETRY", "0");
    CPLSetConfigOption("GDAL_HTTP_USERAGENT", "Guancheng");
    CPLSetConfigOption("CPL_CURL_GZIP", "YES");
    CPLSetConfigOption("GDAL_DISABLE_READDIR_ON_OPEN", "TRUE");
    CPLSetConfigOption("GDAL_CACHEMAX", "256");
    CPLSetConfigOption("GDAL_NUM_THREADS", "1");
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetConfigOption("SQLITE_USE_OGR_VFS", "NO");
    CPLSetConfigOption("OGR_SQLITE_JOURNAL", "OFF");
    CPLSetConfigOption("SHAPE_RESTORE_SHX", "NO");
    CPLSetConfigOption("LIBKML_RESOLVE_STYLE", "NO");
    CPLSetConfigOption("OGR_GEOJSON_MAX_OBJ_SIZE", "2000"); // MB of one feature
    CPLSetConfigOption("PROJ_NETWORK", "OFF");
    GDALAllRegister();
    const QStringList names = allowed(request);
    GDALDriverManager *manager = GetGDALDriverManager();
    for (int i = manager->GetDriverCount() - 1; i >= 0; --i) {
        GDALDriver *driver = manager->GetDriver(i);
        if (!names.contains(QString::fromUtf8(driver->GetDescription())))
            manager->DeregisterDriver(driver);
    }
}

void catchMessages()
{
    CPLSetErrorHandler(onMessage);
}

QStringList takeMessages()
{
    const QMutexLocker lock(&g_mutex);
    return std::exchange(g_messages, {});
}

QString lastMessage(const QString &otherwise)
{
    const QStringList messages = takeMessages();
    // The last one is often only what follows from the one before.
    return messages.isEmpty() ? otherwise
                              : messages.mid(std::max<qsizetype>(0, messages.size() - 2)).join(QStringLiteral("; "));
}

} // namespace guancheng
