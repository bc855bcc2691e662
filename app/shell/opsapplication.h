// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

namespace guancheng {

/** Runs the backend alone until it is stopped (SIGINT, SIGTERM, --seconds); the exit code of the process. */
int runOperations(const QStringList &arguments);

/** A token that cannot be guessed: 128 random bits in hex. */
QString randomToken();

} // namespace guancheng
