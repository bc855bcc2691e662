// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/datum/datumcheck.h"
#include "maps/features/featuretable.h"
#include "maps/gdal/helpersession.h"
#include "maps/gdal/loadreport.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace guancheng {

class OpenTask;
class ExportTask;
class GdalRaster;

/** What is to be opened and how. */
struct LayerRequest
{
    QString source; ///< as parseSourceAddress() takes it
    QString layer;  ///< of a source with several; empty = all that are data
    /** 'WGS-84', 'CGCS2000', 'GCJ-02', 'BD-09', 'EPSG:4549', a PROJ string or pipeline, 'swapped'; empty = what the source says
     */
    QString datum;
    QString encoding; ///< of texts, 'GBK' or 'UTF-8'; empty = found out
    HelperLimits limits;
};

/** A layer that was read. */
struct LoadedLayer
{
    std::shared_ptr<const FeatureTable> table;
    LoadReport report;
    QString crs;        ///< as the source declares it, 'EPSG:4326'; empty when it does not
    bool placed = true; ///< false: the vertices are no degrees WGS-84 but raw numbers; not to be drawn before repair
    DatumFinding datum; ///< what the comparison with the city says
};

/** What a source turned out to be: feature layers, or a picture. */
struct LoadedSource
{
    QString shown; ///< the source without credentials
    std::vector<LoadedLayer> layers;
    std::shared_ptr<const GdalRaster> raster; ///< of maps/features/rastersource.h
    std::vector<LoadNote> notes;              ///< of the source as a whole
};

enum class ExportFormat : quint8 { GeoPackage, GeoJson, Csv };
/** By the file name's end: gpkg, geojson or json, csv. */
Result<ExportFormat> exportFormatOf(const QString &file);

struct ExportRequest
{
    std::shared_ptr<const FeatureTable> table;
    std::vector<quint32> selection; ///< features; empty = all
    QString file;                   ///< replaced only when everything is written
    ExportFormat format = ExportFormat::GeoPackage;
    HelperLimits limits;
};

/** Something under way. Lives in the GUI thread, belongs to the loader, is gone some time after finished(). */
class LayerJob : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    /** Ends the job with the error 'cancelled' unless it has ended; nothing of it is left running. */
    void cancel();
    bool isFinished() const { return m_finished; }

Q_SIGNALS:
    /** \c fraction 0 to 1, or negative when the size is not known; about four times a second. */
    void progress(double fraction, quint64 features);
    /** Exactly once, never from within load(), save() or cancel(). */
    void loaded(const guancheng::Result<guancheng::LoadedSource> &result);
    void saved(const guancheng::Result<quint64> &features);
    /** After loaded() or saved(). */
    void finished();
    /** To the loader. */
    void cancelRequested();

private:
    friend class LayerLoader;
    bool m_finished = false;
    bool m_isExport = false;
    QString m_shown;
};

/**
 * Opens what GDAL opens, and writes, in helper processes.
 *
 * 1. Thread: the loader and its jobs live in the GUI thread. No call waits for a file, a server or a helper.
 * 2. load() and save() give a job at once, whatever is wrong with the request. At most \c kAtOnce helpers run; others wait.
 * 3. Every job ends exactly once, with a value or an Error{source without credentials, place, one sentence}. cancel() ends
 *    it at the next turn of the event loop.
 * 4. A source is read by a process of its own with limits on memory, processor time, files and network. Its crash, its
 *    silence or its exhaustion is the Error of this job and of nothing else.
 * 5. What cannot be used of a source is counted in the report of the layer with the reason; the rest is there. Vertices are
 *    WGS-84, unless the layer says it could not be placed.
 * 6. The layer is compared with the city (setReference) and says what datum it looks like; nothing is moved unasked.
 * 7. Destroying the loader ends all jobs without a signal. Tables and raster sources stay valid.
 */
class LayerLoader : public QObject
{
    Q_OBJECT

public:
    static constexpr int kAtOnce = 3;

    explicit LayerLoader(QString helper = helperProgram(), QObject *parent = nullptr);
    ~LayerLoader() override;

    /**
     * Gives what layers are compared with; called in the helper thread when the first layer needs it. Without it every
     * finding is 'cannot tell'.
     */
    using ReferenceMaker = std::function<std::shared_ptr<const DatumReference>()>;
    void setReference(ReferenceMaker maker) { m_reference = std::move(maker); }

    LayerJob *load(const LayerRequest &request);
    LayerJob *save(const ExportRequest &request);
    int running() const { return m_running; }
    int waiting() const { return static_cast<int>(m_queue.size()); }

private:
    struct Waiting
    {
        LayerJob *job;
        std::function<void()> start;
    };
    LayerJob *makeJob(const QString &shown, bool isExport);
    void enqueue(LayerJob *job, std::function<void()> start);
    void startNext();
    void cancel(LayerJob *job);
    void endLoad(LayerJob *job, const Result<LoadedSource> &result);
    void endSave(LayerJob *job, const Result<quint64> &result);
    void close(LayerJob *job);
    void later(LayerJob *job, std::function<void()> work);

    QString m_helper;
    std::shared_ptr<HelperThread> m_thread;
    ReferenceMaker m_reference;
    std::deque<Waiting> m_queue;
    QHash<LayerJob *, QObject *> m_tasks; ///< objects of the helper thread
    int m_running = 0;
};

} // namespace guancheng

Q_DECLARE_METATYPE(guancheng::Result<guancheng::LoadedSource>)
