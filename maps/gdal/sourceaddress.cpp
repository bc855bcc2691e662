// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/sourceaddress.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

namespace guancheng {

namespace {

struct Prefix
{
    QLatin1StringView text;
    SourceKind kind;
};

constexpr Prefix kPrefixes[] = {
    {QLatin1StringView("wms:"), SourceKind::Wms},
    {QLatin1StringView("wmts:"), SourceKind::Wmts},
    {QLatin1StringView("wfs:"), SourceKind::Wfs},
    {QLatin1StringView("oapif:"), SourceKind::OgcFeatures},
    {QLatin1StringView("ogcapi:"), SourceKind::OgcFeatures},
    {QLatin1StringView("pg:"), SourceKind::Postgis},
};

Error refused(const QString &text, const QString &reason)
{
    return Error{withoutCredentials(text), {}, reason};
}

/** The value of a query item whatever its case, taken out of the query when \c take. */
QString queryValue(QUrlQuery &query, const QStringList &names, bool take)
{
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        if (!names.contains(key.toLower()))
            continue;
        if (take)
            query.removeAllQueryItems(key);
        return value;
    }
    return {};
}

/** 'a b' as a value of a connection string of libpq. */
QString quotedForPq(QString value)
{
    value.replace(u'\\', QStringLiteral("\\\\")).replace(u'\'', QStringLiteral("\\'"));
    return u'\'' + value + u'\'';
}

Result<SourceAddress> postgisFromUrl(const QString &text)
{
    const QUrl url(text);
    if (!url.isValid() || url.path().size() < 2)
        return refused(text, QStringLiteral("names no database: postgresql://user@host/database?table=name"));
    QUrlQuery query(url);
    SourceAddress source;
    source.kind = SourceKind::Postgis;
    source.layer = queryValue(query, {QStringLiteral("table"), QStringLiteral("layer")}, true);
    QStringList parts;
    const auto add = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            parts << QLatin1String(key) + u'=' + quotedForPq(value);
    };
    add("host", url.host());
    add("port", url.port() > 0 ? QString::number(url.port()) : QString());
    add("dbname", url.path(QUrl::FullyDecoded).mid(1));
    add("user", url.userName(QUrl::FullyDecoded));
    add("password", url.password(QUrl::FullyDecoded));
    static const QStringList kPassed{QStringLiteral("host"), QStringLiteral("port"), QStringLiteral("sslmode"),
                                     QStringLiteral("sslrootcert")};
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded))
        if (kPassed.contains(key))
            add(key.toLatin1().constData(), value);
    source.address = parts.join(u' ');
    source.shown = withoutCredentials(text);
    return source;
}

SourceKind kindOfUrl(const QUrl &url)
{
    QUrlQuery query(url);
    const QString service = queryValue(query, {QStringLiteral("service")}, false).toLower();
    const QString path = url.path().toLower();
    if (service == QLatin1String("wms"))
        return SourceKind::Wms;
    if (service == QLatin1String("wmts") || path.endsWith(QLatin1String("wmtscapabilities.xml")))
        return SourceKind::Wmts;
    if (service == QLatin1String("wfs"))
        return SourceKind::Wfs;
    static const QRegularExpression kCollections(QStringLiteral("/collections(/[^/]+(/items)?)?/?$"));
    return kCollections.match(path).hasMatch() ? SourceKind::OgcFeatures : SourceKind::RemoteFile;
}

