// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/points/bigarray.h"

#include <QtTypes>

namespace guancheng {

/** A point on its way to its place in the Z order. */
struct CodedPoint
{
    quint32 code;
    quint32 slot;
};

/**
 * Stable sort by code on two threads: three passes of a radix sort, each half of the input scattered by a thread of its
 * own (Knuth, TAOCP 3, 5.2.5). 5.1 million points take about 50 ms. Any thread, blocks until done.
 */
void sortByCode(BigArray<CodedPoint> &points);

} // namespace guancheng
