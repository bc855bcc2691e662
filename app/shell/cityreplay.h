// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/replay/replaysource.h"
#include "domain/result.h"
#include "models/replaycontrol.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
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

/**
 * Plays recordings into the city instead of the simulator. The longest of them is the time line; the others keep their
 * distance to it. Thread: the backend's, in which it is made and destroyed.
 */
class CityReplay final : public QObject
{
    Q_OBJECT

public:
    /** \c told hears of every change of the status, and four times a second while it plays. */
    using Listener = std::function<void(const ReplayStatus &)>;

    CityReplay(CityInput &city, std::shared_ptr<const Clock> clock, std::vector<std::unique_ptr<Recording>> recordings,
               const ReplayOptions &options, Listener told = {});

    void carryOut(const ReplayWish &wish);
    ReplayStatus status() const;

private:
    struct Track
    {
        std::unique_ptr<ReplaySource> source;
        TimeMs distance = 0; ///< its position less that of the time line, when neither was held at an end
    };
    ReplaySource &line() const { return *m_tracks[m_line].source; }
    void seek(TimeMs position);
    void tell();

    std::shared_ptr<const Clock> m_clock;
    std::vector<Track> m_tracks;
    size_t m_line = 0;
    Listener m_listener;
    ReplayStatus m_told;
    QTimer m_timer;
};

/** The replay of a backend while there is one; made, changed and looked at in the backend's thread only. */
struct ReplayHandle
{
    QPointer<CityReplay> replay;
};

} // namespace guancheng
