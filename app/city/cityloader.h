// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "domain/result.h"

#include <memory>

namespace guancheng {

/**
 * Reads the city in \c dir: its city.json and the files named there, each checked by the schema of the same name in
 * \c schemaDir, which is resources/schemas/city when empty. An error names the file and the JSON pointer. Takes a few
 * hundredths of a second; any thread.
 */
Result<std::shared_ptr<const City>> loadCity(const QString &dir, const QString &schemaDir = {});

} // namespace guancheng
