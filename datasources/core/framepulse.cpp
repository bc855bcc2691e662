// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/core/framepulse.h"

namespace guancheng {

FramePulse::FramePulse(int intervalMs, QObject *parent) : QObject(parent), m_interval(intervalMs)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FramePulse::beat);
}

void FramePulse::request()
{
    if (!m_requested.exchange(true))
        QMetaObject::invokeMethod(this, &FramePulse::schedule, Qt::QueuedConnection);
}

void FramePulse::schedule()
{
    const TimeMs wait = m_last + m_interval - monotonicMs();
    if (wait <= 0)
        beat();
    else
        m_timer.start(static_cast<int>(wait));
}

void FramePulse::beat()
{
    // Cleared first: a request during the signal asks for the next pulse.
    m_requested = false;
    m_last = monotonicMs();
    ++m_pulses;
    Q_EMIT pulse();
}

} // namespace guancheng
