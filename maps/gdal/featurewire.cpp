// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/featurewire.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>
#include <cstring>
#include <limits>
#include <numeric>

namespace guancheng::wire {

namespace {

constexpr qsizetype kMaxColumns = 2048;
const QString kWhere = QStringLiteral("guancheng-gdal");

template<typename T>
void put(QByteArray &bytes, const T *values, size_t count)
{
    if (count > 0)
        bytes.append(QByteArrayView(reinterpret_cast<const char *>(values), static_cast<qsizetype>(count * sizeof(T))));
}

template<typename T>
void put(QByteArray &bytes, T value)
{
    put(bytes, &value, 1);
}

size_t padded(size_t size)
{
    return (size + 3) & ~size_t(3);
}

Error broken(const char *reason)
{
    return Error{kWhere, {}, QLatin1String("the helper sent something broken: ") + QLatin1String(reason)};
}

const char *typeName(FeatureTable::ColumnType type)
{
    switch (type) {
    case FeatureTable::ColumnType::Number: return "number";
    case FeatureTable::ColumnType::Time: return "time";
    case FeatureTable::ColumnType::Text: break;
    }
    return "text";
}

} // namespace

QByteArray encodeFrame(FrameType type, const QByteArray &payload)
{
    QByteArray frame;
    frame.reserve(kHeaderSize + payload.size());
    put(frame, static_cast<quint32>(payload.size()));
    frame.append(static_cast<char>(type));
    frame.append(payload);
    return frame;
}

QByteArray encodeFrame(FrameType type, const QJsonObject &json)
{
    return encodeFrame(type, QJsonDocument(json).toJson(QJsonDocument::Compact));
}

QJsonObject json(const Frame &frame)
{
    return QJsonDocument::fromJson(frame.payload).object();
}

void FrameReader::feed(const QByteArray &bytes)
{
    if (m_taken > 0 && (m_taken == m_buffer.size() || m_taken > (1 << 20))) {
        m_buffer.remove(0, m_taken);
        m_taken = 0;
    }
    m_buffer.append(bytes);
}

Result<std::optional<Frame>> FrameReader::next()
{
    const qsizetype available = m_buffer.size() - m_taken;
    if (available < kHeaderSize)
        return std::optional<Frame>();
    quint32 size = 0;
    std::memcpy(&size, m_buffer.constData() + m_taken, sizeof size);
    const auto type = static_cast<quint8>(m_buffer[m_taken + 4]);
    if (size > m_maxFrame || type < quint8(FrameType::Layer) || type > quint8(FrameType::ImageFailed))
        return broken("no frame");
    if (available < kHeaderSize + static_cast<qsizetype>(size)) {
        if (size > (1U << 20))
            m_buffer.reserve(m_taken + kHeaderSize + static_cast<qsizetype>(size));
        return std::optional<Frame>();
    }
    Frame frame{static_cast<FrameType>(type), m_buffer.mid(m_taken + kHeaderSize, static_cast<qsizetype>(size))};
    m_taken += kHeaderSize + static_cast<qsizetype>(size);
    if (m_taken == m_buffer.size()) {
        m_buffer = {};
        m_taken = 0;
    }
    return std::optional<Frame>(std::move(frame));
}

std::optional<quint32> StringTable::find(std::string_view text) const
{
    const auto it = m_index.find(text);
    return it == m_index.end() ? std::nullopt : std::optional(it->second);
}

void StringTable::add(std::string_view text)
{
    if (fits(text) && m_index.size() < kMaxEntries)
        m_index.emplace(text, static_cast<quint32>(m_index.size()));
}

ChunkWriter::ChunkWriter(std::vector<FeatureTable::ColumnType> columns)
{
    for (const FeatureTable::ColumnType type : columns)
        m_columns.push_back({type, {}, {}, {}});
}

void ChunkWriter::begin(GeometryKind kind)
{
    m_kinds.push_back(static_cast<quint8>(kind));
    m_parts.push_back(0);
    m_column = 0;
}

void ChunkWriter::beginPart()
{
    ++m_parts.back();
    m_counts.push_back(0);
}

void ChunkWriter::addVertex(double longitude, double latitude)
{
    ++m_counts.back();
    m_vertices.push_back(longitude);
    m_vertices.push_back(latitude);
}

void ChunkWriter::number(double value)
{
    m_columns[m_column++].numbers.push_back(value);
}

void ChunkWriter::text(std::string_view utf8)
{
    Values &column = m_columns[m_column++];
    const qsizetype before = column.texts.size();
    if (const auto known = column.table.find(utf8)) {
        put(column.texts, *known + 2);
    } else {
        put(column.texts, quint32(1));
        put(column.texts, static_cast<quint32>(utf8.size()));
        column.texts.append(utf8.data(), static_cast<qsizetype>(utf8.size()));
        column.table.add(utf8);
    }
    m_textBytes += static_cast<size_t>(column.texts.size() - before);
}

void ChunkWriter::missing()
{
    Values &column = m_columns[m_column++];
    if (column.type == FeatureTable::ColumnType::Text)
        put(column.texts, quint32(0));
    else
        column.numbers.push_back(std::numeric_limits<double>::quiet_NaN());
}

void ChunkWriter::end()
{
    while (m_column < m_columns.size())
        missing();
}

size_t ChunkWriter::bytes() const
{
    return m_vertices.size() * sizeof(double) + m_textBytes + m_kinds.size() * (5 + 8 * m_columns.size());
}

QByteArray ChunkWriter::take()
{
    QByteArray payload;
    payload.reserve(static_cast<qsizetype>(bytes() + 64));
    put(payload, static_cast<quint32>(m_kinds.size()));
    put(payload, static_cast<quint32>(m_counts.size()));
    put(payload, static_cast<quint32>(m_vertices.size() / 2));
    const size_t kinds = m_kinds.size();
    m_kinds.resize(padded(kinds));
    put(payload, m_kinds.data(), m_kinds.size());
    put(payload, m_parts.data(), m_parts.size());
    put(payload, m_counts.data(), m_counts.size());
    put(payload, m_vertices.data(), m_vertices.size());
    for (Values &column : m_columns) {
        put(payload, column.numbers.data(), column.numbers.size());
        payload.append(column.texts);
        column.numbers.clear();
        column.texts.clear();
    }
    m_kinds.clear();
    m_parts.clear();
    m_counts.clear();
    m_vertices.clear();
    m_textBytes = 0;
    return payload;
}

/** Reads from the front of a payload; false once it is at an end. */
struct ChunkReader::Cursor
{
    const char *at;
    size_t left;

