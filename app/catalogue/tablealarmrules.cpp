// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"
#include "catalogue/tables.h"

#include <array>
#include <functional>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<AlarmReach> kReaches[] = {{"source"_L1, AlarmReach::Source},
                                               {"street"_L1, AlarmReach::Street},
                                               {"district"_L1, AlarmReach::District},
                                               {"city"_L1, AlarmReach::City}};

struct NamedTest
{
    QLatin1StringView key;
    AlarmTest test;
};
constexpr std::array kTests{NamedTest{"above"_L1, AlarmTest::Above},
                            NamedTest{"below"_L1, AlarmTest::Below},
                            NamedTest{"risesPerMinute"_L1, AlarmTest::Rises},
                            NamedTest{"fallsPerMinute"_L1, AlarmTest::Falls},
                            NamedTest{"deviates"_L1, AlarmTest::Deviates},
                            NamedTest{"rule"_L1, AlarmTest::Rule},
                            NamedTest{"all"_L1, AlarmTest::All},
                            NamedTest{"any"_L1, AlarmTest::Any},
                            NamedTest{"not"_L1, AlarmTest::Not}};

/** Ids of all rules: a rule may refer to one that comes later. */
class RuleReader
{
public:
    explicit RuleReader(const JsonCursor &items)
    {
        for (const JsonCursor &item : items.items())
            m_ids.insert(item.string("id"_L1), static_cast<int>(m_ids.size()));
    }

    AlarmCondition read(const JsonCursor &at) const
    {
        AlarmCondition condition;
        const NamedTest *found = nullptr;
        for (const NamedTest &named : kTests) {
            if (!at.has(named.key))
                continue;
            if (found)
                at.fail(u"'%1' and '%2' in one condition; join them by 'all' or 'any'"_s.arg(found->key, named.key));
            found = &named;
        }
        if (!found) {
            at.fail(u"a condition needs one of above, below, risesPerMinute, fallsPerMinute, deviates, rule, all, any, not"_s);
            return condition;
        }
        condition.test = found->test;
        switch (found->test) {
        case AlarmTest::Rule: readRule(at, condition); break;
        case AlarmTest::All:
        case AlarmTest::Any:
            for (const JsonCursor &part : at.child(found->key).items())
                condition.parts.push_back(read(part));
            if (condition.parts.empty())
                at.fail(found->key, u"no condition to join"_s);
            break;
        case AlarmTest::Not: condition.parts.push_back(read(at.child(found->key))); break;
        default: condition.bound = at.number(found->key); condition.samples = at.integer("samples"_L1, 30);
        }
        return condition;
    }

private:
    void readRule(const JsonCursor &at, AlarmCondition &condition) const
    {
        const QString id = at.string("rule"_L1);
        condition.rule = m_ids.value(id, -1);
        if (condition.rule < 0)
            at.fail("rule"_L1, u"there is no rule '%1'"_s.arg(id));
        condition.reach = readEnum(at, "within"_L1, kReaches, AlarmReach::Source);
    }

    QHash<QString, int> m_ids;
};

void eachReference(const AlarmCondition &condition, const std::function<void(int)> &visit)
{
    if (condition.test == AlarmTest::Rule)
        visit(condition.rule);
    for (const AlarmCondition &part : condition.parts)
        eachReference(part, visit);
}

/** What another source says can only be asked of a place. */
void checkSources(const JsonCursor &at, const AlarmCondition &condition, const AlarmRule &rule,
                  const Registry<AlarmRule> &rules)
{
    if (condition.test == AlarmTest::Rule && condition.rule >= 0 && condition.reach == AlarmReach::Source &&
        (rules[condition.rule].deviceClass != rule.deviceClass || rules[condition.rule].indicator != rule.indicator))
        at.fail("when"_L1,
                u"'%1' is of another class: say within which street, district or city"_s.arg(rules[condition.rule].id));
    for (const AlarmCondition &part : condition.parts)
        checkSources(at, part, rule, rules);
}

void checkRuleCircles(const JsonCursor &items, const Registry<AlarmRule> &rules)
{
    const std::vector<JsonCursor> cursors = items.items();
    checkCircles(
        rules.size(),
        [&](int index, const auto &visit) {
            eachReference(rules[index].when, [&](int other) { visit(other, cursors[static_cast<size_t>(index)]); });
        },
        [&](int index, int other, const JsonCursor &where) {
            where.fail("when"_L1, u"'%1' and '%2' refer to each other in a circle"_s.arg(rules[index].id, rules[other].id));
        });
}

} // namespace

void readAlarmRules(const JsonCursor &root, CatalogueTables &tables)
{
    const JsonCursor items = root.child("rules"_L1);
    const RuleReader reader(items);
    tables.alarmRules = readEntries<AlarmRule>(items, [&](const JsonCursor &item, AlarmRule &rule) {
        rule.nameZh = item.string("nameZh"_L1);
        rule.nameEn = item.string("nameEn"_L1);
        rule.deviceClass = readOptionalReference(item, "class"_L1, tables.deviceClasses, "device class"_L1);
        rule.indicator = readOptionalReference(item, "indicator"_L1, tables.indicators, "indicator"_L1);
        if ((rule.deviceClass < 0) == (rule.indicator < 0))
            item.fail(u"a rule is for a class or for an indicator"_s);
        rule.level = item.has("level"_L1) ? readLevel(item, "level"_L1) : Level::Normal;
        if (rule.level != Level::Normal && rule.deviceClass >= 0 && tables.deviceClasses[rule.deviceClass].alarmType < 0)
            item.fail("class"_L1, u"the class '%1' has no alarm"_s.arg(tables.deviceClasses[rule.deviceClass].id));
        rule.seconds = item.integer("seconds"_L1, 0);
        rule.when = reader.read(item.child("when"_L1));
    });
    const std::vector<JsonCursor> cursors = items.items();
    for (int i = 0; i < tables.alarmRules.size(); ++i)
        checkSources(cursors[static_cast<size_t>(i)], tables.alarmRules[i].when, tables.alarmRules[i], tables.alarmRules);
    checkRuleCircles(items, tables.alarmRules);
}

} // namespace guancheng
