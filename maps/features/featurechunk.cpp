// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/features/featurechunk.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr double kScale = 1e7;
constexpr quint64 kMaxColumns = 1024;

quint64 zigzag(qint64 value)
{
    return (static_cast<quint64>(value) << 1) ^ static_cast<quint64>(value >> 63);
}

qint64 unzigzag(quint64 value)
{
    return static_cast<qint64>(value >> 1) ^ -static_cast<qint64>(value & 1);
}

class Encoder
{
public:
    QByteArray bytes;

    void byte(quint8 value) { bytes.append(static_cast<char>(value)); }
    void varint(quint64 value)
    {
        while (value >= 0x80) {
            byte(static_cast<quint8>(value | 0x80U));
            value >>= 7;
        }
        byte(static_cast<quint8>(value));
    }
    void text(const QString &string)
    {
        if (string.isNull()) {
            varint(0);
            return;
        }
        const QByteArray utf8 = string.toUtf8();
        varint(static_cast<quint64>(utf8.size()) + 1);
        bytes.append(utf8);
    }
    void number(double value)
    {
        auto bits = std::bit_cast<quint64>(value);
        for (int i = 0; i < 8; ++i, bits >>= 8)
            byte(static_cast<quint8>(bits));
    }
};

/** Reads within the bytes; after the first failure everything is 0 and failed() says where. */
class Decoder
{
public:
    explicit Decoder(const QByteArray &bytes) : m_bytes(bytes) {}

    bool failed() const { return m_failed; }
    qsizetype at() const { return m_at; }
    quint64 left() const { return static_cast<quint64>(m_bytes.size() - m_at); }
    bool atEnd() const { return m_at == m_bytes.size(); }

    quint8 byte()
    {
        if (m_failed || atEnd()) {
            m_failed = true;
            return 0;
        }
        return static_cast<quint8>(m_bytes[m_at++]);
    }
    quint64 varint()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const quint8 next = byte();
            value |= static_cast<quint64>(next & 0x7fU) << shift;
            if ((next & 0x80U) == 0)
                return m_failed ? 0 : value;
        }
        m_failed = true;
        return 0;
    }
    /** How many things follow that take at least one byte each: never more than there are bytes. */
    size_t count()
    {
        const quint64 value = varint();
        if (value > left())
            m_failed = true;
        return m_failed ? 0 : static_cast<size_t>(value);
    }
    QString text()
    {
        const quint64 size = varint();
        if (size == 0)
            return {};
        if (m_failed || size - 1 > left()) {
            m_failed = true;
            return {};
        }
        const auto length = static_cast<qsizetype>(size - 1);
        QString string = QString::fromUtf8(m_bytes.constData() + m_at, length);
        m_at += length;
        return string.isNull() ? u""_s : string;
    }
    double number()
    {
        if (left() < 8) {
            m_failed = true;
            return 0;
        }
        quint64 bits = 0;
        for (int i = 0; i < 8; ++i)
            bits |= static_cast<quint64>(byte()) << (8 * i);
        return std::bit_cast<double>(bits);
    }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    bool m_failed = false;
};

/** Whether the value is a multiple of 1e-7 that comes back exactly; not so -0, which has a sign to keep. */
bool isFixed(double value)
{
    if (!(std::abs(value) <= 1000) || (value == 0 && std::signbit(value)))
        return false;
    return static_cast<double>(std::llround(value * kScale)) / kScale == value;
}

void encodeVertices(const FeatureTable &table, size_t firstVertex, size_t lastVertex, Encoder &out)
{
    const auto values = std::span(table.vertices).subspan(firstVertex * 2, (lastVertex - firstVertex) * 2);
    const bool fixed = std::all_of(values.begin(), values.end(), isFixed);
    out.byte(fixed ? 1 : 0);
    std::array<qint64, 2> before{};
    for (size_t i = 0; i < values.size(); ++i) {
        if (!fixed) {
            out.number(values[i]);
            continue;
        }
        const qint64 next = std::llround(values[i] * kScale);
        out.varint(zigzag(next - before[i % 2]));
        before[i % 2] = next;
    }
}

void decodeVertices(Decoder &in, quint64 vertices, FeatureTable &table)
{
    const bool fixed = in.byte() == 1;
    if (in.failed() || vertices > in.left() / (fixed ? 2 : 16)) {
        while (!in.failed())
            in.byte();
        return;
    }
    table.vertices.resize(static_cast<size_t>(vertices) * 2);
    std::array<quint64, 2> before{};
    for (size_t i = 0; i < table.vertices.size(); ++i) {
        if (!fixed) {
            table.vertices[i] = in.number();
            continue;
        }
        before[i % 2] += static_cast<quint64>(unzigzag(in.varint()));
        table.vertices[i] = static_cast<double>(static_cast<qint64>(before[i % 2])) / kScale;
    }
}

