// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPointF>
#include <QRectF>

#include <vector>

namespace guancheng {

/** Leaves out points closer than \c tolerance to the last one kept; first and last stay. */
QList<QPointF> thinned(const QList<QPointF> &line, double tolerance);

/** The line with as few of its points as keep it within \c tolerance (Douglas, Peucker 1973); first and last stay. */
QList<QPointF> simplified(const QList<QPointF> &line, double tolerance);

/** The parts of a line whose segments come near \c box; each part is continuous. */
std::vector<QList<QPointF>> runsNear(const QList<QPointF> &line, const QRectF &box);

/** A ring cut to \c box (Sutherland, Hodgman); empty when nothing of it is inside. */
QList<QPointF> clippedRing(const QList<QPointF> &ring, const QRectF &box);

/** A place on a line where a text of some length stands straight. */
struct LinePlace
{
    QPointF middle;
    int angle = 0; ///< degrees clockwise, -90 < angle <= 90: never upside down
};

/** Places for texts of \c length along \c line, about \c repeat apart, where the line bends little. */
std::vector<LinePlace> straightPlaces(const QList<QPointF> &line, double length, double repeat);

} // namespace guancheng
