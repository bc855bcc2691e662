// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/featurereader.h"

#include <ogrsf_frmts.h>

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

namespace guancheng {

namespace {

constexpr size_t kAhead = 500; ///< features looked at before the first is sent
constexpr size_t kAheadVertices = 200'000;
constexpr size_t kChunkFeatures = 8192;
constexpr size_t kChunkBytes = 2 << 20;

FeatureTable::ColumnType typeOf(const OGRFieldDefn &field)
{
    switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
    case OFTReal: return FeatureTable::ColumnType::Number;
    case OFTDate:
    case OFTDateTime: return FeatureTable::ColumnType::Time;
    default: return FeatureTable::ColumnType::Text;
    }
}

/** Milliseconds since 1970 UTC. A time without zone is taken as China's, as the departments write it. */
double milliseconds(const OGRFeature &feature, int field)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone))
        return std::numeric_limits<double>::quiet_NaN();
    const QDateTime utc(QDate(year, month, day), QTime(hour, minute, 0), QTimeZone::UTC);
    if (!utc.isValid())
        return std::numeric_limits<double>::quiet_NaN();
    constexpr int kQuarterHours = 15 * 60 * 1000;
    const int offset = zone > 1 ? (zone - 100) * kQuarterHours : 8 * 3600 * 1000;
    return static_cast<double>(utc.toMSecsSinceEpoch() - offset) + std::round(static_cast<double>(second) * 1000);
}

} // namespace

FeatureReader::FeatureReader(OGRLayer &layer, FrameSink &sink, ReadBudget &budget, const DatumSpec &datum, TextDecoder decoder,
                             bool isRaw)
    : m_layer(layer)
    , m_sink(sink)
    , m_budget(budget)
    , m_datum(datum)
    , m_decoder(std::move(decoder))
    , m_isRaw(isRaw)
{
}

FeatureReader::~FeatureReader() = default;

FeatureReader::FeaturePointer FeatureReader::next()
{
    if (!m_ahead.empty()) {
        FeaturePointer first = std::move(m_ahead.front());
        m_ahead.pop_front();
        return first;
    }
    if (m_ended)
        return nullptr;
    CPLErrorReset();
    FeaturePointer feature(m_layer.GetNextFeature());
    m_ended = !feature;
    if (m_ended && CPLGetLastErrorType() == CE_Failure) {
        m_problem = lastMessage(QStringLiteral("it cannot be read to its end"));
        m_notes.add(QStringLiteral("truncated"), 1, m_problem);
    }
    return feature;
}

