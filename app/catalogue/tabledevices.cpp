// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"
#include "catalogue/tables.h"

#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<Placement> kPlacements[] = {{"everywhere"_L1, Placement::Everywhere},
                                                 {"road"_L1, Placement::Road},
                                                 {"river"_L1, Placement::River},
                                                 {"metro"_L1, Placement::Metro},
                                                 {"bridge"_L1, Placement::Bridge},
                                                 {"building"_L1, Placement::Building},
                                                 {"residential"_L1, Placement::Residential},
                                                 {"park"_L1, Placement::Park},
                                                 {"site"_L1, Placement::Site},
                                                 {"plant"_L1, Placement::Plant},
                                                 {"industry"_L1, Placement::Industry},
                                                 {"port"_L1, Placement::Port}};
constexpr NamedValue<ValueKind> kValueKinds[] = {{"continuous"_L1, ValueKind::Continuous},
                                                 {"count"_L1, ValueKind::Count},
                                                 {"binary"_L1, ValueKind::Binary},
                                                 {"percent"_L1, ValueKind::Percent}};

void readDeviceClass(const JsonCursor &item, DeviceClass &spec, const CatalogueTables &tables)
{
    spec.code = item.string("code"_L1);
    spec.nameZh = item.string("nameZh"_L1);
    spec.nameEn = item.string("nameEn"_L1);
    spec.group = readReference(item, "group"_L1, tables.deviceGroups, "device group"_L1);
    spec.unitZh = item.string("unitZh"_L1);
    spec.unitEn = item.string("unitEn"_L1);
    spec.decimals = item.integer("decimals"_L1);
    spec.share = item.number("share"_L1);
    spec.placement = readEnum(item, "placement"_L1, kPlacements);
    spec.kind = readEnum(item, "kind"_L1, kValueKinds);
    spec.model = readSimulation(item, "model"_L1, tables.rhythms);
    spec.spread = item.number("spread"_L1, 0);
    spec.eventsPerDay = item.number("eventsPerDay"_L1, 0);
    spec.reportWeight = item.number("reportWeight"_L1);
    spec.direction = readDirection(item, "direction"_L1);
    spec.limits = readLimits(item, spec.direction);
    spec.alarmType = readOptionalReference(item, "alarmType"_L1, tables.alarmTypes, "alarm type"_L1);
    spec.matter = readOptionalReference(item, "matter"_L1, tables.matters, "matter type"_L1);
    if (spec.alarmType < 0 && spec.direction != Direction::None)
        item.fail(u"has limits but no alarmType"_s);
}

void checkDeviceClasses(const JsonCursor &classes, const Registry<DeviceClass> &specs)
{
    QSet<QString> codes;
    double shares = 0;
    double reports = 0;
    const std::vector<JsonCursor> items = classes.items();
    for (int i = 0; i < specs.size(); ++i) {
        if (codes.contains(specs[i].code))
            items[static_cast<std::size_t>(i)].fail("code"_L1, u"the code '%1' comes twice"_s.arg(specs[i].code));
        codes.insert(specs[i].code);
        shares += specs[i].share;
        reports += specs[i].share * specs[i].reportWeight;
    }
    checkSum(classes, shares, "the shares"_L1);
    if (std::abs(reports - 1) > 0.01)
        classes.fail(u"share x reportWeight must add up to 1, not %1"_s.arg(reports));
}

} // namespace

void readDeviceClasses(const JsonCursor &root, CatalogueTables &tables)
{
    tables.meanReportSeconds = root.number("meanReportSeconds"_L1);
    tables.deviceGroups = readEntries<DeviceGroup>(root.child("groups"_L1), [](const JsonCursor &item, DeviceGroup &group) {
        group.nameZh = item.string("nameZh"_L1);
        group.nameEn = item.string("nameEn"_L1);
    });
    const JsonCursor classes = root.child("classes"_L1);
    tables.deviceClasses = readEntries<DeviceClass>(
        classes, [&](const JsonCursor &item, DeviceClass &spec) { readDeviceClass(item, spec, tables); });
    checkDeviceClasses(classes, tables.deviceClasses);
}

} // namespace guancheng
