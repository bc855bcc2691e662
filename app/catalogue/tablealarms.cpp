// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"
#include "catalogue/tables.h"

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<AlarmReach> kReaches[] = {{"source"_L1, AlarmReach::Source},
                                               {"street"_L1, AlarmReach::Street},
                                               {"district"_L1, AlarmReach::District},
                                               {"city"_L1, AlarmReach::City}};

/** Types may refer to types that come later: a second pass. */
std::vector<AlarmType> withSuppression(const JsonCursor &items, const Registry<AlarmType> &read)
{
    std::vector<AlarmType> types;
    const std::vector<JsonCursor> cursors = items.items();
    for (int i = 0; i < read.size(); ++i) {
        AlarmType type = read[i];
        for (const JsonCursor &item : cursors[static_cast<size_t>(i)].optional("suppressedBy"_L1).items()) {
            AlarmSuppression by;
            by.type = readReference(item, "type"_L1, read, "alarm type"_L1);
            by.reach = readEnum(item, "within"_L1, kReaches, AlarmReach::Source);
            type.suppressedBy.push_back(by);
        }
        types.push_back(std::move(type));
    }
    return types;
}

/** Types that silence each other in a circle would silence themselves: whoever comes first would win. */
void checkSuppressionCircles(const JsonCursor &items, const Registry<AlarmType> &types)
{
    const std::vector<JsonCursor> cursors = items.items();
    checkCircles(
        types.size(),
        [&](int index, const auto &visit) {
            const std::vector<JsonCursor> places = cursors[static_cast<size_t>(index)].optional("suppressedBy"_L1).items();
            for (size_t i = 0; i < types[index].suppressedBy.size(); ++i)
                visit(types[index].suppressedBy[i].type, places[i]);
        },
        [&](int index, int other, const JsonCursor &where) {
            where.fail("type"_L1, u"'%1' and '%2' suppress each other in a circle"_s.arg(types[index].id, types[other].id));
        });
}

} // namespace

void readAlarmTypes(const JsonCursor &root, CatalogueTables &tables)
{
    tables.alarmCauses =
        readEntries<AlarmCause>(root.optional("causeGroups"_L1), [](const JsonCursor &item, AlarmCause &cause) {
            cause.nameZh = item.string("nameZh"_L1);
            cause.nameEn = item.string("nameEn"_L1);
        });
    const JsonCursor items = root.child("types"_L1);
    const auto read = readEntries<AlarmType>(items, [&](const JsonCursor &item, AlarmType &type) {
        type.nameZh = item.string("nameZh"_L1);
        type.nameEn = item.string("nameEn"_L1);
        type.level = readLevel(item, "level"_L1);
        type.text = readAlarmText(item);
        type.onDelaySeconds = item.integer("onDelaySeconds"_L1, 0);
        type.offDelaySeconds = item.integer("offDelaySeconds"_L1, 0);
        type.deadbandShare = item.number("deadbandShare"_L1, 0);
        type.latched = item.boolean("latched"_L1, false);
        type.reAlarmMinutes = item.integer("reAlarmMinutes"_L1, 0);
        type.cause = readOptionalReference(item, "causeGroup"_L1, tables.alarmCauses, "cause group"_L1);
        type.matter = readOptionalReference(item, "matter"_L1, tables.matters, "matter type"_L1);
        type.department = readReference(item, "owner"_L1, tables.departments, "department"_L1);
    });
    tables.alarmTypes = Registry<AlarmType>(withSuppression(items, read));
    checkSuppressionCircles(items, tables.alarmTypes);
}

} // namespace guancheng
