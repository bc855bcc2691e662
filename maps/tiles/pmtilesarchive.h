// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/tiles/tileaddress.h"

#include <QByteArray>
#include <QHash>

#include <functional>
#include <memory>
#include <vector>

namespace guancheng {

/**
 * Reads a PMTiles archive of version 3 (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md) with pictures and
 * directories that are plain or gzipped. The file is untrusted: every length is bounded and checked against the file.
 * Blocks for the disk; one thread.
 */
class PmTilesArchive
{
public:
    /** Gives \c length bytes from \c offset, fewer at the end; nothing on an error. */
    using Reader = std::function<QByteArray(quint64 offset, quint64 length)>;

    struct Header
    {
        quint64 rootOffset = 0, rootLength = 0;
        quint64 leafOffset = 0, leafLength = 0;
        quint64 dataOffset = 0, dataLength = 0;
        int directoryCompression = 0; ///< 1 none, 2 gzip
        int tileCompression = 0;
        int tileType = 0; ///< 1 vector, 2 PNG, 3 JPEG, 4 WebP
        int minZoom = 0, maxZoom = 0;
    };
    struct Entry
    {
        quint64 tile = 0;
        quint64 offset = 0;
        quint32 length = 0;
        quint32 run = 0; ///< 0: a leaf directory
    };

    static constexpr quint64 kMaxDirectoryBytes = 8 * 1024 * 1024; ///< unpacked
    static constexpr quint64 kMaxTileBytes = 4 * 1024 * 1024;
    static constexpr int kMaxDepth = 4;

    static Result<Header> readHeader(const QByteArray &bytes, quint64 fileSize);
    /** Entries with rising numbers. */
    static Result<std::vector<Entry>> readDirectory(const QByteArray &bytes);

    Status open(Reader reader, quint64 size, const QString &name);
    Status open(const QString &file);
    const Header &header() const { return m_header; }
    /** The bytes of a tile; empty where there is none. */
    Result<QByteArray> tile(const TileAddress &tile);

private:
    using Directory = std::shared_ptr<const std::vector<Entry>>;
    Result<Directory> directory(quint64 offset, quint64 length);

    Reader m_read;
    QString m_name;
    Header m_header;
    QHash<quint64, Directory> m_leaves; ///< by offset; a few
};

} // namespace guancheng
