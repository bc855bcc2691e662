// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/tilelayer.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {
const QString kLayer = u"tile-base"_s;
}

TileLayer::TileLayer(const QString &source, LayerTree &layers, QObject *parent)
    : QObject(parent)
    , m_layers(layers)
    , m_base(source, TileBase::defaultCacheFolder())
{
    LayerEntry entry;
    entry.id = kLayer;
    entry.kind = LayerKind::Raster;
    entry.nameZh = u"底图瓦片"_s;
    entry.nameEn = u"Base tiles"_s;
    entry.status.state = LayerState::Loading;
    entry.origin = QJsonObject{{u"tiles"_s, m_base.shownName()}};
    m_layers.add(std::move(entry));
    m_layers.move(kLayer, {}, std::numeric_limits<int>::max());
    m_telling.setSingleShot(true);
    m_telling.setInterval(500);
    connect(&m_telling, &QTimer::timeout, this, &TileLayer::tell);
    connect(&m_base, &TileBase::ready, this, [this] {
        m_layers.setRaster(kLayer, m_base.raster());
        tell();
        Q_EMIT ready(m_base.host().toString());
    });
    connect(&m_base, &TileBase::failed, this, [this](const Error &error) {
        LayerStatus status;
        status.state = LayerState::Failed;
        status.error = error;
        m_layers.setStatus(kLayer, status);
    });
    connect(&m_base, &TileBase::figuresChanged, this, [this] {
        if (!m_telling.isActive())
            m_telling.start();
    });
}

void TileLayer::tell()
{
    const TileFigures &figures = m_base.figures();
    LayerStatus status;
    status.features = static_cast<qint64>(figures.fetched + figures.cached);
    status.skipped = static_cast<qint64>(figures.failed + figures.dropped);
    if (!figures.problem.isEmpty())
        status.error = Error{m_base.shownName(), {}, figures.problem};
    m_layers.setStatus(kLayer, status);
}

} // namespace guancheng
