// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace guancheng {

/**
 * Wakes the interface when something is pending: at most once an interval (20 Hz), and not at all while nothing is.
 * Between two pulses any number of requests costs one event of its thread. Thread of the object: GUI.
 */
class FramePulse : public QObject
{
    Q_OBJECT

public:
    explicit FramePulse(int intervalMs = 50, QObject *parent = nullptr);

    /** Any thread, as often as it likes: something is pending. */
    void request();
    quint64 pulses() const { return m_pulses; }

Q_SIGNALS:
    /** Take what is pending now; what comes after this signal began is told by a further one. */
    void pulse();

private:
    void schedule();
    void beat();

    QTimer m_timer;
    int m_interval;
    TimeMs m_last = 0;
    quint64 m_pulses = 0;
    std::atomic<bool> m_requested = false;
};

} // namespace guancheng
