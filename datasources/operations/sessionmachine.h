// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/operations/commandledger.h"
#include "datasources/operations/linkhealth.h"
#include "datasources/operations/sessionsink.h"
#include "datasources/operations/stateassembler.h"
#include "datasources/operations/streamassembler.h"
#include "datasources/protocol/decode.h"

#include <QHash>

namespace guancheng {

/** Who asks for what. */
struct SessionOptions
{
    QString url; ///< for messages
    QString token;
    QString client = QStringLiteral("guancheng");
    QStringList areas;       ///< empty = all
    QStringList departments; ///< empty = all
    bool binary = true;
};

/**
 * The client's side of docs/protocol.md without a socket: what comes in is handed to text() and binary(), what is to be
 * done goes to the sink. All times are monotonic and handed in. Thread: one.
 *
 * The old picture stays until the new one is whole. Where the backend turns out not to be the one it was (another lineage,
 * an older head), the link says so and what only this desk knows is kept.
 */
class SessionMachine
{
public:
    static constexpr TimeMs kGreetingPatience = 5'000;
    static constexpr TimeMs kSnapshotPatience = 10'000;
    static constexpr TimeMs kAnswerPatience = 10'000;
    static constexpr TimeMs kCreditInterval = 100;

    SessionMachine(SessionOptions options, SessionSink &sink, DeviceStore &devices, UnitStore &units);
    ~SessionMachine();
    Q_DISABLE_COPY_MOVE(SessionMachine)

    void opened(TimeMs now);
    void text(QByteArrayView json, TimeMs now);
    void binary(const QByteArray &frame, TimeMs now);
    /** The connection is gone, or could not be made. */
    void closed(const QString &reason, TimeMs now);
    void stopped(TimeMs now);

    void command(const Command &command, TimeMs now);
    void ask(const QString &id, const QString &path, TimeMs now);

    /** Does what is due: pings, credit, time-outs. */
    void tick(TimeMs now);
    /** When tick() is next wanted; 0 = not before something comes. */
    TimeMs nextDue(TimeMs now) const;

    bool isLive() const { return m_phase == Phase::Live; }
    /** The backend refused for a reason that trying again soon will not clear. */
    bool wasRefused() const { return m_refused; }
    quint64 seen() const { return m_stream.seen(); }
    const FeedHealth &health() const { return m_link.current(); }

private:
    enum class Phase : quint8 { Down, Greeting, Live };

    void greet();
    void handle(protocol::Welcome &&welcome, TimeMs now);
    void handle(protocol::Refused &&refused, TimeMs now);
    void handle(protocol::SnapshotPart &&part, TimeMs now);
    void handle(protocol::EventMessage &&event, TimeMs now);
    void handle(protocol::StateDelta &&delta, TimeMs now);
    void handle(protocol::ResultMessage &&result, TimeMs now);
    void handle(protocol::Response &&response, TimeMs now);
    void handle(protocol::Pong &&pong, TimeMs now);
    void handle(protocol::ModeMessage &&mode, TimeMs now);
    void handle(protocol::ErrorMessage &&error, TimeMs now);
    void handle(protocol::TelemetryResult &&result, TimeMs now);
    void handle(protocol::Unknown &&unknown, TimeMs now);

    void compareJournal(const protocol::Welcome &welcome, TimeMs now);
    void take(const protocol::IndicatorColumns &columns);
    void take(const std::vector<Figure> &figures);
    void take(const std::vector<FeedHealth> &sources);
    void streamIntake(Intake intake, const QString &place, TimeMs now);
    void stateIntake(Intake intake, const QString &place, TimeMs now);
    void consumed(TimeMs now);
    void requestSync(bool stream, bool state, TimeMs now);
    void sendSync(TimeMs now);
    void grantCredit(TimeMs now);
    void checkSilence(TimeMs now);
    void dropOverdue(TimeMs now);
    void rejected(const Error &error, TimeMs now);
    void report(TimeMs now, bool due = false);
    TimeMs cityTime(TimeMs now) const;
    bool isComplete() const { return m_stream.isComplete() && m_state.hasDevices() && m_state.hasUnits(); }

    SessionOptions m_options;
    SessionSink &m_sink;
    protocol::Decoder m_decoder;
    StreamAssembler m_stream;
    StateAssembler m_state;
    CommandLedger m_ledger;
    ClockOffset m_offset;
    LinkHealth m_link;
    std::optional<ClockFix> m_fix;
    QHash<QString, TimeMs> m_asked; ///< question -> when
    QStringList m_sourceIds;        ///< of the snapshot that is coming in
    QString m_lineage;              ///< of the session
    QString m_pictureLineage;       ///< of the journal that the picture rests on; empty while there is no picture
    Phase m_phase = Phase::Down;
    bool m_refused = false;
    bool m_keepUnknown = false;
    bool m_wantStream = false; ///< new snapshots are to be asked for
    bool m_wantState = false;
    TimeMs m_heartbeat = 1000;
    TimeMs m_openedAt = 0;
    TimeMs m_heardAt = 0;
    TimeMs m_pingAt = 0;
    TimeMs m_creditAt = 0;     ///< 0 = nothing to grant
    TimeMs m_syncAt = 0;       ///< not before
    TimeMs m_waitingSince = 0; ///< for snapshots; 0 = for none
    int m_consumed = 0;
};

} // namespace guancheng
