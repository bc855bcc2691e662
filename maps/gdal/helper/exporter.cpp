// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/exporter.h"

#include "maps/gdal/helper/drivers.h"

#include <cpl_conv.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <QDateTime>
#include <QTimeZone>

#include <cmath>
#include <unistd.h>

namespace guancheng {

namespace {

constexpr int kPerTransaction = 20'000;

/** \c single: no feature has several parts. */
OGRwkbGeometryType layerType(int kinds, bool single)
{
    switch (kinds & ~1) { // features without geometry fit anywhere
    case 1 << int(GeometryKind::Point): return single ? wkbPoint : wkbUnknown;
    case 1 << int(GeometryKind::Line): return wkbMultiLineString;
    case 1 << int(GeometryKind::Polygon): return wkbMultiPolygon;
    case 0: return wkbNone;
    default: return wkbUnknown;
    }
}

double twiceArea(std::span<const double> ring)
{
    double sum = 0;
    for (size_t i = 0; i < ring.size(); i += 2) {
        const size_t next = (i + 2) % ring.size();
        sum += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
    }
    return sum;
}

/** The odd-even areas of a feature as outer rings with their holes. */
std::unique_ptr<OGRGeometry> polygonOf(const FeatureTable &table, size_t feature)
{
    std::vector<OGRGeometry *> rings;
    for (size_t part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
        auto ring = std::make_unique<OGRLinearRing>();
        const std::span<const double> vertices = table.part(part);
        if (vertices.size() < 6 || twiceArea(vertices) == 0)
            continue;
        for (size_t i = 0; i < vertices.size(); i += 2)
            ring->addPoint(vertices[i], vertices[i + 1]);
        ring->closeRings();
        auto polygon = std::make_unique<OGRPolygon>();
        polygon->addRingDirectly(ring.release());
        rings.push_back(polygon.release());
    }
    if (rings.empty())
        return nullptr;
    static const char *const kOptions[] = {"METHOD=DEFAULT", nullptr};
    std::unique_ptr<OGRGeometry> whole(OGRGeometryFactory::organizePolygons(rings.data(), static_cast<int>(rings.size()),
                                                                            nullptr, const_cast<const char **>(kOptions)));
    return std::unique_ptr<OGRGeometry>(OGRGeometryFactory::forceToMultiPolygon(whole.release()));
}

std::unique_ptr<OGRGeometry> lineOf(const FeatureTable &table, size_t feature)
{
    auto lines = std::make_unique<OGRMultiLineString>();
    for (size_t part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
        OGRLineString line;
        const std::span<const double> vertices = table.part(part);
        for (size_t i = 0; i < vertices.size(); i += 2)
            line.addPoint(vertices[i], vertices[i + 1]);
        lines->addGeometry(&line);
    }
    return lines;
}

std::unique_ptr<OGRGeometry> pointOf(const FeatureTable &table, size_t feature)
{
    auto points = std::make_unique<OGRMultiPoint>();
    for (size_t part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
        const std::span<const double> vertices = table.part(part);
        for (size_t i = 0; i < vertices.size(); i += 2) {
            OGRPoint point(vertices[i], vertices[i + 1]);
            points->addGeometry(&point);
        }
    }
    if (points->getNumGeometries() == 1)
        return std::unique_ptr<OGRGeometry>(points->getGeometryRef(0)->clone());
    return points;
}

std::unique_ptr<OGRGeometry> geometryOf(const FeatureTable &table, size_t feature)
{
    switch (table.kinds[feature]) {
    case GeometryKind::Point: return pointOf(table, feature);
    case GeometryKind::Line: return lineOf(table, feature);
    case GeometryKind::Polygon: return polygonOf(table, feature);
    case GeometryKind::None: break;
    }
    return nullptr;
}

/** Frames on standard input, one at a time. */
class Input
{
public:
    Result<std::optional<wire::Frame>> next()
    {
        for (;;) {
            Result<std::optional<wire::Frame>> frame = m_reader.next();
            if (!frame || frame.value())
                return frame;
            QByteArray bytes(1 << 18, Qt::Uninitialized);
            const ssize_t got = ::read(STDIN_FILENO, bytes.data(), static_cast<size_t>(bytes.size()));
            if (got <= 0)
                return std::optional<wire::Frame>();
            bytes.resize(got);
            m_reader.feed(bytes);
        }
    }

private:
    wire::FrameReader m_reader;
};

/** One layer of a new dataset. */
class LayerWriter
{
public:
    Status open(const QJsonObject &request)
    {
        m_format = request[QStringLiteral("format")].toString();
        m_file = request[QStringLiteral("address")].toString();
        Result<FeatureTable> table = wire::tableFromJson(request[QStringLiteral("layer")].toObject());
        if (!table)
            return table.error();
        m_table = std::move(*table);
        m_chunks = std::make_unique<wire::ChunkReader>(m_table);
        GDALDriver *driver = GetGDALDriverManager()->GetDriverByName(m_format.toLatin1().constData());
        if (!driver)
            return failed();
        m_dataset.reset(driver->Create(m_file.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!m_dataset)
            return failed();
        return makeLayer(request[QStringLiteral("kinds")].toInt(), request[QStringLiteral("single")].toBool());
    }

    Status write(const QByteArray &payload)
    {
        if (const Status added = m_chunks->append(payload); !added)
            return added;
        for (size_t i = 0; i < m_table.size(); ++i)
            if (!writeFeature(i))
                return failed();
        m_chunks->clear();
        return ok();
    }

    Status close()
    {
        CPLErrorReset();
        takeMessages();
        const bool committed = !m_inTransaction || m_dataset->CommitTransaction() == OGRERR_NONE;
        const bool flushed = m_dataset->FlushCache(true) == CE_None;
        const bool closed = m_dataset.release()->Close() == CE_None;
        if (!committed || !flushed || !closed || CPLGetLastErrorType() == CE_Failure)
            return failed();
        return ok();
    }
    quint64 written() const { return m_written; }

private:
    Status failed() const
    {
        return Error{m_file,
                     {},
                     QStringLiteral("cannot be written: %1")
                         .arg(lastMessage(QStringLiteral("the disk is full or the file may not be written")))};
    }

    Status makeLayer(int kinds, bool single)
    {
        const bool isCsv = m_format == QLatin1String("CSV");
        const bool onlyPoints = single && (kinds & ~1) == 1 << int(GeometryKind::Point);
        CPLStringList options;
        if (isCsv) {
            options.AddString(onlyPoints ? "GEOMETRY=AS_XY" : "GEOMETRY=AS_WKT");
            options.AddString("WRITE_BOM=YES"); // or spreadsheets take it for another encoding
            options.AddString("STRING_QUOTING=IF_AMBIGUOUS");
        } else if (m_format == QLatin1String("GeoJSON")) {
            options.AddString("RFC7946=YES");
            options.AddString("COORDINATE_PRECISION=9");
        }
        OGRSpatialReference wgs;
        wgs.importFromEPSG(4326);
        wgs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
        const QString name = m_table.name.isEmpty() ? QStringLiteral("layer") : m_table.name;
        const OGRwkbGeometryType type = isCsv ? (onlyPoints ? wkbPoint : wkbUnknown) : layerType(kinds, single);
        m_layer = m_dataset->CreateLayer(name.toUtf8().constData(), &wgs, type, options.List());
        if (!m_layer)
            return failed();
        for (const FeatureTable::Column &column : m_table.columns) {
            const OGRFieldType field = column.type == FeatureTable::ColumnType::Text     ? OFTString
                                       : column.type == FeatureTable::ColumnType::Number ? OFTReal
                                                                                         : OFTDateTime;
            OGRFieldDefn definition(freeName(column.name).toUtf8().constData(), field);
            if (m_layer->CreateField(&definition) != OGRERR_NONE)
                return failed();
        }
        m_inTransaction = m_dataset->TestCapability(ODsCTransactions) && m_dataset->StartTransaction() == OGRERR_NONE;
        return ok();
    }

    /** A name that the format does not keep for itself and that is not there twice. */
    QString freeName(const QString &name) const
    {
        static const QStringList kTaken{QStringLiteral("fid"), QStringLiteral("geom"), QStringLiteral("ogc_fid")};
        QString free = name.isEmpty() ? QStringLiteral("field") : name;
        if (kTaken.contains(free.toLower()))
            free += QStringLiteral("_1");
        for (int i = 2; m_layer->GetLayerDefn()->GetFieldIndex(free.toUtf8().constData()) >= 0; ++i)
            free = name + u'_' + QString::number(i);
        return free;
    }

    bool writeFeature(size_t i)
    {
        OGRFeature feature(m_layer->GetLayerDefn());
        for (int field = 0; field < static_cast<int>(m_table.columns.size()); ++field)
            setValue(feature, field, m_table.columns[static_cast<size_t>(field)], i);
        if (std::unique_ptr<OGRGeometry> geometry = geometryOf(m_table, i))
            feature.SetGeometryDirectly(geometry.release());
        if (m_layer->CreateFeature(&feature) != OGRERR_NONE)
            return false;
        ++m_written;
        if (!m_inTransaction || m_written % kPerTransaction != 0)
            return true;
        return m_dataset->CommitTransaction() == OGRERR_NONE && m_dataset->StartTransaction() == OGRERR_NONE;
    }

    static void setValue(OGRFeature &feature, int field, const FeatureTable::Column &column, size_t i)
    {
        if (column.type == FeatureTable::ColumnType::Text) {
            if (!column.texts[i].isNull())
                feature.SetField(field, column.texts[i].toUtf8().constData());
            return;
        }
        const double value = column.numbers[i];
        if (std::isnan(value))
            return;
        if (column.type == FeatureTable::ColumnType::Number) {
            feature.SetField(field, value);
            return;
        }
        const QDateTime utc = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(value), QTimeZone::UTC);
        const QTime time = utc.time();
        feature.SetField(field, utc.date().year(), utc.date().month(), utc.date().day(), time.hour(), time.minute(),
                         static_cast<float>(time.second() + time.msec() / 1000.0), 100);
    }

    QString m_format;
    QString m_file;
    FeatureTable m_table; ///< one chunk
    std::unique_ptr<wire::ChunkReader> m_chunks;
    DatasetPointer m_dataset;
    OGRLayer *m_layer = nullptr;
    bool m_inTransaction = false;
    quint64 m_written = 0;
};

} // namespace

void writeLayer(const QJsonObject &request, FrameSink &sink)
{
    LayerWriter writer;
    if (const Status opened = writer.open(request); !opened) {
        sink.fail(opened.error().reason);
        return;
    }
    Input input;
    for (;;) {
        const Result<std::optional<wire::Frame>> frame = input.next();
        if (!frame || !frame.value())
            return; // the wall has gone, or speaks nonsense
        if (frame.value()->type == wire::FrameType::Done)
            break;
        if (const Status written = writer.write(frame.value()->payload); !written) {
            sink.fail(written.error().reason);
            return;
        }
    }
    if (const Status closed = writer.close(); !closed)
        sink.fail(closed.error().reason);
    else
        sink.send(wire::FrameType::Done, QJsonObject{{QStringLiteral("features"), static_cast<qint64>(writer.written())}});
}

} // namespace guancheng
