// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"
#include "catalogue/tables.h"

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<Baseline> kBaselines[] = {
    {"fixed"_L1, Baseline::Fixed}, {"same-hour-last-week"_L1, Baseline::SameHourLastWeek}, {"seasonal"_L1, Baseline::Seasonal}};
constexpr NamedValue<RollUp> kRollUps[] = {
    {"sum"_L1, RollUp::Sum}, {"mean"_L1, RollUp::Mean}, {"weighted"_L1, RollUp::Weighted}, {"worst"_L1, RollUp::Worst}};
constexpr NamedValue<Period> kPeriods[] = {
    {"instant"_L1, Period::Instant}, {"hour"_L1, Period::Hour}, {"day"_L1, Period::Day}, {"today"_L1, Period::Today}};
constexpr NamedValue<Measure::Kind> kMeasures[] = {
    {"cases-open"_L1, Measure::Kind::CasesOpen},           {"cases-overdue"_L1, Measure::Kind::CasesOverdue},
    {"cases-today"_L1, Measure::Kind::CasesToday},         {"alarms-active"_L1, Measure::Kind::AlarmsActive},
    {"warnings-active"_L1, Measure::Kind::WarningsActive}, {"devices-online"_L1, Measure::Kind::DevicesOnline},
    {"cameras-online"_L1, Measure::Kind::CamerasOnline}};

void checkNormalBand(const JsonCursor &cursor, const IndicatorSpec &spec)
{
    for (const double edge : {spec.normal.low, spec.normal.high}) {
        if (spec.limits.levelOf(edge) != Level::Normal)
            cursor.fail("normal"_L1, u"%1 is called normal but has reached a limit"_s.arg(edge));
    }
    if (spec.normal.low > spec.normal.high)
        cursor.fail("normal"_L1, u"the low edge is above the high one"_s);
}

NormalBand readNormalBand(const JsonCursor &cursor)
{
    const std::vector<JsonCursor> edges = cursor.optional("normal"_L1).items();
    NormalBand band;
    if (edges.size() != 2)
        return band;
    band.low = edges[0].value().toDouble(kNoLimit);
    band.high = edges[1].value().toDouble(kNoLimit);
    return band;
}

DrillTarget readDrill(const JsonCursor &cursor, const CatalogueTables &tables)
{
    const JsonCursor drill = cursor.child("drill"_L1);
    return {readReferences(drill, "deviceClasses"_L1, tables.deviceClasses, "device class"_L1),
            readReferences(drill, "matters"_L1, tables.matters, "matter type"_L1),
            readReferences(drill, "unitKinds"_L1, tables.unitKinds, "unit kind"_L1), drill.string("layer"_L1, QString())};
}

Measure readMeasure(const JsonCursor &cursor, const CatalogueTables &tables)
{
    const JsonCursor member = cursor.optional("measure"_L1);
    Measure measure;
    if (!member.exists())
        return measure;
    measure.kind = readEnum(member, "kind"_L1, kMeasures);
    measure.matters = readReferences(member, "matters"_L1, tables.matters, "matter type"_L1);
    measure.deviceClasses = readReferences(member, "deviceClasses"_L1, tables.deviceClasses, "device class"_L1);
    for (const JsonCursor &item : member.optional("sources"_L1).items())
        measure.sources.push_back(incidentSourceOf(item));
    return measure;
}

std::vector<ValueState> readStates(const JsonCursor &cursor)
{
    std::vector<ValueState> states;
    for (const JsonCursor &item : cursor.optional("states"_L1).items()) {
        const ValueState state{item.number("value"_L1), item.string("textZh"_L1), item.string("textEn"_L1)};
        const bool twice = std::any_of(states.begin(), states.end(), [&](const auto &s) { return s.value == state.value; });
        if (twice)
            item.fail("value"_L1, u"the value %1 comes twice"_s.arg(state.value));
        states.push_back(state);
    }
    return states;
}

void readIndicator(const JsonCursor &item, IndicatorSpec &spec, const CatalogueTables &tables)
{
    spec.nameZh = item.string("nameZh"_L1);
    spec.nameEn = item.string("nameEn"_L1);
    spec.nameShortEn = item.string("nameShortEn"_L1);
    spec.dimension = readReference(item, "dimension"_L1, tables.dimensions, "dimension"_L1);
    spec.department = readReference(item, "owner"_L1, tables.departments, "department"_L1);
    spec.source = readReference(item, "source"_L1, tables.sources, "source"_L1);
    spec.unitZh = item.string("unitZh"_L1);
    spec.unitEn = item.string("unitEn"_L1);
    spec.decimals = item.integer("decimals"_L1);
    spec.refreshSeconds = item.integer("refreshSeconds"_L1);
    spec.maxAgeSeconds = item.integer("maxAgeSeconds"_L1);
    if (spec.maxAgeSeconds <= spec.refreshSeconds)
        item.fail("maxAgeSeconds"_L1, u"must be more than refreshSeconds, else every value is stale"_s);
    spec.period = readEnum(item, "period"_L1, kPeriods, Period::Instant);
    spec.direction = readDirection(item, "direction"_L1);
    spec.baseline = readEnum(item, "baseline"_L1, kBaselines);
    spec.limits = readLimits(item, spec.direction);
    spec.normal = readNormalBand(item);
    checkNormalBand(item, spec);
    spec.rollUp = readEnum(item, "rollUp"_L1, kRollUps);
    spec.weight = item.number("weight"_L1, 1);
    spec.alarm = readAlarmText(item);
    spec.drill = readDrill(item, tables);
    spec.measure = readMeasure(item, tables);
    spec.simulation = readSimulation(item, "simulation"_L1, tables.rhythms);
    spec.states = readStates(item);
}

} // namespace

void readDimensions(const JsonCursor &root, CatalogueTables &tables)
{
    tables.dimensions = readEntries<Dimension>(root.child("dimensions"_L1), [](const JsonCursor &item, Dimension &dimension) {
        dimension.nameZh = item.string("nameZh"_L1);
        dimension.nameEn = item.string("nameEn"_L1);
        dimension.nameShortEn = item.string("nameShortEn"_L1);
    });
}

void readIndicators(const JsonCursor &root, CatalogueTables &tables)
{
    tables.indicators = readEntries<IndicatorSpec>(
        root.child("indicators"_L1), [&](const JsonCursor &item, IndicatorSpec &spec) { readIndicator(item, spec, tables); });
}

void readFigures(const JsonCursor &root, CatalogueTables &tables)
{
    tables.figures = readEntries<FigureSpec>(root.child("figures"_L1), [](const JsonCursor &item, FigureSpec &figure) {
        figure.nameZh = item.string("nameZh"_L1);
        figure.nameEn = item.string("nameEn"_L1);
        figure.unitZh = item.string("unitZh"_L1);
        figure.unitEn = item.string("unitEn"_L1);
        figure.divisorZh = item.number("divisorZh"_L1, 1);
        figure.divisorEn = item.number("divisorEn"_L1, 1);
        figure.decimalsZh = item.integer("decimalsZh"_L1);
        figure.decimalsEn = item.integer("decimalsEn"_L1);
        figure.simulated = item.number("simulated"_L1, kNoLimit);
    });
}

} // namespace guancheng
