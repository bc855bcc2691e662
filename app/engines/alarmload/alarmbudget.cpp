// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmload/alarmbudget.h"

#include <QStringList>

namespace guancheng {

void AlarmBudget::forgetHours(qint64 hour)
{
    if (hour <= m_hour)
        return;
    const qint64 gone = std::min(hour - m_hour, kHours);
    for (auto it = m_counts.begin(); it != m_counts.end();) {
        for (qint64 i = 1; i <= gone; ++i) {
            quint32 &old = it->byHour[static_cast<size_t>((m_hour + i) % kHours)];
            it->sum -= old;
            m_perDay -= old;
            old = 0;
        }
        it = it->sum == 0 ? m_counts.erase(it) : std::next(it);
    }
    m_hour = hour;
}

void AlarmBudget::advance(TimeMs now)
{
    forgetHours(now / FloodMeter::kHour);
    m_hall.advance(now);
    for (FloodMeter &seat : m_seats)
        seat.advance(now);
}

void AlarmBudget::note(const QString &alarmId, const QString &seat, TimeMs at)
{
    forgetHours(at / FloodMeter::kHour);
    m_hall.note(at);
    if (!seat.isEmpty())
        m_seats[seat].note(at);
    Count &count = m_counts[alarmId];
    ++count.byHour[static_cast<size_t>(m_hour % kHours)];
    ++count.sum;
    ++m_perDay;
}

const FloodMeter *AlarmBudget::seat(const QString &seat) const
{
    const auto it = m_seats.constFind(seat);
    return it == m_seats.constEnd() ? nullptr : &*it;
}

QStringList AlarmBudget::seats() const
{
    QStringList names = m_seats.keys();
    names.sort();
    return names;
}

std::vector<AlarmContributor> AlarmBudget::topContributors(size_t count) const
{
    std::vector<AlarmContributor> all;
    all.reserve(static_cast<size_t>(m_counts.size()));
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        all.push_back({it.key(), it->sum, static_cast<double>(it->sum) / static_cast<double>(m_perDay)});
    const auto louder = [](const AlarmContributor &a, const AlarmContributor &b) {
        return a.count != b.count ? a.count > b.count : a.id < b.id;
    };
    const size_t kept = std::min(count, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(kept), all.end(), louder);
    all.resize(kept);
    return all;
}

} // namespace guancheng