    template<typename T>
    bool take(T *into, size_t count)
    {
        if (count > left / sizeof(T))
            return false;
        if (count > 0)
            std::memcpy(into, at, count * sizeof(T));
        at += count * sizeof(T);
        left -= count * sizeof(T);
        return true;
    }
    template<typename T>
    bool has(size_t count) const
    {
        return count <= left / sizeof(T);
    }
};

ChunkReader::ChunkReader(FeatureTable &table) : m_table(table), m_remembered(table.columns.size())
{
    clear();
}

void ChunkReader::clear()
{
    m_table.kinds.clear();
    m_table.partStarts.assign(1, 0);
    m_table.vertexStarts.assign(1, 0);
    m_table.vertices.clear();
    for (FeatureTable::Column &column : m_table.columns) {
        column.texts.clear();
        column.numbers.clear();
    }
}

Status ChunkReader::append(const QByteArray &payload)
{
    Cursor cursor{payload.constData(), static_cast<size_t>(payload.size())};
    quint32 sizes[3];
    if (!cursor.take(sizes, 3))
        return broken("a chunk without sizes");
    if (const Status geometry = appendGeometry(cursor, sizes[0], sizes[1], sizes[2]); !geometry)
        return geometry;
    for (size_t i = 0; i < m_table.columns.size(); ++i) {
        FeatureTable::Column &column = m_table.columns[i];
        if (column.type == FeatureTable::ColumnType::Text) {
            if (const Status texts = appendTexts(cursor, i, sizes[0]); !texts)
                return texts;
            continue;
        }
        if (!cursor.has<double>(sizes[0]))
            return broken("a column is too short");
        const size_t before = column.numbers.size();
        column.numbers.resize(before + sizes[0]);
        cursor.take(column.numbers.data() + before, sizes[0]);
    }
    return cursor.left == 0 ? ok() : Status(broken("a chunk with something behind it"));
}

Status ChunkReader::appendGeometry(Cursor &cursor, quint32 features, quint32 parts, quint32 vertices)
{
    constexpr quint64 kMost = std::numeric_limits<quint32>::max() / 2;
    if (!cursor.has<quint8>(features) || !cursor.has<quint32>(parts) || !cursor.has<double>(size_t(vertices) * 2) ||
        m_table.vertices.size() / 2 + vertices > kMost || m_table.kinds.size() + features > kMost)
        return broken("a chunk is shorter than it says");
    std::vector<quint8> kinds(padded(features));
    std::vector<quint32> partCounts(features);
    std::vector<quint32> vertexCounts(parts);
    if (!cursor.take(kinds.data(), kinds.size()) || !cursor.take(partCounts.data(), features) ||
        !cursor.take(vertexCounts.data(), parts) || !cursor.has<double>(size_t(vertices) * 2))
        return broken("a chunk is shorter than it says");
    const auto sum = [](const std::vector<quint32> &counts) {
        return std::accumulate(counts.begin(), counts.end(), quint64(0));
    };
    if (sum(partCounts) != parts || sum(vertexCounts) != vertices)
        return broken("parts and vertices do not add up");
    for (size_t i = 0; i < features; ++i) {
        if (kinds[i] > quint8(GeometryKind::Polygon))
            return broken("an unknown kind of geometry");
        m_table.kinds.push_back(static_cast<GeometryKind>(kinds[i]));
        m_table.partStarts.push_back(m_table.partStarts.back() + partCounts[i]);
    }
    for (const quint32 count : vertexCounts)
        m_table.vertexStarts.push_back(m_table.vertexStarts.back() + count);
    const size_t before = m_table.vertices.size();
    m_table.vertices.resize(before + size_t(vertices) * 2);
    cursor.take(m_table.vertices.data() + before, size_t(vertices) * 2);
    const bool finite = std::all_of(m_table.vertices.begin() + static_cast<std::ptrdiff_t>(before), m_table.vertices.end(),
                                    [](double value) { return std::isfinite(value); });
    return finite ? ok() : Status(broken("a vertex that is no number"));
}

Status ChunkReader::appendTexts(Cursor &cursor, size_t column, quint32 features)
{
    std::vector<QString> &remembered = m_remembered[column];
    std::vector<QString> &texts = m_table.columns[column].texts;
    if (!cursor.has<quint32>(features))
        return broken("a column is too short");
    for (quint32 i = 0; i < features; ++i) {
        quint32 code = 0;
        if (!cursor.take(&code, 1))
            return broken("a column is too short");
        if (code == 0) {
            texts.emplace_back();
            continue;
        }
        if (code > 1) {
            if (code - 2 >= remembered.size())
                return broken("a text that was never sent");
            texts.push_back(remembered[code - 2]);
            continue;
        }
        quint32 size = 0;
        if (!cursor.take(&size, 1) || !cursor.has<char>(size))
            return broken("a text is too short");
        const std::string_view utf8(cursor.at, size);
        QString text = QString::fromUtf8(QByteArrayView(cursor.at, static_cast<qsizetype>(size)));
        if (text.isNull())
            text = QStringLiteral("");
        cursor.at += size;
        cursor.left -= size;
        m_textBytes += static_cast<size_t>(text.size()) * sizeof(QChar) + sizeof(QString);
        if (StringTable::fits(utf8) && remembered.size() < StringTable::kMaxEntries)
            remembered.push_back(text);
        texts.push_back(std::move(text));
    }
    return ok();
}

namespace {

void writeValue(ChunkWriter &writer, const FeatureTable::Column &column, size_t feature)
{
    if (column.type != FeatureTable::ColumnType::Text) {
        writer.number(column.numbers[feature]);
    } else if (column.texts[feature].isNull()) {
        writer.missing();
    } else {
        const QByteArray utf8 = column.texts[feature].toUtf8();
        writer.text({utf8.constData(), static_cast<size_t>(utf8.size())});
    }
}

} // namespace

void writeFeature(ChunkWriter &writer, const FeatureTable &table, size_t feature)
{
    writer.begin(table.kinds[feature]);
    for (size_t part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
        writer.beginPart();
        const std::span<const double> vertices = table.part(part);
        for (size_t i = 0; i + 1 < vertices.size(); i += 2)
            writer.addVertex(vertices[i], vertices[i + 1]);
    }
    for (const FeatureTable::Column &column : table.columns)
        writeValue(writer, column, feature);
    writer.end();
}

QJsonObject layerJson(const FeatureTable &table)
{
    QJsonArray columns;
    for (const FeatureTable::Column &column : table.columns)
        columns.append(
            QJsonObject{{QStringLiteral("name"), column.name}, {QStringLiteral("type"), QLatin1String(typeName(column.type))}});
    return {{QStringLiteral("name"), table.name},
            {QStringLiteral("attribution"), table.attribution},
            {QStringLiteral("datum"), table.datum},
            {QStringLiteral("columns"), columns}};
}

Result<FeatureTable> tableFromJson(const QJsonObject &json)
{
    FeatureTable table;
    table.name = json[QStringLiteral("name")].toString();
    table.attribution = json[QStringLiteral("attribution")].toString();
    table.datum = json[QStringLiteral("datum")].toString();
    const QJsonArray columns = json[QStringLiteral("columns")].toArray();
    if (columns.size() > kMaxColumns)
        return broken("too many columns");
    for (const auto value : columns) {
        FeatureTable::Column column;
        column.name = value[QStringLiteral("name")].toString();
        const QString type = value[QStringLiteral("type")].toString();
        column.type = type == QLatin1String("number") ? FeatureTable::ColumnType::Number
                      : type == QLatin1String("time") ? FeatureTable::ColumnType::Time
                                                      : FeatureTable::ColumnType::Text;
        table.columns.push_back(std::move(column));
    }
    table.partStarts = {0};
    table.vertexStarts = {0};
    return table;
}

} // namespace guancheng::wire
