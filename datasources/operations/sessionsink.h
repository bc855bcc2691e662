// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/operations/clockoffset.h"
#include "datasources/protocol/messages.h"
#include "services/backendlink.h"
#include "stores/change.h"

namespace guancheng {

/** What a SessionMachine brings about. Thread: that of the machine. None of these calls may call back into the machine. */
class SessionSink
{
public:
    virtual ~SessionSink() = default;

    virtual void sendText(const QByteArray &json) = 0;
    /** The machine gives this connection up; closed() is to follow. */
    virtual void closeSocket(const QString &why) = 0;

    virtual void welcomed(const protocol::Welcome &welcome) = 0;
    virtual void stream(StreamItem item) = 0;
    virtual void indicator(IndicatorUpdate update) = 0;
    virtual void score(const DimensionScore &score) = 0;
    virtual void figure(const Figure &figure) = 0;
    /** The health of a feed, or of the link itself. */
    virtual void source(const FeedHealth &source) = 0;
    /** All feeds that the backend has: others are gone. */
    virtual void knownSources(const QStringList &ids) = 0;
    virtual void mode(CityMode mode) = 0;
    virtual void clock(const ClockFix &fix) = 0;
    /** The stores of devices and units have been written. */
    virtual void recordsApplied() = 0;
    virtual void commandProgress(const QString &key, CommandState state, const CommandAnswer &answer) = 0;
    virtual void answer(const QString &id, const Answer &answer) = 0;
    /** True while the interface does not keep up: no further credit is granted. */
    virtual bool isCrowded() const = 0;
};

} // namespace guancheng
