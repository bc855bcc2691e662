// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/placement.h"

#include "maps/gdal/helper/drivers.h"
#include "maps/geo/datum.h"

#include <cmath>

namespace guancheng {

namespace {

/** Degrees on WGS-84 or on CGCS2000, which agrees with it within centimetres. */
bool isWgsDegrees(const OGRSpatialReference &reference)
{
    if (!reference.IsGeographic())
        return false;
    const QString code = crsName(reference);
    static const QStringList kSame{QStringLiteral("EPSG:4326"), QStringLiteral("EPSG:4490"), QStringLiteral("OGC:CRS84"),
                                   QStringLiteral("EPSG:4979"), QStringLiteral("OGC:CRS84h")};
    if (kSame.contains(code))
        return true;
    OGRSpatialReference wgs;
    wgs.importFromEPSG(4326);
    const char *const kOptions[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES",
                                    "CRITERION=EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS", nullptr};
    return reference.IsSame(&wgs, kOptions);
}

} // namespace

QString crsName(const OGRSpatialReference &reference)
{
    const char *authority = reference.GetAuthorityName(nullptr);
    const char *code = reference.GetAuthorityCode(nullptr);
    if (authority && code)
        return QString::fromUtf8(authority) + u':' + QString::fromUtf8(code);
    const char *name = reference.GetName();
    return name ? QString::fromUtf8(name) : QStringLiteral("?");
}

bool Placement::looksLikeDegrees(const std::vector<double> &sample)
{
    size_t good = 0;
    for (size_t i = 0; i + 1 < sample.size(); i += 2)
        good += std::fabs(sample[i]) <= 360 && std::fabs(sample[i + 1]) <= 90.0001 ? 1U : 0U;
    return good * 2 >= sample.size() / 2;
}

Placement::Placement(const OGRSpatialReference *declared, const DatumSpec &spec, const std::vector<double> &sample)
    : m_spec(spec)
{
    const bool isKnown = declared && !declared->IsLocal() && !declared->IsEmpty();
    if (isKnown)
        m_crs = crsName(*declared);
    std::vector<double> turned = sample;
    if (m_spec.swapped)
        for (size_t i = 0; i + 1 < turned.size(); i += 2)
            std::swap(turned[i], turned[i + 1]);
    if (!m_spec.crs.isEmpty()) {
        m_placed = useCrs(m_spec.crs);
        return;
    }
    const bool degrees = looksLikeDegrees(turned);
    if (isKnown && !(declared->IsGeographic() && !degrees)) {
        if (!isWgsDegrees(*declared) && !makeTransform(*declared)) {
            m_notes.push_back({QStringLiteral("crs-unknown"), 1, lastMessage(m_crs)});
            m_placed = false;
        }
        return;
    }
    m_placed = degrees;
    if (isKnown)
        m_notes.push_back({QStringLiteral("crs-contradicts"), 1, m_crs});
    else if (!m_spec.isDeclared)
        m_notes.push_back({QStringLiteral("no-crs"), 1, {}});
}

bool Placement::useCrs(const QString &crs)
{
    if (crs.contains(QLatin1String("+proj=pipeline")) || crs.contains(QLatin1String("+step"))) {
        OGRCoordinateTransformationOptions options;
        if (!options.SetCoordinateOperation(crs.toUtf8().constData(), false))
            return false;
        m_transform.reset(OGRCreateCoordinateTransformation(nullptr, nullptr, options));
        return m_transform != nullptr;
    }
    OGRSpatialReference from;
    static constexpr const char *kOptions[] = {"ALLOW_NETWORK_ACCESS=NO", "ALLOW_FILE_ACCESS=NO", nullptr};
    if (from.SetFromUserInput(crs.toUtf8().constData(), kOptions) != OGRERR_NONE) {
        m_notes.push_back({QStringLiteral("crs-unknown"), 1, crs});
        return false;
    }
    return isWgsDegrees(from) || makeTransform(from);
}

bool Placement::makeTransform(const OGRSpatialReference &from)
{
    OGRSpatialReference source(from);
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRSpatialReference wgs;
    wgs.importFromEPSG(4326);
    wgs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    m_transform.reset(OGRCreateCoordinateTransformation(&source, &wgs));
    return m_transform != nullptr;
}

bool Placement::apply(std::vector<double> &coordinates) const
{
    if (m_spec.swapped)
        for (size_t i = 0; i + 1 < coordinates.size(); i += 2)
            std::swap(coordinates[i], coordinates[i + 1]);
    if (!m_placed)
        return true;
    bool good = true;
    if (m_transform) {
        const size_t count = coordinates.size() / 2;
        std::vector<double> x(count);
        std::vector<double> y(count);
        std::vector<int> done(count);
        for (size_t i = 0; i < count; ++i) {
            x[i] = coordinates[2 * i];
            y[i] = coordinates[2 * i + 1];
        }
        m_transform->Transform(count, x.data(), y.data(), nullptr, nullptr, done.data());
        for (size_t i = 0; i < count; ++i) {
            coordinates[2 * i] = x[i];
            coordinates[2 * i + 1] = y[i];
            good = good && done[i] && std::isfinite(x[i]) && std::isfinite(y[i]);
        }
    }
    if (m_spec.shift == DatumSpec::Shift::None || !good)
        return good;
    for (size_t i = 0; i + 1 < coordinates.size(); i += 2) {
        const GeoPoint point{coordinates[i], coordinates[i + 1]};
        const GeoPoint moved = m_spec.shift == DatumSpec::Shift::Gcj02 ? wgs84FromGcj02(point) : wgs84FromBd09(point);
        coordinates[i] = moved.longitude;
        coordinates[i + 1] = moved.latitude;
    }
    return good;
}

QString Placement::datum() const
{
    if (!m_placed)
        return {};
    if (m_spec.shift == DatumSpec::Shift::Gcj02)
        return QStringLiteral("GCJ-02");
    if (m_spec.shift == DatumSpec::Shift::Bd09)
        return QStringLiteral("BD-09");
    if (!m_spec.crs.isEmpty())
        return m_spec.crs;
    return m_crs.isEmpty() || m_crs == QLatin1String("EPSG:4326") || m_crs == QLatin1String("OGC:CRS84")
               ? QStringLiteral("WGS-84")
               : m_crs;
}

} // namespace guancheng
