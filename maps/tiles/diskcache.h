// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/tiles/tileaddress.h"

#include <QByteArray>
#include <QString>

namespace guancheng {

/**
 * Tiles of one server on the disk, at most so many bytes: the oldest go first. Names are made of numbers only. A disk that
 * cannot be written means no cache, nothing else. Blocks for the disk; one thread.
 */
class DiskCache
{
public:
    /** An empty folder: no cache. */
    DiskCache(QString folder, qint64 limit) : m_folder(std::move(folder)), m_limit(limit) {}

    QByteArray tile(const TileAddress &tile) const;
    void insert(const TileAddress &tile, const QByteArray &bytes);
    /** Bytes held, as far as is known. */
    qint64 size() const { return m_size; }

private:
    QString fileOf(const TileAddress &tile) const;
    void trim();

    QString m_folder;
    qint64 m_limit;
    qint64 m_size = -1; ///< not counted yet
};

} // namespace guancheng
