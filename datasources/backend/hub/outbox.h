// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/huboptions.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace guancheng {

/**
 * The sending side of one session: knows how much has not left yet and closes a peer that does not read.
 * After close() nothing more is sent; a peer that does not answer the close is cut off.
 */
class Outbox : public QObject
{
    Q_OBJECT

public:
    Outbox(std::unique_ptr<QWebSocket> socket, const HubOptions &options, HubCounters &counters);

    QWebSocket &socket() { return *m_socket; }

    void send(const QByteArray &json);
    void sendBinary(const QByteArray &frame);
    void close(protocol::CloseCode code, const QString &reason);

    bool isOpen() const { return !m_closing && m_socket->isValid(); }
    /** Whether state has to wait until the peer has read. */
    bool isCongested() const { return m_socket->bytesToWrite() > m_options.stateBytes; }

Q_SIGNALS:
    /** Bytes left and the peer is no longer congested. */
    void relieved();

private:
    void checkBacklog();

    std::unique_ptr<QWebSocket> m_socket;
    const HubOptions &m_options;
    HubCounters &m_counters;
    bool m_closing = false;
    bool m_congested = false;
    QTimer m_cutOff;
};

} // namespace guancheng
