// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/world.h"
#include "domain/clock.h"
#include "persistence/eventjournal.h"
#include "support/cityresources.h"

#include <memory>

namespace guancheng::test {

/** Takes notes of all that the city publishes. */
class Notes : public CityObserver
{
public:
    void streamed(const StreamEvent &event) override { events.push_back(event); }
    void devicesDeclared() override { ++directories; }
    void unitsDeclared() override { ++directories; }
    void deviceChanged(quint32) override { ++devices; }
    void unitChanged(quint32) override { ++units; }
    void indicatorChanged(quint16 index) override { indicators.push_back(index); }
    void scoresChanged() override { ++scores; }
    void figuresChanged() override { ++figures; }
    void sourcesChanged() override { ++sources; }
    void modeChanged() override { ++modes; }

    /** The names of the changes of one entity, in their order. */
    QStringList changes(const QString &id) const
    {
        QStringList names;
        for (const StreamEvent &event : events) {
            const QString of = std::visit([](const auto &entity) { return entity.id; }, event.entity);
            if (of == id)
                names << event.change;
        }
        return names;
    }

    std::vector<StreamEvent> events;
    std::vector<quint16> indicators;
    int directories = 0;
    int devices = 0;
    int units = 0;
    int scores = 0;
    int figures = 0;
    int sources = 0;
    int modes = 0;
};

/** Remembers the orders that were given. */
class Crews : public FieldListener
{
public:
    void ordered(const Order &order, const Incident &) override { orders.push_back(order); }
    void cancelled(const Order &order) override { cancels.push_back(order); }
    std::vector<Order> orders;
    std::vector<Order> cancels;
};

/** \c count units of the kind around a point, all free, in the street of that point. */
inline void declareUnits(World &world, int count, int kind, TimeMs at, GeoPoint around = kSquare)
{
    std::vector<Unit> units;
    std::vector<UnitRecord> positions;
    for (int i = 0; i < count; ++i) {
        Unit unit;
        unit.slot = static_cast<quint32>(i);
        unit.id = QStringLiteral("U-%1").arg(i, 4, 10, QLatin1Char('0'));
        unit.callsign = QStringLiteral("巡逻 %1").arg(i);
        unit.kind = static_cast<quint16>(kind);
        unit.street = static_cast<quint16>(std::max<qint16>(0, world.city().locate(around).street));
        units.push_back(unit);
        UnitRecord record;
        record.slot = unit.slot;
        record.point = {around.longitude + 0.002 * (i % 10), around.latitude + 0.002 * (i / 10)};
        record.at = at;
        positions.push_back(record);
    }
    world.declareUnits(std::move(units));
    world.unitPositions(QStringLiteral("units"), positions);
}

inline Report reportOf(const MatterType &matter, GeoPoint point, TimeMs at)
{
    Report report;
    report.matter = matter.id;
    report.title = QStringLiteral("测试上报");
    report.source = IncidentSource::Patrol;
    report.point = point;
    report.placeName = QStringLiteral("人民广场");
    report.at = at;
    return report;
}

} // namespace guancheng::test
