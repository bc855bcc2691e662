// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/world.h"
#include "domain/result.h"

#include <QObject>
#include <QThread>
#include <QUrl>

#include <functional>
#include <memory>

namespace guancheng {

/** The hub while it listens: the object that serves, and where. */
struct HubDoor
{
    std::unique_ptr<QObject> hub;
    QUrl url; ///< 'ws://127.0.0.1:40123/api/v1/live'
};

struct BackendOptions
{
    std::shared_ptr<const Catalogue> catalogue;
    std::shared_ptr<const City> city;
    std::shared_ptr<const Clock> clock;
    QString journalFile; ///< empty: in memory, nothing stays
    WorldOptions world;
    /** Makes the hub and listens; called in the backend's thread. Empty: nobody is served. */
    std::function<Result<HubDoor>(World &)> hub;
    /**
     * Makes the sources that feed the world (simulator, replay, story), in the backend's thread; they live until stop()
     * and bring their own timers.
     */
    std::vector<std::function<std::unique_ptr<QObject>(World &)>> sources;
};

/**
 * The operations backend in a thread of its own: journal, world, hub and sources, built there in this order and taken
 * down in the reverse one. Public functions may be called from any thread, signals come from the backend's.
 */
class Backend final : public QObject
{
    Q_OBJECT

public:
    explicit Backend(BackendOptions options, QObject *parent = nullptr);
    ~Backend() override;

    /** Ends in exactly one ready() or failed(). */
    void start();
    /** Ends the thread in order; after \c timeoutMs it is given up. Whether it ended in time. */
    bool stop(int timeoutMs = 8000);
    /** Asks for statisticsReady(). */
    void requestStatistics();
    /** The last statistics; after stop() those of the end. */
    BackendStatistics statistics() const;
    /** Runs the call in the backend's thread, with the world; dropped when the backend does not run. */
    void post(std::function<void(World &)> call);

Q_SIGNALS:
    void ready(const QUrl &url);
    void failed(const guancheng::Error &error);
    /** Not fatal: a quarantined journal, a journal that cannot be written ... */
    void problem(const guancheng::Error &error);
    void statisticsReady(const guancheng::BackendStatistics &statistics);

private:
    struct Engine;
    void build();

    BackendOptions m_options;
    std::unique_ptr<QThread> m_thread;
    std::unique_ptr<Engine> m_engine; ///< of the thread
    struct Shared;
    std::unique_ptr<Shared> m_shared;
};

} // namespace guancheng
