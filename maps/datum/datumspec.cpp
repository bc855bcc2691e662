// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datum/datumspec.h"

#include "maps/datum/datumcandidates.h"
#include "maps/geo/datum.h"

#include <QRegularExpression>

#include <cmath>

namespace guancheng {

namespace {

std::optional<DatumSpec::Shift> shiftOf(QString word)
{
    word = word.toUpper().remove(u'-').remove(u'_');
    if (word == QLatin1String("WGS84") || word == QLatin1String("CGCS2000"))
        return DatumSpec::Shift::None;
    if (word == QLatin1String("GCJ02"))
        return DatumSpec::Shift::Gcj02;
    if (word == QLatin1String("BD09") || word == QLatin1String("BD09LL"))
        return DatumSpec::Shift::Bd09;
    return {};
}

} // namespace

Result<DatumSpec> parseDatum(const QString &text)
{
    DatumSpec spec;
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (!words.isEmpty() && words.constFirst().compare(QLatin1String("swapped"), Qt::CaseInsensitive) == 0) {
        spec.swapped = true;
        words.removeFirst();
    }
    if (!words.isEmpty()) {
        if (const auto shift = shiftOf(words.constLast())) {
            spec.shift = *shift;
            spec.isDeclared = true;
            words.removeLast();
        }
    }
    if (words.isEmpty())
        return spec;
    static const QRegularExpression kCode(QStringLiteral("^(EPSG|ESRI|OGC):[A-Za-z0-9]{1,10}$"),
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression kProj(QStringLiteral("^\\+?[a-z]+[a-z0-9_]*(=[^\\s]*)?$"),
                                          QRegularExpression::CaseInsensitiveOption);
    const bool isCode = words.size() == 1 && kCode.match(words.constFirst()).hasMatch();
    const bool isProj =
        words.constFirst().startsWith(QLatin1String("+proj=")) &&
        std::all_of(words.begin(), words.end(), [](const QString &word) { return kProj.match(word).hasMatch(); });
    if (!isCode && !isProj)
        return Error{QStringLiteral("datum"),
                     {},
                     QStringLiteral("is none of WGS-84, CGCS2000, GCJ-02, BD-09, EPSG:n or a PROJ string: '%1'").arg(text)};
    spec.crs = isCode ? words.constFirst().toUpper() : words.join(u' ');
    spec.isDeclared = true;
    return spec;
}

Status checkDatumText(const QString &text)
{
    const Result<DatumSpec> spec = parseDatum(text);
    return spec ? ok() : Status(spec.error());
}

bool canRepair(const DatumSpec &spec)
{
    return spec.crs.isEmpty() || usualProjection(spec.crs);
}

Result<FeatureTable> repairFeatures(const FeatureTable &table, const QString &text)
{
    const Result<DatumSpec> spec = parseDatum(text);
    if (!spec)
        return spec.error();
    if (!canRepair(*spec))
        return Error{table.source, {}, QStringLiteral("has to be read again as %1").arg(text)};
    const UsualProjection *projection = spec->crs.isEmpty() ? nullptr : usualProjection(spec->crs);
    FeatureTable repaired = table;
    repaired.datum = text;
    for (size_t i = 0; i + 1 < repaired.vertices.size(); i += 2) {
        double x = repaired.vertices[i];
        double y = repaired.vertices[i + 1];
        if (spec->swapped)
            std::swap(x, y);
        GeoPoint point = projection ? projection->inverse({x, y}) : GeoPoint{x, y};
        if (spec->shift == DatumSpec::Shift::Gcj02)
            point = wgs84FromGcj02(point);
        else if (spec->shift == DatumSpec::Shift::Bd09)
            point = wgs84FromBd09(point);
        if (!point.isValid())
            return Error{table.source, {}, QStringLiteral("has coordinates that %1 cannot mean").arg(text)};
        repaired.vertices[i] = point.longitude;
        repaired.vertices[i + 1] = point.latitude;
    }
    return repaired;
}

} // namespace guancheng
