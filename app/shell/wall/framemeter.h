// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <vector>

class QQuickWindow;

namespace guancheng {

/**
 * Counts the frames that were really drawn and how long each took from synchronising to the screen. A wall that shows
 * nothing new draws nothing. Thread: GUI (the software scene graph renders there; with a render thread the frames
 * are counted in its order).
 */
class FrameMeter : public QObject
{
    Q_OBJECT

public:
    explicit FrameMeter(QQuickWindow *window, QObject *parent = nullptr);

    qint64 frames() const { return m_frames; }
    double framesPerSecond() const;
    /** Of the newest 4 096 frames; 0 without frames. */
    double frameMs(double share) const;

private:
    QElapsedTimer m_since;
    QElapsedTimer m_frame;
    qint64 m_frames = 0;
    std::vector<float> m_times; ///< ring
};

} // namespace guancheng
