// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
// The part of SessionMachine that is not about single messages: gaps, credit, clocks, health.
#include "datasources/operations/sessionmachine.h"

#include "datasources/protocol/encode.h"
#include "stores/statestores.h"

using namespace Qt::StringLiterals;

namespace guancheng {

using namespace protocol;

namespace {

constexpr TimeMs kSyncInterval = 1000;
constexpr int kGrantAtOnce = 64;
constexpr TimeMs kMostTime = std::numeric_limits<TimeMs>::max();

} // namespace

void SessionMachine::take(const IndicatorColumns &columns)
{
    for (size_t i = 0; i < columns.values.size(); ++i) {
        IndicatorUpdate update{columns.values[i], {}};
        if (i < columns.trends.size() && columns.trends[i])
            update.trend = *columns.trends[i];
        m_sink.indicator(std::move(update));
    }
    for (const DimensionScore &score : columns.scores)
        m_sink.score(score);
}

void SessionMachine::take(const std::vector<Figure> &figures)
{
    for (const Figure &figure : figures)
        m_sink.figure(figure);
}

void SessionMachine::take(const std::vector<FeedHealth> &sources)
{
    for (const FeedHealth &source : sources) {
        if (!isOwnSource(source.id)) // those are ours
            m_sink.source(source);
    }
}

void SessionMachine::streamIntake(Intake intake, const QString &place, TimeMs now)
{
    switch (intake) {
    case Intake::Taken: break;
    case Intake::Late: m_link.late(); break;
    case Intake::Gap:
    case Intake::Broken:
        m_link.rejected(place,
                        intake == Intake::Gap ? u"events are missing, asking for new snapshots"_s
                                              : u"does not fit the part before, asking for new snapshots"_s,
                        now);
        requestSync(true, false, now);
        break;
    }
    for (StreamItem &item : m_stream.release())
        m_sink.stream(std::move(item));
    if (m_stream.isComplete()) {
        m_pictureLineage = m_lineage;
        m_keepUnknown = false;
    }
}

void SessionMachine::stateIntake(Intake intake, const QString &place, TimeMs now)
{
    if (intake == Intake::Late)
        m_link.late();
    if (intake != Intake::Gap && intake != Intake::Broken)
        return;
    m_link.rejected(place,
                    intake == Intake::Gap ? u"frames are missing, asking for new snapshots"_s
                                          : u"does not follow the rows before, asking for new snapshots"_s,
                    now);
    requestSync(false, true, now);
}

void SessionMachine::requestSync(bool stream, bool state, TimeMs now)
{
    if (stream && !m_wantStream)
        m_stream.expect(m_keepUnknown); // what comes until the new snapshots is of no use
    m_wantStream = m_wantStream || stream;
    m_wantState = m_wantState || state;
    if (now >= m_syncAt)
        sendSync(now);
}

void SessionMachine::sendSync(TimeMs now)
{
    Resync resync;
    if (m_wantStream)
        resync.topics += {Topic::Cases, Topic::Alarms, Topic::Orders, Topic::Warnings};
    if (m_wantState)
        resync.topics += {Topic::Devices, Topic::Units, Topic::Indicators, Topic::Figures, Topic::Sources};
    if (m_wantStream)
        m_stream.expect(m_keepUnknown);
    m_wantStream = m_wantState = false;
    m_waitingSince = now;
    // A backend that goes on sending gaps is asked once a second, not once a message.
    m_syncAt = now + kSyncInterval;
    m_sink.sendText(encode(resync));
}

void SessionMachine::consumed(TimeMs now)
{
    ++m_consumed;
    if (m_creditAt == 0)
        m_creditAt = now + kCreditInterval;
    if (m_consumed >= kGrantAtOnce)
        grantCredit(now);
}

void SessionMachine::grantCredit(TimeMs now)
{
    if (m_sink.isCrowded()) {
        m_creditAt = now + kCreditInterval;
        return;
    }
    m_sink.sendText(encode(Credit{m_consumed}));
    m_consumed = 0;
    m_creditAt = 0;
}

void SessionMachine::tick(TimeMs now)
{
    for (const QString &key : m_ledger.overdue(now))
        m_sink.commandProgress(key, CommandState::Unanswered, CommandAnswer{key, false, 0, {}, {}, {}});
    dropOverdue(now);
    if (m_phase == Phase::Greeting && now - m_openedAt >= kGreetingPatience)
        m_sink.closeSocket(u"no welcome within %1 s"_s.arg(kGreetingPatience / 1000));
    if (m_phase != Phase::Live)
        return;
    if (m_creditAt > 0 && now >= m_creditAt)
        grantCredit(now);
    bool due = false;
    if (now >= m_pingAt) {
        m_pingAt = now + m_heartbeat;
        m_sink.sendText(encode(Ping{static_cast<double>(now)}));
        due = true;
    }
    if ((m_wantStream || m_wantState) && now >= m_syncAt)
        sendSync(now);
    if (isComplete())
        m_waitingSince = 0;
    else if (m_waitingSince > 0 && now - m_waitingSince >= kSnapshotPatience)
        requestSync(!m_stream.isComplete(), !m_state.hasDevices() || !m_state.hasUnits(), now);
    checkSilence(now);
    report(now, due);
}

void SessionMachine::checkSilence(TimeMs now)
{
    const TimeMs silence = now - m_heardAt;
    if (silence >= 4 * m_heartbeat)
        m_sink.closeSocket(u"no sign of life for %1 s"_s.arg(static_cast<double>(silence) / 1000, 0, 'f', 1));
}

void SessionMachine::dropOverdue(TimeMs now)
{
    QStringList late;
    for (auto it = m_asked.cbegin(); it != m_asked.cend(); ++it) {
        if (now - it.value() >= kAnswerPatience)
            late.append(it.key());
    }
    for (const QString &id : late) {
        m_asked.remove(id);
        m_sink.answer(id, {});
    }
}

TimeMs SessionMachine::nextDue(TimeMs now) const
{
    TimeMs due = kMostTime;
    const auto sooner = [&due](TimeMs at) { due = at > 0 && at < due ? at : due; };
    sooner(m_ledger.nextDue());
    for (const TimeMs asked : m_asked)
        sooner(asked + kAnswerPatience);
    if (m_phase == Phase::Greeting)
        sooner(m_openedAt + kGreetingPatience);
    if (m_phase == Phase::Live) {
        sooner(m_creditAt);
        sooner(m_pingAt);
        // The states of silence: stale, lost, given up.
        for (const TimeMs halves : {3, 5, 8}) {
            if (const TimeMs at = m_heardAt + halves * m_heartbeat / 2; at > now)
                sooner(at);
        }
        if (m_wantStream || m_wantState)
            sooner(m_syncAt);
        if (!isComplete() && m_waitingSince > 0)
            sooner(m_waitingSince + kSnapshotPatience);
    }
    return due == kMostTime ? 0 : due;
}

void SessionMachine::rejected(const Error &error, TimeMs now)
{
    m_link.rejected(error.place, error.reason, now);
}

void SessionMachine::report(TimeMs now, bool due)
{
    const LinkHealth::Signs signs{isLive(), isComplete(), now - m_heardAt, m_heartbeat};
    if (const std::optional<FeedHealth> health = m_link.report(signs, now, due))
        m_sink.source(*health);
}

TimeMs SessionMachine::cityTime(TimeMs now) const
{
    return m_fix ? m_fix->time + static_cast<TimeMs>(static_cast<double>(now - m_fix->at) * m_fix->rate) : 0;
}

} // namespace guancheng
