// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/pmtilesarchive.h"

#include <QFile>
#include <QtEndian>

#include <zlib.h>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr qsizetype kHeaderBytes = 127;
constexpr qsizetype kMaxLeaves = 64;
constexpr int kGzip = 2;

template<typename T>
T numberAt(const QByteArray &bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.constData() + at);
}

/** At most \c limit bytes; nothing when it is no gzip or larger. */
std::optional<QByteArray> unzipped(const QByteArray &bytes, quint64 limit)
{
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return std::nullopt;
    QByteArray result;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(bytes.constData()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    int state = Z_OK;
    while (state == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(buffer.data());
        stream.avail_out = static_cast<uInt>(buffer.size());
        state = inflate(&stream, Z_NO_FLUSH);
        result.append(buffer.constData(), buffer.size() - static_cast<qsizetype>(stream.avail_out));
        if (quint64(result.size()) > limit)
            state = Z_MEM_ERROR;
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END ? std::optional(result) : std::nullopt;
}

/** Numbers of seven bits a byte; the first error ends it. */
class Varints
{
public:
    explicit Varints(const QByteArray &bytes) : m_bytes(bytes) {}
    quint64 next()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at >= m_bytes.size())
                break;
            const auto byte = static_cast<quint8>(m_bytes[m_at++]);
            value |= quint64(byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_good = false;
        return 0;
    }
    bool isGood() const { return m_good; }

private:
    const QByteArray &m_bytes;
    qsizetype m_at = 0;
    bool m_good = true;
};

} // namespace

Result<PmTilesArchive::Header> PmTilesArchive::readHeader(const QByteArray &bytes, quint64 fileSize)
{
    const auto wrong = [](const QString &reason) { return Error{u"PMTiles"_s, u"header"_s, reason}; };
    if (bytes.size() < kHeaderBytes || !bytes.startsWith("PMTiles"))
        return wrong(u"is no PMTiles archive"_s);
    if (bytes[7] != 3)
        return wrong(u"is version %1, version 3 can be read"_s.arg(int(bytes[7])));
    Header header;
    header.rootOffset = numberAt<quint64>(bytes, 8);
    header.rootLength = numberAt<quint64>(bytes, 16);
    header.leafOffset = numberAt<quint64>(bytes, 40);
    header.leafLength = numberAt<quint64>(bytes, 48);
    header.dataOffset = numberAt<quint64>(bytes, 56);
    header.dataLength = numberAt<quint64>(bytes, 64);
    header.directoryCompression = static_cast<quint8>(bytes[97]);
    header.tileCompression = static_cast<quint8>(bytes[98]);
    header.tileType = static_cast<quint8>(bytes[99]);
    header.minZoom = static_cast<quint8>(bytes[100]);
    header.maxZoom = static_cast<quint8>(bytes[101]);
    const auto inside = [fileSize](quint64 offset, quint64 length) {
        return offset <= fileSize && length <= fileSize - offset;
    };
    if (!inside(header.rootOffset, header.rootLength) || !inside(header.leafOffset, header.leafLength) ||
        !inside(header.dataOffset, header.dataLength))
        return wrong(u"names parts beyond the end of the file"_s);
    if (header.directoryCompression != 1 && header.directoryCompression != kGzip)
        return wrong(u"its directories are compressed in a way that is not read here (%1)"_s.arg(header.directoryCompression));
    if (header.tileType == 1)
        return wrong(u"has vector tiles, which are no pictures"_s);
    if (header.minZoom > header.maxZoom || header.maxZoom > TileAddress::kMaxZoom)
        return wrong(u"has zooms %1 to %2"_s.arg(header.minZoom).arg(header.maxZoom));
    return header;
}

Result<std::vector<PmTilesArchive::Entry>> PmTilesArchive::readDirectory(const QByteArray &bytes)
{
    const Error broken{u"PMTiles"_s, u"directory"_s, u"is broken"_s};
    Varints numbers(bytes);
    const quint64 count = numbers.next();
    // An entry takes four bytes at least.
    if (!numbers.isGood() || count > quint64(bytes.size()) / 4)
        return broken;
    std::vector<Entry> entries(count);
    quint64 tile = 0;
    for (size_t i = 0; i < count; ++i) {
        const quint64 step = numbers.next();
        if (i > 0 && (step == 0 || tile > std::numeric_limits<quint64>::max() - step))
            return broken;
        tile += step;
        entries[i].tile = tile;
    }
    for (Entry &entry : entries)
        entry.run = static_cast<quint32>(std::min<quint64>(numbers.next(), std::numeric_limits<quint32>::max()));
    for (Entry &entry : entries) {
        const quint64 length = numbers.next();
        if (length == 0 || length > std::numeric_limits<quint32>::max())
            return broken;
        entry.length = static_cast<quint32>(length);
    }
    for (size_t i = 0; i < count; ++i) {
        const quint64 offset = numbers.next();
        if (offset == 0 && i == 0)
            return broken;
        entries[i].offset = offset == 0 ? entries[i - 1].offset + entries[i - 1].length : offset - 1;
    }
    if (!numbers.isGood())
        return broken;
    return entries;
}

