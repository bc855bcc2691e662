// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/trackrecording.h"

#include <QFileInfo>

#include <algorithm>

namespace guancheng {

TrackRecording::TrackRecording(const Catalogue &catalogue) : m_catalogue(catalogue), m_feed(QStringLiteral("units")) {}

Result<std::unique_ptr<TrackRecording>> TrackRecording::open(const QStringList &files, const Catalogue &catalogue,
                                                             bool together)
{
    std::unique_ptr<TrackRecording> recording(new TrackRecording(catalogue));
    for (const QString &file : files) {
        Track track;
        track.id = QFileInfo(file).completeBaseName();
        auto report = LineReader::read(file, {"order_no", "locatetime", "lat", "lon", "speed", "direction"},
                                       [&track](const QList<QByteArrayView> &fields, qint64) { return addRow(track, fields); });
        if (!report)
            return report.error();
        recording->m_report.lines += report->lines;
        recording->m_report.malformed += report->malformed;
        recording->m_report.problems += report->problems;
        if (!track.points.empty())
            recording->m_tracks.push_back(std::move(track));
    }
    if (recording->m_tracks.empty())
        return Error{files.isEmpty() ? QStringLiteral("tracks") : files.first(), {}, QStringLiteral("no track holds a point")};
    recording->align(together);
    return recording;
}

std::optional<QString> TrackRecording::addRow(Track &track, const QList<QByteArrayView> &fields)
{
    const auto at = toInteger(fields[1]);
    const auto lat = toNumber(fields[2]), lon = toNumber(fields[3]);
    if (!at || *at <= 0)
        return QStringLiteral("no time");
    if (!lat || !lon || !GeoPoint{*lon, *lat}.isValid())
        return QStringLiteral("no position");
    if (!track.points.empty() && *at <= track.points.back().at)
        return QStringLiteral("earlier than the line before");
    const double heading = toNumber(fields[5]).value_or(0), speed = toNumber(fields[4]).value_or(0);
    track.points.push_back({*at, {*lon, *lat}, static_cast<float>(std::max(0.0, speed) * 3.6), static_cast<float>(heading)});
    return std::nullopt;
}

void TrackRecording::align(bool together)
{
    const auto starts = [](const Track &a, const Track &b) { return a.points.front().at < b.points.front().at; };
    m_begin = std::min_element(m_tracks.begin(), m_tracks.end(), starts)->points.front().at;
    for (Track &track : m_tracks) {
        const TimeMs shift = together ? m_begin - track.points.front().at : 0;
        for (Point &point : track.points)
            point.at += shift;
        m_end = std::max(m_end, track.points.back().at);
    }
}

void TrackRecording::declare(CityInput &city)
{
    SourceHealth source;
    source.id = m_feed;
    if (const SourceSpec *spec = m_catalogue.sources().find(m_feed)) {
        source.nameZh = spec->nameZh;
        source.nameEn = spec->nameEn;
    }
    source.simulated = true;
    city.declareSource(source);
    std::vector<Unit> units;
    for (const Track &track : m_tracks) {
        Unit unit;
        unit.slot = static_cast<quint32>(units.size());
        unit.id = track.id;
        unit.callsign = QStringLiteral("回放 ") + track.id;
        if (!m_catalogue.unitKinds().isEmpty() && !m_catalogue.departments().isEmpty())
            unit.department = m_catalogue.departments()[m_catalogue.unitKinds()[0].department].id;
        units.push_back(std::move(unit));
    }
    city.declareUnits(std::move(units));
}

UnitRecord TrackRecording::recordAt(size_t index, TimeMs at) const
{
    const std::vector<Point> &points = m_tracks[index].points;
    const auto next =
        std::upper_bound(points.begin(), points.end(), at, [](TimeMs time, const Point &point) { return time < point.at; });
    UnitRecord record;
    record.slot = static_cast<quint32>(index);
    const bool under = next != points.begin() && next != points.end();
    const Point &before = next == points.begin() ? points.front() : *std::prev(next);
    record.point = before.point;
    record.heading = before.heading;
    record.speed = under ? before.speed : 0;
    record.status = under ? UnitStatus::Available : UnitStatus::Unavailable;
    record.activity = under ? UnitActivity::Patrolling : UnitActivity::Resting;
    if (under) {
        const double f = static_cast<double>(at - before.at) / static_cast<double>(next->at - before.at);
        record.point.longitude += (next->point.longitude - before.point.longitude) * f;
        record.point.latitude += (next->point.latitude - before.point.latitude) * f;
    }
    return record;
}

void TrackRecording::play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp)
{
    if (to <= from)
        return;
    std::vector<UnitRecord> records;
    for (size_t i = 0; i < m_tracks.size(); ++i) {
        const std::vector<Point> &points = m_tracks[i].points;
        if (to < points.front().at || from > points.back().at)
            continue;
        records.push_back(recordAt(i, to));
        records.back().at = stamp.of(to);
    }
    city.unitPositions(m_feed, records);
}

void TrackRecording::restore(CityInput &city, const ReplayStamp &stamp)
{
    std::vector<UnitRecord> records;
    for (size_t i = 0; i < m_tracks.size(); ++i) {
        records.push_back(recordAt(i, stamp.position));
        records.back().at = stamp.cityNow;
    }
    city.unitPositions(m_feed, records);
}

} // namespace guancheng
