// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/datasource.h"

#include <QThread>

#include <functional>
#include <memory>

namespace guancheng {

/** Runs a source in a thread of its own that carries its name ('net/operations'). Thread of this object: any, one. */
class SourceHost : public QObject
{
    Q_OBJECT

public:
    /** Called in the new thread. */
    using Factory = std::function<std::unique_ptr<DataSource>()>;

    explicit SourceHost(const QString &name, QObject *parent = nullptr);
    /** Stops the source and waits until its thread has ended. */
    ~SourceHost() override;

    /** Makes the source in its thread and starts it. Once. */
    void start(Factory factory);
    /** Asks the source to stop; stopped() comes when its thread has ended. */
    void stop();
    bool isRunning() const { return m_thread.isRunning(); }

    /** Runs `work` in the thread of the source, later; not at all when the source has stopped. */
    void post(std::function<void(DataSource &)> work);

Q_SIGNALS:
    void failed(const guancheng::Error &error);
    void stopped();

private:
    QThread m_thread;
    std::unique_ptr<QObject> m_anchor; ///< lives in the thread, and with it the source
    std::shared_ptr<std::unique_ptr<DataSource>> m_source;
};

} // namespace guancheng
