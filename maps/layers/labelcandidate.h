// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style/textsprites.h"

#include <QList>
#include <QPoint>

#include <vector>

namespace guancheng {

/** A name that a data layer would like to have on the map: whether it gets there, LabelLayer decides for all together. */
struct LabelCandidate
{
    QString text;
    TextLook look; ///< without font: that of the map is taken
    double priority = 50;
    QPoint place;        ///< world pixels
    int clearance = -1;  ///< >= 0: beside the place, this far from it; -1: centred on it
    double room = 0;     ///< pixels that the text may be wide, at most twice; 0: any
    QList<QPointF> line; ///< along this, in world pixels; empty: at the place
    double repeat = 500; ///< pixels between equal names
};

/** The names of one data layer. */
struct LabelWishes
{
    const std::vector<LabelCandidate> *labels = nullptr;
    quint32 opacity = 256; ///< of the layer
};

} // namespace guancheng
