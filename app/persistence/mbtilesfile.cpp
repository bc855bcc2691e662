// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/mbtilesfile.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr int kMaxMetadata = 200;
constexpr int kMaxZoom = 30;

} // namespace

MbTilesFile::MbTilesFile() : m_connection(u"mbtiles-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces)) {}

MbTilesFile::~MbTilesFile()
{
    close();
}

void MbTilesFile::close()
{
    if (!QSqlDatabase::contains(m_connection))
        return;
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
    m_open = false;
}

Status MbTilesFile::open(const QString &file)
{
    close();
    m_file = file;
    m_metadata.clear();
    if (!QFileInfo(file).isFile())
        return Error{file, {}, u"is no file"_s};
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    database.setDatabaseName(file);
    database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=1000"_s);
    if (!database.open())
        return Error{file, {}, database.lastError().text()};
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT name, value FROM metadata"_s))
        return Error{file, u"metadata"_s, u"is no MBTiles file: "_s + query.lastError().text()};
    for (int i = 0; i < kMaxMetadata && query.next(); ++i)
        m_metadata.insert(query.value(0).toString().left(100), query.value(1).toString().left(10'000));
    if (!query.exec(u"SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles LIMIT 0"_s))
        return Error{file, u"tiles"_s, u"is no MBTiles file: "_s + query.lastError().text()};
    m_open = true;
    return ok();
}

Result<QByteArray> MbTilesFile::tile(int zoom, int column, int row) const
{
    if (!m_open)
        return Error{m_file, {}, u"is not open"_s};
    if (zoom < 0 || zoom > kMaxZoom)
        return QByteArray();
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    query.prepare(u"SELECT CASE WHEN length(tile_data) <= ? THEN tile_data END, length(tile_data) FROM tiles "
                  "WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"_s);
    query.addBindValue(qint64(kMaxTileBytes));
    query.addBindValue(zoom);
    query.addBindValue(column);
    query.addBindValue((1LL << zoom) - 1 - row); // rows of the file are counted from the south
    const QString place = u"%1/%2/%3"_s.arg(zoom).arg(column).arg(row);
    if (!query.exec())
        return Error{m_file, place, query.lastError().text()};
    if (!query.next())
        return QByteArray();
    if (query.value(1).toLongLong() > kMaxTileBytes)
        return Error{m_file, place, u"the tile is larger than %1 bytes"_s.arg(kMaxTileBytes)};
    return query.value(0).toByteArray();
}

} // namespace guancheng
