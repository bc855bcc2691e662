// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/hub/hub.h"

#include "datasources/backend/hub/endpoint.h"
#include "datasources/backend/hub/session.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(lcHub, "guancheng.hub", QtInfoMsg)

namespace guancheng {

/** The source in data health that stands for all who connect here. */
static const QString kClients = QStringLiteral("clients");

Hub::Hub(CityView &view, CityInput *input, HubOptions options, QObject *parent)
    : QObject(parent)
    , m_input(input)
    , m_context(std::make_unique<HubContext>(view, input, std::move(options)))
    , m_changes(std::make_unique<StateChanges>())
    , m_endpoint(new Endpoint(*m_context, [this] { return sessionCount() >= m_context->options.limits.sessions; }, this))
{
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(m_context->options.pulseMs);
    connect(&m_pulse, &QTimer::timeout, this, &Hub::pulse);
    if (m_input) {
        SourceHealth clients;
        clients.id = kClients;
        clients.nameZh = QStringLiteral("客户端接入");
        clients.nameEn = QStringLiteral("Clients");
        clients.state = FeedState::Live;
        m_input->declareSource(clients);
    }
    m_watch.setInterval(std::clamp(m_context->options.heartbeatMs / 2, 50, 1000));
    connect(&m_watch, &QTimer::timeout, this, &Hub::checkSessions);
    connect(m_endpoint, &Endpoint::socketArrived, this, &Hub::openSession);
    resizeChanges();
    view.addObserver(this);
}

Hub::~Hub()
{
    m_context->view.removeObserver(this);
    for (Session *session : m_sessions) {
        session->disconnect(this);
        delete session;
    }
    delete m_endpoint;
}

Status Hub::listen(const QHostAddress &address, quint16 port)
{
    const Status status = m_endpoint->listen(address, port);
    if (status)
        qCInfo(lcHub) << "serving" << url().toString();
    return status;
}

QUrl Hub::url() const
{
    return m_endpoint->url();
}

const HubCounters &Hub::counters() const
{
    return m_context->counters;
}

void Hub::openSession()
{
    while (std::unique_ptr<QWebSocket> socket = m_endpoint->nextSocket()) {
        auto *session = new Session(*m_context, std::move(socket), QStringLiteral("s-%1").arg(++m_opened), this);
        // Queued: a session may end while all of them are walked through.
        connect(session, &Session::closed, this, [this, session] { closeSession(session); }, Qt::QueuedConnection);
        m_sessions.push_back(session);
    }
    m_watch.start();
}

void Hub::closeSession(Session *session)
{
    if (std::erase(m_sessions, session) > 0)
        session->deleteLater();
    tellProblems(); // nobody may be left to watch for
    if (m_sessions.empty())
        m_watch.stop();
}

void Hub::checkSessions()
{
    const TimeMs now = monotonicMs();
    for (Session *session : m_sessions)
        session->checkSilence(now);
    tellProblems();
}

void Hub::tellProblems()
{
    const qint64 problems = m_context->counters.problems();
    if (m_input && problems > m_toldProblems)
        m_input->rejected(kClients, problems - m_toldProblems, m_context->counters.lastProblem);
    m_toldProblems = problems;
}

void Hub::streamed(const StreamEvent &event)
{
    if (m_sessions.empty())
        return;
    SharedEvent shared(event);
    for (Session *session : m_sessions)
        session->event(shared);
}

void Hub::resizeChanges()
{
    m_changes->devices.reset(m_context->view.devices().size());
    m_changes->units.reset(m_context->view.units().size());
    m_changes->indicators.reset(m_context->view.indicators().size());
}

void Hub::devicesDeclared()
{
    m_changes->devices.reset(m_context->view.devices().size());
    for (Session *session : m_sessions)
        session->redeclared(protocol::Topic::Devices);
}

void Hub::unitsDeclared()
{
    m_changes->units.reset(m_context->view.units().size());
    for (Session *session : m_sessions)
        session->redeclared(protocol::Topic::Units);
}

bool Hub::note()
{
    if (m_pulse.isActive())
        return true;
    if (!std::ranges::any_of(m_sessions, &Session::listensToState))
        return false;
    m_pulse.start();
    return true;
}

void Hub::deviceChanged(quint32 slot)
{
    if (note())
        m_changes->devices.insert(slot);
}

void Hub::unitChanged(quint32 slot)
{
    if (note())
        m_changes->units.insert(slot);
}

void Hub::indicatorChanged(quint16 index)
{
    if (!note())
        return;
    if (m_changes->indicators.capacity() != m_context->view.indicators().size())
        m_changes->indicators.reset(m_context->view.indicators().size());
    m_changes->indicators.insert(index);
}

void Hub::scoresChanged()
{
    m_changes->scores |= note();
}

void Hub::figuresChanged()
{
    m_changes->figures |= note();
}

void Hub::sourcesChanged()
{
    m_changes->sources |= note();
}

void Hub::modeChanged()
{
    for (Session *session : m_sessions)
        session->modeChanged();
}

void Hub::pulse()
{
    for (const quint32 index : m_changes->indicators.all())
        m_context->trends.refresh(static_cast<quint16>(index));
    PulseFrames frames(m_context->view, *m_changes);
    for (Session *session : m_sessions)
        session->pulse(*m_changes, frames);
    m_changes->clear();
}

} // namespace guancheng
