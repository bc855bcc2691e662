// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/options.h"
#include "shell/resources.h"

namespace guancheng {

/**
 * Brings the real wall up with a small city in a folder that is thrown away and checks that everything it needs is there
 * and works: resources, fonts, database driver, backend, link, models, map, language, picture. Prints a line a check;
 * 0 when all passed.
 */
int runSelfTest(WallOptions options, const Resources &resources);

} // namespace guancheng
