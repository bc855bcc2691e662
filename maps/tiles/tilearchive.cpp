// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tilearchive.h"

#include "maps/tiles/pmtilesarchive.h"
#include "persistence/mbtilesfile.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

class MbTilesArchive final : public TileArchive
{
public:
    Status open(const QString &file)
    {
        if (const Status opened = m_file.open(file); !opened)
            return opened;
        const QHash<QString, QString> &data = m_file.metadata();
        if (data.value(u"format"_s) == "pbf"_L1)
            return Error{file, {}, u"has vector tiles, which are no pictures"_s};
        minZoom = std::clamp(data.value(u"minzoom"_s).toInt(), 0, TileAddress::kMaxZoom);
        maxZoom =
            data.contains(u"maxzoom"_s) ? std::clamp(data.value(u"maxzoom"_s).toInt(), minZoom, TileAddress::kMaxZoom) : 18;
        attribution = data.value(u"attribution"_s).left(200);
        return ok();
    }
    Result<QByteArray> tile(const TileAddress &tile) override { return m_file.tile(tile.zoom, tile.column, tile.row); }

private:
    MbTilesFile m_file;
};

class PmTilesFile final : public TileArchive
{
public:
    Status open(const QString &file)
    {
        if (const Status opened = m_archive.open(file); !opened)
            return opened;
        minZoom = m_archive.header().minZoom;
        maxZoom = m_archive.header().maxZoom;
        return ok();
    }
    Result<QByteArray> tile(const TileAddress &tile) override { return m_archive.tile(tile); }

private:
    PmTilesArchive m_archive;
};

template<typename T>
Result<std::unique_ptr<TileArchive>> opened(const QString &file)
{
    auto archive = std::make_unique<T>();
    if (const Status status = archive->open(file); !status)
        return status.error();
    return std::unique_ptr<TileArchive>(std::move(archive));
}

} // namespace

Result<std::unique_ptr<TileArchive>> TileArchive::open(const QString &file)
{
    QFile probe(file);
    if (!probe.open(QIODevice::ReadOnly))
        return Error{file, {}, probe.errorString()};
    const QByteArray head = probe.read(16);
    probe.close();
    if (head.startsWith("PMTiles"))
        return opened<PmTilesFile>(file);
    if (head.startsWith("SQLite format 3"))
        return opened<MbTilesArchive>(file);
    return Error{file, {}, u"is neither an MBTiles nor a PMTiles file"_s};
}

} // namespace guancheng
