// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/replay/recording.h"

namespace guancheng {

/**
 * Tracks of vehicles, a file each: the columns order_no, locatetime (UTC milliseconds), lat, lon, speed (m/s),
 * direction (degrees). Each file becomes a unit; between two points it is on the line between them.
 */
class TrackRecording final : public Recording
{
public:
    /** `together`: every track begins at the time of the first one, so that all move at once. */
    static Result<std::unique_ptr<TrackRecording>> open(const QStringList &files, const Catalogue &catalogue,
                                                        bool together = true);

    QString name() const override { return QStringLiteral("vehicle tracks"); }
    TimeMs begin() const override { return m_begin; }
    TimeMs end() const override { return m_end; }
    const ReadingReport &report() const override { return m_report; }
    void declare(CityInput &city) override;
    void play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp) override;
    void restore(CityInput &city, const ReplayStamp &stamp) override;

    size_t tracks() const { return m_tracks.size(); }

private:
    struct Point
    {
        TimeMs at = 0;
        GeoPoint point;
        float speed = 0; ///< km/h
        float heading = 0;
    };
    struct Track
    {
        QString id;
        std::vector<Point> points; ///< ascending
    };

    explicit TrackRecording(const Catalogue &catalogue);
    static std::optional<QString> addRow(Track &track, const QList<QByteArrayView> &fields);
    void align(bool together);
    UnitRecord recordAt(size_t track, TimeMs at) const;

    const Catalogue &m_catalogue;
    QString m_feed;
    std::vector<Track> m_tracks;
    TimeMs m_begin = 0;
    TimeMs m_end = 0;
    ReadingReport m_report;
};

} // namespace guancheng
