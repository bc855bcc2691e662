// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/statefeed.h"
#include "datasources/backend/hub/streamfeed.h"
#include "datasources/protocol/decode.h"

#include <QObject>

namespace guancheng {

/**
 * One client on its WebSocket: handshake, then its messages in and its two feeds out. A bad message costs itself, and
 * the session only when there are too many of them. Thread: the backend's.
 */
class Session : public QObject
{
    Q_OBJECT

public:
    Session(HubContext &context, std::unique_ptr<QWebSocket> socket, QString id, QObject *parent);

    void event(SharedEvent &event);
    void pulse(const StateChanges &changes, PulseFrames &frames) { m_state.pulse(changes, frames); }
    void modeChanged();
    /** A new directory of devices or units: their snapshots start over. */
    void redeclared(protocol::Topic topic) { m_state.snapshot(topic); }
    /** Closes a client that did not say hello, or nothing for three heartbeats. */
    void checkSilence(TimeMs monotonicNow);
    void close(protocol::CloseCode code, const QString &reason) { m_outbox.close(code, reason); }

    bool isWelcome() const { return m_access.has_value(); }
    bool listensToState() const { return m_state.listens(); }

Q_SIGNALS:
    void closed();

private:
    void onText(const QString &text);
    void onBinary(const QByteArray &frame);
    bool accepts(qsizetype size);
    /** Keeps what a client did wrong, for data health. */
    void note(const QString &code, const QString &reason, const QString &place);
    void complain(const QString &code, const QString &reason, const QString &place);
    void refuse(protocol::CloseCode close, const QString &code, const QString &reason);
    void dispatch(protocol::ClientMessage message);

    void take(const protocol::Hello &hello);
    void take(const protocol::Subscribe &subscribe);
    void take(const protocol::Credit &credit);
    void take(const protocol::Resync &resync);
    void take(const protocol::CommandMessage &message);
    void take(const protocol::Get &get);
    void take(const protocol::Ping &ping);
    void take(const protocol::Telemetry &telemetry);
    void take(const protocol::Unknown &unknown);
    void answerUnknownTopics(const QStringList &topics);
    void welcome(const protocol::Hello &hello, const Access &access);

    HubContext &m_context;
    QString m_id;
    protocol::Decoder m_decoder;
    Outbox m_outbox;
    Filter m_filter;
    StreamFeed m_stream;
    StateFeed m_state;
    std::optional<Access> m_access; ///< set by the handshake
    bool m_binary = false;
    QString m_source; ///< role feed
    QString m_client; ///< as it names itself
    std::optional<quint64> m_resumeAfter;
    RateLimit m_commandRate;
    std::vector<TelemetryRecord> m_records; ///< kept between frames
    TimeMs m_heardAt = monotonicMs();
    TimeMs m_errorsSince = 0;
    int m_errors = 0;
};

} // namespace guancheng
