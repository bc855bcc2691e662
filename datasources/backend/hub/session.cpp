// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/session.h"

#include "datasources/protocol/encode.h"
#include "datasources/protocol/frames.h"
#include "datasources/protocol/names.h"

#include <QPointer>

using namespace Qt::StringLiterals;

namespace guancheng {

using protocol::CloseCode;

static constexpr qsizetype kMostName = 64;
static constexpr qsizetype kMostNote = 400;

Session::Session(HubContext &context, std::unique_ptr<QWebSocket> socket, QString id, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_id(std::move(id))
    , m_outbox(std::move(socket), context.options, context.counters)
    , m_stream(context, m_outbox, m_filter)
    , m_state(context, m_outbox, m_filter)
    , m_commandRate(context.options.limits.commandsPerSecond)
{
    QWebSocket &web = m_outbox.socket();
    // Somewhat more than allowed is read, so that the client can be told what was wrong.
    const auto bound = static_cast<quint64>(context.options.limits.textBytes) * 4;
    web.setMaxAllowedIncomingMessageSize(bound);
    web.setMaxAllowedIncomingFrameSize(bound);
    connect(&web, &QWebSocket::textMessageReceived, this, &Session::onText);
    connect(&web, &QWebSocket::binaryMessageReceived, this, &Session::onBinary);
    connect(&web, &QWebSocket::disconnected, this, &Session::closed);
    connect(&m_outbox, &Outbox::relieved, this, [this] { m_state.relieved(); });
}

void Session::onText(const QString &text)
{
    m_heardAt = monotonicMs();
    const QByteArray json = text.toUtf8();
    if (!m_outbox.isOpen() || !accepts(json.size()))
        return;
    Result<protocol::ClientMessage> message = m_decoder.client(json);
    if (!isWelcome()) {
        if (!message)
            refuse(CloseCode::BadHello, u"bad-hello"_s, message.error().place + u": "_s + message.error().reason);
        else if (const auto *hello = std::get_if<protocol::Hello>(&*message))
            take(*hello);
        else
            refuse(CloseCode::BadHello, u"bad-hello"_s, u"hello must be the first message"_s);
        return;
    }
    if (!message)
        complain(protocol::codeOf(message.error()), message.error().reason, message.error().place);
    else
        dispatch(std::move(*message));
}

void Session::onBinary(const QByteArray &frame)
{
    m_heardAt = monotonicMs();
    if (!m_outbox.isOpen() || !accepts(frame.size()))
        return;
    if (!isWelcome()) {
        refuse(CloseCode::BadHello, u"bad-hello"_s, u"hello must be the first message"_s);
        return;
    }
    m_records.clear();
    const auto header = protocol::decodeTelemetry(frame, m_records);
    if (!header) {
        if (!m_source.isEmpty() && m_context.telemetry.isSource(m_source))
            m_context.telemetry.accept(protocol::Telemetry{m_source, {}, 1, header.error().toString()});
        complain(u"bad-frame"_s, header.error().reason, header.error().place);
        return;
    }
    if (m_access->role != protocol::Role::Feed) {
        complain(u"forbidden"_s, u"only a session with the role feed may send telemetry"_s, {});
    } else if (!m_context.telemetry.isSource(m_source)) {
        complain(u"bad-argument"_s, u"hello named no declared source"_s, u"/source"_s);
    } else if (const auto result = m_context.telemetry.accept(m_source, m_records); result.rejected > 0) {
        m_outbox.send(protocol::encode(result));
    }
}

bool Session::accepts(qsizetype size)
{
    if (size <= m_context.options.limits.textBytes)
        return true;
    ++m_context.counters.badMessages;
    const QString reason = u"%1 bytes are more than %2"_s.arg(size).arg(m_context.options.limits.textBytes);
    note(u"too-large"_s, reason, {});
    m_outbox.send(protocol::encode(protocol::ErrorMessage{u"too-large"_s, reason, {}}));
    m_outbox.close(CloseCode::TooLarge, u"too-large"_s);
    return false;
}

void Session::note(const QString &code, const QString &reason, const QString &place)
{
    const QString who = m_client.isEmpty() ? m_id : m_id + u' ' + m_client;
    m_context.counters.lastProblem = Error{who, place, code + u' ' + reason}.toString().left(kMostNote);
}

void Session::complain(const QString &code, const QString &reason, const QString &place)
{
    constexpr TimeMs kMinute = 60000;
    ++m_context.counters.badMessages;
    note(code, reason, place);
    const TimeMs now = monotonicMs();
    if (m_errorsSince == 0 || now - m_errorsSince > kMinute) {
        m_errorsSince = now;
        m_errors = 0;
    }
    m_outbox.send(protocol::encode(protocol::ErrorMessage{code, reason.left(protocol::kMaxTextLength), place}));
    if (++m_errors > m_context.options.limits.errorsPerMinute)
        m_outbox.close(CloseCode::TooManyErrors, u"too many errors"_s);
}

void Session::refuse(CloseCode close, const QString &code, const QString &reason)
{
    ++m_context.counters.refused;
    note(code, reason, {});
    m_outbox.send(protocol::encode(protocol::Refused{code, reason, {protocol::kVersion}}));
    m_outbox.close(close, code);
}

void Session::dispatch(protocol::ClientMessage message)
{
    std::visit([this](const auto &value) { take(value); }, message);
}

void Session::take(const protocol::Hello &hello)
{
    if (isWelcome()) {
        complain(u"bad-argument"_s, u"hello was said before"_s, u"/type"_s);
        return;
    }
    if (!hello.versions.contains(protocol::kVersion)) {
        refuse(CloseCode::BadVersion, u"version"_s, u"version 1 is spoken here"_s);
        return;
    }
    const Access *access = findAccess(m_context.options.access, hello.token.toUtf8());
    if (!access)
        refuse(CloseCode::BadToken, u"token"_s, u"the token is not known"_s);
    else
        welcome(hello, *access);
}

void Session::welcome(const protocol::Hello &hello, const Access &access)
{
    const CityView &view = m_context.view;
    m_access = access;
    m_binary = hello.binary;
    m_source = hello.source;
    m_client = hello.client.left(kMostName);
    const bool resumed = hello.resume && StreamFeed::canResume(m_context, *hello.resume);
    if (resumed)
        m_resumeAfter = hello.resume->seq;
    ++m_context.counters.sessions;
    m_outbox.send(protocol::encode(protocol::Welcome{protocol::kVersion, m_id, view.lineage(), view.headSequence(), view.now(),
                                                     view.clockRate(), m_context.options.heartbeatMs, view.mode(),
                                                     view.simulated(), protocol::nameOf(view.origin()), access.role, resumed,
                                                     m_context.options.limits, m_context.options.server}));
}

void Session::answerUnknownTopics(const QStringList &topics)
{
    for (const QString &topic : topics)
        complain(u"unknown-topic"_s, u"there is no topic '%1'"_s.arg(topic.left(protocol::kMaxIdLength)), u"/topics"_s);
}

void Session::take(const protocol::Subscribe &subscribe)
{
    answerUnknownTopics(subscribe.unknownTopics);
    m_filter = Filter(subscribe.areas, subscribe.departments, m_context.options.streets);
    m_stream.subscribe(subscribe.topics, std::exchange(m_resumeAfter, std::nullopt));
    m_state.subscribe(subscribe.topics, subscribe.ids, m_binary);
}

void Session::take(const protocol::Credit &credit)
{
    m_state.credit(credit.frames);
}

void Session::take(const protocol::Resync &resync)
{
    answerUnknownTopics(resync.unknownTopics);
    if (std::ranges::any_of(resync.topics, protocol::isStream))
        m_stream.resync();
    for (const protocol::Topic topic : resync.topics)
        m_state.snapshot(topic);
}

void Session::take(const protocol::CommandMessage &message)
{
    m_context.commands.execute(message.command, *m_access, m_commandRate,
                               [session = QPointer<Session>(this)](const CommandAnswer &answer) {
                                   if (session)
                                       session->m_outbox.send(protocol::encode(protocol::ResultMessage{answer}));
                               });
}

void Session::take(const protocol::Get &get)
{
    const RestAnswer answer = m_context.routes.get(QUrl(get.path, QUrl::StrictMode));
    QByteArray body = answer.body;
    if (answer.contentType != "application/json")
        body = "{\"contentType\":\"" + answer.contentType + "\",\"data\":\"" + body.toBase64() + "\"}";
    m_outbox.send(protocol::encodeResponse(get.id, answer.status, body));
}

void Session::take(const protocol::Ping &ping)
{
    const CityView &view = m_context.view;
    m_outbox.send(protocol::encode(protocol::Pong{ping.t0, view.now(), view.clockRate(), view.headSequence()}));
}

void Session::take(const protocol::Telemetry &telemetry)
{
    if (m_access->role != protocol::Role::Feed)
        complain(u"forbidden"_s, u"only a session with the role feed may send telemetry"_s, {});
    else if (!m_context.telemetry.isSource(telemetry.source))
        complain(u"bad-argument"_s, u"the source is not declared"_s, u"/source"_s);
    else
        m_outbox.send(protocol::encode(m_context.telemetry.accept(telemetry)));
}

void Session::take(const protocol::Unknown &unknown)
{
    complain(u"unknown-type"_s, u"there is no message '%1'"_s.arg(unknown.type.left(protocol::kMaxIdLength)), u"/type"_s);
}

void Session::event(SharedEvent &event)
{
    if (isWelcome())
        m_stream.event(event);
}

void Session::modeChanged()
{
    if (isWelcome())
        m_outbox.send(protocol::encode(protocol::ModeMessage{m_context.view.mode(), {}}));
}

void Session::checkSilence(TimeMs monotonicNow)
{
    const TimeMs silence = monotonicNow - m_heardAt;
    if (!isWelcome()) {
        if (silence > m_context.options.helloMs)
            refuse(CloseCode::BadHello, u"bad-hello"_s, u"no hello came in time"_s);
    } else if (silence > TimeMs(3) * m_context.options.heartbeatMs) {
        if (m_outbox.isOpen()) {
            ++m_context.counters.silent;
            note(u"silent"_s, u"no sign of life for %1 s"_s.arg(silence / 1000), {});
        }
        m_outbox.close(CloseCode::Silent, u"silent"_s);
    }
}

} // namespace guancheng
