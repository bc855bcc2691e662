// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/alarmrule.h"
#include "catalogue/deviceclass.h"
#include "catalogue/indicatorspec.h"
#include "catalogue/mattertype.h"
#include "catalogue/registry.h"
#include "catalogue/unitkind.h"
#include "domain/result.h"

#include <memory>

namespace guancheng {

/** The tables of the catalogue while they are read; afterwards they stand behind Catalogue. */
struct CatalogueTables
{
    Registry<Rhythm> rhythms;
    Registry<Department> departments;
    Registry<SourceSpec> sources;
    Registry<Dimension> dimensions;
    Registry<UnitKind> unitKinds;
    Registry<MatterClass> matterClasses;
    Registry<MatterType> matters;
    Registry<AlarmCause> alarmCauses;
    Registry<AlarmType> alarmTypes;
    Registry<DeviceGroup> deviceGroups;
    Registry<DeviceClass> deviceClasses;
    Registry<IndicatorSpec> indicators;
    Registry<AlarmRule> alarmRules;
    Registry<FigureSpec> figures;
    Registry<WarningColour> warningColours;
    Registry<WarningKind> warningKinds;
    double meanReportSeconds = 12944; ///< time between two reports of the mean device at the city's 394 records/s
};

/**
 * What the city knows by name: indicators, device classes, alarms, departments, matters, units, warnings, feeds.
 * Indexes are dense, stand for the order of the files and are what crosses the wire. Immutable: any thread.
 */
class Catalogue
{
public:
    explicit Catalogue(CatalogueTables tables, QString revision = {});

    const Registry<Dimension> &dimensions() const { return m_tables.dimensions; }
    const Registry<IndicatorSpec> &indicators() const { return m_tables.indicators; }
    const Registry<FigureSpec> &figures() const { return m_tables.figures; }
    const Registry<DeviceGroup> &deviceGroups() const { return m_tables.deviceGroups; }
    const Registry<DeviceClass> &deviceClasses() const { return m_tables.deviceClasses; }
    const Registry<AlarmType> &alarmTypes() const { return m_tables.alarmTypes; }
    const Registry<AlarmCause> &alarmCauses() const { return m_tables.alarmCauses; }
    const Registry<AlarmRule> &alarmRules() const { return m_tables.alarmRules; }
    const Registry<Department> &departments() const { return m_tables.departments; }
    const Registry<MatterClass> &matterClasses() const { return m_tables.matterClasses; }
    const Registry<MatterType> &matters() const { return m_tables.matters; }
    const Registry<UnitKind> &unitKinds() const { return m_tables.unitKinds; }
    const Registry<WarningKind> &warningKinds() const { return m_tables.warningKinds; }
    const Registry<WarningColour> &warningColours() const { return m_tables.warningColours; }
    const Registry<SourceSpec> &sources() const { return m_tables.sources; }
    const Registry<Rhythm> &rhythms() const { return m_tables.rhythms; }

    /** Seconds between two reports of the mean device in the real city; a class reports every this / reportWeight. */
    double meanReportSeconds() const { return m_tables.meanReportSeconds; }
    /** Indexes of the indicators of a dimension, in the order of the wall. */
    const std::vector<int> &indicatorsOf(int dimension) const;
    /** Indexes of the indicators that a feed brings. */
    const std::vector<int> &indicatorsFrom(int source) const;
    /** The colour of a warning of this level; null for Normal. */
    const WarningColour *warningColour(Level level) const;
    /** Changes when any file of the catalogue does (SHA-256, 16 hex digits). */
    const QString &revision() const { return m_revision; }

private:
    CatalogueTables m_tables;
    std::vector<std::vector<int>> m_byDimension;
    std::vector<std::vector<int>> m_bySource;
    QString m_revision;
};

/**
 * Reads and checks all files of the catalogue below \c resourceDir. An error names the file and the JSON pointer of the
 * first thing that is wrong: syntax, schema, a reference that leads nowhere, an id that comes twice, limits out of order.
 */
Result<std::shared_ptr<const Catalogue>> loadCatalogue(const QString &resourceDir);

} // namespace guancheng
