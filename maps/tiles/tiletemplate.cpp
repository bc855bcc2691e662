// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tiletemplate.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace guancheng {

QString shownUrl(const QString &url)
{
    static const QRegularExpression kUser(u"^([a-z]+://)[^/]*@"_s);
    QString text = url;
    text.replace(kUser, u"\\1"_s);
    return text.left(text.indexOf(u'?') < 0 ? text.size() : text.indexOf(u'?')).left(200);
}

Result<TileTemplate> TileTemplate::parse(const QString &text)
{
    TileTemplate result;
    result.m_text = text;
    result.m_text.replace(u"{TileMatrix}"_s, u"{z}"_s, Qt::CaseInsensitive)
        .replace(u"{TileCol}"_s, u"{x}"_s, Qt::CaseInsensitive)
        .replace(u"{TileRow}"_s, u"{y}"_s, Qt::CaseInsensitive);
    for (const QString &part : {u"{z}"_s, u"{x}"_s}) {
        if (!result.m_text.contains(part))
            return Error{shownUrl(text), {}, u"wants %1"_s.arg(part)};
    }
    if (result.m_text.contains(u"{y}"_s) == result.m_text.contains(u"{-y}"_s))
        return Error{shownUrl(text), {}, u"wants {y} or {-y}"_s};
    const QUrl probe = result.url({0, 0, 0});
    if (!probe.isValid() || (probe.scheme() != "http"_L1 && probe.scheme() != "https"_L1) || probe.host().isEmpty())
        return Error{shownUrl(text), {}, u"wants http:// or https://"_s};
    if (result.m_text.left(result.m_text.indexOf(u'/', 8)).contains(u'{'))
        return Error{shownUrl(text), {}, u"wants a fixed host"_s};
    return result;
}

QUrl TileTemplate::url(const TileAddress &tile) const
{
    QString text = m_text;
    const QString matrix = tile.zoom < matrices.size() ? matrices[tile.zoom] : QString::number(tile.zoom);
    text.replace(u"{z}"_s, QString::fromLatin1(QUrl::toPercentEncoding(matrix, ":")))
        .replace(u"{x}"_s, QString::number(tile.column))
        .replace(u"{y}"_s, QString::number(tile.row))
        .replace(u"{-y}"_s, QString::number((1LL << tile.zoom) - 1 - tile.row));
    return QUrl(text, QUrl::StrictMode);
}

} // namespace guancheng
