// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/cityreplay.h"

#include <QDateTime>
#include <QTimeZone>

namespace guancheng {

namespace {

constexpr int kStepMs = 200;

} // namespace

Result<TimeMs> replayPosition(const ReplayOptions &options, TimeMs begin)
{
    if (options.from.isEmpty())
        return begin;
    const QTimeZone zone = QTimeZone::fromSecondsAheadOfUtc(options.zoneOffsetSeconds);
    if (const QTime time = QTime::fromString(options.from, Qt::ISODate); time.isValid()) {
        const QDate day = QDateTime::fromMSecsSinceEpoch(begin, zone).date();
        return QDateTime(day, time, zone).toMSecsSinceEpoch();
    }
    const QDateTime moment = QDateTime::fromString(options.from, Qt::ISODate);
    if (!moment.isValid())
        return Error{QStringLiteral("command line"), QStringLiteral("replay-from"),
                     QStringLiteral("'%1' is neither HH:MM nor an ISO 8601 time").arg(options.from)};
    return moment.toMSecsSinceEpoch();
}

CityReplay::CityReplay(CityInput &city, std::shared_ptr<const Clock> clock, std::vector<std::unique_ptr<Recording>> recordings,
                       const ReplayOptions &options)
    : m_clock(std::move(clock))
{
    for (std::unique_ptr<Recording> &recording : recordings) {
        auto source = std::make_unique<ReplaySource>(std::move(recording), city);
        const Result<TimeMs> position = replayPosition(options, source->begin());
        source->setSpeed(options.speed);
        source->start(m_clock->now());
        if (position)
            source->seek(*position);
        source->play();
        m_sources.push_back(std::move(source));
    }
    connect(&m_timer, &QTimer::timeout, this, [this] {
        for (const std::unique_ptr<ReplaySource> &source : m_sources)
            source->advance(m_clock->now());
    });
    m_timer.start(kStepMs);
}

} // namespace guancheng
