// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

namespace guancheng {

/** What the kernel says of a process; zeros where it says nothing (no such process, no Linux). */
struct ProcessFigures
{
    double cpuSeconds = 0; ///< user and system, all threads
    double pssMb = 0;      ///< proportional set size, MiB
};

/** Reads /proc of the process; 0 = this one. Takes milliseconds: not for every frame. */
ProcessFigures readProcessFigures(qint64 pid = 0);

/** Real milliseconds since this process was started by the kernel. */
double processAgeMs();

} // namespace guancheng
