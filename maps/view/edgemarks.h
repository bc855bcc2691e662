// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointF>
#include <QRectF>

#include <optional>
#include <vector>

namespace guancheng {

/** Where at the edge of a view the sign of something out of view stands. */
struct EdgeMark
{
    size_t index = 0; ///< in the list that was asked for
    QPointF place;    ///< on the frame
    double angle = 0; ///< to where the thing is, degrees clockwise from up
    bool operator==(const EdgeMark &) const = default;
};

/**
 * The point of \c frame on the way from its middle to \c target; nothing when the target is inside of \c view (or no
 * number). \c frame lies within \c view.
 */
std::optional<EdgeMark> edgeMark(QPointF target, const QRectF &view, const QRectF &frame);

/**
 * The signs for all \c targets out of view, at least \c gap apart along the frame where it is long enough for that; they
 * keep their order round the frame, so that none jumps over another.
 */
std::vector<EdgeMark> edgeMarks(const std::vector<QPointF> &targets, const QRectF &view, const QRectF &frame, double gap);

} // namespace guancheng
