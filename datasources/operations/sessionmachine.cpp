// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/sessionmachine.h"

#include "datasources/protocol/encode.h"
#include "datasources/protocol/names.h"

#include <QLoggingCategory>

using namespace Qt::StringLiterals;

namespace guancheng {

using namespace protocol;

Q_LOGGING_CATEGORY(lcOperations, "guancheng.operations", QtInfoMsg)

namespace {

const QList<Topic> kStreamTopics{Topic::Cases, Topic::Alarms, Topic::Orders, Topic::Warnings};
const QList<Topic> kStateTopics{Topic::Devices, Topic::Units, Topic::Indicators, Topic::Figures, Topic::Sources};

} // namespace

SessionMachine::SessionMachine(SessionOptions options, SessionSink &sink, DeviceStore &devices, UnitStore &units)
    : m_options(std::move(options))
    , m_sink(sink)
    , m_state(devices, units)
    , m_link(m_options.url)
{
}

SessionMachine::~SessionMachine() = default;

void SessionMachine::opened(TimeMs now)
{
    m_phase = Phase::Greeting;
    m_openedAt = m_heardAt = now;
    m_offset.clear();
    Hello hello;
    hello.versions = {kVersion};
    hello.token = m_options.token;
    hello.client = m_options.client;
    hello.binary = m_options.binary;
    if (!m_pictureLineage.isEmpty())
        hello.resume = Resume{m_pictureLineage, m_stream.seen()};
    m_sink.sendText(encode(hello));
    report(now);
}

void SessionMachine::text(QByteArrayView json, TimeMs now)
{
    m_heardAt = now;
    Result<ServerMessage> message = m_decoder.server(json);
    if (!message) {
        rejected(message.error(), now);
    } else {
        m_link.heard(cityTime(now));
        std::visit([&]<typename Message>(Message &&one) { handle(std::forward<Message>(one), now); }, std::move(*message));
    }
    report(now);
}

void SessionMachine::binary(const QByteArray &frame, TimeMs now)
{
    m_heardAt = now;
    const Result<FrameHeader> header = decodeFrameHeader(frame);
    if (!header || m_phase != Phase::Live) {
        rejected(header ? Error{{}, u"byte 0"_s, u"a binary frame before the welcome"_s} : header.error(), now);
        report(now);
        return;
    }
    const bool isSnapshot = header->kind == FrameKind::Devices;
    const Result<Intake> intake = isSnapshot                         ? m_state.takeDeviceFrame(frame)
                                  : header->kind == FrameKind::Units ? m_state.takePositions(frame)
                                                                     : m_state.takeTelemetry(frame);
    if (!isSnapshot)
        consumed(now);
    if (intake)
        m_link.heard(cityTime(now));
    if (!intake)
        rejected(intake.error(), now);
    else
        stateIntake(*intake, isSnapshot ? u"slot %1"_s.arg(header->first) : u"n %1"_s.arg(header->n), now);
    m_sink.recordsApplied();
    report(now);
}

void SessionMachine::closed(const QString &reason, TimeMs now)
{
    const bool half = m_phase == Phase::Live && !isComplete();
    // What the backend said when it refused says more than that the connection closed then.
    if (!m_refused || m_phase == Phase::Down)
        m_link.problem(half ? u"the link broke before the snapshot was complete: %1"_s.arg(reason) : reason, now);
    m_phase = Phase::Down;
    m_stream.abandon();
    m_state.begin();
    m_wantStream = m_wantState = false;
    m_waitingSince = m_creditAt = 0;
    m_consumed = 0;
    for (const QString &id : m_asked.keys())
        m_sink.answer(id, {});
    m_asked.clear();
    report(now);
}

void SessionMachine::stopped(TimeMs now)
{
    m_link.stop();
    closed(u"stopped"_s, now);
}

void SessionMachine::command(const Command &command, TimeMs now)
{
    m_ledger.add(command, now);
    if (isLive())
        m_sink.sendText(encode(CommandMessage{command}));
}

void SessionMachine::ask(const QString &id, const QString &path, TimeMs now)
{
    if (!isLive()) {
        m_sink.answer(id, {});
        return;
    }
    m_asked.insert(id, now);
    m_sink.sendText(encode(Get{id, path}));
}

void SessionMachine::handle(Welcome &&welcome, TimeMs now)
{
    if (m_phase != Phase::Greeting || welcome.version != kVersion) {
        rejected({{}, u"/version"_s, u"a welcome out of turn, or of version %1"_s.arg(welcome.version)}, now);
        if (m_phase == Phase::Greeting)
            m_sink.closeSocket(u"the backend speaks version %1, this desk %2"_s.arg(welcome.version).arg(kVersion));
        return;
    }
    m_phase = Phase::Live;
    m_refused = false;
    m_heartbeat = std::clamp(welcome.heartbeatMs, 100, 60'000);
    m_lineage = welcome.lineage;
    m_fix = ClockFix{welcome.time, now, welcome.rate};
    m_sink.clock(*m_fix);
    m_sink.welcomed(welcome);
    m_sink.mode(welcome.mode);
    m_state.begin();
    compareJournal(welcome, now);
    greet();
    m_waitingSince = now;
    m_pingAt = now;
    tick(now);
}

void SessionMachine::compareJournal(const Welcome &welcome, TimeMs now)
{
    const bool known = !m_pictureLineage.isEmpty();
    m_keepUnknown = known && (welcome.lineage != m_pictureLineage || welcome.seq < m_stream.seen());
    if (known && welcome.lineage != m_pictureLineage) {
        m_link.problem(u"backend came back with another journal: lineage %1, was %2"_s.arg(welcome.lineage, m_pictureLineage),
                       now);
    } else if (m_keepUnknown) {
        m_link.problem(u"backend came back with an older journal: head %1 < %2"_s.arg(welcome.seq).arg(m_stream.seen()), now);
    }
    if (welcome.resumed && known && !m_keepUnknown)
        m_stream.resume(m_stream.seen());
    else
        m_stream.expect(m_keepUnknown);
    qCInfo(lcOperations, "welcome of %ls: lineage %ls, head %llu, %s", qUtf16Printable(welcome.server),
           qUtf16Printable(welcome.lineage), static_cast<unsigned long long>(welcome.seq),
           m_stream.isComplete() ? "resumed" : "with snapshots");
}

void SessionMachine::greet()
{
    Subscribe subscribe;
    subscribe.topics = kStreamTopics + kStateTopics;
    subscribe.areas = m_options.areas;
    subscribe.departments = m_options.departments;
    m_sink.sendText(encode(subscribe));
    m_sink.sendText(encode(Credit{kMaxCredit - kInitialCredit}));
    for (const Command &command : m_ledger.waiting())
        m_sink.sendText(encode(CommandMessage{command}));
}

void SessionMachine::handle(Refused &&refused, TimeMs now)
{
    m_refused = refused.code != "busy"_L1;
    QString versions;
    for (const int version : refused.versions)
        versions += (versions.isEmpty() ? u""_s : u", "_s) + QString::number(version);
    const QString known =
        refused.code == "version"_L1 ? u" (it speaks %1, this desk %2)"_s.arg(versions).arg(kVersion) : QString();
    m_link.problem(u"refused, %1: %2%3"_s.arg(refused.code, refused.reason, known), now);
    m_sink.closeSocket(refused.reason);
}

void SessionMachine::handle(SnapshotPart &&part, TimeMs now)
{
    const Topic topic = part.topic;
    const QString place = u"snapshot of %1, part %2/%3"_s.arg(nameOf(topic)).arg(part.part).arg(part.parts);
    if (!isComplete())
        m_waitingSince = now;
    switch (topic) {
    case Topic::Cases:
    case Topic::Alarms:
    case Topic::Orders:
    case Topic::Warnings: streamIntake(m_stream.take(std::move(part)), place, now); break;
    case Topic::Devices: stateIntake(m_state.takeDevices(std::move(part)), place, now); break;
    case Topic::Units: stateIntake(m_state.takeUnits(std::move(part)), place, now); break;
    case Topic::Indicators: take(std::get<IndicatorColumns>(part.content)); break;
    case Topic::Figures: take(std::get<std::vector<Figure>>(part.content)); break;
    case Topic::Sources: {
        const auto &sources = std::get<std::vector<FeedHealth>>(part.content);
        if (part.part == 1)
            m_sourceIds.clear();
        take(sources);
        for (const FeedHealth &source : sources)
            m_sourceIds.append(source.id);
        if (part.part == part.parts)
            m_sink.knownSources(m_sourceIds);
        break;
    }
    }
    if (topic == Topic::Devices || topic == Topic::Units)
        m_sink.recordsApplied();
}

void SessionMachine::handle(EventMessage &&event, TimeMs now)
{
    const QString place = u"event %1 after %2"_s.arg(event.seq).arg(event.prev);
    streamIntake(m_stream.take(std::move(event)), place, now);
}

void SessionMachine::handle(StateDelta &&delta, TimeMs now)
{
    consumed(now);
    const Intake intake = m_state.count(delta.n);
    stateIntake(intake, u"n %1"_s.arg(delta.n), now);
    if (intake == Intake::Late)
        return;
    if (const auto *telemetry = std::get_if<std::vector<TelemetryRecord>>(&delta.content)) {
        m_state.apply(*telemetry);
        m_sink.recordsApplied();
    } else if (const auto *positions = std::get_if<std::vector<UnitRecord>>(&delta.content)) {
        m_state.apply(*positions);
        m_sink.recordsApplied();
    } else if (const auto *indicators = std::get_if<IndicatorColumns>(&delta.content)) {
        take(*indicators);
    } else if (const auto *figures = std::get_if<std::vector<Figure>>(&delta.content)) {
        take(*figures);
    } else if (const auto *sources = std::get_if<std::vector<FeedHealth>>(&delta.content)) {
        take(*sources);
    }
}

void SessionMachine::handle(ResultMessage &&result, TimeMs now)
{
    Q_UNUSED(now)
    if (!m_ledger.answered(result.answer.key)) {
        m_link.late();
        return;
    }
    m_sink.commandProgress(result.answer.key, result.answer.accepted ? CommandState::Accepted : CommandState::Refused,
                           result.answer);
}

void SessionMachine::handle(Response &&response, TimeMs now)
{
    Q_UNUSED(now)
    if (m_asked.remove(response.id))
        m_sink.answer(response.id, {response.status, response.body});
    else
        m_link.late();
}

void SessionMachine::handle(Pong &&pong, TimeMs now)
{
    const std::optional<ClockFix> fix = m_offset.pong(static_cast<TimeMs>(pong.t0), now, pong.time, pong.rate);
    if (!fix) {
        rejected({{}, u"/t0"_s, u"a pong to a ping that was never sent"_s}, now);
        return;
    }
    if (fix == m_fix)
        return;
    m_fix = fix;
    m_sink.clock(*fix);
}

void SessionMachine::handle(ModeMessage &&mode, TimeMs now)
{
    Q_UNUSED(now)
    m_sink.mode(mode.mode);
}

void SessionMachine::handle(ErrorMessage &&error, TimeMs now)
{
    m_link.problem(u"the backend says: %1 %2 (%3)"_s.arg(error.code, error.reason, error.place), now);
}

void SessionMachine::handle(TelemetryResult &&result, TimeMs now)
{
    Q_UNUSED(result)
    Q_UNUSED(now)
    m_link.late(); // this desk sends no telemetry
}

void SessionMachine::handle(Unknown &&unknown, TimeMs now)
{
    rejected({{}, u"/type"_s, u"unknown message type '%1'"_s.arg(unknown.type.left(kMaxVerbLength))}, now);
}

} // namespace guancheng
