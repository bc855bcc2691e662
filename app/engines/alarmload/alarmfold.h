// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"

#include <span>
#include <vector>

namespace guancheng {

/** What the fold has to know of an alarm on the list. */
struct FoldItem
{
    Level level = Level::Minor;
    bool unacknowledged = false;
    int type = -1;     ///< index in the catalogue
    int cause = -1;    ///< group of types with a common cause; -1 = none: the type stands for itself
    int district = -1; ///< index in the city; -1 = not known
    TimeMs activeAt = 0;
};

/** One row of the list: one alarm, or many that are told in one breath. */
struct FoldRow
{
    enum class Kind : quint8 {
        Single, ///< one alarm
        Group,  ///< of one cause in one district
        Cause,  ///< of one cause in the whole city
        Level,  ///< of one level, where there are more causes than rows
        Quiet   ///< of low priority, while there is a flood
    };
    Kind kind = Kind::Single;
    Level level = Level::Normal; ///< the worst of the row
    int type = -1;               ///< of the first out
    int cause = -1;
    int district = -1;
    TimeMs firstAt = 0; ///< of the first out
    TimeMs newestAt = 0;
    int unacknowledged = 0;
    std::vector<quint32> members; ///< indexes of the items; the first out first, then by time
};

struct FoldLimits
{
    size_t rows = 200;
    size_t singles = 30; ///< alarms of the highest level that keep a row of their own in a flood
};

/**
 * The rows of the alarm list, worst first, then by time. Without a flood each alarm is a row. In a flood the worst keep rows of
 * their own, the lowest level goes quiet into one row, and the rest folds by cause and district, then by cause, then by level,
 * until they fit. Every item is in exactly one row; of each row the first out is known: what came first is most often the
 * cause. Pure.
 */
std::vector<FoldRow> foldAlarms(std::span<const FoldItem> items, bool flood, const FoldLimits &limits = {});

} // namespace guancheng
