// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "wallcontext.h"

namespace guancheng {

namespace {

QList<QAbstractItemModel *> listsOf(const DimensionListModel &dimensions)
{
    QList<QAbstractItemModel *> lists;
    for (int i = 0; i < dimensions.count(); ++i)
        lists << dimensions.indicators(i);
    return lists;
}

} // namespace

WallContext::WallContext(const WallModels &models, const CityLabel &city, MapScene *mapScene, QObject *parent)
    : QObject(parent)
    , m_models(models)
    , m_city(city)
    , m_mapScene(mapScene)
    , m_abnormal(new AbnormalIndicators(listsOf(*models.dimensions()), this))
    , m_replay(new ReplayControl(this))
    , m_layers(mapScene ? new LayerTreeModel(mapScene->layers(), this) : nullptr)
{
}

void WallContext::setCityTime(TimeMs time)
{
    if (time == m_cityTime)
        return;
    m_cityTime = time;
    Q_EMIT cityTimeChanged();
}

void WallContext::setMode(CityMode mode, DataOrigin origin)
{
    if (mode == m_mode && origin == m_origin)
        return;
    m_mode = mode;
    m_origin = origin;
    Q_EMIT modeChanged();
}

void WallContext::setStallMessage(const QString &message)
{
    if (message == m_stallMessage)
        return;
    m_stallMessage = message;
    Q_EMIT messagesChanged();
}

void WallContext::setBackendMessage(const QString &message)
{
    if (message == m_backendMessage)
        return;
    m_backendMessage = message;
    Q_EMIT messagesChanged();
}

void WallContext::setBookmarkFile(const QString &file)
{
    if (file == m_bookmarkFile)
        return;
    m_bookmarkFile = file;
    Q_EMIT bookmarkFileChanged();
}

void WallContext::setTileHost(const QString &host)
{
    if (host == m_tileHost)
        return;
    m_tileHost = host;
    Q_EMIT tileHostChanged();
}

} // namespace guancheng
