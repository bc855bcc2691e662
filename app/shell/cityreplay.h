// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/replay/replaysource.h"
#include "domain/result.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <vector>

namespace guancheng {

/** How recordings are played. */
struct ReplayOptions
{
    double speed = 1; ///< recorded seconds in a second of the city
    QString from;     ///< '08:40' of the first recorded day, or an ISO time; empty = from the beginning
    int zoneOffsetSeconds = 8 * 3600;
};

/** Where \c options.from lies in a recording that begins at \c begin; an error when it is no time. */
Result<TimeMs> replayPosition(const ReplayOptions &options, TimeMs begin);

/** Plays recordings into the city instead of the simulator. Thread: the backend's, in which it is made and destroyed. */
class CityReplay final : public QObject
{
    Q_OBJECT

public:
    CityReplay(CityInput &city, std::shared_ptr<const Clock> clock, std::vector<std::unique_ptr<Recording>> recordings,
               const ReplayOptions &options);

private:
    std::shared_ptr<const Clock> m_clock;
    std::vector<std::unique_ptr<ReplaySource>> m_sources;
    QTimer m_timer;
};

} // namespace guancheng
