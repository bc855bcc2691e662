// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/operationsclient.h"

using namespace Qt::StringLiterals;

namespace guancheng {

OperationsClient::OperationsClient(const OperationsOptions &options, OperationalPicture &picture, CityClock &clock,
                                   FramePulse &pulse, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_picture(picture)
    , m_clock(clock)
    , m_pulse(pulse)
    , m_host(u"net/operations"_s)
{
    connect(&m_pulse, &FramePulse::pulse, this, &OperationsClient::drain);
    connect(&m_host, &SourceHost::stopped, this, [this] {
        drain(); // the last word of the link
        Q_EMIT stopped();
    });
}

OperationsClient::~OperationsClient() = default;

void OperationsClient::start()
{
    const QUrl url = liveUrl(m_options.url);
    SessionOptions session;
    session.url = url.toString(QUrl::RemoveUserInfo);
    session.token = m_options.token;
    session.client = m_options.client;
    session.areas = m_options.areas;
    session.departments = m_options.departments;
    session.binary = m_options.binary;
    m_host.start([this, url, session, caFile = m_options.caFile]() -> std::unique_ptr<DataSource> {
        auto worker = std::make_unique<OperationsWorker>(
            url, caFile, session, OperationsOutlets{m_picture.devices(), m_picture.units(), m_inbox, m_pulse, m_clock});
        connect(worker.get(), &OperationsWorker::progressed, this, &OperationsClient::progress, Qt::QueuedConnection);
        connect(
            worker.get(), &OperationsWorker::answered, this,
            [this](const QString &id, const Answer &answer) {
                if (const AnswerCallback callback = m_questions.take(id))
                    callback(answer);
            },
            Qt::QueuedConnection);
        connect(
            worker.get(), &OperationsWorker::greeted, this,
            [this](const protocol::Welcome &welcome) { Q_EMIT welcomed(welcome.server, welcome.role); }, Qt::QueuedConnection);
        return worker;
    });
}

void OperationsClient::stop()
{
    m_host.stop();
}

void OperationsClient::send(const Command &command, CommandCallback callback)
{
    m_commands[command.key] = std::move(callback);
    post([command](OperationsWorker &worker) { worker.command(command); });
}

void OperationsClient::ask(const QString &path, AnswerCallback callback)
{
    const QString id = u"q"_s + QString::number(m_nextQuestion++);
    m_questions[id] = std::move(callback);
    if (!m_host.isRunning()) {
        QMetaObject::invokeMethod(
            this,
            [this, id] {
                if (const AnswerCallback waiting = m_questions.take(id))
                    waiting({});
            },
            Qt::QueuedConnection);
        return;
    }
    post([id, path](OperationsWorker &worker) { worker.ask(id, path); });
}

void OperationsClient::drain()
{
    const Batch batch = m_inbox.takeBatch();
    if (!batch.isEmpty())
        m_picture.apply(batch);
}

QUrl OperationsClient::liveUrl(QUrl url)
{
    if (url.scheme() == "http"_L1)
        url.setScheme(u"ws"_s);
    else if (url.scheme() == "https"_L1)
        url.setScheme(u"wss"_s);
    if (url.path().isEmpty() || url.path() == "/"_L1)
        url.setPath(u"/api/v1/live"_s);
    return url;
}

void OperationsClient::post(std::function<void(OperationsWorker &)> work)
{
    m_host.post([work = std::move(work)](DataSource &source) { work(static_cast<OperationsWorker &>(source)); });
}

void OperationsClient::progress(const QString &key, CommandState state, const CommandAnswer &answer)
{
    const auto found = m_commands.constFind(key);
    if (found == m_commands.cend())
        return;
    const CommandCallback callback = *found;
    if (state == CommandState::Accepted || state == CommandState::Refused)
        m_commands.erase(found);
    if (callback)
        callback(state, answer);
}

} // namespace guancheng