Status PmTilesArchive::open(const QString &file)
{
    auto handle = std::make_shared<QFile>(file);
    if (!handle->open(QIODevice::ReadOnly))
        return Error{file, {}, handle->errorString()};
    return open(
        [handle](quint64 offset, quint64 length) {
            return handle->seek(static_cast<qint64>(offset)) ? handle->read(static_cast<qint64>(length)) : QByteArray();
        },
        static_cast<quint64>(handle->size()), file);
}

Status PmTilesArchive::open(Reader reader, quint64 size, const QString &name)
{
    m_read = std::move(reader);
    m_name = name;
    m_leaves.clear();
    const auto header = readHeader(m_read(0, kHeaderBytes), size);
    if (!header)
        return Error{name, header.error().place, header.error().reason};
    m_header = *header;
    if (const auto root = directory(m_header.rootOffset, m_header.rootLength); !root)
        return root.error();
    return ok();
}

Result<PmTilesArchive::Directory> PmTilesArchive::directory(quint64 offset, quint64 length)
{
    if (const Directory held = m_leaves.value(offset))
        return held;
    if (length > kMaxDirectoryBytes)
        return Error{m_name, u"directory"_s, u"is larger than %1 bytes"_s.arg(kMaxDirectoryBytes)};
    QByteArray bytes = m_read(offset, length);
    if (quint64(bytes.size()) != length)
        return Error{m_name, u"directory"_s, u"is cut off"_s};
    if (m_header.directoryCompression == kGzip) {
        auto plain = unzipped(bytes, kMaxDirectoryBytes);
        if (!plain)
            return Error{m_name, u"directory"_s, u"cannot be unpacked"_s};
        bytes = std::move(*plain);
    }
    auto entries = readDirectory(bytes);
    if (!entries)
        return Error{m_name, entries.error().place, entries.error().reason};
    if (m_leaves.size() >= kMaxLeaves)
        m_leaves.clear();
    Directory result = std::make_shared<const std::vector<Entry>>(std::move(*entries));
    m_leaves.insert(offset, result);
    return result;
}

Result<QByteArray> PmTilesArchive::tile(const TileAddress &tile)
{
    if (!tile.isValid() || tile.zoom < m_header.minZoom || tile.zoom > m_header.maxZoom)
        return QByteArray();
    const quint64 number = tile.curveNumber();
    quint64 offset = m_header.rootOffset;
    quint64 length = m_header.rootLength;
    for (int depth = 0; depth < kMaxDepth; ++depth) {
        const auto entries = directory(offset, length);
        if (!entries)
            return entries.error();
        const std::vector<Entry> &list = **entries;
        auto next = std::ranges::upper_bound(list, number, {}, &Entry::tile);
        if (next == list.begin())
            return QByteArray();
        const Entry &entry = *std::prev(next);
        if (entry.run > 0) {
            if (number - entry.tile >= entry.run)
                return QByteArray();
            if (entry.length > kMaxTileBytes || entry.offset > m_header.dataLength ||
                entry.length > m_header.dataLength - entry.offset)
                return Error{m_name, tile.toString(), u"lies beyond the data or is too large"_s};
            const QByteArray bytes = m_read(m_header.dataOffset + entry.offset, entry.length);
            if (m_header.tileCompression != kGzip)
                return bytes;
            const auto plain = unzipped(bytes, kMaxTileBytes);
            return plain ? Result<QByteArray>(*plain) : Error{m_name, tile.toString(), u"cannot be unpacked"_s};
        }
        if (entry.offset > m_header.leafLength || entry.length > m_header.leafLength - entry.offset)
            return Error{m_name, u"directory"_s, u"lies beyond the others"_s};
        offset = m_header.leafOffset + entry.offset;
        length = entry.length;
    }
    return Error{m_name, u"directory"_s, u"is nested too deep"_s};
}

} // namespace guancheng