void FeatureReader::lookAhead()
{
    std::deque<FeaturePointer> ahead;
    std::vector<double> sample;
    size_t vertices = 0;
    while (ahead.size() < kAhead && vertices < kAheadVertices) {
        FeaturePointer feature = next();
        if (!feature)
            break;
        if (const OGRGeometry *geometry = feature->GetGeometryRef()) {
            const size_t before = sample.size();
            GeometryReader::sample(geometry, sample, 20'000);
            vertices += sample.size() - before;
        }
        for (int i = 0; m_isRaw && i < feature->GetFieldCount(); ++i)
            if (feature->IsFieldSetAndNotNull(i) && feature->GetFieldDefnRef(i)->GetType() == OFTString)
                m_decoder.sample(feature->GetFieldAsString(i));
        ahead.push_back(std::move(feature));
    }
    m_ahead = std::move(ahead);
    m_placement = std::make_unique<Placement>(m_layer.GetSpatialRef(), m_datum, sample);
    m_geometry = std::make_unique<GeometryReader>(*m_placement, m_notes);
    const OGRFeatureDefn *definition = m_layer.GetLayerDefn();
    for (int i = 0; m_isRaw && i < definition->GetFieldCount(); ++i)
        m_decoder.sample(definition->GetFieldDefn(i)->GetNameRef());
    m_decoder.decide();
    if (!m_decoder.encoding().isEmpty() && m_decoder.encoding() != QLatin1String("UTF-8"))
        m_notes.add(QStringLiteral("encoding"), 1, m_decoder.encoding());
    for (const LoadNote &note : m_placement->notes())
        m_notes.add(note.code, note.count, note.detail);
}

void FeatureReader::makeColumns()
{
    const OGRFeatureDefn *definition = m_layer.GetLayerDefn();
    for (int i = 0; i < definition->GetFieldCount(); ++i)
        m_types.push_back(typeOf(*definition->GetFieldDefn(i)));
    m_writer = std::make_unique<wire::ChunkWriter>(m_types);
}

bool FeatureReader::sendLayer(const QString &name, const QString &attribution)
{
    FeatureTable table;
    table.name = name;
    table.attribution = attribution;
    table.datum = m_placement->datum();
    const OGRFeatureDefn *definition = m_layer.GetLayerDefn();
    for (size_t i = 0; i < m_types.size(); ++i) {
        FeatureTable::Column column;
        column.name = m_decoder.toString(definition->GetFieldDefn(static_cast<int>(i))->GetNameRef());
        column.type = m_types[i];
        table.columns.push_back(std::move(column));
    }
    QJsonObject json = wire::layerJson(table);
    json[QStringLiteral("crs")] = m_placement->crs();
    json[QStringLiteral("placed")] = m_placement->isPlaced();
    return m_sink.send(wire::FrameType::Layer, json);
}

bool FeatureReader::run(const QString &name, const QString &attribution)
{
    if (m_layer.TestCapability(OLCFastFeatureCount))
        m_expected = static_cast<double>(m_layer.GetFeatureCount(FALSE));
    lookAhead();
    makeColumns();
    if (!sendLayer(name, attribution))
        return false;
    bool alive = true;
    while (alive) {
        const FeaturePointer feature = next();
        if (!feature)
            break;
        ++m_seen;
        if (!addFeature(*feature))
            break;
        if (m_writer->features() >= kChunkFeatures || m_writer->bytes() >= kChunkBytes)
            alive = flush();
        if (m_seen % 512 == 0)
            m_sink.progress(m_expected > 0 ? std::min(1.0, static_cast<double>(m_seen) / m_expected) : -1, m_sent);
    }
    if (!alive || !flush())
        return false;
    m_notes.add(QStringLiteral("bad-characters"), m_decoder.broken());
    LoadReport report;
    report.read = m_sent;
    report.skipped = m_notes.skipped();
    report.notes = m_notes.notes();
    return m_sink.send(wire::FrameType::LayerEnd, report.toJson());
}

bool FeatureReader::addFeature(const OGRFeature &feature)
{
    if (!m_geometry->read(feature.GetGeometryRef(), m_flat))
        return true;
    const size_t vertices = m_flat.vertices.size() / 2;
    if (m_budget.features == 0 || vertices > m_budget.vertices) {
        // How many more there are is known only where the file says so.
        const double rest = m_expected - static_cast<double>(m_seen) + 1;
        m_notes.add(QStringLiteral("limit"), m_expected > 0 && rest > 0 ? static_cast<quint64>(rest) : 1);
        return false;
    }
    --m_budget.features;
    m_budget.vertices -= vertices;
    m_writer->begin(m_flat.kind);
    size_t at = 0;
    for (const quint32 count : m_flat.counts) {
        m_writer->beginPart();
        for (quint32 i = 0; i < count; ++i, at += 2)
            m_writer->addVertex(m_flat.vertices[at], m_flat.vertices[at + 1]);
    }
    for (size_t i = 0; i < m_types.size(); ++i)
        addValue(feature, static_cast<int>(i));
    m_writer->end();
    ++m_sent;
    return true;
}

void FeatureReader::addValue(const OGRFeature &feature, int field)
{
    if (!feature.IsFieldSetAndNotNull(field)) {
        m_writer->missing();
        return;
    }
    switch (m_types[static_cast<size_t>(field)]) {
    case FeatureTable::ColumnType::Number: m_writer->number(feature.GetFieldAsDouble(field)); break;
    case FeatureTable::ColumnType::Time: m_writer->number(milliseconds(feature, field)); break;
    case FeatureTable::ColumnType::Text: m_writer->text(m_decoder.toUtf8(feature.GetFieldAsString(field))); break;
    }
}

bool FeatureReader::flush()
{
    return m_writer->features() == 0 || m_sink.send(wire::FrameType::Features, m_writer->take());
}

} // namespace guancheng