Result<SourceAddress> fromUrl(SourceKind kind, const QString &text, const QString &whole)
{
    QUrl url(text);
    if (!url.isValid() || url.host().isEmpty() ||
        (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https")))
        return refused(whole, QStringLiteral("is no http or https address"));
    SourceAddress source;
    source.kind = kind;
    QUrlQuery query(url);
    switch (kind) {
    case SourceKind::Wms: source.layer = queryValue(query, {QStringLiteral("layers"), QStringLiteral("layer")}, true); break;
    case SourceKind::Wmts: source.layer = queryValue(query, {QStringLiteral("layer")}, true); break;
    case SourceKind::Wfs:
        source.layer =
            queryValue(query, {QStringLiteral("typename"), QStringLiteral("typenames"), QStringLiteral("layer")}, true);
        break;
    case SourceKind::OgcFeatures: {
        source.layer = queryValue(query, {QStringLiteral("collection"), QStringLiteral("layer")}, true);
        static const QRegularExpression kPath(QStringLiteral("^(.*)/collections(?:/([^/]+))?(?:/items)?/?$"));
        const auto match = kPath.match(url.path());
        if (match.hasMatch()) {
            url.setPath(match.captured(1));
            if (source.layer.isEmpty())
                source.layer = match.captured(2);
        }
        break;
    }
    default: break;
    }
    url.setQuery(query);
    source.address = url.toString(QUrl::FullyEncoded);
    source.shown = withoutCredentials(whole);
    return source;
}

Result<SourceAddress> fromFile(const QString &text)
{
    const QFileInfo file(text);
    if (text.startsWith(QLatin1String("/vsi")))
        return refused(text, QStringLiteral("is no file"));
    if (!file.exists())
        return refused(text, QStringLiteral("is not there"));
    if (!file.isFile())
        return refused(text, QStringLiteral("is no file but a folder or device"));
    if (!file.isReadable())
        return refused(text, QStringLiteral("may not be read"));
    if (file.size() == 0)
        return refused(text, QStringLiteral("is empty"));
    SourceAddress source;
    source.address = file.absoluteFilePath();
    source.shown = source.address;
    return source;
}

} // namespace

QString withoutCredentials(const QString &text)
{
    static const QRegularExpression kUser(QStringLiteral("(://[^/@\\s:]*):[^/@\\s]*@"));
    static const QRegularExpression kValues(QStringLiteral("\\b((?:password|passwd|pwd|token|access_token|apikey|api_key|key|"
                                                           "tk|ak|secret)=)('(?:[^'\\\\]|\\\\.)*'|[^&\\s;]*)"),
                                            QRegularExpression::CaseInsensitiveOption);
    QString shown = text;
    shown.replace(kUser, QStringLiteral("\\1:***@"));
    shown.replace(kValues, QStringLiteral("\\1***"));
    return shown;
}

Result<SourceAddress> parseSourceAddress(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return refused(text, QStringLiteral("names no source"));
    if (trimmed.startsWith(QLatin1String("file:"), Qt::CaseInsensitive))
        return fromFile(QUrl(trimmed).toLocalFile());
    if (trimmed.startsWith(QLatin1String("postgresql://")) || trimmed.startsWith(QLatin1String("postgres://")))
        return postgisFromUrl(trimmed);
    for (const Prefix &prefix : kPrefixes) {
        if (!trimmed.startsWith(prefix.text, Qt::CaseInsensitive))
            continue;
        const QString rest = trimmed.mid(prefix.text.size()).trimmed();
        if (prefix.kind != SourceKind::Postgis)
            return fromUrl(prefix.kind, rest, trimmed);
        static const QRegularExpression kTable(QStringLiteral("\\s*\\btable=('[^']*'|\\S+)"));
        const auto match = kTable.match(rest);
        SourceAddress source{SourceKind::Postgis, rest, {}, withoutCredentials(trimmed)};
        if (match.hasMatch()) {
            source.layer = match.captured(1).remove(u'\'');
            source.address.remove(match.capturedStart(), match.capturedLength());
        }
        return source;
    }
    static const QRegularExpression kWeb(QStringLiteral("^https?://"), QRegularExpression::CaseInsensitiveOption);
    if (kWeb.match(trimmed).hasMatch())
        return fromUrl(kindOfUrl(QUrl(trimmed)), trimmed, trimmed);
    return fromFile(trimmed);
}

} // namespace guancheng
