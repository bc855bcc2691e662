// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/operationsworker.h"

#include <QLoggingCategory>
#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace guancheng {

Q_DECLARE_LOGGING_CATEGORY(lcOperations)

namespace {
constexpr TimeMs kOpeningPatience = 5'000;
}

OperationsWorker::OperationsWorker(const QUrl &url, const QString &caFile, SessionOptions options,
                                   const OperationsOutlets &outlets, QObject *parent)
    : DataSource(parent)
    , m_url(url)
    , m_caFile(caFile)
    , m_out(outlets)
    , m_machine(std::move(options), *this, outlets.devices, outlets.units)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OperationsWorker::wake);
}

OperationsWorker::~OperationsWorker() = default;

void OperationsWorker::start()
{
    if (!m_stopped && !m_socket)
        open();
}

void OperationsWorker::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    m_timer.stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater();
    }
    m_machine.stopped(monotonicMs());
    Q_EMIT stopped();
}

void OperationsWorker::command(const Command &command)
{
    m_machine.command(command, monotonicMs());
    arm();
}

void OperationsWorker::ask(const QString &id, const QString &path)
{
    m_machine.ask(id, path, monotonicMs());
    arm();
}

void OperationsWorker::open()
{
    m_closeReason.clear();
    m_tlsProblem.clear();
    m_openingSince = monotonicMs();
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingMessageSize(protocol::kMaxServerText);
    m_socket->setMaxAllowedIncomingFrameSize(protocol::kMaxServerText);
    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        m_openingSince = 0;
        m_reconnect.connected(monotonicMs());
        m_machine.opened(monotonicMs());
        arm();
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_machine.text(text.toUtf8(), monotonicMs());
        arm();
    });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &frame) {
        m_machine.binary(frame, monotonicMs());
        arm();
    });
    // Queued: the socket must not be deleted inside of its own signals.
    connect(m_socket.get(), &QWebSocket::disconnected, this, &OperationsWorker::lost, Qt::QueuedConnection);
    connect(m_socket.get(), &QWebSocket::errorOccurred, this, &OperationsWorker::lost, Qt::QueuedConnection);
    if (m_url.scheme() != "wss"_L1 || prepareTls())
        m_socket->open(m_url);
    arm();
}

bool OperationsWorker::prepareTls()
{
    // Read at each attempt: a file that was put right is taken without a restart.
    const Result<TlsTrust> trust = TlsTrust::fromFile(m_caFile);
    if (!trust) {
        m_tlsProblem = u"certificates of the backend: %1"_s.arg(trust.error().toString());
        m_closeReason = m_tlsProblem; // wake() gives up
        return false;
    }
    m_trust = *trust;
    m_socket->setSslConfiguration(m_trust->configuration());
    connect(m_socket.get(), &QWebSocket::sslErrors, this, &OperationsWorker::judgeCertificate);
    return true;
}

void OperationsWorker::judgeCertificate(const QList<QSslError> &errors)
{
    const QSslCertificate peer = errors.isEmpty() ? QSslCertificate() : errors.constFirst().certificate();
    const QList<QSslError> pardoned = m_trust->pardoned(errors, peer);
    if (pardoned.size() == errors.size())
        m_socket->ignoreSslErrors(pardoned);
    else
        m_tlsProblem = TlsTrust::complaint(m_url.host(), m_url.port(), errors);
}

void OperationsWorker::lost()
{
    if (!m_socket || sender() != m_socket.get())
        return; // of an attempt before, or told already
    QString reason = m_tlsProblem.isEmpty() ? m_closeReason : m_tlsProblem;
    if (reason.isEmpty()) {
        const QString said = m_socket->closeReason();
        reason = m_socket->error() != QAbstractSocket::UnknownSocketError ? m_socket->errorString()
                 : said.isEmpty() ? u"closed by the backend (%1)"_s.arg(static_cast<int>(m_socket->closeCode()))
                                  : u"closed by the backend: %1 (%2)"_s.arg(said).arg(static_cast<int>(m_socket->closeCode()));
    }
    giveUp(reason);
}

