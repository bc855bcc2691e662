// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/airrecording.h"

#include <QDate>
#include <QDateTime>
#include <QTime>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace guancheng {
namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

/** A number, NaN for 'NA', nothing for what is neither. */
std::optional<float> measured(QByteArrayView field)
{
    if (field == "NA")
        return kMissing;
    const auto value = toNumber(field);
    return value ? std::optional(static_cast<float>(*value)) : std::nullopt;
}

struct Mapping
{
    QStringView nameZh; ///< of the indicator
    float AirRecording::Hour::*value;
};
/** The data have no gusts: the mean wind stands in for them and is lower. */
constexpr Mapping kMappings[] = {{u"PM2.5", &AirRecording::Hour::pm25},
                                 {u"气温", &AirRecording::Hour::temperature},
                                 {u"最大阵风", &AirRecording::Hour::wind},
                                 {u"小时雨强", &AirRecording::Hour::rain}};

} // namespace

AirRecording::AirRecording(const Catalogue &catalogue) : m_catalogue(catalogue) {}

Result<std::unique_ptr<AirRecording>> AirRecording::open(const QString &file, const Catalogue &catalogue, int zoneOffsetSeconds)
{
    std::unique_ptr<AirRecording> recording(new AirRecording(catalogue));
    const TimeMs offset = TimeMs(zoneOffsetSeconds) * 1000;
    auto report = LineReader::read(
        file, {"year", "month", "day", "hour", "PM_Jingan", "PM_US Post", "PM_Xuhui", "TEMP", "Iws", "precipitation"},
        [&](const QList<QByteArrayView> &fields, qint64) { return recording->addRow(fields, offset); });
    if (!report)
        return report.error();
    recording->m_report = *std::move(report);
    if (recording->m_hours.empty())
        return Error{file, {}, QStringLiteral("holds no hour")};
    return recording;
}

std::optional<QString> AirRecording::addRow(const QList<QByteArrayView> &fields, TimeMs offset)
{
    std::array<int, 4> parts{};
    for (qsizetype i = 0; i < 4; ++i)
        parts[static_cast<size_t>(i)] = static_cast<int>(toInteger(fields[i]).value_or(-1));
    const QDate date(parts[0], parts[1], parts[2]);
    if (!date.isValid() || parts[3] < 0 || parts[3] > 23)
        return QStringLiteral("no valid date and hour");
    Hour hour;
    hour.at = QDateTime(date, QTime(parts[3], 0), QTimeZone::UTC).toMSecsSinceEpoch() - offset;
    if (!m_hours.empty() && hour.at <= m_hours.back().at)
        return QStringLiteral("earlier than the line before");
    std::array<std::optional<float>, 6> values;
    for (qsizetype i = 0; i < 6; ++i) {
        values[static_cast<size_t>(i)] = measured(fields[4 + i]);
        if (!values[static_cast<size_t>(i)])
            return QStringLiteral("'%1' is no number").arg(QString::fromUtf8(fields[4 + i]));
    }
    float sum = 0;
    int count = 0;
    for (size_t i = 0; i < 3; ++i)
        if (!std::isnan(*values[i])) {
            sum += *values[i];
            ++count;
        }
    hour.pm25 = count > 0 ? sum / static_cast<float>(count) : kMissing;
    hour.temperature = *values[3];
    // The wind is cumulated while its direction stays: the difference is that of the hour.
    const float run = *values[4];
    hour.wind = run >= m_windRun ? run - m_windRun : run;
    m_windRun = std::isnan(run) ? 0 : run;
    hour.rain = *values[5];
    m_hours.push_back(hour);
    return std::nullopt;
}

void AirRecording::declare(CityInput &city)
{
    for (const QString &id : {QStringLiteral("weather"), QStringLiteral("air")}) {
        SourceHealth source;
        source.id = id;
        if (const SourceSpec *spec = m_catalogue.sources().find(id)) {
            source.nameZh = spec->nameZh;
            source.nameEn = spec->nameEn;
        }
        source.simulated = true;
        city.declareSource(source);
    }
}

void AirRecording::publish(CityInput &city, const Hour &hour, const ReplayStamp &stamp) const
{
    for (int i = 0; i < m_catalogue.indicators().size(); ++i) {
        const IndicatorSpec &spec = m_catalogue.indicators()[i];
        for (const Mapping &mapping : kMappings)
            if (spec.nameZh == mapping.nameZh) {
                const IndicatorReading reading{static_cast<quint16>(i), static_cast<double>(hour.*mapping.value),
                                               stamp.of(hour.at)};
                city.indicators(m_catalogue.sources()[spec.source].id, {&reading, 1});
            }
    }
}

void AirRecording::play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp)
{
    const auto after = [](TimeMs time, const Hour &hour) { return time < hour.at; };
    const auto first = std::upper_bound(m_hours.begin(), m_hours.end(), from, after);
    const auto last = std::upper_bound(first, m_hours.end(), to, after);
    for (auto hour = first; hour != last; ++hour)
        publish(city, *hour, stamp);
    if (first == last) { // a sign of life
        city.indicators(QStringLiteral("weather"), {});
        city.indicators(QStringLiteral("air"), {});
    }
}

void AirRecording::restore(CityInput &city, const ReplayStamp &stamp)
{
    const auto next = std::upper_bound(m_hours.begin(), m_hours.end(), stamp.position,
                                       [](TimeMs time, const Hour &hour) { return time < hour.at; });
    if (next != m_hours.begin())
        publish(city, *std::prev(next), {stamp.position, stamp.cityNow, 1e9});
}

} // namespace guancheng
