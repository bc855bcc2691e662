// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/diskcache.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace guancheng {

QString DiskCache::fileOf(const TileAddress &tile) const
{
    return u"%1/%2/%3/%4.tile"_s.arg(m_folder).arg(tile.zoom).arg(tile.column).arg(tile.row);
}

QByteArray DiskCache::tile(const TileAddress &tile) const
{
    if (m_folder.isEmpty())
        return {};
    QFile file(fileOf(tile));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void DiskCache::insert(const TileAddress &tile, const QByteArray &bytes)
{
    if (m_folder.isEmpty() || bytes.size() > m_limit)
        return;
    if (m_size < 0)
        trim();
    const QString name = fileOf(tile);
    if (!QDir().mkpath(QFileInfo(name).path()))
        return;
    const qint64 before = QFileInfo(name).size();
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return;
    m_size += bytes.size() - before;
    if (m_size > m_limit)
        trim();
}

void DiskCache::trim()
{
    struct Held
    {
        QString name;
        qint64 bytes;
        QDateTime at;
    };
    std::vector<Held> files;
    m_size = 0;
    QDirIterator walk(m_folder, {u"*.tile"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QFileInfo info = walk.nextFileInfo();
        files.push_back({info.filePath(), info.size(), info.lastModified()});
        m_size += info.size();
    }
    if (m_size <= m_limit)
        return;
    // A tenth more than must be, so that it is not done for every tile.
    std::ranges::sort(files, {}, &Held::at);
    for (const Held &held : files) {
        if (m_size <= m_limit - m_limit / 10)
            break;
        if (QFile::remove(held.name))
            m_size -= held.bytes;
    }
}

} // namespace guancheng
