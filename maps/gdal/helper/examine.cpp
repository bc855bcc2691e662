// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/drivers.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include <QFile>
#include <QFileInfo>

namespace guancheng {

namespace {

constexpr int kMaxEntries = 10'000;
constexpr double kMaxUnpacked = 8e9;
constexpr double kMaxRatio = 250;       ///< real data pack to a tenth or a fiftieth
constexpr double kRatioMatters = 200e6; ///< bytes; below, any ratio is harmless

struct Format
{
    QLatin1StringView end;
    QStringList drivers;
    const char *what;
};

const QList<Format> &formats()
{
    using S = QStringList;
    static const QList<Format> kFormats{
        {QLatin1StringView("geojson"), S{QStringLiteral("GeoJSON"), QStringLiteral("GeoJSONSeq"), QStringLiteral("TopoJSON")},
         "GeoJSON"},
        {QLatin1StringView("json"), S{QStringLiteral("GeoJSON"), QStringLiteral("TopoJSON"), QStringLiteral("GeoJSONSeq")},
         "GeoJSON"},
        {QLatin1StringView("geojsonl"), S{QStringLiteral("GeoJSONSeq")}, "GeoJSON"},
        {QLatin1StringView("geojsons"), S{QStringLiteral("GeoJSONSeq")}, "GeoJSON"},
        {QLatin1StringView("topojson"), S{QStringLiteral("TopoJSON")}, "TopoJSON"},
        {QLatin1StringView("gpkg"), S{QStringLiteral("GPKG")}, "GeoPackage"},
        {QLatin1StringView("shp"), S{QStringLiteral("ESRI Shapefile")}, "Shapefile"},
        {QLatin1StringView("dbf"), S{QStringLiteral("ESRI Shapefile")}, "Shapefile"},
        {QLatin1StringView("kml"), S{QStringLiteral("LIBKML"), QStringLiteral("KML")}, "KML"},
        {QLatin1StringView("kmz"), S{QStringLiteral("LIBKML")}, "KMZ"},
        {QLatin1StringView("csv"), S{QStringLiteral("CSV")}, "CSV"},
        {QLatin1StringView("tsv"), S{QStringLiteral("CSV")}, "TSV"},
        {QLatin1StringView("txt"), S{QStringLiteral("CSV")}, "CSV"},
        {QLatin1StringView("fgb"), S{QStringLiteral("FlatGeobuf")}, "FlatGeobuf"},
        {QLatin1StringView("dxf"), S{QStringLiteral("DXF")}, "DXF"},
        {QLatin1StringView("gpx"), S{QStringLiteral("GPX")}, "GPX"},
        {QLatin1StringView("mbtiles"), S{QStringLiteral("MBTiles")}, "MBTiles"},
        {QLatin1StringView("pmtiles"), S{QStringLiteral("PMTiles")}, "PMTiles"},
        {QLatin1StringView("tif"), S{QStringLiteral("GTiff")}, "GeoTIFF"},
        {QLatin1StringView("tiff"), S{QStringLiteral("GTiff")}, "GeoTIFF"},
        {QLatin1StringView("png"), S{QStringLiteral("PNG")}, "PNG"},
        {QLatin1StringView("jpg"), S{QStringLiteral("JPEG")}, "JPEG"},
    };
    return kFormats;
}

const Format *formatOf(const QString &path)
{
    const QString end = QFileInfo(path).suffix().toLower();
    for (const Format &format : formats())
        if (format.end == end)
            return &format;
    return nullptr;
}

/** By the first bytes, for files with another name. */
QStringList sniffed(const QByteArray &head)
{
    if (head.startsWith("SQLite format 3"))
        return {QStringLiteral("GPKG"), QStringLiteral("MBTiles")};
    if (head.startsWith("PMTiles"))
        return {QStringLiteral("PMTiles")};
    if (head.startsWith("fgb"))
        return {QStringLiteral("FlatGeobuf")};
    if (head.startsWith("II*\0") || head.startsWith(QByteArray("II*\0", 4)) || head.startsWith(QByteArray("MM\0*", 4)) ||
        head.startsWith(QByteArray("II+\0", 4)))
        return {QStringLiteral("GTiff")};
    if (head.startsWith(QByteArray("\0\0\x27\x0a", 4)))
        return {QStringLiteral("ESRI Shapefile")};
    const QByteArray text = head.startsWith("\xef\xbb\xbf") ? head.mid(3).trimmed() : head.trimmed();
    if (text.startsWith('{') || text.startsWith('\x1e'))
        return {QStringLiteral("GeoJSON"), QStringLiteral("TopoJSON"), QStringLiteral("GeoJSONSeq")};
    if (text.startsWith("<?xml") || text.startsWith("<kml"))
        return {QStringLiteral("LIBKML"), QStringLiteral("KML"), QStringLiteral("GPX")};
    return {};
}

struct Archive
{
    QStringList entries; ///< that we could open, as paths for GDAL
    int count = 0;
    double unpacked = 0;
};

/** Lists an archive without unpacking it; the directory of the archive tells the sizes. */
Result<Archive> listArchive(const QString &path, const QString &inside)
{
    Archive archive;
    VSIDIR *dir = VSIOpenDir(inside.toUtf8().constData(), -1, nullptr);
    if (!dir)
        return Error{path,
                     {},
                     QStringLiteral("the archive is cut off or broken: %1")
                         .arg(lastMessage(QStringLiteral("its directory cannot be read")))};
    const std::unique_ptr<VSIDIR, decltype(&VSICloseDir)> closer(dir, VSICloseDir);
    while (const VSIDIREntry *entry = VSIGetNextDirEntry(dir)) {
        if (++archive.count > kMaxEntries)
            return Error{path, {}, QStringLiteral("the archive holds more than %1 files").arg(kMaxEntries)};
        archive.unpacked += static_cast<double>(entry->nSize);
        const QString name = QString::fromUtf8(entry->pszName);
        const Format *format = formatOf(name);
        if (format && !name.contains(QLatin1String("__MACOSX")) && !name.contains(QLatin1String("..")))
            archive.entries << inside + u'/' + name;
    }
    const auto packed = static_cast<double>(QFileInfo(path).size());
    if (archive.unpacked > kMaxUnpacked || (archive.unpacked > kRatioMatters && archive.unpacked > packed * kMaxRatio))
        return Error{path,
                     {},
                     QStringLiteral("the archive would unpack to %1 MB from %2 MB: not opened")
                         .arg(archive.unpacked / 1e6, 0, 'f', 0)
                         .arg(packed / 1e6, 0, 'f', 1)};
    return archive;
}

Result<FileKind> examineArchive(const QString &path)
{
    const QString inside = QStringLiteral("/vsizip/{%1}").arg(path);
    const Result<Archive> archive = listArchive(path, inside);
    if (!archive)
        return archive.error();
    // The Shapefile driver takes all of a folder; everything else is a file. What says most comes first.
    for (const char *end : {".gpkg", ".shp", ".geojson", ".fgb", ".kml", ".json", ".csv", ".tif", ".dxf", ".gpx"})
        for (const QString &entry : archive->entries)
            if (entry.endsWith(QLatin1String(end), Qt::CaseInsensitive)) {
                const Format *format = formatOf(entry);
                return FileKind{entry, format->drivers, QString::fromUtf8(format->what)};
            }
    return Error{path, {}, QStringLiteral("the archive holds no map data that can be opened (%1 files)").arg(archive->count)};
}

} // namespace

Result<FileKind> examineFile(const QString &path)
{
    QFile file(path);
    if (!path.startsWith(u'/') || path.startsWith(QLatin1String("/vsi")) || !file.open(QIODevice::ReadOnly))
        return Error{path, {}, QStringLiteral("cannot be opened: %1").arg(file.errorString())};
    const QByteArray head = file.read(512);
    if (head.startsWith("\x1f\x8b") && path.endsWith(QLatin1String(".gz"), Qt::CaseInsensitive)) {
        // The size is unknown before it is unpacked; the limits of this process bound it.
        const Format *format = formatOf(path.chopped(3));
        if (!format)
            return Error{path, {}, QStringLiteral("holds nothing of a known kind")};
        return FileKind{QStringLiteral("/vsigzip/") + path, format->drivers, QString::fromUtf8(format->what)};
    }
    const bool isKmz = path.endsWith(QLatin1String(".kmz"), Qt::CaseInsensitive);
    if (head.startsWith("PK")) {
        if (!isKmz)
            return examineArchive(path);
        const Result<Archive> archive = listArchive(path, QStringLiteral("/vsizip/{%1}").arg(path));
        if (!archive)
            return archive.error();
    } else if (isKmz || path.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive)) {
        return Error{path, {}, QStringLiteral("is no archive, or its beginning is missing")};
    }
    const Format *format = formatOf(path);
    const QStringList sniff = sniffed(head);
    if (!format && sniff.isEmpty())
        return Error{path, {}, QStringLiteral("is of a kind that is not opened here (.%1)").arg(QFileInfo(path).suffix())};
    FileKind kind{path, sniff, QStringLiteral("file")};
    if (format) {
        kind.what = QString::fromUtf8(format->what);
        for (const QString &driver : format->drivers)
            if (!kind.drivers.contains(driver))
                kind.drivers << driver;
    }
    return kind;
}

} // namespace guancheng
