// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QObject>
#include <QUrl>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QHttpServer)

namespace guancheng {

class TileFeed;

/**
 * Serves the tiles of a feed as XYZ on the loop-back interface, for the 'osm' plugin of QtLocation:
 * http://127.0.0.1:PORT/SECRET/zoom/column/row.png. Every tile that is asked for is answered with 200 and a picture, a
 * transparent one where there is none; every other path with 404. Nobody else on the machine can guess the secret. The
 * feed has to outlive it. One thread.
 */
class TileEndpoint : public QObject
{
    Q_OBJECT

public:
    explicit TileEndpoint(TileFeed &feed, QObject *parent = nullptr);
    ~TileEndpoint() override;

    /** On a free port; the address with its last slash. */
    Result<QUrl> listen();

private:
    TileFeed &m_feed;
    QString m_secret;
    std::unique_ptr<QHttpServer> m_server;
};

} // namespace guancheng
