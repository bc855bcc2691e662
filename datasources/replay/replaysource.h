// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/replay/recording.h"

#include <QObject>

#include <memory>

namespace guancheng {

/**
 * Plays a recording into the city like any other source: play, pause, speed, seek. Positions are times of the
 * recording. Thread: that of the CityInput; no timers of its own, advance() is called by the owner.
 */
class ReplaySource final : public QObject
{
    Q_OBJECT

public:
    ReplaySource(std::unique_ptr<Recording> recording, CityInput &city, QObject *parent = nullptr);

    /** Declares the directories and tells the first state; stands still until play(). */
    void start(TimeMs cityNow);
    void play();
    void pause();
    bool isPlaying() const { return m_playing; }
    /** Recorded seconds that pass in a second of the city; > 0, at most 3 600. Others are ignored. */
    void setSpeed(double speed);
    double speed() const { return m_speed; }
    /** Kept within begin and end. */
    void seek(TimeMs position);
    TimeMs position() const { return m_position; }
    TimeMs begin() const { return m_recording->begin(); }
    TimeMs end() const { return m_recording->end(); }
    TimeMs duration() const { return end() - begin(); }
    const Recording &recording() const { return *m_recording; }

    /** Plays on to this time of the city; while it stands, its feeds still give their sign of life. */
    void advance(TimeMs cityNow);

Q_SIGNALS:
    void positionChanged(qint64 position);
    void playingChanged(bool playing);
    /** The end was reached; it then stands there. */
    void finished();

private:
    ReplayStamp stamp() const { return {m_position, m_cityNow, m_speed}; }

    std::unique_ptr<Recording> m_recording;
    CityInput &m_city;
    TimeMs m_position = 0;
    TimeMs m_cityNow = 0;
    double m_speed = 1;
    double m_fraction = 0; ///< of a millisecond, so that slow speeds add up
    bool m_playing = false;
};

} // namespace guancheng
