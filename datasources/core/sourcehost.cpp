// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/core/sourcehost.h"

namespace guancheng {

SourceHost::SourceHost(const QString &name, QObject *parent)
    : QObject(parent)
    , m_anchor(std::make_unique<QObject>())
    , m_source(std::make_shared<std::unique_ptr<DataSource>>())
{
    m_thread.setObjectName(name);
    m_anchor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, this, &SourceHost::stopped);
}

SourceHost::~SourceHost()
{
    disconnect(&m_thread, nullptr, this, nullptr);
    if (!m_thread.isRunning())
        return;
    stop();
    m_thread.wait(); // the anchor goes after its thread: what is posted to it until then is dropped with it
}

void SourceHost::start(Factory factory)
{
    m_thread.start();
    QMetaObject::invokeMethod(m_anchor.get(), [this, source = m_source, factory = std::move(factory)] {
        *source = factory();
        DataSource *made = source->get();
        connect(made, &DataSource::failed, this, &SourceHost::failed);
        connect(
            made, &DataSource::stopped, m_anchor.get(),
            [source, thread = &m_thread] {
                // Not inside of its own signal.
                source->release()->deleteLater();
                thread->quit();
            },
            Qt::QueuedConnection);
        made->start();
    });
}

void SourceHost::stop()
{
    post([](DataSource &source) { source.stop(); });
}

void SourceHost::post(std::function<void(DataSource &)> work)
{
    QMetaObject::invokeMethod(m_anchor.get(), [source = m_source, work = std::move(work)] {
        if (*source)
            work(**source);
    });
}

} // namespace guancheng
