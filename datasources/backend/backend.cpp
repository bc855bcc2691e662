// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/backend.h"

#include "persistence/memoryjournal.h"
#include "persistence/sqlitejournal.h"

#include <QDeadlineTimer>
#include <QMutex>
#include <QTimer>

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr int kTickMs = 100;

/** What lives in the backend's thread, built from top to bottom and taken down from bottom to top. */
struct Backend::Engine
{
    std::unique_ptr<EventJournal> journal;
    std::unique_ptr<World> world;
    HubDoor door;
    std::vector<std::unique_ptr<QObject>> sources;
    std::unique_ptr<QTimer> tick;

    Engine() = default;
    Q_DISABLE_COPY_MOVE(Engine)
    ~Engine()
    {
        tick.reset();
        while (!sources.empty())
            sources.pop_back();
        if (world)
            world->setFieldListener(nullptr);
        door.hub.reset();
        if (world)
            world->close();
        if (journal)
            journal->close();
    }
};

struct Backend::Shared
{
    QMutex mutex;
    BackendStatistics statistics;
    QObject *root = nullptr; ///< lives in the backend's thread; calls are posted to it
};

Backend::Backend(BackendOptions options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_shared(std::make_unique<Shared>())
{
    qRegisterMetaType<BackendStatistics>();
    qRegisterMetaType<Error>();
}

Backend::~Backend()
{
    if (!stop())
        static_cast<void>(m_thread.release()); // it still runs: better a leak than a crash
}

void Backend::start()
{
    if (m_thread)
        return;
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(u"backend"_s);
    auto *root = new QObject;
    root->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, root, &QObject::deleteLater);
    m_thread->start();
    {
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->root = root;
    }
    QMetaObject::invokeMethod(root, [this] { build(); }, Qt::QueuedConnection);
}

void Backend::build()
{
    auto engine = std::make_unique<Engine>();
    if (m_options.journalFile.isEmpty())
        engine->journal = std::make_unique<MemoryJournal>();
    else
        engine->journal = std::make_unique<SqliteJournal>(m_options.journalFile);
    engine->world =
        std::make_unique<World>(m_options.catalogue, m_options.city, *m_options.clock, *engine->journal, m_options.world);
    World &world = *engine->world;
    for (const Error &error : world.open())
        Q_EMIT problem(error);
    if (m_options.hub) {
        Result<HubDoor> door = m_options.hub(world);
        if (!door) {
            engine.reset();
            Q_EMIT failed(door.error());
            return;
        }
        engine->door = std::move(*door);
    }
    for (const auto &make : m_options.sources) {
        if (std::unique_ptr<QObject> source = make(world))
            engine->sources.push_back(std::move(source));
    }
    engine->tick = std::make_unique<QTimer>();
    engine->tick->setTimerType(Qt::PreciseTimer);
    connect(engine->tick.get(), &QTimer::timeout, engine->tick.get(), [&world] { world.tick(world.now()); });
    engine->tick->start(kTickMs);
    const QUrl url = engine->door.url;
    m_engine = std::move(engine);
    Q_EMIT ready(url);
}

bool Backend::stop(int timeoutMs)
{
    if (!m_thread)
        return true;
    QObject *root = nullptr;
    {
        const QMutexLocker lock(&m_shared->mutex);
        root = std::exchange(m_shared->root, nullptr);
    }
    if (root) {
        const auto end = [this, thread = m_thread.get()] {
            if (m_engine) {
                const BackendStatistics last = m_engine->world->statistics();
                {
                    const QMutexLocker lock(&m_shared->mutex);
                    m_shared->statistics = last;
                }
                m_engine.reset();
            }
            thread->quit();
        };
        QMetaObject::invokeMethod(root, end, Qt::QueuedConnection);
    }
    if (!m_thread->wait(QDeadlineTimer(timeoutMs)))
        return false;
    m_thread.reset();
    return true;
}

void Backend::post(std::function<void(World &)> call)
{
    const QMutexLocker lock(&m_shared->mutex);
    if (!m_shared->root)
        return;
    const auto run = [this, call = std::move(call)] {
        if (m_engine)
            call(*m_engine->world);
    };
    QMetaObject::invokeMethod(m_shared->root, run, Qt::QueuedConnection);
}

void Backend::requestStatistics()
{
    post([this](World &world) {
        const BackendStatistics statistics = world.statistics();
        {
            const QMutexLocker lock(&m_shared->mutex);
            m_shared->statistics = statistics;
        }
        Q_EMIT statisticsReady(statistics);
    });
}

BackendStatistics Backend::statistics() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->statistics;
}

} // namespace guancheng
