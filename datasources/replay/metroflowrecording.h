// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/replay/recording.h"

#include <array>

namespace guancheng {

/**
 * A day of the metro: passengers a line and station in bins of five minutes; columns line, station, bin (0 to 287),
 * passengers. Each station of a line becomes a counting device at the place of the station; the sum over half an hour,
 * about the time of a ride, stands for the passengers under way.
 */
class MetroFlowRecording final : public Recording
{
public:
    static constexpr int kBins = 288;
    static constexpr TimeMs kBinMs = 300'000;

    /** `midnight` is the time at which bin 0 begins. catalogue and city have to outlive the recording. */
    static Result<std::unique_ptr<MetroFlowRecording>> open(const QString &file, const Catalogue &catalogue, const City &city,
                                                            TimeMs midnight);

    QString name() const override { return QStringLiteral("metro flow"); }
    TimeMs begin() const override { return m_midnight; }
    TimeMs end() const override { return m_midnight + kBins * kBinMs; }
    const ReadingReport &report() const override { return m_report; }
    void declare(CityInput &city) override;
    void play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp) override;
    void restore(CityInput &city, const ReplayStamp &stamp) override;

    size_t stations() const { return m_stations.size(); }
    /** Passengers of the bin that begins at `at`; NaN = not recorded. */
    double passengers(const QString &line, const QString &station, TimeMs at) const;
    /** Sum of everything. */
    qint64 total() const;

private:
    struct Station
    {
        QString line;
        QString name;
        std::array<float, kBins> flow{}; ///< NaN = missing
        qint64 slot = -1;                ///< device; -1 where the city does not know the station
    };

    MetroFlowRecording(const Catalogue &catalogue, const City &city, TimeMs midnight);
    std::optional<QString> addRow(const QList<QByteArrayView> &fields);
    int deviceClass() const;
    /** What is known at the end of the bin. */
    void publish(CityInput &city, int bin, const ReplayStamp &stamp) const;

    const Catalogue &m_catalogue;
    const City &m_city;
    TimeMs m_midnight;
    QString m_feed;
    int m_inTransit = -1; ///< indicators, indexes in the catalogue or -1
    int m_crowded = -1;
    std::vector<Station> m_stations;
    QHash<QString, qsizetype> m_index; ///< 'line/station'
    ReadingReport m_report;
};

} // namespace guancheng
