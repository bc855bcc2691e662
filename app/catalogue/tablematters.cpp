// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"
#include "catalogue/tables.h"

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<Department::Reach> kReaches[] = {{"city"_L1, Department::Reach::City},
                                                      {"district"_L1, Department::Reach::District},
                                                      {"street"_L1, Department::Reach::Street}};
constexpr NamedValue<MatterClass::Kind> kKinds[] = {{"part"_L1, MatterClass::Kind::Part},
                                                    {"event"_L1, MatterClass::Kind::Event}};
constexpr NamedValue<WorkCalendar> kCalendars[] = {{"continuous"_L1, WorkCalendar::Continuous},
                                                   {"working-hours"_L1, WorkCalendar::WorkingHours},
                                                   {"working-days"_L1, WorkCalendar::WorkingDays}};

/** Titles with '{place}' in both languages, as many in one as in the other. */
void readTitles(const JsonCursor &item, MatterType &matter)
{
    matter.titlesZh = item.strings("titlesZh"_L1);
    matter.titlesEn = item.strings("titlesEn"_L1);
    if (matter.titlesZh.isEmpty() || matter.titlesZh.size() != matter.titlesEn.size())
        item.fail("titlesEn"_L1, u"there must be a title in English for each in Chinese, at least one"_s);
    for (const QLatin1StringView key : {"titlesZh"_L1, "titlesEn"_L1}) {
        for (const JsonCursor &title : item.optional(key).items()) {
            if (!title.toString().contains("{place}"_L1))
                title.fail(u"'{place}' is missing"_s);
        }
    }
}

void readSourceWeights(const JsonCursor &item, MatterType &matter)
{
    double sum = 0;
    const JsonCursor sources = item.child("sources"_L1);
    for (const auto &[name, weight] : sources.members()) {
        constexpr QLatin1StringView kOrder[] = {"hotline"_L1, "patrol"_L1, "video"_L1, "device"_L1, "other"_L1};
        const auto found = std::find(std::begin(kOrder), std::end(kOrder), name);
        if (found == std::end(kOrder)) {
            weight.fail(u"there is no such source of cases"_s);
            continue;
        }
        matter.sourceWeights[static_cast<std::size_t>(found - std::begin(kOrder))] = weight.toNumber();
        sum += weight.toNumber();
    }
    checkSum(sources, sum, "the sources"_L1);
}

void readMatter(const JsonCursor &item, MatterType &matter, const CatalogueTables &tables)
{
    matter.code = item.string("code"_L1);
    matter.nameZh = item.string("nameZh"_L1);
    matter.nameEn = item.string("nameEn"_L1);
    matter.matterClass = readReference(item, "class"_L1, tables.matterClasses, "matter class"_L1);
    matter.department = readReference(item, "owner"_L1, tables.departments, "department"_L1);
    matter.level = readLevel(item, "level"_L1);
    matter.calendar = readEnum(item, "calendar"_L1, kCalendars, WorkCalendar::Continuous);
    const JsonCursor limits = item.child("minutes"_L1);
    matter.dispatchMinutes = limits.integer("dispatch"_L1);
    matter.handleMinutes = limits.integer("handle"_L1);
    matter.feedbackMinutes = limits.integer("feedback"_L1);
    matter.verifyMinutes = limits.integer("verify"_L1);
    matter.unitKinds = readReferences(item, "unitKinds"_L1, tables.unitKinds, "unit kind"_L1);
    readSourceWeights(item, matter);
    matter.weight = item.number("weight"_L1);
    matter.rhythm = readReference(item, "rhythm"_L1, tables.rhythms, "rhythm"_L1);
    matter.pictures = item.boolean("pictures"_L1, false);
    readTitles(item, matter);
}

} // namespace

void readDepartments(const JsonCursor &root, CatalogueTables &tables)
{
    tables.departments =
        readEntries<Department>(root.child("departments"_L1), [](const JsonCursor &item, Department &department) {
            department.nameZh = item.string("nameZh"_L1);
            department.nameEn = item.string("nameEn"_L1);
            department.nameShortZh = item.string("nameShortZh"_L1);
            department.nameShortEn = item.string("nameShortEn"_L1);
            department.reach = readEnum(item, "reach"_L1, kReaches);
            department.districtPatternZh = item.string("districtPatternZh"_L1, QString());
            department.districtPatternEn = item.string("districtPatternEn"_L1, QString());
            department.streetPatternZh = item.string("streetPatternZh"_L1, QString());
            department.streetPatternEn = item.string("streetPatternEn"_L1, QString());
            department.hotline = item.string("hotline"_L1, QString());
            if (department.reach != Department::Reach::City && department.districtPatternZh.isEmpty())
                item.fail(u"has people in the districts but no districtPatternZh"_s);
            if (department.reach == Department::Reach::Street && department.streetPatternZh.isEmpty())
                item.fail(u"has people in the streets but no streetPatternZh"_s);
        });
}

void readMatters(const JsonCursor &root, CatalogueTables &tables)
{
    tables.matterClasses =
        readEntries<MatterClass>(root.child("classes"_L1), [](const JsonCursor &item, MatterClass &matterClass) {
            matterClass.nameZh = item.string("nameZh"_L1);
            matterClass.nameEn = item.string("nameEn"_L1);
            matterClass.kind = readEnum(item, "kind"_L1, kKinds);
        });
    QSet<QString> codes;
    tables.matters = readEntries<MatterType>(root.child("matters"_L1), [&](const JsonCursor &item, MatterType &matter) {
        readMatter(item, matter, tables);
        if (codes.contains(matter.code))
            item.fail("code"_L1, u"the code '%1' comes twice"_s.arg(matter.code));
        codes.insert(matter.code);
    });
}

} // namespace guancheng
