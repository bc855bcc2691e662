// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/tiles/tileaddress.h"

#include <QUrl>

namespace guancheng {

/** Address without user, password and query, as it may be shown and logged. */
QString shownUrl(const QString &url);

/**
 * The address of the tiles of a server: http or https with {z}, {x} and {y} ({-y}: rows from the south), or {TileMatrix},
 * {TileCol}, {TileRow} of WMTS.
 */
class TileTemplate
{
public:
    static Result<TileTemplate> parse(const QString &text);
    QUrl url(const TileAddress &tile) const;
    /** Without secrets. */
    QString shown() const { return shownUrl(m_text); }

    int minZoom = 0;
    int maxZoom = 19;
    /** WMTS: name of the matrix of each zoom; empty: the zoom itself. */
    QStringList matrices;

private:
    QString m_text;
};

} // namespace guancheng
