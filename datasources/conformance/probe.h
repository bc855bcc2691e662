// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/conformance/script.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <memory>
#include <optional>
#include <vector>

namespace guancheng::conformance {

/** One thing that the server sent. */
struct Received
{
    QByteArray bytes;
    bool binary = false;
    QJsonObject json; ///< of a text; empty when it is none

    QString type() const { return json.value(QLatin1StringView("type")).toString(); }
};

/**
 * One connection to the server under test. It believes nothing: it keeps what comes, and every wait ends by time.
 * One wait at a time; the script that waits goes on from the event loop, never from within a signal of the socket.
 */
class Probe : public QObject
{
    Q_OBJECT

public:
    static constexpr int kPatienceMs = 4000;

    /** \c patienceMs: how long a wait lasts when it is not told otherwise. */
    Probe(QUrl live, QString token, int patienceMs = kPatienceMs);
    ~Probe() override;

    int patienceMs() const { return m_patienceMs; }

    /** Starts to connect; wait for isOpen(). */
    void open();
    bool isOpen() const { return m_open; }
    bool isClosed() const { return m_closed; }
    int closeCode() const;
    /** Sent as soon as the connection stands. */
    void sendWhenOpen(const QJsonObject &json) { m_first = json; }
    void send(const QByteArray &json);
    void send(const QJsonObject &json);
    void sendBinary(const QByteArray &frame);
    QJsonObject hello() const;
    const QString &token() const { return m_token; }
    const QUrl &live() const { return m_live; }

    const std::vector<Received> &all() const { return m_received; }
    size_t count(QLatin1StringView type) const;
    /** The last message of a type; empty when none came. */
    QJsonObject last(QLatin1StringView type) const;
    QJsonObject find(QLatin1StringView type, QLatin1StringView member, const QJsonValue &value) const;
    /** 'closed with 1006 after welcome, error' and the like, for reports. */
    QString story() const;

    struct Reply
    {
        int status = 0; ///< 0: no answer
        QJsonObject body;
    };
    /** Starts a request below /api/v1; wait for `reply`. An empty body is a GET. */
    void ask(const QString &path, const QByteArray &body = {}, bool withToken = true);
    std::optional<Reply> reply;

    using Condition = std::function<bool()>;
    struct Wait
    {
        Probe &probe;
        Condition condition;
        int patienceMs;

        bool await_ready() const { return condition(); }
        void await_suspend(std::coroutine_handle<> handle) { probe.wait(this, handle); }
        /** Whether the condition came true in time. */
        bool await_resume() const { return condition(); }
    };
    Wait until(Condition condition) { return until(std::move(condition), m_patienceMs); }
    Wait until(Condition condition, int patienceMs) { return {*this, std::move(condition), patienceMs}; }
    Wait untilCount(QLatin1StringView type, size_t wanted) { return untilCount(type, wanted, m_patienceMs); }
    Wait untilCount(QLatin1StringView type, size_t wanted, int patienceMs);
    Wait untilClosed() { return untilClosed(m_patienceMs); }
    Wait untilClosed(int patienceMs);
    /** True only when a welcome came. */
    Wait untilWelcome();
    /** Watches for the whole time, or until the connection closes; pings, so that it is not closed as silent. */
    Wait watch(int forMs);

private:
    void wait(Wait *wait, std::coroutine_handle<> handle);
    void look();
    void goOn();

    QUrl m_live;
    QJsonObject m_first;
    QString m_token;
    int m_patienceMs;
    QWebSocket m_socket;
    QNetworkAccessManager m_network;
    std::vector<Received> m_received;
    bool m_open = false;
    bool m_closed = false;
    Wait *m_wait = nullptr;
    std::coroutine_handle<> m_handle;
    QTimer m_patience;
    QTimer m_alive; ///< while watching
    QTimer m_next;  ///< zero: the script goes on in the next turn
};

} // namespace guancheng::conformance
