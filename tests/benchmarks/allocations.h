// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QStringList>

namespace guancheng::bench {

/** Allocations of all threads while they are counted, by who asked for them. */
struct Allocations
{
    quint64 ours = 0;   ///< the first caller outside of the C and C++ libraries and the containers of Qt is ours
    quint64 others = 0; ///< it is Qt or one of its libraries
    QStringList places; ///< the most frequent callers, the first first
};

/** This program replaces malloc(); from here on every call is noted with its callers. */
void startCounting();
Allocations stopCounting();

} // namespace guancheng::bench