void OperationsWorker::giveUp(const QString &why)
{
    const TimeMs now = monotonicMs();
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket.release()->deleteLater();
    m_openingSince = 0;
    m_machine.closed(why, now);
    // A certificate is put right by a person, like a token: no reason to hurry.
    if (m_machine.wasRefused() || !m_tlsProblem.isEmpty())
        m_reconnect.refused(now);
    else
        m_reconnect.failed(now);
    qCInfo(lcOperations, "link to %ls lost: %ls; next attempt in %lld ms",
           qUtf16Printable(m_url.toString(QUrl::RemoveUserInfo)), qUtf16Printable(why), m_reconnect.nextAt() - now);
    arm();
}

void OperationsWorker::wake()
{
    const TimeMs now = monotonicMs();
    m_machine.tick(now);
    if (m_socket && m_openingSince > 0 && now - m_openingSince >= kOpeningPatience)
        giveUp(u"no connection within %1 s"_s.arg(kOpeningPatience / 1000));
    else if (m_socket && !m_closeReason.isEmpty())
        giveUp(m_closeReason);
    else if (!m_socket && now >= m_reconnect.nextAt())
        open();
    arm();
}

void OperationsWorker::arm()
{
    if (m_stopped)
        return;
    const TimeMs now = monotonicMs();
    TimeMs due = m_machine.nextDue(now);
    const auto sooner = [&due](TimeMs at) { due = due == 0 || at < due ? at : due; };
    if (!m_socket)
        sooner(m_reconnect.nextAt());
    else if (m_openingSince > 0)
        sooner(m_openingSince + kOpeningPatience);
    if (m_socket && !m_closeReason.isEmpty())
        sooner(now);
    if (due > 0)
        m_timer.start(static_cast<int>(std::clamp<TimeMs>(due - now, 1, 60'000)));
}

void OperationsWorker::put(const QString &key, StateItem item)
{
    m_out.inbox.putState(key, std::move(item));
    m_out.pulse.request();
}

void OperationsWorker::sendText(const QByteArray &json)
{
    if (m_socket)
        m_socket->sendTextMessage(QString::fromUtf8(json));
}

void OperationsWorker::closeSocket(const QString &why)
{
    if (m_closeReason.isEmpty())
        m_closeReason = why; // wake() does it: not inside of a call of the machine
}

/** A server that knows no more than `simulated`, or says a word that we do not know, is believed in that. */
static DataOrigin originOf(const protocol::Welcome &welcome)
{
    if (welcome.origin == "replay"_L1)
        return DataOrigin::Replay;
    return welcome.simulated ? DataOrigin::Simulated : DataOrigin::Live;
}

void OperationsWorker::welcomed(const protocol::Welcome &welcome)
{
    put(u"origin"_s, originOf(welcome));
    Q_EMIT greeted(welcome);
}

void OperationsWorker::stream(StreamItem item)
{
    m_out.inbox.putEvent(std::move(item));
    m_out.pulse.request();
}

void OperationsWorker::indicator(IndicatorUpdate update)
{
    const QString key = u"i"_s + QString::number(update.value.index);
    put(key, std::move(update));
}

void OperationsWorker::score(const DimensionScore &score)
{
    put(u"d"_s + QString::number(score.dimension), score);
}

void OperationsWorker::figure(const Figure &figure)
{
    put(u"f/"_s + figure.id, figure);
}

void OperationsWorker::source(const FeedHealth &source)
{
    put(u"s/"_s + source.id, source);
}

void OperationsWorker::knownSources(const QStringList &ids)
{
    put(u"sources"_s, ids);
}

void OperationsWorker::mode(CityMode mode)
{
    put(u"mode"_s, mode);
}

void OperationsWorker::clock(const ClockFix &fix)
{
    if (m_out.clock.update(fix.time, fix.at, fix.rate))
        qCInfo(lcOperations, "the clock of the backend jumped to %lld", fix.time);
}

void OperationsWorker::recordsApplied()
{
    m_out.pulse.request();
}

void OperationsWorker::commandProgress(const QString &key, CommandState state, const CommandAnswer &answer)
{
    Q_EMIT progressed(key, state, answer);
}

void OperationsWorker::answer(const QString &id, const Answer &answer)
{
    Q_EMIT answered(id, answer);
}

bool OperationsWorker::isCrowded() const
{
    return m_out.inbox.isCrowded();
}

} // namespace guancheng