void encodeColumn(const FeatureTable::Column &column, size_t first, size_t last, Encoder &out)
{
    out.text(column.name);
    out.byte(static_cast<quint8>(column.type));
    if (column.type != FeatureTable::ColumnType::Text) {
        for (size_t i = first; i < last; ++i)
            out.number(column.numbers[i]);
        return;
    }
    QHash<QString, quint64> index;
    std::vector<const QString *> dictionary;
    std::vector<quint64> references;
    for (size_t i = first; i < last; ++i) {
        const QString &text = column.texts[i];
        if (text.isNull()) {
            references.push_back(0);
            continue;
        }
        const auto known = index.constFind(text);
        if (known != index.cend()) {
            references.push_back(*known);
            continue;
        }
        dictionary.push_back(&text);
        references.push_back(dictionary.size());
        index.insert(text, dictionary.size());
    }
    out.varint(dictionary.size());
    for (const QString *text : dictionary)
        out.text(*text);
    for (const quint64 reference : references)
        out.varint(reference);
}

void decodeColumn(Decoder &in, size_t features, FeatureTable &table)
{
    FeatureTable::Column column;
    column.name = in.text();
    const quint8 type = in.byte();
    column.type = static_cast<FeatureTable::ColumnType>(type);
    const bool text = column.type == FeatureTable::ColumnType::Text;
    bool good = !in.failed() && type <= static_cast<quint8>(FeatureTable::ColumnType::Time);
    good = good && features <= in.left() / (text ? 1 : 8);
    if (good && !text) {
        column.numbers.resize(features);
        for (double &number : column.numbers)
            number = in.number();
    } else if (good) {
        std::vector<QString> dictionary(in.count());
        for (QString &entry : dictionary)
            entry = in.text();
        column.texts.resize(features);
        for (QString &entry : column.texts) {
            const quint64 reference = in.varint();
            good = good && reference <= dictionary.size();
            if (good && reference > 0)
                entry = dictionary[static_cast<size_t>(reference) - 1];
        }
    }
    while (!good && !in.failed())
        in.byte();
    table.columns.push_back(std::move(column));
}

} // namespace

QByteArray encodeFeatures(const FeatureTable &table, size_t first, size_t last)
{
    Encoder out;
    for (const QString &text : {table.name, table.source, table.attribution, table.datum})
        out.text(text);
    out.varint(last - first);
    for (size_t i = first; i < last; ++i)
        out.byte(static_cast<quint8>(table.kinds[i]));
    const size_t firstPart = first < last ? table.partStarts[first] : 0;
    const size_t lastPart = first < last ? table.partStarts[last] : 0;
    for (size_t i = first; i < last; ++i)
        out.varint(table.partStarts[i + 1] - table.partStarts[i]);
    out.varint(lastPart - firstPart);
    for (size_t p = firstPart; p < lastPart; ++p)
        out.varint(table.vertexStarts[p + 1] - table.vertexStarts[p]);
    const size_t firstVertex = firstPart < lastPart ? table.vertexStarts[firstPart] : 0;
    const size_t lastVertex = firstPart < lastPart ? table.vertexStarts[lastPart] : 0;
    encodeVertices(table, firstVertex, lastVertex, out);
    out.varint(table.columns.size());
    for (const FeatureTable::Column &column : table.columns)
        encodeColumn(column, first, last, out);
    return out.bytes;
}

Result<FeatureTable> decodeFeatures(const QByteArray &bytes, const QString &source)
{
    Decoder in(bytes);
    const auto bad = [&](const QString &what) {
        return Error{source, QString::number(in.at()), u"the chunk is damaged: %1"_s.arg(what)};
    };
    FeatureTable table;
    for (QString *text : {&table.name, &table.source, &table.attribution, &table.datum})
        *text = in.text();
    const size_t features = in.count();
    table.kinds.resize(features);
    for (GeometryKind &kind : table.kinds) {
        const quint8 value = in.byte();
        if (value > static_cast<quint8>(GeometryKind::Polygon))
            return bad(u"unknown geometry"_s);
        kind = static_cast<GeometryKind>(value);
    }
    quint64 parts = 0;
    table.partStarts = {0};
    table.partStarts.reserve(features + 1);
    for (size_t i = 0; i < features && !in.failed(); ++i) {
        parts += std::min<quint64>(in.varint(), 1ULL << 40);
        table.partStarts.push_back(static_cast<quint32>(parts));
        if (parts > in.left())
            return bad(u"more parts than bytes"_s);
    }
    if (in.count() != parts || in.failed())
        return bad(u"the parts do not add up"_s);
    quint64 vertices = 0;
    table.vertexStarts = {0};
    table.vertexStarts.reserve(static_cast<size_t>(parts) + 1);
    for (quint64 i = 0; i < parts && !in.failed(); ++i) {
        vertices += std::min<quint64>(in.varint(), 1ULL << 40);
        table.vertexStarts.push_back(static_cast<quint32>(vertices));
        if (vertices > in.left())
            return bad(u"more vertices than bytes"_s);
    }
    decodeVertices(in, vertices, table);
    const size_t columns = in.count();
    if (in.failed() || columns > kMaxColumns)
        return bad(u"geometry"_s);
    for (size_t i = 0; i < columns && !in.failed(); ++i)
        decodeColumn(in, features, table);
    if (in.failed() || !in.atEnd())
        return bad(u"columns"_s);
    return table;
}

} // namespace guancheng
