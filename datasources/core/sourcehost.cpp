// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/core/sourcehost.h"

namespace guancheng {

SourceHost::SourceHost(const QString &name, QObject *parent)
    : QObject(parent)
    , m_anchor(new QObject)
    , m_source(std::make_shared<std::unique_ptr<DataSource>>())
{
    m_thread.setObjectName(name);
    m_anchor->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_anchor, &QObject::deleteLater);
    connect(&m_thread, &QThread::finished, this, &SourceHost::stopped);
}

SourceHost::~SourceHost()
{
    disconnect(&m_thread, nullptr, this, nullptr);
    if (!m_thread.isRunning()) {
        delete m_anchor;
        return;
    }
    stop();
    m_thread.wait();
}

void SourceHost::start(Factory factory)
{
    m_thread.start();
    QMetaObject::invokeMethod(m_anchor, [this, source = m_source, factory = std::move(factory)] {
        *source = factory();
        DataSource *made = source->get();
        connect(made, &DataSource::failed, this, &SourceHost::failed);
        connect(
            made, &DataSource::stopped, m_anchor,
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
    QMetaObject::invokeMethod(m_anchor, [source = m_source, work = std::move(work)] {
        if (*source)
            work(**source);
    });
}

} // namespace guancheng
