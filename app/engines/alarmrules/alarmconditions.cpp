// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmrules/alarmconditions.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace guancheng {

namespace {

constexpr float kNewest = 1.0F / 128; ///< weight of the newest reading in what a source is like
constexpr double kMinute = 60'000;

bool looksBack(const AlarmCondition &condition)
{
    return condition.test == AlarmTest::Rises || condition.test == AlarmTest::Falls || condition.test == AlarmTest::Deviates ||
           std::ranges::any_of(condition.parts, looksBack);
}

void eachReference(const AlarmCondition &condition, const std::function<void(int)> &visit)
{
    if (condition.test == AlarmTest::Rule)
        visit(condition.rule);
    for (const AlarmCondition &part : condition.parts)
        eachReference(part, visit);
}

} // namespace

AlarmConditions::AlarmConditions(std::shared_ptr<const Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
    , m_classes(static_cast<size_t>(m_catalogue->deviceClasses().size()))
    , m_indicators(static_cast<size_t>(m_catalogue->indicators().size()))
{
    const Registry<AlarmRule> &rules = m_catalogue->alarmRules();
    std::vector<char> done(static_cast<size_t>(rules.size()), 0);
    for (int rule = 0; rule < rules.size(); ++rule)
        order(rule, done);
    for (const int rule : m_order) {
        const AlarmRule &spec = rules[rule];
        Plan &plan = spec.deviceClass >= 0 ? m_classes[static_cast<size_t>(spec.deviceClass)]
                                           : m_indicators[static_cast<size_t>(spec.indicator)];
        plan.rules.push_back(rule);
        plan.looksBack = plan.looksBack || looksBack(spec.when);
    }
}

/** The catalogue has no circles. */
void AlarmConditions::order(int rule, std::vector<char> &done)
{
    if (std::exchange(done[static_cast<size_t>(rule)], char(1)) != 0)
        return;
    eachReference(m_catalogue->alarmRules()[rule].when, [&](int other) { order(other, done); });
    m_order.push_back(rule);
}

quint64 AlarmConditions::placeKey(int rule, AlarmReach reach, int place)
{
    return static_cast<quint64>(rule) << 40U | static_cast<quint64>(reach) << 32U | static_cast<quint32>(place);
}

Level AlarmConditions::device(quint32 slot, int deviceClass, const ConditionReading &reading)
{
    const Plan &plan = m_classes[static_cast<size_t>(deviceClass)];
    return plan.rules.empty() ? Level::Normal : judge(plan, slot, reading);
}

Level AlarmConditions::indicator(int index, const ConditionReading &reading)
{
    const Plan &plan = m_indicators[static_cast<size_t>(index)];
    return plan.rules.empty() ? Level::Normal : judge(plan, kIndicator | static_cast<quint32>(index), reading);
}

Level AlarmConditions::deviceLevel(quint32 slot, int deviceClass) const
{
    return levelOf(m_classes[static_cast<size_t>(deviceClass)], slot);
}

Level AlarmConditions::indicatorLevel(int index) const
{
    return levelOf(m_indicators[static_cast<size_t>(index)], kIndicator | static_cast<quint32>(index));
}

Level AlarmConditions::levelOf(const Plan &plan, quint64 source) const
{
    Level worst = Level::Normal;
    if (m_true.isEmpty())
        return worst;
    for (const int rule : plan.rules) {
        const auto known = m_true.constFind(keyOf(rule, source));
        if (known != m_true.cend() && known->holds)
            worst = std::max(worst, m_catalogue->alarmRules()[rule].level);
    }
    return worst;
}

Level AlarmConditions::judge(const Plan &plan, quint64 source, const ConditionReading &reading)
{
    if (std::isnan(reading.value))
        return levelOf(plan, source); // no news
    Past *past = plan.looksBack ? pastOf(source) : nullptr;
    for (const int rule : plan.rules)
        note(rule, source, reading, isTrue(m_catalogue->alarmRules()[rule].when, source, reading, past));
    if (past)
        remember(*past, reading);
    return levelOf(plan, source);
}

bool AlarmConditions::isTrue(const AlarmCondition &condition, quint64 source, const ConditionReading &reading,
                             const Past *past) const
{
    const auto perMinute = [&] { // 0 where nothing came before, or came later
        return past->at == 0 || reading.at <= past->at
                   ? 0.0
                   : (reading.value - static_cast<double>(past->value)) * kMinute / static_cast<double>(reading.at - past->at);
    };
    const auto part = [&](const AlarmCondition &each) { return isTrue(each, source, reading, past); };
    switch (condition.test) {
    case AlarmTest::Above: return reading.value >= condition.bound;
    case AlarmTest::Below: return reading.value <= condition.bound;
    case AlarmTest::Rises: return perMinute() >= condition.bound;
    case AlarmTest::Falls: return -perMinute() >= condition.bound;
    case AlarmTest::Deviates: {
        const double distance = std::abs(reading.value - static_cast<double>(past->mean));
        const double deviation = std::sqrt(static_cast<double>(past->variance));
        // What never moved deviates by any step; a step of nothing is none.
        return past->count >= condition.samples && distance > 0 && distance >= condition.bound * deviation;
    }
    case AlarmTest::Rule: return ruleHolds(condition, source, reading);
    case AlarmTest::All: return std::ranges::all_of(condition.parts, part);
    case AlarmTest::Any: return std::ranges::any_of(condition.parts, part);
    case AlarmTest::Not: return !part(condition.parts.front());
    }
    return false;
}

bool AlarmConditions::ruleHolds(const AlarmCondition &condition, quint64 source, const ConditionReading &reading) const
{
    switch (condition.reach) {
    case AlarmReach::Source: {
        const auto known = m_true.constFind(keyOf(condition.rule, source));
        return known != m_true.cend() && known->holds;
    }
    case AlarmReach::Street:
        return reading.street >= 0 && m_places.contains(placeKey(condition.rule, condition.reach, reading.street));
    case AlarmReach::District:
        return reading.district >= 0 && m_places.contains(placeKey(condition.rule, condition.reach, reading.district));
    case AlarmReach::City: return m_places.contains(placeKey(condition.rule, condition.reach, 0));
    }
    return false;
}

void AlarmConditions::note(int rule, quint64 source, const ConditionReading &reading, bool isTrue)
{
    const quint64 key = keyOf(rule, source);
    auto known = m_true.find(key);
    if (!isTrue) {
        if (known == m_true.end())
            return;
        if (known->holds)
            countPlaces(rule, *known, -1);
        m_true.erase(known);
        return;
    }
    const TimeMs needed = TimeMs(m_catalogue->alarmRules()[rule].seconds) * 1000;
    if (known == m_true.end()) {
        known = m_true.insert(key, {reading.at, false, reading.street, reading.district});
        if (needed > 0)
            m_timers.push({reading.at + needed, key});
    }
    if (known->holds || reading.at - known->since < needed)
        return;
    known->holds = true;
    countPlaces(rule, *known, 1);
}

void AlarmConditions::countPlaces(int rule, const True &held, int by)
{
    const auto count = [&](AlarmReach reach, int place) {
        if (place < 0)
            return;
        const quint64 key = placeKey(rule, reach, place);
        if ((m_places[key] += by) <= 0)
            m_places.remove(key);
    };
    count(AlarmReach::Street, held.street);
    count(AlarmReach::District, held.district);
    count(AlarmReach::City, 0);
}

AlarmConditions::Past *AlarmConditions::pastOf(quint64 source)
{
    if (source >= kIndicator)
        return &m_indicatorPasts[source];
    const auto slot = static_cast<size_t>(source);
    if (slot >= m_pastIndex.size())
        m_pastIndex.resize(std::max(slot + 1, m_pastIndex.size() * 2), 0);
    quint32 &index = m_pastIndex[slot];
    if (index == 0) {
        m_pasts.emplace_back();
        index = static_cast<quint32>(m_pasts.size());
    }
    return &m_pasts[index - 1];
}

void AlarmConditions::remember(Past &past, const ConditionReading &reading)
{
    if (past.at != 0 && reading.at <= past.at)
        return;
    past.at = reading.at;
    past.value = static_cast<float>(reading.value);
    ++past.count;
    // The plain mean of the first readings turns into an exponential one: no reading weighs less than kNewest.
    const float weight = std::max(kNewest, 1.0F / static_cast<float>(past.count));
    const float step = past.value - past.mean;
    past.mean += weight * step;
    past.variance = (1 - weight) * (past.variance + weight * step * step);
    past.count = std::min(past.count, 1'000'000);
}

std::vector<AlarmConditions::Due> AlarmConditions::expire(TimeMs now)
{
    std::vector<Due> due;
    while (!m_timers.empty() && m_timers.top().due <= now) {
        const Timer timer = m_timers.top();
        m_timers.pop();
        const auto known = m_true.find(timer.key);
        const auto rule = static_cast<int>(timer.key >> 40U);
        const TimeMs needed = TimeMs(m_catalogue->alarmRules()[rule].seconds) * 1000;
        if (known == m_true.end() || known->holds || known->since + needed != timer.due)
            continue;
        known->holds = true;
        countPlaces(rule, *known, 1);
        due.push_back({(timer.key & kIndicator) != 0, static_cast<quint32>(timer.key)});
    }
    return due;
}

void AlarmConditions::forgetDevices()
{
    m_pastIndex.clear();
    m_pasts.clear();
    m_true.clear();
    m_places.clear();
    m_timers = {};
}

} // namespace guancheng
