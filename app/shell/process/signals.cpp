// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/process/signals.h"

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace guancheng {

namespace {

int g_pipe[2] = {-1, -1};

void forward(int)
{
    const char byte = 1;
    if (write(g_pipe[0], &byte, 1) < 0)
        _exit(1);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent) : QObject(parent)
{
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, g_pipe);
    m_notifier = new QSocketNotifier(g_pipe[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(g_pipe[1], &byte, 1) == 1)
            Q_EMIT requested();
    });
    struct sigaction action = {};
    action.sa_handler = forward;
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND); // a second one ends it at once
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

} // namespace guancheng
