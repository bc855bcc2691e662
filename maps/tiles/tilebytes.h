// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QImage>

namespace guancheng {

/** What the first bytes say that a tile is. */
enum class TileFormat : quint8 { Unknown, Png, Jpeg, Webp, Gzip, Html };

TileFormat tileFormat(const QByteArray &bytes);
/** 'image/png' and so on; 'application/octet-stream' for what is no picture. */
QByteArray mimeTypeOf(TileFormat format);
/** Whether the bytes are a picture of a size a tile may have; the reason otherwise, such as a server that answers a page. */
Status checkTile(const QByteArray &bytes, const QString &source);
/** The picture, premultiplied; refuses what unpacks to more than 1024 x 1024 pixels. Any thread. */
Result<QImage> decodeTile(const QByteArray &bytes, const QString &source);
/** A transparent PNG of 256 x 256. */
const QByteArray &emptyTile();

} // namespace guancheng
