// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/features/featurefile.h"

#include "maps/features/featurechunk.h"

#include <QFile>
#include <QtEndian>

#include <zstd.h>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kMagic = 0x54464347;      // 'GCFT'
constexpr quint32 kChunkMagic = 0x43464347; // 'GCFC'
constexpr quint32 kEndMagic = 0x45464347;   // 'GCFE'
constexpr quint64 kSumStart = 0xcbf29ce484222325ULL;
constexpr size_t kChunkFeatures = 50'000;
constexpr size_t kChunkVertices = 2'000'000;
constexpr size_t kChunkEntries = 50'000'000; ///< cells of the columns

quint64 sumOf(QByteArrayView bytes, quint64 sum)
{
    for (const char byte : bytes) {
        sum ^= static_cast<quint8>(byte);
        sum *= 0x100000001b3ULL;
    }
    return sum;
}

template<typename T>
void putValue(QByteArray &bytes, T value)
{
    value = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
}

/** Unpacks step by step, so that memory follows what really comes out and not what the header claims. */
Result<QByteArray> unpack(const QByteArray &packed, quint64 size, const QString &source, const QString &place)
{
    const std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx *)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    const Error damaged{source, place, u"the chunk cannot be unpacked"_s};
    if (!context)
        return damaged;
    ZSTD_inBuffer in{packed.constData(), static_cast<size_t>(packed.size()), 0};
    QByteArray bytes;
    size_t more = 1;
    while (more != 0) {
        const qsizetype before = bytes.size();
        const auto step = std::min<quint64>(std::max<quint64>(static_cast<quint64>(before), 1U << 16),
                                            size + 1 - static_cast<quint64>(before));
        bytes.resize(before + static_cast<qsizetype>(step));
        ZSTD_outBuffer out{bytes.data() + before, static_cast<size_t>(step), 0};
        more = ZSTD_decompressStream(context.get(), &out, &in);
        bytes.resize(before + static_cast<qsizetype>(out.pos));
        const bool stuck = out.pos == 0 && in.pos == in.size && more != 0;
        if (ZSTD_isError(more) != 0 || stuck || static_cast<quint64>(bytes.size()) > size)
            return damaged;
    }
    if (static_cast<quint64>(bytes.size()) != size || in.pos != in.size)
        return damaged;
    return bytes;
}

/** Reads the records of a file one after another and sums what it read. */
class RecordReader
{
public:
    RecordReader(QIODevice &in, QString source) : m_in(in), m_source(std::move(source)) {}

    Error error(const QString &reason) const { return {m_source, QString::number(m_at), reason}; }
    const QString &source() const { return m_source; }
    QString place() const { return QString::number(m_at); }
    quint64 sum() const { return m_sum; }
    bool atEnd() const { return m_in.atEnd(); }

    Result<QByteArray> bytes(quint64 size)
    {
        // A size from a damaged file may be anything: take what is there in steps.
        QByteArray result;
        while (static_cast<quint64>(result.size()) < size) {
            const auto want = static_cast<qint64>(std::min<quint64>(size - static_cast<quint64>(result.size()), 4U << 20));
            const QByteArray next = m_in.read(want);
            if (next.isEmpty())
                return error(u"the file ends too early; it is incomplete"_s);
            result += next;
        }
        m_at += static_cast<quint64>(result.size());
        m_sum = sumOf(result, m_sum);
        return result;
    }
    template<typename T>
    Result<T> value()
    {
        const Result<QByteArray> raw = bytes(sizeof(T));
        if (!raw)
            return raw.error();
        return qFromLittleEndian<T>(raw->constData());
    }

private:
    QIODevice &m_in;
    QString m_source;
    quint64 m_at = 0;
    quint64 m_sum = kSumStart;
};

Result<FeatureTable> readChunk(RecordReader &in, const FeatureFileLimits &limits, quint64 *total)
{
    const auto packedSize = in.value<quint32>();
    if (!packedSize)
        return packedSize.error();
    const auto size = in.value<quint64>();
    if (!size)
        return size.error();
    if (*size > limits.chunkBytes || *total + *size > limits.totalBytes)
        return in.error(u"the chunk is greater than allowed (%1 bytes)"_s.arg(*size));
    *total += *size;
    const QString place = in.place();
    const auto packed = in.bytes(*packedSize);
    if (!packed)
        return packed.error();
    const auto bytes = unpack(*packed, *size, in.source(), place);
    if (!bytes)
        return bytes.error();
    auto table = decodeFeatures(*bytes, in.source());
    if (!table)
        return table.error();
    if (const QString wrong = inconsistency(*table); !wrong.isEmpty())
        return Error{in.source(), place, wrong};
    return table;
}

