// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/layerloader.h"
#include "maps/gdal/sourceaddress.h"

#include <functional>

namespace guancheng {

/** Reads one source: assembles the tables from the frames of a helper. In the helper thread; each handler as it says. */
class OpenTask : public QObject
{
    Q_OBJECT

public:
    struct Handlers
    {
        std::function<void(double, quint64)> progress;
        std::function<void(Result<LoadedSource>)> end; ///< once
    };
    OpenTask(QString helper, LayerRequest request, SourceAddress source, LayerLoader::ReferenceMaker reference,
             std::shared_ptr<HelperThread> thread, Handlers handlers);

    void start();

private:
    void takeFrame(const wire::Frame &frame);
    Status beginLayer(const QJsonObject &json);
    Status addFeatures(const QByteArray &payload);
    void endLayer(const QJsonObject &json);
    void becomeRaster(const QJsonObject &json);
    void tellProgress();
    void fail(const QString &reason);
    void end(Result<LoadedSource> result);

    QString m_helper;
    LayerRequest m_request;
    SourceAddress m_source;
    LayerLoader::ReferenceMaker m_reference;
    std::shared_ptr<HelperThread> m_thread;
    Handlers m_handlers;
    std::unique_ptr<HelperSession> m_session;

    LoadedSource m_loaded;
    std::shared_ptr<FeatureTable> m_table; ///< of the layer under way
    std::unique_ptr<wire::ChunkReader> m_reader;
    LoadedLayer m_layer;
    size_t m_textBytes = 0; ///< of the layers before
    quint64 m_features = 0;
    size_t m_vertices = 0;
    double m_fraction = -1; ///< as the helper says
    double m_shownFraction = 0;
    QString m_failure;
    bool m_done = false; ///< the helper said that it has sent everything
    bool m_ended = false;
};

/** Writes one table. In the helper thread. */
class ExportTask : public QObject
{
    Q_OBJECT

public:
    struct Handlers
    {
        std::function<void(double, quint64)> progress;
        std::function<void(Result<quint64>)> end; ///< once
    };
    ExportTask(QString helper, ExportRequest request, Handlers handlers);
    ~ExportTask() override;

    void start();

private:
    void sendMore();
    void takeFrame(const wire::Frame &frame);
    void end(const QString &reason);

    QString m_helper;
    ExportRequest m_request;
    Handlers m_handlers;
    std::unique_ptr<HelperSession> m_session;
    QString m_partial; ///< the file that is being written
    size_t m_next = 0; ///< of the features to send
    std::unique_ptr<wire::ChunkWriter> m_writer;
    quint64 m_written = 0;
    QString m_failure;
    bool m_inputClosed = false;
    bool m_done = false;
};

} // namespace guancheng
