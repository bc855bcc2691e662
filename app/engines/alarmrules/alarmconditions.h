// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "domain/clock.h"

#include <QHash>

#include <deque>
#include <queue>

namespace guancheng {

/** A reading and where its source stands; -1 where that is not known. */
struct ConditionReading
{
    double value = 0; ///< unit of the source; NaN is no reading
    TimeMs at = 0;
    int street = -1;
    int district = -1;
};

/**
 * Judges the rules of the catalogue (AlarmRule): limits, rate of change, deviation from what the source was like, other rules
 * at the same source or place, and how long. A rule is judged at each reading of its source; what it says of a place is seen
 * by other sources at their next reading. A class without rules costs one look-up. What a source was like is an exponential
 * mean over some hundred readings; readings out of order are judged but remembered by nothing. Nothing survives a restart: the
 * first readings build it up again. Pure; one thread. Memory: 4 bytes a device, 28 more a device of a class whose rules look
 * back, and what holds now.
 */
class AlarmConditions
{
public:
    explicit AlarmConditions(std::shared_ptr<const Catalogue> catalogue);

    /** The worst level of the rules that hold for the device (by slot) now. */
    Level device(quint32 slot, int deviceClass, const ConditionReading &reading);
    Level indicator(int index, const ConditionReading &reading);
    /** The worst level at the last reading. */
    Level deviceLevel(quint32 slot, int deviceClass) const;
    Level indicatorLevel(int index) const;

    struct Due
    {
        bool isIndicator = false;
        quint32 index = 0; ///< slot or index of the indicator
    };
    /** Rules that have held for their time since the last reading hold now: the sources whose level may be another. */
    std::vector<Due> expire(TimeMs now);
    /** The devices are others: what was remembered of them is void. */
    void forgetDevices();

private:
    struct Past
    {
        TimeMs at = 0;
        float value = 0;
        float mean = 0;
        float variance = 0;
        int count = 0;
    };
    /** A rule whose condition is true at one source. */
    struct True
    {
        TimeMs since = 0;
        bool holds = false; ///< it has been for the time of the rule
        int street = -1;
        int district = -1;
    };
    struct Plan
    {
        std::vector<int> rules; ///< what others refer to first
        bool looksBack = false;
    };
    struct Timer
    {
        TimeMs due = 0;
        quint64 key = 0;
        bool operator>(const Timer &other) const { return due > other.due; }
    };

    static constexpr quint64 kIndicator = quint64(1) << 32U;
    static quint64 keyOf(int rule, quint64 source) { return static_cast<quint64>(rule) << 40U | source; }
    static quint64 placeKey(int rule, AlarmReach reach, int place);
    void order(int rule, std::vector<char> &done);
    Level judge(const Plan &plan, quint64 source, const ConditionReading &reading);
    bool isTrue(const AlarmCondition &condition, quint64 source, const ConditionReading &reading, const Past *past) const;
    bool ruleHolds(const AlarmCondition &condition, quint64 source, const ConditionReading &reading) const;
    void note(int rule, quint64 source, const ConditionReading &reading, bool isTrue);
    void countPlaces(int rule, const True &held, int by);
    Past *pastOf(quint64 source);
    static void remember(Past &past, const ConditionReading &reading);
    Level levelOf(const Plan &plan, quint64 source) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    std::vector<int> m_order;
    std::vector<Plan> m_classes;
    std::vector<Plan> m_indicators;
    std::vector<quint32> m_pastIndex; ///< by slot: 1 + index of its past, 0 = none
    std::deque<Past> m_pasts;
    QHash<quint64, Past> m_indicatorPasts;
    QHash<quint64, True> m_true;
    QHash<quint64, int> m_places; ///< how many sources there hold the rule
    std::priority_queue<Timer, std::vector<Timer>, std::greater<>> m_timers;
};

} // namespace guancheng
