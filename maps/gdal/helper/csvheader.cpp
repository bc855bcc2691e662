// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/opener.h"
#include "maps/gdal/helper/textdecoder.h"

#include <QRegularExpression>

namespace guancheng {

namespace {

/** The cells of a header line; quotes taken away. */
QByteArrayList cells(QByteArray line)
{
    if (line.startsWith("\xef\xbb\xbf"))
        line.remove(0, 3);
    char separator = ',';
    for (const char other : {'\t', ';', '|'})
        if (line.count(other) > line.count(separator))
            separator = other;
    QByteArrayList all;
    QByteArray cell;
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == separator && !quoted) {
            all << cell;
            cell.clear();
        } else if (c != '\r' && c != '\n') {
            cell += c;
        }
    }
    return all << cell;
}

/** How well a name says that it is a longitude or latitude; 0 = not at all. */
int rank(const QString &name, const QStringList &exact, const QStringList &within)
{
    if (exact.contains(name))
        return 100 - static_cast<int>(exact.indexOf(name));
    for (const QString &part : within)
        if (name.contains(part))
            return 50 - static_cast<int>(within.indexOf(part));
    return 0;
}

} // namespace

CsvColumns csvColumns(const QByteArray &headerLine)
{
    static const QStringList kX{QStringLiteral("lon"),  QStringLiteral("lng"),   QStringLiteral("longitude"),
                                QStringLiteral("long"), QStringLiteral("经度"),  QStringLiteral("point_x"),
                                QStringLiteral("东经"), QStringLiteral("x坐标"), QStringLiteral("横坐标"),
                                QStringLiteral("x")};
    static const QStringList kY{QStringLiteral("lat"),     QStringLiteral("latitude"), QStringLiteral("纬度"),
                                QStringLiteral("point_y"), QStringLiteral("北纬"),     QStringLiteral("y坐标"),
                                QStringLiteral("纵坐标"),  QStringLiteral("y")};
    static const QStringList kXWithin{QStringLiteral("经度"),   QStringLiteral("longitude"), QStringLiteral("lng"),
                                      QStringLiteral("lon"),    QStringLiteral("x坐标"),     QStringLiteral("coordx"),
                                      QStringLiteral("coord_x")};
    static const QStringList kYWithin{QStringLiteral("纬度"),  QStringLiteral("latitude"), QStringLiteral("lat"),
                                      QStringLiteral("y坐标"), QStringLiteral("coordy"),   QStringLiteral("coord_y")};
    static const QStringList kWkt{QStringLiteral("wkt"),      QStringLiteral("geom"),     QStringLiteral("geometry"),
                                  QStringLiteral("the_geom"), QStringLiteral("wkt_geom"), QStringLiteral("shape")};
    const QByteArrayList raw = cells(headerLine);
    TextDecoder decoder;
    for (const QByteArray &cell : raw)
        decoder.sample({cell.constData(), static_cast<size_t>(cell.size())});
    decoder.decide();
    CsvColumns found;
    int bestX = 0, bestY = 0;
    for (const QByteArray &cell : raw) {
        const QString name = decoder.toString({cell.constData(), static_cast<size_t>(cell.size())}).trimmed().toLower();
        if (kWkt.contains(name) && found.wkt.isEmpty())
            found.wkt = cell;
        const int x = rank(name, kX, kXWithin);
        const int y = rank(name, kY, kYWithin);
        if (x > bestX && x >= y) {
            bestX = x;
            found.x = cell;
        } else if (y > bestY) {
            bestY = y;
            found.y = cell;
        }
        if (x > 0 || y > 0) {
            if (name.contains(QLatin1String("gcj")) || name.contains(QStringLiteral("火星")) ||
                name.contains(QStringLiteral("高德")))
                found.datum = QStringLiteral("GCJ-02");
            if (name.contains(QLatin1String("bd09")) || name.contains(QLatin1String("bd-09")) ||
                name.contains(QStringLiteral("百度")))
                found.datum = QStringLiteral("BD-09");
        }
    }
    return found;
}

} // namespace guancheng
