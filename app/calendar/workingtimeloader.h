// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/workingtime.h"
#include "domain/result.h"

namespace guancheng {

/**
 * Reads a working calendar (resources/schemas/calendar.schema.json). Refused, with file and JSON pointer: shifts that overlap
 * or run backwards, a holiday that ends before it begins or lies in another year, a make-up day on a day that is worked anyway
 * or within a holiday, a year given twice. Any thread.
 */
Result<CalendarRules> loadCalendarRules(const QString &file, const QString &schemaFile, int utcOffsetSeconds);

} // namespace guancheng
