// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/features/featuretable.h"

#include <QSaveFile>

#include <functional>

namespace guancheng {

/**
 * Feature tables as a file (.gcft), for city packs. All numbers little-endian:
 *
 *     'GCFT' u32 version
 *     chunk*: 'GCFC' u32 packed bytes, u64 unpacked bytes, a zstd frame with its own checksum
 *     end:    'GCFE' u64 chunks, u64 features, u64 FNV-1a of all bytes before this sum
 *
 * A chunk is a table of up to 50 000 features; all of a file have the same columns. Vertices that are multiples of 1e-7 degrees
 * are stored as differences, others as they are: what is read equals what was written, bit for bit. A file without its end is
 * incomplete and refused. Reading any bytes is safe: memory grows with what is really there, up to the limits.
 */
inline constexpr quint32 kFeatureFileVersion = 1;

struct FeatureFileLimits
{
    quint64 features = 50'000'000;
    quint64 chunkBytes = 512ULL << 20; ///< unpacked
    quint64 totalBytes = 16ULL << 30;  ///< unpacked, the whole file
};

struct FeatureFileInfo
{
    quint64 chunks = 0;
    quint64 features = 0;
    quint64 vertices = 0;
};

/** Writes chunk by chunk beside the file and puts it in place at finish(): a half-written file is never seen. One thread. */
class FeatureFileWriter
{
public:
    explicit FeatureFileWriter(const QString &file) : m_file(file) {}

    Status open();
    /** An error names what contradicts itself in the table, or what the disk says. */
    Status append(const FeatureTable &table);
    Status finish();
    quint64 features() const { return m_features; }

private:
    Status put(const QByteArray &bytes);
    Status writeChunk(const FeatureTable &table, size_t first, size_t last);

    QSaveFile m_file;
    quint64 m_chunks = 0;
    quint64 m_features = 0;
    quint64 m_sum = 0;
};

Status writeFeatureFile(const QString &file, const FeatureTable &table);

/** Hands out one table a chunk; memory is that of a chunk. Stops at the first error, also of \c take. */
Result<FeatureFileInfo> readFeatureChunks(QIODevice &in, const QString &source,
                                          const std::function<Status(FeatureTable &&)> &take,
                                          const FeatureFileLimits &limits = {});
/** The whole file as one table. */
Result<FeatureTable> readFeatureFile(const QString &file, const FeatureFileLimits &limits = {});
/** Reads through and counts, without keeping anything. */
Result<FeatureFileInfo> checkFeatureFile(const QString &file, const FeatureFileLimits &limits = {});

/** What contradicts itself in the arrays of the table, or nothing. */
QString inconsistency(const FeatureTable &table);

} // namespace guancheng
