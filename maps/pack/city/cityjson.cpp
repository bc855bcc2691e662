// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/city/cityjson.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSaveFile>

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

QString slugOf(const QString &name)
{
    static const QRegularExpression kOther(u"[^a-z0-9]+"_s);
    QString slug = name.toLower().replace(kOther, u"-"_s);
    while (slug.startsWith(u'-') || (!slug.isEmpty() && slug.front().isDigit()))
        slug.removeFirst();
    while (slug.endsWith(u'-'))
        slug.chop(1);
    if (!slug.isEmpty())
        return slug;
    const QByteArray sum = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(8);
    return u"city-"_s + QString::fromLatin1(sum);
}

QJsonArray pointJson(const GeoPoint &p)
{
    return {std::round(p.longitude * 1e6) / 1e6, std::round(p.latitude * 1e6) / 1e6};
}

Status writeCityJson(const ImportJob &job, const QString &kind, QJsonObject content)
{
    content.insert(u"format"_s, kind.isEmpty() ? u"guancheng-city"_s : u"guancheng-city-"_s + kind);
    content.insert(u"version"_s, 1);
    content.insert(u"datum"_s, u"WGS-84"_s);
    QSaveFile file(job.path((kind.isEmpty() ? u"city"_s : kind) + u".json"_s));
    const QByteArray json = QJsonDocument(content).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{file.fileName(), {}, file.errorString()};
    return ok();
}

} // namespace guancheng
