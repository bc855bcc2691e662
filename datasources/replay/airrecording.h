// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/replay/recording.h"

namespace guancheng {

/**
 * Hours of air and weather: the columns year, month, day, hour, PM_Jingan, PM_US Post, PM_Xuhui, TEMP, Iws, precipitation
 * of UCI's 'PM2.5 Data of Five Chinese Cities'; 'NA' = missing. PM2.5 is the mean of the stations that have a value,
 * and missing when none has: it is shown as missing, never as 0.
 */
class AirRecording final : public Recording
{
public:
    /** `zoneOffsetSeconds` turns the local hours into times. The catalogue has to outlive the recording. */
    static Result<std::unique_ptr<AirRecording>> open(const QString &file, const Catalogue &catalogue,
                                                      int zoneOffsetSeconds = 28'800);

    QString name() const override { return QStringLiteral("air and weather"); }
    TimeMs begin() const override { return m_hours.front().at; }
    TimeMs end() const override { return m_hours.back().at; }
    const ReadingReport &report() const override { return m_report; }
    void declare(CityInput &city) override;
    void play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp) override;
    void restore(CityInput &city, const ReplayStamp &stamp) override;

    struct Hour
    {
        TimeMs at = 0;
        float pm25 = 0; ///< µg/m³; NaN = missing, as below
        float temperature = 0;
        float wind = 0; ///< m/s, mean of the hour
        float rain = 0; ///< mm
    };
    const std::vector<Hour> &hours() const { return m_hours; }

private:
    explicit AirRecording(const Catalogue &catalogue);
    std::optional<QString> addRow(const QList<QByteArrayView> &fields, TimeMs offset);
    void publish(CityInput &city, const Hour &hour, const ReplayStamp &stamp) const;

    const Catalogue &m_catalogue;
    std::vector<Hour> m_hours; ///< ascending
    float m_windRun = 0;       ///< cumulated wind of the last line
    ReadingReport m_report;
};

} // namespace guancheng
