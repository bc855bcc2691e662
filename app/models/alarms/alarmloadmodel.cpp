// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/alarms/alarmloadmodel.h"

#include <algorithm>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {
constexpr size_t kLoudest = 3;
constexpr TimeMs kMinute = 60'000;
} // namespace

AlarmLoadModel::AlarmLoadModel(std::shared_ptr<const Names> names, const AlarmStore &store, QObject *parent)
    : QObject(parent)
    , m_names(std::move(names))
    , m_store(store)
{
}

void AlarmLoadModel::refresh()
{
    const FloodMeter &hall = m_store.budget().hall();
    Shown now{static_cast<int>(hall.perTenMinutes()),
              static_cast<int>(hall.perHour()),
              static_cast<int>(m_store.budget().perDay()),
              static_cast<int>(hall.loadClass()),
              hall.floodSince(),
              static_cast<int>((hall.timeInFlood() + kMinute - 1) / kMinute),
              seatsNow(),
              loudestNow()};
    if (now == m_shown)
        return;
    m_shown = std::move(now);
    Q_EMIT changed();
}

QVariantList AlarmLoadModel::seatsNow() const
{
    struct Seat
    {
        QString id;
        const FloodMeter *meter;
    };
    std::vector<Seat> seats;
    for (const QString &id : m_store.budget().seats()) {
        const FloodMeter *meter = m_store.budget().seat(id);
        if (meter->perHour() > 0)
            seats.push_back({id, meter});
    }
    std::ranges::stable_sort(seats, [](const Seat &a, const Seat &b) {
        return std::pair(a.meter->perTenMinutes(), a.meter->perHour()) >
               std::pair(b.meter->perTenMinutes(), b.meter->perHour());
    });
    QVariantList rows;
    for (const Seat &seat : seats) {
        const Bilingual name = m_names->department(seat.id);
        rows.append(QVariantMap{{u"seatId"_s, seat.id},
                                {u"nameZh"_s, name.zh},
                                {u"nameEn"_s, name.en},
                                {u"perTenMinutes"_s, static_cast<int>(seat.meter->perTenMinutes())},
                                {u"perHour"_s, static_cast<int>(seat.meter->perHour())},
                                {u"loadClass"_s, static_cast<int>(seat.meter->loadClass())},
                                {u"flood"_s, seat.meter->isFlood()}});
    }
    return rows;
}

QVariantList AlarmLoadModel::loudestNow() const
{
    QVariantList rows;
    for (const AlarmContributor &type : m_store.budgetByType().topContributors(kLoudest)) {
        const Bilingual name = m_names->alarmType(type.id);
        rows.append(QVariantMap{{u"nameZh"_s, name.zh},
                                {u"nameEn"_s, name.en},
                                {u"count"_s, static_cast<int>(type.count)},
                                {u"share"_s, static_cast<int>(type.share * 100 + 0.5)}});
    }
    return rows;
}

} // namespace guancheng
