// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/tiles/tileaddress.h"

#include <QByteArray>

#include <memory>

namespace guancheng {

/** A file with tiles: MBTiles or PMTiles, told apart by its first bytes. Blocks for the disk; one thread. */
class TileArchive
{
public:
    TileArchive() = default;
    virtual ~TileArchive() = default;
    Q_DISABLE_COPY_MOVE(TileArchive)

    static Result<std::unique_ptr<TileArchive>> open(const QString &file);

    /** Empty where there is none. */
    virtual Result<QByteArray> tile(const TileAddress &tile) = 0;

    int minZoom = 0;
    int maxZoom = 22;
    QString attribution;
};

} // namespace guancheng
