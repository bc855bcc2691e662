// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/datasource.h"
#include "datasources/core/framepulse.h"
#include "datasources/core/reconnect.h"
#include "datasources/operations/inbox.h"
#include "datasources/operations/sessionmachine.h"
#include "datasources/operations/tlstrust.h"
#include "services/cityclock.h"

#include <QTimer>
#include <QUrl>

#include <memory>
#include <optional>

class QWebSocket;

namespace guancheng {

/** Where the worker leaves what it brings; all outlive it. */
struct OperationsOutlets
{
    DeviceStore &devices;
    UnitStore &units;
    Inbox &inbox;
    FramePulse &pulse;
    CityClock &clock;
};

/** The socket of the link, its timer and its reconnecting; what is said over it is the matter of the SessionMachine. */
class OperationsWorker : public DataSource, private SessionSink
{
    Q_OBJECT

public:
    /** \c caFile: see TlsTrust; only read where the address asks for TLS. */
    OperationsWorker(const QUrl &url, const QString &caFile, SessionOptions options, const OperationsOutlets &outlets,
                     QObject *parent = nullptr);
    ~OperationsWorker() override;

    void start() override;
    void stop() override;
    void command(const Command &command);
    void ask(const QString &id, const QString &path);

Q_SIGNALS:
    void progressed(const QString &key, guancheng::CommandState state, const guancheng::CommandAnswer &answer);
    void answered(const QString &id, const guancheng::Answer &answer);
    void greeted(const guancheng::protocol::Welcome &welcome);

private:
    void open();
    /** False when there is no attempt: what is wrong has been told. */
    bool prepareTls();
    void judgeCertificate(const QList<QSslError> &errors);
    void lost();
    void giveUp(const QString &why);
    void wake();
    void arm();
    void put(const QString &key, StateItem item);

    void sendText(const QByteArray &json) override;
    void closeSocket(const QString &why) override;
    void welcomed(const protocol::Welcome &welcome) override;
    void stream(StreamItem item) override;
    void indicator(IndicatorUpdate update) override;
    void score(const DimensionScore &score) override;
    void figure(const Figure &figure) override;
    void source(const FeedHealth &source) override;
    void knownSources(const QStringList &ids) override;
    void mode(CityMode mode) override;
    void clock(const ClockFix &fix) override;
    void recordsApplied() override;
    void commandProgress(const QString &key, CommandState state, const CommandAnswer &answer) override;
    void answer(const QString &id, const Answer &answer) override;
    bool isCrowded() const override;

    QUrl m_url;
    QString m_caFile;
    OperationsOutlets m_out;
    SessionMachine m_machine;
    Reconnect m_reconnect;
    QTimer m_timer;
    std::unique_ptr<QWebSocket> m_socket; ///< null between two attempts
    std::optional<TlsTrust> m_trust;      ///< of this attempt
    QString m_tlsProblem;                 ///< why the certificate of the other side was not accepted
    QString m_closeReason;
    TimeMs m_openingSince = 0; ///< 0 = not opening
    bool m_stopped = false;
};

} // namespace guancheng
