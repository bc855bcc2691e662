// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QLockFile>

#include <memory>

namespace guancheng {

/** Takes the lock file beside the journal, without waiting; the error names the process that has it. */
Result<std::unique_ptr<QLockFile>> lockJournal(const QString &file);

} // namespace guancheng
