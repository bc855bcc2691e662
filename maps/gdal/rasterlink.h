// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "maps/gdal/gdalraster.h"

#include <QHash>

#include <future>

namespace guancheng {

/** The part of a GdalRaster that speaks with its helper; in the helper thread. */
class RasterLink : public QObject
{
    Q_OBJECT

public:
    struct Question
    {
        quint32 id = 0;
        QRectF world;
        QSize size;
        TimeMs until = 0; ///< monotonic; nobody waits longer
        std::shared_ptr<std::promise<Result<QImage>>> answer;
    };

    explicit RasterLink(RasterOrigin origin) : m_origin(std::move(origin)) {}
    /** Those who wait get an error. */
    ~RasterLink() override;

    void ask(Question question);
    /** Nobody waits for it any more: a helper that did not answer in time is replaced. */
    void giveUp(quint32 id);

private:
    void start();
    void sendNext();
    void takeFrame(const wire::Frame &frame);
    void takeImage(const QByteArray &payload);
    void lose(const QString &reason);
    void answer(quint32 id, Result<QImage> result);

    static constexpr TimeMs kRestartMs = 3000;

    RasterOrigin m_origin;
    std::unique_ptr<HelperSession> m_session;
    std::deque<Question> m_waiting;
    QHash<quint32, Question> m_asked; ///< that the helper has; one at a time
    bool m_ready = false;
    TimeMs m_startedAt = -kRestartMs;
    QString m_problem; ///< why the last helper went
};

} // namespace guancheng
