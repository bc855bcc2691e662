// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/opener.h"

#include <cpl_string.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <QFile>
#include <QFileInfo>
#include <QUrl>
#include <QUrlQuery>

namespace guancheng {

namespace {

constexpr int kMostLayers = 200;

class StringList
{
public:
    void add(const QByteArray &text) { m_list.AddString(text.constData()); }
    char **get() { return m_list.List(); }

private:
    CPLStringList m_list;
};

Error failure(const OpenRequest &request, const QString &reason)
{
    return Error{request.address, {}, reason};
}

QByteArray firstLine(const QString &path)
{
    VSILFILE *file = VSIFOpenL(path.toUtf8().constData(), "rb");
    if (!file)
        return {};
    QByteArray head(1 << 16, Qt::Uninitialized);
    head.resize(static_cast<qsizetype>(VSIFReadL(head.data(), 1, static_cast<size_t>(head.size()), file)));
    VSIFCloseL(file);
    const qsizetype end = head.indexOf('\n');
    return end < 0 ? head : head.left(end);
}

/** The content of the .cpg file beside a Shapefile, else the code page byte of its .dbf as GDAL names it. */
QString shapefileEncoding(GDALDataset &dataset)
{
    if (dataset.GetLayerCount() == 0)
        return {};
    OGRLayer *layer = dataset.GetLayer(0);
    for (const char *key : {"ENCODING_FROM_CPG", "ENCODING_FROM_LDID"})
        if (const char *value = layer->GetMetadataItem(key, "SHAPEFILE"))
            return QString::fromUtf8(value);
    return {};
}

Result<OpenedDataset> openWith(const OpenRequest &request, const QString &name, const QStringList &drivers, StringList &options,
                               const QString &what)
{
    StringList allowed;
    for (const QString &driver : drivers)
        allowed.add(driver.toLatin1());
    takeMessages();
    OpenedDataset opened;
    opened.what = what;
    opened.dataset.reset(GDALDataset::Open(name.toUtf8().constData(),
                                           GDAL_OF_READONLY | GDAL_OF_VECTOR | GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR,
                                           allowed.get(), options.get(), nullptr));
    if (!opened.dataset)
        return failure(request, QStringLiteral("cannot be read as %1: %2")
                                    .arg(what, lastMessage(QStringLiteral("its beginning or end is not as it has to be"))));
    return opened;
}

Result<OpenedDataset> openFile(const OpenRequest &request)
{
    FileKind kind;
    if (request.kind == QLatin1String("remote")) {
        kind.path = QStringLiteral("/vsicurl/") + request.address;
        kind.what = QStringLiteral("file of a server");
        kind.drivers = {QStringLiteral("GeoJSON"), QStringLiteral("FlatGeobuf"), QStringLiteral("GPKG"),
                        QStringLiteral("CSV"),     QStringLiteral("KML"),        QStringLiteral("LIBKML"),
                        QStringLiteral("GTiff"),   QStringLiteral("PMTiles"),    QStringLiteral("ESRI Shapefile")};
    } else {
        Result<FileKind> examined = examineFile(request.address);
        if (!examined)
            return examined.error();
        kind = *examined;
    }
    StringList options;
    const bool isCsv = kind.drivers == QStringList{QStringLiteral("CSV")};
    const bool isShape = kind.drivers.contains(QLatin1String("ESRI Shapefile"));
    if (isCsv) {
        const CsvColumns columns = csvColumns(firstLine(kind.path));
        options.add("AUTODETECT_TYPE=YES");
        options.add("AUTODETECT_SIZE_LIMIT=1000000");
        options.add("KEEP_GEOM_COLUMNS=YES");
        options.add("EMPTY_STRING_AS_NULL=YES");
        if (!columns.x.isEmpty() && !columns.y.isEmpty()) {
            options.add("X_POSSIBLE_NAMES=" + columns.x);
            options.add("Y_POSSIBLE_NAMES=" + columns.y);
        } else if (!columns.wkt.isEmpty()) {
            options.add("GEOM_POSSIBLE_NAMES=" + columns.wkt);
        } else {
            return failure(request, QStringLiteral("no columns of longitude and latitude are found in its first line"));
        }
    } else if (isShape) {
        options.add("ENCODING="); // as it is: what it says of itself is often wrong
        options.add("ADJUST_TYPE=NO");
    } else if (kind.drivers.contains(QLatin1String("GPKG"))) {
        options.add("LIST_ALL_TABLES=NO");
        options.add("NOLOCK=YES");
    }
    Result<OpenedDataset> opened = openWith(request, kind.path, kind.drivers, options, kind.what);
    if (!opened)
        return opened;
    opened->rawTexts = isCsv || isShape;
    if (isShape)
        opened->declaredEncoding = shapefileEncoding(*opened->dataset);
    return opened;
}

QString withQuery(const QString &address, const QList<std::pair<QString, QString>> &items)
{
    QUrl url(address);
    QUrlQuery query(url);
    for (const auto &[key, value] : items) {
        for (const auto &[present, unused] : query.queryItems())
            if (present.compare(key, Qt::CaseInsensitive) == 0)
                query.removeAllQueryItems(present);
        query.addQueryItem(key, value);
    }
    url.setQuery(query);
    return url.toString(QUrl::FullyEncoded);
}

} // namespace

Result<OpenedDataset> openDataset(const OpenRequest &request)
{
    StringList options;
    if (request.kind == QLatin1String("file") || request.kind == QLatin1String("remote"))
        return openFile(request);
    if (request.kind == QLatin1String("wfs")) {
        options.add("CONSIDER_EPSG_AS_URN=AUTO");
        return openWith(
            request, QStringLiteral("WFS:") + withQuery(request.address, {{QStringLiteral("SERVICE"), QStringLiteral("WFS")}}),
            {QStringLiteral("WFS")}, options, QStringLiteral("WFS"));
    }
    if (request.kind == QLatin1String("oapif"))
        return openWith(request, QStringLiteral("OAPIF:") + request.address, {QStringLiteral("OAPIF")}, options,
                        QStringLiteral("OGC API Features"));
    if (request.kind == QLatin1String("postgis")) {
        options.add("LIST_ALL_TABLES=NO");
        return openWith(request, QStringLiteral("PG:") + request.address, {QStringLiteral("PostgreSQL")}, options,
                        QStringLiteral("PostGIS"));
    }
    if (request.kind == QLatin1String("wmts")) {
        const QString name = QStringLiteral("WMTS:") + request.address +
                             (request.layer.isEmpty() ? QString() : QStringLiteral(",layer=") + request.layer);
        return openWith(request, name, {QStringLiteral("WMTS")}, options, QStringLiteral("WMTS"));
    }
    return failure(request, QStringLiteral("is of a kind that is not opened here"));
}

void sendLayers(const OpenRequest &request, OpenedDataset &opened, FrameSink &sink)
{
    const Result<DatumSpec> datum = parseDatum(request.datum);
    if (!datum) {
        sink.fail(datum.error().reason);
        return;
    }
    std::vector<OGRLayer *> layers;
    if (!request.layer.isEmpty()) {
        if (OGRLayer *layer = opened.dataset->GetLayerByName(request.layer.toUtf8().constData()))
            layers.push_back(layer);
        else {
            QStringList names;
            for (int i = 0; i < std::min(20, opened.dataset->GetLayerCount()); ++i)
                names << QString::fromUtf8(opened.dataset->GetLayer(i)->GetName());
            sink.fail(QStringLiteral("has no layer '%1'; it has: %2")
                          .arg(request.layer, names.isEmpty() ? QStringLiteral("none") : names.join(QStringLiteral(", "))));
            return;
        }
    } else {
        for (int i = 0; i < opened.dataset->GetLayerCount(); ++i)
            layers.push_back(opened.dataset->GetLayer(i));
    }
    if (layers.empty()) {
        sink.fail(lastMessage(QStringLiteral("holds no layers")));
        return;
    }
    NoteCounter notes;
    if (layers.size() > kMostLayers) {
        notes.add(QStringLiteral("layers-left-out"), layers.size() - kMostLayers);
        layers.resize(kMostLayers);
    }
    ReadBudget budget{request.features, request.vertices};
    const QString encoding = request.encoding.isEmpty() ? opened.declaredEncoding : request.encoding;
    const char *attribution = opened.dataset->GetMetadataItem("attribution");
    for (OGRLayer *layer : layers) {
        TextDecoder decoder(encoding, !request.encoding.isEmpty());
        const QString name = QString::fromUtf8(layer->GetName());
        FeatureReader reader(*layer, sink, budget, *datum, std::move(decoder), opened.rawTexts);
        if (!reader.run(name, QString::fromUtf8(attribution)))
            return;
        if (reader.features() == 0 && layers.size() == 1 && !reader.problem().isEmpty()) {
            sink.fail(QStringLiteral("nothing of it could be read: %1").arg(reader.problem()));
            return;
        }
    }
    LoadReport report;
    report.notes = notes.notes();
    sink.send(wire::FrameType::Done, report.toJson());
}

} // namespace guancheng
