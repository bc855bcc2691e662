// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/rest/access.h"
#include "datasources/protocol/messages.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace guancheng {

/** How a hub serves its city; the defaults are those of docs/protocol.md. */
struct HubOptions
{
    QList<Access> access; ///< who may come in; empty: nobody
    int heartbeatMs = 1000;
    int helloMs = 5000; ///< until `hello` must have come
    int pulseMs = 100;  ///< state is gathered for so long
    protocol::Limits limits;
    qint64 stateBytes = 4 * 1024 * 1024;   ///< unsent bytes of a session beyond which its state waits
    qint64 streamBytes = 64 * 1024 * 1024; ///< beyond which it is closed as too slow
    QString server = QStringLiteral("guancheng");
    std::vector<QString> streets;          ///< street codes by index of the city, for the area filter
    std::function<QByteArray()> catalogue; ///< JSON of /catalogue; may be null
    QString certificateFile;               ///< PEM; with keyFile: TLS
    QString keyFile;
};

/** What the hub counted since it began; for health and tests. */
struct HubCounters
{
    qint64 sessions = 0; ///< welcomed
    qint64 refused = 0;  ///< hellos
    qint64 badMessages = 0;
    qint64 events = 0;      ///< stream messages sent, over all sessions
    qint64 stateFrames = 0; ///< sent, over all sessions
    qint64 slow = 0;        ///< sessions closed because they did not read
    qint64 silent = 0;      ///< sessions closed because they did not speak
    qint64 badRequests = 0; ///< REST answered with 4xx, upgrades turned away
    QString lastProblem;    ///< of any of these, with who and where

    /** What clients did wrong, all in all. */
    qint64 problems() const { return refused + badMessages + slow + silent + badRequests; }
};

} // namespace guancheng
