// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QTextStream>

namespace guancheng::conformance {

/**
 * `guancheng-ops check URL [--token T] [--write] [--only P-010,P-011] [--json]`: tests any server against
 * docs/protocol.md. \c arguments is what follows `check`. One line a rule:
 *
 *     passed P-010 hello is answered with a complete welcome
 *     failed P-011 An unknown version ...: not refused; last came welcome
 *     skipped P-030 Events are chained ...: nothing happened within 4 s
 *     34 passed, 1 failed, 1 skipped
 *
 * Runs an event loop of its own; needs a QCoreApplication. Returns 0 when nothing failed, 1 when a rule did, 2 for
 * arguments that cannot be understood.
 */
int runConformance(const QStringList &arguments, QTextStream &out, QTextStream &errors);

} // namespace guancheng::conformance
