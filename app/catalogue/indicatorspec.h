// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/limits.h"
#include "catalogue/simulationmodel.h"
#include "domain/enums.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace guancheng {

/** One of the five dimensions of the wall. */
struct Dimension
{
    QString id; ///< 'dynamics', 'environment', 'traffic', 'supply', 'infrastructure'
    QString nameZh;
    QString nameEn;
    QString nameShortEn;
};

/** What a value is compared with. */
enum class Baseline : quint8 { Fixed, SameHourLastWeek, Seasonal };

/** How the values of streets become that of a district, and those of districts that of the city. */
enum class RollUp : quint8 { Sum, Mean, Weighted, Worst };

/** What the operator is told when an alarm comes (ISA-18.2: cause, consequence, action, time to respond). */
struct AlarmText
{
    QString causeZh, causeEn;
    QString consequenceZh, consequenceEn;
    QString actionZh, actionEn;
    int minutesToRespond = 0;
};

/** A value that stands for a state: shown as its text; the level comes from the limits as for any other value. */
struct ValueState
{
    double value = 0;
    QString textZh;
    QString textEn;
};

/** Where a click on the tile leads: these devices, cases or units on the map, or a layer. */
struct DrillTarget
{
    std::vector<int> deviceClasses; ///< indexes in the catalogue
    std::vector<int> matters;
    std::vector<int> unitKinds;
    QString layer; ///< layer of the map; may be empty
};

/**
 * How the backend can count the value from what it holds itself, so that tile and list never disagree.
 * Kind None: the value comes from the feed.
 */
struct Measure
{
    enum class Kind : quint8 {
        None,
        CasesOpen,      ///< cases that are not final
        CasesOverdue,   ///< open and past the limit of their stage
        CasesToday,     ///< opened since midnight
        AlarmsActive,   ///< active alarms of the device classes
        WarningsActive, ///< warnings in force
        DevicesOnline,  ///< share of devices that report, %
        CamerasOnline   ///< share of cameras online, %
    };
    Kind kind = Kind::None;
    std::vector<int> matters;            ///< of these types only; empty = all
    std::vector<int> deviceClasses;      ///< of these classes only; empty = all
    std::vector<IncidentSource> sources; ///< from these sources only; empty = all
};

/** A first-level indicator of the city (one tile of the wall). */
struct IndicatorSpec
{
    QString id;
    QString nameZh;
    QString nameEn;
    QString nameShortEn; ///< at most 18 characters: fits a narrow tile
    int dimension = 0;   ///< indexes in the catalogue
    int department = 0;
    int source = 0;
    QString unitZh; ///< may be empty
    QString unitEn;
    int decimals = 0;
    int refreshSeconds = 60;
    int maxAgeSeconds = 180; ///< older is stale
    Period period = Period::Instant;
    Direction direction = Direction::HighBad;
    Baseline baseline = Baseline::Fixed;
    Limits limits;
    NormalBand normal;
    RollUp rollUp = RollUp::Sum;
    double weight = 1; ///< in the score of the dimension
    AlarmText alarm;
    DrillTarget drill;
    Measure measure;
    SimulationModel simulation;
    std::vector<ValueState> states; ///< empty for ordinary numbers

    /** The text of a state value, or null. */
    const ValueState *stateOf(double value) const
    {
        for (const ValueState &state : states) {
            if (state.value == value)
                return &state;
        }
        return nullptr;
    }
};

/** A figure above the map that ticks. What crosses the wire is the plain number; it is shown divided, in the unit. */
struct FigureSpec
{
    QString id;
    QString nameZh;
    QString nameEn;
    QString unitZh;
    QString unitEn;
    double divisorZh = 1; ///< 10 000 for the unit 万
    double divisorEn = 1; ///< 1 000 000 for the unit M
    int decimalsZh = 0;
    int decimalsEn = 0;
    double simulated = kNoLimit; ///< plain number for the simulator where the backend cannot count it; NaN = it can
};

} // namespace guancheng
