// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/operations/inbox.h"
#include "datasources/operations/sessionmachine.h"
#include "stores/operationalpicture.h"

#include <deque>

namespace guancheng {

using namespace Qt::StringLiterals;

/** A desk without a socket: machine, inbox and picture; what the machine says waits in `said`. */
class TestDesk : public SessionSink
{
public:
    TestDesk() : machine(options(), *this, picture.devices(), picture.units()) {}

    static SessionOptions options()
    {
        SessionOptions options;
        options.url = u"ws://test"_s;
        options.token = u"secret"_s;
        return options;
    }

    void sendText(const QByteArray &json) override { said.push_back(json); }
    void closeSocket(const QString &why) override { closing = why; }
    void welcomed(const protocol::Welcome &) override { ++welcomes; }
    void stream(StreamItem item) override { inbox.putEvent(std::move(item)); }
    void indicator(IndicatorUpdate update) override { inbox.putState(u"i"_s + QString::number(update.value.index), update); }
    void score(const DimensionScore &score) override { inbox.putState(u"d"_s, score); }
    void figure(const Figure &figure) override { inbox.putState(u"f"_s + figure.id, figure); }
    void source(const FeedHealth &source) override { inbox.putState(u"s"_s + source.id, source); }
    void knownSources(const QStringList &ids) override { inbox.putState(u"k"_s, ids); }
    void mode(CityMode mode) override { inbox.putState(u"m"_s, mode); }
    void clock(const ClockFix &fix) override { lastFix = fix; }
    void recordsApplied() override {}
    void commandProgress(const QString &key, CommandState state, const CommandAnswer &) override
    {
        progress.append({key, state});
    }
    void answer(const QString &id, const Answer &answer) override { answers.append({id, answer.status}); }
    bool isCrowded() const override { return crowded; }

    void drain() { picture.apply(inbox.takeBatch()); }
    FeedState link() const { return picture.sources().find(u"link"_s)->state; }
    QString message() const { return picture.sources().find(u"link"_s)->message; }

    OperationalPicture picture;
    Inbox inbox;
    std::deque<QByteArray> said;
    QString closing;
    int welcomes = 0;
    bool crowded = false;
    ClockFix lastFix;
    QList<std::pair<QString, CommandState>> progress;
    QList<std::pair<QString, int>> answers;
    SessionMachine machine;
};

} // namespace guancheng
