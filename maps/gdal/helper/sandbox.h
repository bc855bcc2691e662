// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QtTypes>

namespace guancheng {

/** What this process may do from now on; it cannot be taken back. */
struct SandboxRules
{
    quint64 memoryBytes = 0;
    int cpuSeconds = 0;
    quint64 fileBytes = 0;
    bool network = false;
    QString writableFolder; ///< empty: no file can be made or changed anywhere
};

/**
 * Sets the limits of the system (setrlimit), takes away sockets unless \c network, starting of programs and tracing
 * (seccomp), and writing outside of one folder (Landlock, where the kernel has it). The process ends with its parent.
 * Returns what could not be set up; the caller decides.
 */
QString enterSandbox(const SandboxRules &rules);

} // namespace guancheng
