// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>

namespace guancheng {

/**
 * Reads the tiles of an MBTiles file (https://github.com/mapbox/mbtiles-spec, 1.3), never writes. Rows are counted from the
 * north here, as everywhere else. Blocks for the disk; one thread, that which opened it.
 */
class MbTilesFile
{
public:
    static constexpr qsizetype kMaxTileBytes = 4 * 1024 * 1024;

    MbTilesFile();
    ~MbTilesFile();
    Q_DISABLE_COPY_MOVE(MbTilesFile)

    Status open(const QString &file);
    /** The metadata table: 'name', 'format' (png, jpg, webp, pbf), 'minzoom', 'maxzoom', 'attribution' ... */
    const QHash<QString, QString> &metadata() const { return m_metadata; }
    /** The bytes as they are stored; empty where there is no such tile. */
    Result<QByteArray> tile(int zoom, int column, int row) const;

private:
    void close();

    QString m_file;
    QString m_connection;
    QHash<QString, QString> m_metadata;
    bool m_open = false;
};

} // namespace guancheng