Status readEnd(RecordReader &in, const FeatureFileInfo &info)
{
    const auto chunks = in.value<quint64>();
    if (!chunks)
        return chunks.error();
    const auto features = in.value<quint64>();
    if (!features)
        return features.error();
    const quint64 expected = in.sum();
    const auto sum = in.value<quint64>();
    if (!sum)
        return sum.error();
    if (*chunks != info.chunks || *features != info.features || *sum != expected)
        return in.error(u"the sum at the end does not fit: the file is damaged"_s);
    if (!in.atEnd())
        return in.error(u"there is something behind the end"_s);
    return ok();
}

bool sameColumns(const FeatureTable &a, const FeatureTable &b)
{
    return std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                      [](const auto &x, const auto &y) { return x.name == y.name && x.type == y.type; });
}

template<typename T>
void extend(std::vector<T> &to, std::vector<T> &from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/** Appends a table with the same columns. */
void join(FeatureTable &to, FeatureTable &&from)
{
    const auto parts = static_cast<quint32>(to.vertexStarts.size() - 1);
    const auto vertices = static_cast<quint32>(to.vertices.size() / 2);
    for (size_t i = 1; i < from.partStarts.size(); ++i)
        to.partStarts.push_back(from.partStarts[i] + parts);
    for (size_t i = 1; i < from.vertexStarts.size(); ++i)
        to.vertexStarts.push_back(from.vertexStarts[i] + vertices);
    extend(to.kinds, from.kinds);
    extend(to.vertices, from.vertices);
    for (size_t i = 0; i < to.columns.size(); ++i) {
        extend(to.columns[i].texts, from.columns[i].texts);
        extend(to.columns[i].numbers, from.columns[i].numbers);
    }
}

} // namespace

QString inconsistency(const FeatureTable &table)
{
    const size_t features = table.kinds.size();
    const auto rises = [](const std::vector<quint32> &starts) {
        return !starts.empty() && starts.front() == 0 && std::is_sorted(starts.begin(), starts.end());
    };
    const bool empty = features == 0 && table.partStarts.empty() && table.vertexStarts.empty() && table.vertices.empty();
    if (!empty) {
        if (table.partStarts.size() != features + 1 || !rises(table.partStarts))
            return u"the parts of the features are not in order"_s;
        if (!rises(table.vertexStarts) || table.vertexStarts.size() != size_t(table.partStarts.back()) + 1)
            return u"the vertices of the parts are not in order"_s;
        if (table.vertices.size() != size_t(table.vertexStarts.back()) * 2)
            return u"the number of vertices does not fit"_s;
    }
    for (const FeatureTable::Column &column : table.columns) {
        const bool text = column.type == FeatureTable::ColumnType::Text;
        if (column.texts.size() != (text ? features : 0) || column.numbers.size() != (text ? 0 : features))
            return u"column '%1' does not have one value a feature"_s.arg(column.name);
    }
    return {};
}

Status FeatureFileWriter::put(const QByteArray &bytes)
{
    m_sum = sumOf(bytes, m_sum);
    if (m_file.write(bytes) != bytes.size())
        return Error{m_file.fileName(), {}, m_file.errorString()};
    return ok();
}

Status FeatureFileWriter::open()
{
    m_chunks = 0;
    m_features = 0;
    m_sum = kSumStart;
    if (!m_file.open(QIODevice::WriteOnly))
        return Error{m_file.fileName(), {}, m_file.errorString()};
    QByteArray header;
    putValue(header, kMagic);
    putValue(header, kFeatureFileVersion);
    return put(header);
}

Status FeatureFileWriter::append(const FeatureTable &table)
{
    if (const QString wrong = inconsistency(table); !wrong.isEmpty())
        return Error{m_file.fileName(), table.name, wrong};
    const size_t most = std::clamp<size_t>(kChunkEntries / (table.columns.size() + 1), 1, kChunkFeatures);
    size_t first = 0;
    do {
        size_t last = first;
        size_t vertices = 0;
        while (last < table.size() && last - first < most && vertices < kChunkVertices) {
            vertices += table.vertexStarts[table.partStarts[last + 1]] - table.vertexStarts[table.partStarts[last]];
            ++last;
        }
        // A table without features still has columns: it makes one empty chunk, but only in an empty file.
        if (last > first || m_chunks == 0) {
            if (const Status written = writeChunk(table, first, last); !written)
                return written;
        }
        first = last;
    } while (first < table.size());
    return ok();
}

