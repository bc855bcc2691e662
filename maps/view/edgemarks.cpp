// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/edgemarks.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

/** How far round the frame, clockwise from its upper left corner, a point on it is. */
double alongFrame(QPointF at, const QRectF &frame)
{
    const double w = frame.width();
    const double h = frame.height();
    const double top = at.y() - frame.top();
    const double left = at.x() - frame.left();
    const double least = std::min({top, h - top, left, w - left});
    if (least == top)
        return left;
    if (least == w - left)
        return w + top;
    if (least == h - top)
        return w + h + (w - left);
    return 2 * w + h + (h - top);
}

QPointF onFrame(double along, const QRectF &frame)
{
    const double w = frame.width();
    const double h = frame.height();
    const double round = 2 * (w + h);
    along = std::fmod(std::fmod(along, round) + round, round);
    if (along <= w)
        return frame.topLeft() + QPointF(along, 0);
    if (along <= w + h)
        return frame.topRight() + QPointF(0, along - w);
    if (along <= 2 * w + h)
        return frame.bottomRight() - QPointF(along - w - h, 0);
    return frame.bottomLeft() - QPointF(0, along - 2 * w - h);
}

/** Moves what is too near to its neighbour: groups that touch are spread around their middle. */
void spread(std::vector<double> &sorted, double gap)
{
    struct Group
    {
        double sum = 0; ///< of wishes, each less its offset in the group
        size_t count = 0;
        double first(double step) const { return sum / double(count) - step * double(count - 1) / 2; }
        double last(double step) const { return sum / double(count) + step * double(count - 1) / 2; }
    };
    std::vector<Group> groups;
    for (const double wish : sorted) {
        groups.push_back({wish, 1});
        while (groups.size() > 1 && groups[groups.size() - 2].last(gap) + gap > groups.back().first(gap)) {
            const Group last = groups.back();
            groups.pop_back();
            groups.back().sum += last.sum;
            groups.back().count += last.count;
        }
    }
    size_t at = 0;
    for (const Group &group : groups) {
        for (size_t i = 0; i < group.count; ++i)
            sorted[at++] = group.first(gap) + gap * double(i);
    }
}

} // namespace

std::optional<EdgeMark> edgeMark(QPointF target, const QRectF &view, const QRectF &frame)
{
    if (!std::isfinite(target.x()) || !std::isfinite(target.y()) || frame.isEmpty() || view.contains(target))
        return std::nullopt;
    const QPointF middle = frame.center();
    const QPointF way = target - middle;
    const double reach = std::max(std::abs(way.x()) / (frame.width() / 2), std::abs(way.y()) / (frame.height() / 2));
    if (!(reach > 0))
        return std::nullopt;
    EdgeMark mark;
    mark.place = middle + way / reach;
    mark.place.setX(std::clamp(mark.place.x(), frame.left(), frame.right()));
    mark.place.setY(std::clamp(mark.place.y(), frame.top(), frame.bottom()));
    mark.angle = std::atan2(way.x(), -way.y()) * 180 / std::numbers::pi;
    return mark;
}

std::vector<EdgeMark> edgeMarks(const std::vector<QPointF> &targets, const QRectF &view, const QRectF &frame, double gap)
{
    std::vector<EdgeMark> marks;
    for (size_t i = 0; i < targets.size(); ++i) {
        if (auto mark = edgeMark(targets[i], view, frame)) {
            mark->index = i;
            marks.push_back(*mark);
        }
    }
    const auto along = [&frame](const EdgeMark &mark) { return alongFrame(mark.place, frame); };
    std::ranges::stable_sort(marks, {}, along);
    const double round = 2 * (frame.width() + frame.height());
    const double step = std::min(gap, marks.empty() ? gap : round / double(marks.size()) * 0.9);
    std::vector<double> places;
    for (const EdgeMark &mark : marks)
        places.push_back(along(mark));
    spread(places, step);
    // The frame is round: where the last ones came to lie on the first ones, all are laid out evenly from the first.
    if (places.size() > 1 && places.back() + step > places.front() + round) {
        for (size_t i = 1; i < places.size(); ++i)
            places[i] = places.front() + double(i) * round / double(places.size());
    }
    for (size_t i = 0; i < marks.size(); ++i)
        marks[i].place = onFrame(places[i], frame);
    return marks;
}

} // namespace guancheng
