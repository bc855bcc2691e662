// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/polyline.h"

#include <QLineF>

#include <cmath>
#include <numbers>

namespace guancheng {

namespace {

bool segmentNear(QPointF a, QPointF b, const QRectF &box)
{
    return std::max(a.x(), b.x()) >= box.left() && std::min(a.x(), b.x()) <= box.right() &&
           std::max(a.y(), b.y()) >= box.top() && std::min(a.y(), b.y()) <= box.bottom();
}

double squareToSegment(QPointF p, QPointF a, QPointF b)
{
    const QPointF along = b - a;
    const double square = QPointF::dotProduct(along, along);
    const double t = square > 0 ? std::clamp(QPointF::dotProduct(p - a, along) / square, 0.0, 1.0) : 0;
    const QPointF away = p - (a + along * t);
    return QPointF::dotProduct(away, away);
}

/** Cuts with the half plane where sign * coordinate <= sign * limit. */
template<typename Coordinate>
QList<QPointF> cut(const QList<QPointF> &ring, double limit, double sign, Coordinate coordinate)
{
    QList<QPointF> result;
    result.reserve(ring.size() + 4);
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF a = ring[i];
        const QPointF b = ring[(i + 1) % ring.size()];
        const double da = sign * (coordinate(a) - limit);
        const double db = sign * (coordinate(b) - limit);
        if (da <= 0)
            result.append(a);
        if ((da < 0 && db > 0) || (da > 0 && db < 0))
            result.append(a + (b - a) * (da / (da - db)));
    }
    return result;
}

QPointF pointAt(const QList<QPointF> &line, const std::vector<double> &lengths, double at)
{
    const auto it = std::lower_bound(lengths.begin(), lengths.end(), at);
    const auto i = std::clamp<qsizetype>(it - lengths.begin(), 1, line.size() - 1);
    const double before = lengths[size_t(i - 1)];
    const double span = lengths[size_t(i)] - before;
    return line[i - 1] + (line[i] - line[i - 1]) * (span > 0 ? std::clamp((at - before) / span, 0.0, 1.0) : 0);
}

} // namespace

QList<QPointF> thinned(const QList<QPointF> &line, double tolerance)
{
    QList<QPointF> result;
    const double square = tolerance * tolerance;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QPointF step = result.isEmpty() ? QPointF() : line[i] - result.last();
        if (result.isEmpty() || QPointF::dotProduct(step, step) >= square)
            result.append(line[i]);
        else if (i + 1 == line.size() && result.size() > 1)
            result.last() = line[i];
        else if (i + 1 == line.size())
            result.append(line[i]);
    }
    return result;
}

QList<QPointF> simplified(const QList<QPointF> &line, double tolerance)
{
    if (line.size() < 3)
        return line;
    std::vector<bool> keep(static_cast<size_t>(line.size()), false);
    keep.front() = keep.back() = true;
    std::vector<std::pair<qsizetype, qsizetype>> open{{0, line.size() - 1}};
    while (!open.empty()) {
        const auto [first, last] = open.back();
        open.pop_back();
        double worst = tolerance * tolerance;
        qsizetype at = -1;
        for (qsizetype i = first + 1; i < last; ++i) {
            const double away = squareToSegment(line[i], line[first], line[last]);
            if (away > worst) {
                worst = away;
                at = i;
            }
        }
        if (at < 0)
            continue;
        keep[static_cast<size_t>(at)] = true;
        open.emplace_back(first, at);
        open.emplace_back(at, last);
    }
    QList<QPointF> result;
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (keep[static_cast<size_t>(i)])
            result.append(line[i]);
    }
    return result;
}

std::vector<QList<QPointF>> runsNear(const QList<QPointF> &line, const QRectF &box)
{
    std::vector<QList<QPointF>> runs;
    bool open = false;
    for (qsizetype i = 1; i < line.size(); ++i) {
        if (!segmentNear(line[i - 1], line[i], box)) {
            open = false;
            continue;
        }
        if (!open)
            runs.push_back({line[i - 1]});
        runs.back().append(line[i]);
        open = true;
    }
    return runs;
}

QList<QPointF> clippedRing(const QList<QPointF> &ring, const QRectF &box)
{
    const auto x = [](QPointF p) { return p.x(); };
    const auto y = [](QPointF p) { return p.y(); };
    QList<QPointF> result = cut(ring, box.right(), 1, x);
    result = cut(result, box.left(), -1, x);
    result = cut(result, box.bottom(), 1, y);
    return cut(result, box.top(), -1, y);
}

std::vector<LinePlace> straightPlaces(const QList<QPointF> &line, double length, double repeat)
{
    constexpr double kStraight = 0.985; // of the chord to the way along the line
    std::vector<LinePlace> places;
    if (line.size() < 2 || length <= 0)
        return places;
    std::vector<double> lengths{0};
    for (qsizetype i = 1; i < line.size(); ++i)
        lengths.push_back(lengths.back() + QLineF(line[i - 1], line[i]).length());
    const double step = std::max(length / 3, 4.0);
    double at = std::min(repeat / 2, std::max(0.0, (lengths.back() - length) / 2));
    while (at + length <= lengths.back()) {
        const QPointF from = pointAt(line, lengths, at);
        const QPointF to = pointAt(line, lengths, at + length);
        const QPointF middle = pointAt(line, lengths, at + length / 2);
        const double halves = QLineF(from, middle).length() + QLineF(middle, to).length();
        if (QLineF(from, to).length() < kStraight * length || halves < kStraight * length) {
            at += step;
            continue;
        }
        double angle = std::atan2(to.y() - from.y(), to.x() - from.x()) * 180 / std::numbers::pi;
        angle -= angle > 90 ? 180 : angle <= -90 ? -180 : 0;
        places.push_back({middle, static_cast<int>(std::lround(angle))});
        at += std::max(repeat, length * 1.5);
    }
    return places;
}

} // namespace guancheng
