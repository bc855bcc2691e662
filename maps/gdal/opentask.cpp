// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/opentask.h"

#include "maps/gdal/gdalraster.h"
#include "maps/gdal/sourcejson.h"

#include <QFileInfo>

namespace guancheng {

namespace {

QString kindName(SourceKind kind)
{
    switch (kind) {
    case SourceKind::File: return QStringLiteral("file");
    case SourceKind::RemoteFile: return QStringLiteral("remote");
    case SourceKind::Wms: return QStringLiteral("wms");
    case SourceKind::Wmts: return QStringLiteral("wmts");
    case SourceKind::Wfs: return QStringLiteral("wfs");
    case SourceKind::OgcFeatures: return QStringLiteral("oapif");
    case SourceKind::Postgis: return QStringLiteral("postgis");
    }
    return {};
}

void giveBack(FeatureTable &table)
{
    table.kinds.shrink_to_fit();
    table.partStarts.shrink_to_fit();
    table.vertexStarts.shrink_to_fit();
    table.vertices.shrink_to_fit();
    for (FeatureTable::Column &column : table.columns) {
        column.texts.shrink_to_fit();
        column.numbers.shrink_to_fit();
    }
}

} // namespace

QJsonObject openRequest(const LayerRequest &request, const SourceAddress &source)
{
    return {{QStringLiteral("job"), QStringLiteral("open")},
            {QStringLiteral("kind"), kindName(source.kind)},
            {QStringLiteral("address"), source.address},
            {QStringLiteral("layer"), request.layer.isEmpty() ? source.layer : request.layer},
            {QStringLiteral("datum"), request.datum},
            {QStringLiteral("encoding"), request.encoding}};
}

OpenTask::OpenTask(QString helper, LayerRequest request, SourceAddress source, LayerLoader::ReferenceMaker reference,
                   std::shared_ptr<HelperThread> thread, Handlers handlers)
    : m_helper(std::move(helper))
    , m_request(std::move(request))
    , m_source(std::move(source))
    , m_reference(std::move(reference))
    , m_thread(std::move(thread))
    , m_handlers(std::move(handlers))
{
    m_loaded.shown = m_source.shown;
}

void OpenTask::start()
{
    // A small file that takes minutes is no map.
    const auto megabytes = static_cast<double>(QFileInfo(m_source.address).size()) / 1e6;
    if (m_source.kind == SourceKind::File)
        m_request.limits.cpuSeconds = std::min(m_request.limits.cpuSeconds, static_cast<int>(120 + megabytes / 2));
    m_session = std::make_unique<HelperSession>(
        m_helper, m_request.limits, [this](const wire::Frame &frame) { takeFrame(frame); },
        [this](const QString &reason) {
            if (!m_failure.isEmpty())
                fail(m_failure);
            else if (!m_done) // whatever the process says of its end, nothing is complete
                fail(reason.isEmpty() ? QStringLiteral("the helper that reads it ended too early") : reason);
            else
                end(std::move(m_loaded));
        });
    connect(m_session.get(), &HelperSession::beat, this, &OpenTask::tellProgress);
    m_session->start(openRequest(m_request, m_source));
}

void OpenTask::takeFrame(const wire::Frame &frame)
{
    Status status = ok();
    switch (frame.type) {
    case wire::FrameType::Layer: status = beginLayer(wire::json(frame)); break;
    case wire::FrameType::Features: status = addFeatures(frame.payload); break;
    case wire::FrameType::LayerEnd: endLayer(wire::json(frame)); break;
    case wire::FrameType::Progress: m_fraction = wire::json(frame)[QStringLiteral("fraction")].toDouble(-1); break;
    case wire::FrameType::Raster: becomeRaster(wire::json(frame)); return;
    case wire::FrameType::Failed: m_failure = wire::json(frame)[QStringLiteral("reason")].toString(); break;
    case wire::FrameType::Done:
        m_done = true;
        m_loaded.notes = LoadReport::fromJson(wire::json(frame)).notes;
        break;
    case wire::FrameType::Image:
    case wire::FrameType::ImageFailed: break;
    }
    if (!status)
        m_session->abort(status.error().reason);
}

Status OpenTask::beginLayer(const QJsonObject &json)
{
    Result<FeatureTable> table = wire::tableFromJson(json);
    if (!table)
        return table.error();
    // Millions of texts take a while to go: not in the thread that lets go of them, which is the interface's.
    m_table = std::shared_ptr<FeatureTable>(new FeatureTable(std::move(*table)), [thread = m_thread](FeatureTable *old) {
        thread->post([owned = std::shared_ptr<FeatureTable>(old)] {});
    });
    m_table->source = m_source.shown;
    m_reader = std::make_unique<wire::ChunkReader>(*m_table);
    m_layer = {};
    m_layer.crs = json[QStringLiteral("crs")].toString();
    m_layer.placed = json[QStringLiteral("placed")].toBool(true);
    return ok();
}

Status OpenTask::addFeatures(const QByteArray &payload)
{
    if (!m_reader)
        return Error{m_source.shown, {}, QStringLiteral("the helper sent features without a layer")};
    const size_t before = m_table->size();
    const size_t verticesBefore = m_table->vertices.size() / 2;
    if (const Status added = m_reader->append(payload); !added)
        return added;
    m_features += m_table->size() - before;
    m_vertices += m_table->vertices.size() / 2 - verticesBefore;
    // The helper keeps to the limits; one that does not is not to be trusted.
    if (m_textBytes + m_reader->textBytes() > m_request.limits.textBytes)
        return Error{m_source.shown, {}, QStringLiteral("its texts need more memory than is allowed")};
    if (m_features > m_request.limits.features || m_vertices > m_request.limits.vertices)
        return Error{m_source.shown, {}, QStringLiteral("it has more than is allowed")};
    return ok();
}

void OpenTask::endLayer(const QJsonObject &json)
{
    if (!m_table)
        return;
    m_textBytes += m_reader->textBytes();
    m_reader.reset();
    giveBack(*m_table);
    m_layer.report = LoadReport::fromJson(json);
    m_layer.report.read = m_table->size();
    const std::shared_ptr<const DatumReference> reference = m_reference ? m_reference() : nullptr;
    m_layer.datum = checkDatum(*m_table, m_layer.placed, m_layer.crs, reference.get());
    m_layer.table = std::move(m_table);
    m_loaded.layers.push_back(std::move(m_layer));
    m_session->setWatched(true);
}

void OpenTask::becomeRaster(const QJsonObject &json)
{
    const RasterOrigin origin{m_helper, m_request, m_source};
    m_loaded.raster = std::make_shared<GdalRaster>(origin, json, m_thread);
    m_done = true;
    // The picture is asked for from a helper of its own, so that this job ends like every other.
    m_session->abort(QStringLiteral("done"));
}

void OpenTask::tellProgress()
{
    double fraction = m_fraction;
    if (fraction < 0 && m_source.kind == SourceKind::File) {
        const auto size = static_cast<double>(QFileInfo(m_source.address).size());
        // JSON is gone through twice: for the columns, then for the features.
        const bool twice = m_source.address.endsWith(QLatin1String("json"), Qt::CaseInsensitive);
        if (size > 0)
            fraction = std::min(0.99, m_session->bytesRead() / (size * (twice ? 2 : 1)));
    }
    if (fraction >= 0)
        fraction = m_shownFraction = std::max(fraction, m_shownFraction);
    m_handlers.progress(fraction, m_features);
}

void OpenTask::fail(const QString &reason)
{
    end(Error{m_source.shown, {}, withoutCredentials(reason)});
}

void OpenTask::end(Result<LoadedSource> result)
{
    if (m_ended)
        return;
    m_ended = true;
    m_handlers.end(std::move(result));
}

} // namespace guancheng
