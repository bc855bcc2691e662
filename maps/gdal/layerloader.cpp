// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/layerloader.h"

#include "maps/datum/datumspec.h"
#include "maps/gdal/gdalraster.h"
#include "maps/gdal/opentask.h"

#include <QFileInfo>

namespace guancheng {

namespace {

Error cancelled(const QString &shown)
{
    return Error{shown, {}, QStringLiteral("cancelled")};
}

} // namespace

void LayerJob::cancel()
{
    if (!m_finished)
        Q_EMIT cancelRequested();
}

LayerLoader::LayerLoader(QString helper, QObject *parent)
    : QObject(parent)
    , m_helper(std::move(helper))
    , m_thread(std::make_shared<HelperThread>())
{
}

LayerLoader::~LayerLoader()
{
    m_thread->run([this] { qDeleteAll(m_tasks); });
}

LayerJob *LayerLoader::makeJob(const QString &shown, bool isExport)
{
    auto *job = new LayerJob(this);
    job->m_isExport = isExport;
    job->m_shown = shown;
    connect(job, &LayerJob::cancelRequested, this, [this, job] { cancel(job); });
    return job;
}

LayerJob *LayerLoader::load(const LayerRequest &request)
{
    const Result<SourceAddress> source = parseSourceAddress(request.source);
    LayerJob *job = makeJob(source ? source->shown : withoutCredentials(request.source), false);
    const Status datum = source ? checkDatumText(request.datum) : Status(source.error());
    if (!datum) {
        later(job, [this, job, error = datum.error()] { endLoad(job, error); });
        return job;
    }
    enqueue(job, [this, job, request, address = *source] {
        OpenTask::Handlers handlers;
        handlers.progress = [this, job](double fraction, quint64 features) {
            later(job, [job, fraction, features] { Q_EMIT job->progress(fraction, features); });
        };
        handlers.end = [this, job](Result<LoadedSource> result) {
            later(job, [this, job, result = std::move(result)] { endLoad(job, result); });
        };
        auto *task = new OpenTask(m_helper, request, address, m_reference, m_thread, std::move(handlers));
        task->moveToThread(m_thread->context()->thread());
        m_tasks.insert(job, task);
        m_thread->post([task] { task->start(); });
    });
    return job;
}

LayerJob *LayerLoader::save(const ExportRequest &request)
{
    LayerJob *job = makeJob(request.file, true);
    const QFileInfo folder(QFileInfo(request.file).absolutePath());
    QString reason;
    if (!request.table)
        reason = QStringLiteral("there is nothing to write");
    else if (!folder.isDir() || !folder.isWritable())
        reason = QStringLiteral("its folder is not there or may not be written to");
    if (!reason.isEmpty()) {
        later(job, [this, job, reason] { endSave(job, Error{job->m_shown, {}, reason}); });
        return job;
    }
    enqueue(job, [this, job, request] {
        ExportTask::Handlers handlers;
        handlers.progress = [this, job](double fraction, quint64 features) {
            later(job, [job, fraction, features] { Q_EMIT job->progress(fraction, features); });
        };
        handlers.end = [this, job](const Result<quint64> &result) {
            later(job, [this, job, result] { endSave(job, result); });
        };
        auto *task = new ExportTask(m_helper, request, std::move(handlers));
        task->moveToThread(m_thread->context()->thread());
        m_tasks.insert(job, task);
        m_thread->post([task] { task->start(); });
    });
    return job;
}

void LayerLoader::later(LayerJob *job, std::function<void()> work)
{
    // A job is there until the message that its task is gone, which comes last.
    QMetaObject::invokeMethod(
        job,
        [job, work = std::move(work)] {
            if (!job->m_finished)
                work();
        },
        Qt::QueuedConnection);
}

void LayerLoader::enqueue(LayerJob *job, std::function<void()> start)
{
    m_queue.push_back({job, std::move(start)});
    startNext();
}

void LayerLoader::startNext()
{
    while (m_running < kAtOnce && !m_queue.empty()) {
        const Waiting next = std::move(m_queue.front());
        m_queue.pop_front();
        ++m_running;
        next.start();
    }
}

void LayerLoader::cancel(LayerJob *job)
{
    std::erase_if(m_queue, [job](const Waiting &waiting) { return waiting.job == job; });
    if (job->m_isExport)
        later(job, [this, job] { endSave(job, cancelled(job->m_shown)); });
    else
        later(job, [this, job] { endLoad(job, cancelled(job->m_shown)); });
}

void LayerLoader::endLoad(LayerJob *job, const Result<LoadedSource> &result)
{
    job->m_finished = true;
    Q_EMIT job->loaded(result);
    close(job);
}

void LayerLoader::endSave(LayerJob *job, const Result<quint64> &result)
{
    job->m_finished = true;
    Q_EMIT job->saved(result);
    close(job);
}

void LayerLoader::close(LayerJob *job)
{
    Q_EMIT job->finished();
    QObject *task = m_tasks.take(job);
    if (!task) {
        job->deleteLater();
        return;
    }
    // Destroying the task kills its helper. After that nothing speaks to the job any more.
    m_thread->post([this, task, job] {
        delete task;
        QMetaObject::invokeMethod(
            this,
            [this, job] {
                --m_running;
                job->deleteLater();
                startNext();
            },
            Qt::QueuedConnection);
    });
}

} // namespace guancheng
