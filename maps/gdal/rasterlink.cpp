// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/rasterlink.h"

#include "maps/gdal/sourcejson.h"

#include <QJsonDocument>

#include <cstring>

namespace guancheng {

RasterLink::~RasterLink()
{
    m_session.reset();
    lose(QStringLiteral("the layer was closed"));
}

void RasterLink::ask(Question question)
{
    m_waiting.push_back(std::move(question));
    if (!m_session) {
        if (monotonicMs() - m_startedAt < kRestartMs) {
            lose(m_problem);
            return;
        }
        start();
    }
    sendNext();
}

void RasterLink::giveUp(quint32 id)
{
    std::erase_if(m_waiting, [id](const Question &question) { return question.id == id; });
    if (m_asked.remove(id) > 0 && m_session)
        m_session->abort(QStringLiteral("no picture came in time"));
}

void RasterLink::start()
{
    m_startedAt = monotonicMs();
    m_ready = false;
    // It serves for days; each picture has its own time limit.
    HelperLimits limits = m_origin.request.limits;
    limits.cpuSeconds = 24 * 3600;
    m_session = std::make_unique<HelperSession>(
        m_origin.helper, limits, [this](const wire::Frame &frame) { takeFrame(frame); },
        [this](const QString &reason) {
            lose(reason.isEmpty() ? QStringLiteral("the helper that reads it ended") : reason);
            // Not from within its own handler.
            m_session.release()->deleteLater();
        });
    m_session->start(openRequest(m_origin.request, m_origin.source));
}

void RasterLink::sendNext()
{
    const TimeMs now = monotonicMs();
    while (m_ready && m_session && m_asked.isEmpty() && !m_waiting.empty()) {
        Question next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.until <= now)
            continue; // the map has moved on
        const QJsonObject request{{QStringLiteral("id"), static_cast<qint64>(next.id)},
                                  {QStringLiteral("x"), next.world.x()},
                                  {QStringLiteral("y"), next.world.y()},
                                  {QStringLiteral("width"), next.world.width()},
                                  {QStringLiteral("height"), next.world.height()},
                                  {QStringLiteral("columns"), next.size.width()},
                                  {QStringLiteral("rows"), next.size.height()}};
        m_session->setWatched(true);
        m_session->send(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
        m_asked.insert(next.id, next);
    }
}

void RasterLink::takeFrame(const wire::Frame &frame)
{
    switch (frame.type) {
    case wire::FrameType::Raster:
        m_ready = true;
        m_session->setWatched(false);
        break;
    case wire::FrameType::Image: takeImage(frame.payload); break;
    case wire::FrameType::ImageFailed: {
        const QJsonObject json = wire::json(frame);
        const QString reason = withoutCredentials(json[QStringLiteral("reason")].toString());
        answer(static_cast<quint32>(json[QStringLiteral("id")].toInteger()), Error{m_origin.source.shown, {}, reason});
        break;
    }
    case wire::FrameType::Failed:
        m_session->abort(withoutCredentials(wire::json(frame)[QStringLiteral("reason")].toString()));
        break;
    default: break;
    }
    sendNext();
}

void RasterLink::takeImage(const QByteArray &payload)
{
    wire::ImageHeader header;
    if (payload.size() < qsizetype(sizeof header)) {
        m_session->abort(QStringLiteral("the helper sent something broken"));
        return;
    }
    std::memcpy(&header, payload.constData(), sizeof header);
    const auto asked = m_asked.constFind(header.id);
    if (asked == m_asked.cend())
        return;
    const QSize size = asked->size;
    const auto bytes = qsizetype(size.width()) * size.height() * 4;
    if (QSize(static_cast<int>(header.width), static_cast<int>(header.height)) != size ||
        payload.size() != qsizetype(sizeof header) + bytes) {
        m_session->abort(QStringLiteral("the helper sent something broken"));
        return;
    }
    QImage image(size, QImage::Format_ARGB32);
    if (image.isNull()) {
        answer(header.id, Error{m_origin.source.shown, {}, QStringLiteral("there is no memory for the picture")});
        return;
    }
    std::memcpy(image.bits(), payload.constData() + sizeof header, static_cast<size_t>(bytes));
    answer(header.id, std::move(image));
}

void RasterLink::answer(quint32 id, Result<QImage> result)
{
    const auto asked = m_asked.constFind(id);
    if (asked == m_asked.cend())
        return;
    asked->answer->set_value(std::move(result));
    m_asked.erase(asked);
    if (m_session)
        m_session->setWatched(false);
}

void RasterLink::lose(const QString &reason)
{
    m_problem = reason;
    m_ready = false;
    const Error error{m_origin.source.shown, {}, reason};
    for (const Question &question : std::as_const(m_asked))
        question.answer->set_value(error);
    m_asked.clear();
    for (const Question &question : m_waiting)
        question.answer->set_value(error);
    m_waiting.clear();
}

} // namespace guancheng
