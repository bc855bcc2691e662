// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/framemeter.h"

#include <QQuickWindow>

#include <algorithm>

namespace guancheng {

namespace {

constexpr size_t kRing = 4096;

} // namespace

FrameMeter::FrameMeter(QQuickWindow *window, QObject *parent) : QObject(parent)
{
    m_times.reserve(kRing);
    m_since.start();
    connect(window, &QQuickWindow::beforeSynchronizing, this, [this] { m_frame.start(); }, Qt::DirectConnection);
    connect(
        window, &QQuickWindow::frameSwapped, this,
        [this] {
            const float ms = m_frame.isValid() ? static_cast<float>(m_frame.nsecsElapsed()) / 1e6f : 0;
            if (m_times.size() < kRing)
                m_times.push_back(ms);
            else
                m_times[static_cast<size_t>(m_frames) % kRing] = ms;
            ++m_frames;
        },
        Qt::DirectConnection);
}

double FrameMeter::framesPerSecond() const
{
    const qint64 elapsed = m_since.elapsed();
    return elapsed > 0 ? static_cast<double>(m_frames) * 1000 / static_cast<double>(elapsed) : 0;
}

double FrameMeter::frameMs(double share) const
{
    if (m_times.empty())
        return 0;
    std::vector<float> sorted = m_times;
    std::sort(sorted.begin(), sorted.end());
    return static_cast<double>(sorted[static_cast<size_t>(share * static_cast<double>(sorted.size() - 1))]);
}

} // namespace guancheng
