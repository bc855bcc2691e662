// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/sourcehost.h"
#include "datasources/operations/operationsworker.h"
#include "services/backendlink.h"
#include "stores/operationalpicture.h"

#include <QHash>

namespace guancheng {

/** Which backend, and as whom. */
struct OperationsOptions
{
    QUrl url; ///< ws, wss, http or https; without a path: /api/v1/live
    QString token;
    QString caFile; ///< PEM: whom to believe over TLS instead of the authorities of the system, see TlsTrust
    QString client = QStringLiteral("guancheng");
    QStringList areas;       ///< adcodes or street codes; empty = all
    QStringList departments; ///< empty = all
    bool binary = true;
};

/**
 * The client of an operations backend: fills the picture and the clock, and is the way back for commands and questions.
 *
 * The link works in the thread 'net/operations' and reconnects by itself; how it goes is the source 'link' of the picture.
 * Thread of this object: GUI. Picture, clock and pulse outlive it.
 */
class OperationsClient : public QObject, public BackendLink
{
    Q_OBJECT

public:
    OperationsClient(const OperationsOptions &options, OperationalPicture &picture, CityClock &clock, FramePulse &pulse,
                     QObject *parent = nullptr);
    ~OperationsClient() override;

    void start();
    /** Starts with this address; for a backend that takes any free port. */
    void start(const QUrl &url)
    {
        m_options.url = url;
        start();
    }
    /** stopped() follows. */
    void stop();

    void send(const Command &command, CommandCallback callback) override;
    void ask(const QString &path, AnswerCallback callback) override;

    /** Takes what has come into the picture; done at each pulse by itself. */
    void drain();
    Inbox::Counters queueCounters() const { return m_inbox.counters(); }
    /** The address with scheme and path as the protocol wants it. */
    static QUrl liveUrl(QUrl url);

Q_SIGNALS:
    /** The backend let us in; also after each reconnection. */
    void welcomed(const QString &server, guancheng::protocol::Role role);
    void stopped();

private:
    void post(std::function<void(OperationsWorker &)> work);
    void progress(const QString &key, CommandState state, const CommandAnswer &answer);

    OperationsOptions m_options;
    OperationalPicture &m_picture;
    CityClock &m_clock;
    FramePulse &m_pulse;
    Inbox m_inbox;
    QHash<QString, CommandCallback> m_commands;
    QHash<QString, AnswerCallback> m_questions;
    quint64 m_nextQuestion = 1;
    SourceHost m_host; ///< last: its thread ends before the rest goes
};

} // namespace guancheng