Status FeatureFileWriter::writeChunk(const FeatureTable &table, size_t first, size_t last)
{
    const QByteArray bytes = encodeFeatures(table, first, last);
    QByteArray packed(static_cast<qsizetype>(ZSTD_compressBound(static_cast<size_t>(bytes.size()))), Qt::Uninitialized);
    const std::unique_ptr<ZSTD_CCtx, size_t (*)(ZSTD_CCtx *)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 6);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    const size_t size = ZSTD_compress2(context.get(), packed.data(), static_cast<size_t>(packed.size()), bytes.constData(),
                                       static_cast<size_t>(bytes.size()));
    const bool fits = static_cast<quint64>(bytes.size()) <= FeatureFileLimits().chunkBytes && size <= 0xffffffffU;
    if (ZSTD_isError(size) != 0 || !fits)
        return Error{m_file.fileName(), table.name, u"a feature is too large to be stored"_s};
    packed.truncate(static_cast<qsizetype>(size));
    QByteArray header;
    putValue(header, kChunkMagic);
    putValue(header, static_cast<quint32>(size));
    putValue(header, static_cast<quint64>(bytes.size()));
    ++m_chunks;
    m_features += last - first;
    if (const Status written = put(header); !written)
        return written;
    return put(packed);
}

Status FeatureFileWriter::finish()
{
    QByteArray end;
    putValue(end, kEndMagic);
    putValue(end, m_chunks);
    putValue(end, m_features);
    if (const Status written = put(end); !written)
        return written;
    end.clear();
    putValue(end, m_sum);
    if (m_file.write(end) != end.size() || !m_file.commit())
        return Error{m_file.fileName(), {}, m_file.errorString()};
    return ok();
}

Status writeFeatureFile(const QString &file, const FeatureTable &table)
{
    FeatureFileWriter writer(file);
    if (const Status opened = writer.open(); !opened)
        return opened;
    if (const Status written = writer.append(table); !written)
        return written;
    return writer.finish();
}

Result<FeatureFileInfo> readFeatureChunks(QIODevice &in, const QString &source,
                                          const std::function<Status(FeatureTable &&)> &take, const FeatureFileLimits &limits)
{
    RecordReader reader(in, source);
    const auto magic = reader.value<quint32>();
    const auto version = reader.value<quint32>();
    if (!magic || !version || *magic != kMagic)
        return reader.error(u"this is no feature file"_s);
    if (*version != kFeatureFileVersion)
        return reader.error(u"version %1 of the feature file is not known"_s.arg(*version));
    FeatureFileInfo info;
    quint64 total = 0;
    for (;;) {
        const auto record = reader.value<quint32>();
        if (!record)
            return record.error();
        if (*record == kEndMagic) {
            if (const Status end = readEnd(reader, info); !end)
                return end.error();
            return info;
        }
        if (*record != kChunkMagic)
            return reader.error(u"neither a chunk nor the end"_s);
        auto table = readChunk(reader, limits, &total);
        if (!table)
            return table.error();
        ++info.chunks;
        info.features += table->size();
        info.vertices += table->vertices.size() / 2;
        if (info.features > limits.features)
            return reader.error(u"more features than allowed"_s);
        if (const Status taken = take(std::move(*table)); !taken)
            return taken.error();
    }
}

Result<FeatureTable> readFeatureFile(const QString &file, const FeatureFileLimits &limits)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return Error{file, {}, in.errorString()};
    FeatureTable whole;
    bool first = true;
    const auto info = readFeatureChunks(
        in, file,
        [&](FeatureTable &&table) -> Status {
            if (first) {
                whole = std::move(table);
                first = false;
                return ok();
            }
            if (!sameColumns(whole, table))
                return Error{file, {}, u"the chunks have different columns"_s};
            constexpr quint64 kMost = 0xffffffffULL;
            if (whole.vertexStarts.size() + table.vertexStarts.size() > kMost ||
                (whole.vertices.size() + table.vertices.size()) / 2 > kMost)
                return Error{file, {}, u"too large for one table"_s};
            join(whole, std::move(table));
            return ok();
        },
        limits);
    if (!info)
        return info.error();
    if (first) {
        whole.partStarts = {0};
        whole.vertexStarts = {0};
    }
    return whole;
}

Result<FeatureFileInfo> checkFeatureFile(const QString &file, const FeatureFileLimits &limits)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return Error{file, {}, in.errorString()};
    return readFeatureChunks(in, file, [](FeatureTable &&) { return ok(); }, limits);
}

} // namespace guancheng
