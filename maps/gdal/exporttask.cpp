// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/opentask.h"

#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace guancheng {

namespace {

constexpr size_t kChunkBytes = 1 << 20;
constexpr qint64 kAhead = 4 << 20; ///< bytes that may wait for the helper

QString formatName(ExportFormat format)
{
    switch (format) {
    case ExportFormat::GeoPackage: return QStringLiteral("GPKG");
    case ExportFormat::GeoJson: return QStringLiteral("GeoJSON");
    case ExportFormat::Csv: return QStringLiteral("CSV");
    }
    return {};
}

/** A name beside \c file with the same end, by which GDAL tells the format. */
QString partialName(const QString &file)
{
    const QFileInfo info(file);
    const QString unique = QUuid::createUuid().toString(QUuid::Id128).left(8);
    return info.absolutePath() + QStringLiteral("/.%1.%2.part.%3").arg(info.completeBaseName(), unique, info.suffix());
}

/** Puts \c partial in the place of \c file, on the disk and not only in memory. */
bool replace(const QString &partial, const QString &file)
{
    const QByteArray from = QFile::encodeName(partial);
    const int handle = ::open(from.constData(), O_RDONLY | O_CLOEXEC);
    if (handle < 0)
        return false;
    const bool synced = ::fsync(handle) == 0;
    ::close(handle);
    return synced && std::rename(from.constData(), QFile::encodeName(file).constData()) == 0;
}

} // namespace

Result<ExportFormat> exportFormatOf(const QString &file)
{
    const QString end = QFileInfo(file).suffix().toLower();
    if (end == QLatin1String("gpkg"))
        return ExportFormat::GeoPackage;
    if (end == QLatin1String("geojson") || end == QLatin1String("json"))
        return ExportFormat::GeoJson;
    if (end == QLatin1String("csv"))
        return ExportFormat::Csv;
    return Error{file, {}, QStringLiteral("ends in none of .gpkg, .geojson, .csv")};
}

ExportTask::ExportTask(QString helper, ExportRequest request, Handlers handlers)
    : m_helper(std::move(helper))
    , m_request(std::move(request))
    , m_handlers(std::move(handlers))
{
}

ExportTask::~ExportTask()
{
    m_session.reset();
    if (!m_partial.isEmpty())
        QFile::remove(m_partial);
}

void ExportTask::start()
{
    m_request.file = QFileInfo(m_request.file).absoluteFilePath();
    m_partial = partialName(m_request.file);
    m_session = std::make_unique<HelperSession>(
        m_helper, m_request.limits, [this](const wire::Frame &frame) { takeFrame(frame); },
        [this](const QString &reason) {
            if (!m_failure.isEmpty())
                end(m_failure);
            else
                end(m_done || !reason.isEmpty() ? reason : QStringLiteral("the helper that writes it ended too early"));
        });
    connect(m_session.get(), &HelperSession::taken, this, &ExportTask::sendMore);
    std::vector<FeatureTable::ColumnType> types;
    for (const FeatureTable::Column &column : m_request.table->columns)
        types.push_back(column.type);
    m_writer = std::make_unique<wire::ChunkWriter>(std::move(types));
    quint8 kinds = 0;
    bool single = true;
    for (size_t i = 0; i < m_request.table->size(); ++i) {
        kinds |= static_cast<quint8>(1U << quint8(m_request.table->kinds[i]));
        single = single && m_request.table->parts(i).size() <= 1;
    }
    m_session->start({{QStringLiteral("job"), QStringLiteral("export")},
                      {QStringLiteral("format"), formatName(m_request.format)},
                      {QStringLiteral("kinds"), kinds},
                      {QStringLiteral("single"), single},
                      {QStringLiteral("address"), m_partial},
                      {QStringLiteral("layer"), wire::layerJson(*m_request.table)}});
    sendMore();
}

void ExportTask::sendMore()
{
    const FeatureTable &table = *m_request.table;
    const size_t count = m_request.selection.empty() ? table.size() : m_request.selection.size();
    while (m_session->unsent() < kAhead && m_next < count) {
        std::vector<quint32> some;
        // The size of a feature is not known before: by vertices, so that a chunk stays small.
        for (size_t vertices = 0; m_next < count && vertices < kChunkBytes / 16 && some.size() < 4096; ++m_next) {
            const quint32 feature = m_request.selection.empty() ? static_cast<quint32>(m_next) : m_request.selection[m_next];
            if (feature >= table.size())
                continue;
            some.push_back(feature);
            vertices += table.vertexStarts[table.partStarts[feature + 1]] - table.vertexStarts[table.partStarts[feature]];
        }
        for (const quint32 feature : some)
            wire::writeFeature(*m_writer, table, feature);
        if (!some.empty())
            m_session->send(wire::encodeFrame(wire::FrameType::Features, m_writer->take()));
        m_handlers.progress(static_cast<double>(m_next) / static_cast<double>(count), m_next);
    }
    if (m_next >= count && !m_inputClosed) {
        m_inputClosed = true;
        m_session->send(wire::encodeFrame(wire::FrameType::Done, QJsonObject()));
        m_session->closeInput();
    }
}

void ExportTask::takeFrame(const wire::Frame &frame)
{
    if (frame.type == wire::FrameType::Failed)
        m_failure = wire::json(frame)[QStringLiteral("reason")].toString();
    if (frame.type != wire::FrameType::Done)
        return;
    m_done = true;
    m_written = static_cast<quint64>(wire::json(frame)[QStringLiteral("features")].toInteger());
}

void ExportTask::end(const QString &reason)
{
    QString failure = reason;
    if (failure.isEmpty() && !replace(m_partial, m_request.file))
        failure = QStringLiteral("cannot be written: %1").arg(qt_error_string());
    if (!failure.isEmpty())
        QFile::remove(m_partial);
    m_partial.clear();
    if (failure.isEmpty())
        m_handlers.end(m_written);
    else
        m_handlers.end(Error{m_request.file, {}, failure});
}

} // namespace guancheng
