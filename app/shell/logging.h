// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLoggingCategory>

namespace guancheng {

Q_DECLARE_LOGGING_CATEGORY(lcShell)

/**
 * Installs the format of our log lines (time, level, category, text; on standard error) and quietens what a missing
 * locale or an absent sound of the platform says at every start. Any thread may log.
 */
void installLogging();

} // namespace guancheng
