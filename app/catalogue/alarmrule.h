// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/deviceclass.h"

namespace guancheng {

/** What a condition looks at. */
enum class AlarmTest : quint8 {
    Above,    ///< value >= bound
    Below,    ///< value <= bound
    Rises,    ///< by bound or more a minute since the reading before
    Falls,    ///< the same downwards
    Deviates, ///< by bound standard deviations or more from what this source was like before
    Rule,     ///< another rule holds at the same source or place
    All,
    Any,
    Not
};

struct AlarmCondition
{
    AlarmTest test = AlarmTest::Above;
    double bound = 0;
    int samples = 0; ///< Deviates: readings before it is judged
    int rule = -1;   ///< Rule: index in the catalogue
    AlarmReach reach = AlarmReach::Source;
    std::vector<AlarmCondition> parts; ///< All, Any, Not
};

/**
 * A condition beyond the limits of a class of devices or of an indicator: while it holds, for as long as asked, the source has
 * at least this level, in the alarm that it has anyway.
 */
struct AlarmRule
{
    QString id;
    QString nameZh;
    QString nameEn;
    int deviceClass = -1;        ///< index in the catalogue; either this
    int indicator = -1;          ///< or this
    Level level = Level::Normal; ///< Normal: it rings nothing, others refer to it
    int seconds = 0;             ///< that it has to hold
    AlarmCondition when;
};

} // namespace guancheng
