// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QList>
#include <QObject>
#include <QString>

namespace guancheng {

/** Where a replay stands. Times are those of the recording, ms. */
struct ReplayStatus
{
    QString name; ///< of what is played; several with '、' between them
    TimeMs begin = 0;
    TimeMs end = 0;
    TimeMs position = 0;
    double speed = 1; ///< recorded seconds in a second of the city
    bool playing = false;
    bool operator==(const ReplayStatus &) const = default;
};

/** What the desk wants of the replay. */
struct ReplayWish
{
    enum class Kind : quint8 { Play, Pause, Speed, Seek };
    Kind kind = Kind::Play;
    double value = 0; ///< Speed: factor; Seek: time of the recording, ms
    bool operator==(const ReplayWish &) const = default;
};

/**
 * The controls of a replay as the wall sees them: shows the status that the source tells and says what is wanted of it.
 * A wish is shown at once and corrected by the next status. Without a status there is no replay to control. Thread: GUI.
 */
class ReplayControl : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool available READ isAvailable NOTIFY statusChanged FINAL)
    Q_PROPERTY(QString name READ name NOTIFY statusChanged FINAL)
    Q_PROPERTY(double begin READ begin NOTIFY statusChanged FINAL)
    Q_PROPERTY(double end READ end NOTIFY statusChanged FINAL)
    Q_PROPERTY(double position READ position NOTIFY statusChanged FINAL)
    Q_PROPERTY(double speed READ speed NOTIFY statusChanged FINAL)
    Q_PROPERTY(bool playing READ isPlaying NOTIFY statusChanged FINAL)
    Q_PROPERTY(QList<double> speeds READ speeds CONSTANT FINAL)

public:
    using QObject::QObject;

    bool isAvailable() const { return m_status.end > m_status.begin; }
    QString name() const { return m_status.name; }
    double begin() const { return static_cast<double>(m_status.begin); }
    double end() const { return static_cast<double>(m_status.end); }
    double position() const { return static_cast<double>(m_status.position); }
    double speed() const { return m_status.speed; }
    bool isPlaying() const { return m_status.playing; }
    /** The speeds that are offered, ascending; the command line may have set another. */
    static QList<double> speeds();

    void setStatus(const ReplayStatus &status);

    /** Plays; from the beginning when it stands at the end. */
    Q_INVOKABLE void play();
    Q_INVOKABLE void pause();
    Q_INVOKABLE void toggle();
    Q_INVOKABLE void setSpeed(double speed);
    /** To the next offered speed above (by > 0) or below. */
    Q_INVOKABLE void stepSpeed(int by);
    /** Kept within the recording. */
    Q_INVOKABLE void seek(double position);
    /** By so many hundredths of the recording. */
    Q_INVOKABLE void stepBy(double percent);

Q_SIGNALS:
    void statusChanged();
    void wanted(const guancheng::ReplayWish &wish);

private:
    void want(ReplayWish::Kind kind, double value, const ReplayStatus &shown);

    ReplayStatus m_status;
};

} // namespace guancheng
