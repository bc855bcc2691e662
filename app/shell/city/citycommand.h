// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace guancheng {

/**
 * `guancheng city import FILE.osm.pbf --name NAME ...`, `guancheng city list [DIR]`, `guancheng city check DIR`: city packs,
 * without a display. Blocks; \c arguments begin with the program. Returns the exit code: 0, 1 for a pack with faults, 2 for a
 * wrong command line or an input that cannot be read, 130 when stopped by SIGINT or SIGTERM.
 */
int runCityCommand(const QStringList &arguments);

} // namespace guancheng
