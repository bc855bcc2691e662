// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/citymap.h"

#include <QList>
#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/**
 * Where a card of \c card pixels should stand inside \c stage: near \c anchor but not over it, over as few of the other
 * \c marks as can be, then as near as can be. Pure.
 */
QPointF placeCard(const QRectF &stage, const QSizeF &card, const QPointF &anchor, const QList<QPointF> &marks, double gap);

/** placeCard() and what goes with it for QML. */
class CardPlacer : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE static QPointF place(const QRectF &stage, const QSizeF &card, const QPointF &anchor,
                                     const QList<QPointF> &marks, double gap);
    /** Where the marks of the map (cases, alarms) are in its pixels, but for that of \c exceptId; only those in view. */
    Q_INVOKABLE static QList<QPointF> marks(guancheng::CityMap *map, const QString &exceptId);
    /** The point of the card's frame from which the dashed line to \c anchor starts. */
    Q_INVOKABLE static QPointF edge(const QRectF &card, const QPointF &anchor);
};

} // namespace guancheng
