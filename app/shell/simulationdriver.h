// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace guancheng {

/** Calls \c advance with the city's time each 200 ms, in the thread in which it was made; owns whatever \c advance needs. */
class SimulationDriver final : public QObject
{
    Q_OBJECT

public:
    SimulationDriver(std::shared_ptr<const Clock> clock, std::function<void(TimeMs now)> advance)
        : m_clock(std::move(clock)), m_advance(std::move(advance))
    {
        m_timer.setInterval(200);
        connect(&m_timer, &QTimer::timeout, this, [this] { m_advance(m_clock->now()); });
        m_timer.start();
    }

private:
    std::shared_ptr<const Clock> m_clock;
    std::function<void(TimeMs now)> m_advance;
    QTimer m_timer{this};
};

} // namespace guancheng
