// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/geometryreader.h"

#include "maps/gdal/helper/drivers.h"

#include <ogr_geometry.h>

#include <cmath>

namespace guancheng {

namespace {

constexpr size_t kMostChecked = 100'000; ///< vertices; a check for crossings of more takes too long
constexpr int kMostNested = 32;

GeometryKind kindOf(const OGRGeometry *geometry)
{
    switch (wkbFlatten(geometry->getGeometryType())) {
    case wkbPoint:
    case wkbMultiPoint: return GeometryKind::Point;
    case wkbLineString:
    case wkbLinearRing:
    case wkbMultiLineString: return GeometryKind::Line;
    case wkbPolygon:
    case wkbTriangle:
    case wkbMultiPolygon:
    case wkbTIN:
    case wkbPolyhedralSurface: return GeometryKind::Polygon;
    default: return GeometryKind::None;
    }
}

/** Points, lines and rings below \c geometry, whatever it is nested in. */
template<typename Visitor>
void visitLeaves(const OGRGeometry *geometry, Visitor &visitor, int depth = 0)
{
    if (!geometry || depth > kMostNested)
        return;
    switch (wkbFlatten(geometry->getGeometryType())) {
    case wkbPoint: visitor.point(geometry->toPoint()); return;
    case wkbLineString:
    case wkbLinearRing: visitor.line(geometry->toSimpleCurve()); return;
    case wkbPolygon:
    case wkbTriangle:
        for (const OGRLinearRing *ring : *geometry->toPolygon())
            visitor.ring(ring);
        return;
    case wkbTIN:
    case wkbPolyhedralSurface:
        for (const OGRPolygon *patch : *geometry->toPolyhedralSurface())
            visitLeaves(patch, visitor, depth + 1);
        return;
    default: break;
    }
    if (const auto *collection = dynamic_cast<const OGRGeometryCollection *>(geometry))
        for (const OGRGeometry *child : *collection)
            visitLeaves(child, visitor, depth + 1);
}

/** Collects the parts of the one kind that the feature is taken as. */
struct PartCollector
{
    FlatGeometry &flat;
    bool mixed = false;

    void point(const OGRPoint *point)
    {
        if (flat.kind != GeometryKind::Point) {
            mixed = true;
        } else if (!point->IsEmpty()) {
            flat.counts.push_back(1);
            flat.vertices.push_back(point->getX());
            flat.vertices.push_back(point->getY());
        }
    }
    void line(const OGRSimpleCurve *line)
    {
        if (flat.kind != GeometryKind::Line)
            mixed = true;
        else
            add(line, line->getNumPoints(), 2);
    }
    void ring(const OGRLinearRing *ring)
    {
        if (flat.kind != GeometryKind::Polygon) {
            mixed = true;
            return;
        }
        int count = ring->getNumPoints();
        // The painter closes rings.
        if (count > 1 && ring->getX(0) == ring->getX(count - 1) && ring->getY(0) == ring->getY(count - 1))
            --count;
        add(ring, count, 3);
    }
    void add(const OGRSimpleCurve *curve, int count, int least)
    {
        if (count < least)
            return;
        flat.counts.push_back(static_cast<quint32>(count));
        const size_t before = flat.vertices.size();
        flat.vertices.resize(before + static_cast<size_t>(count) * 2);
        for (int i = 0; i < count; ++i) {
            flat.vertices[before + static_cast<size_t>(i) * 2] = curve->getX(i);
            flat.vertices[before + static_cast<size_t>(i) * 2 + 1] = curve->getY(i);
        }
    }
};

/** The highest kind among the leaves: an area with its label point is an area. */
struct KindFinder
{
    GeometryKind kind = GeometryKind::None;
    void point(const OGRPoint *point) { raise(GeometryKind::Point, point->IsEmpty()); }
    void line(const OGRSimpleCurve *line) { raise(GeometryKind::Line, line->IsEmpty()); }
    void ring(const OGRLinearRing *ring) { raise(GeometryKind::Polygon, ring->IsEmpty()); }
    void raise(GeometryKind other, bool isEmpty)
    {
        if (!isEmpty)
            kind = std::max(kind, other);
    }
};

struct Sampler
{
    std::vector<double> &into;
    size_t most;

    void point(const OGRPoint *point)
    {
        if (!point->IsEmpty())
            add(point->getX(), point->getY());
    }
    void line(const OGRSimpleCurve *line)
    {
        const int step = std::max(1, line->getNumPoints() / 64);
        for (int i = 0; i < line->getNumPoints(); i += step)
            add(line->getX(i), line->getY(i));
    }
    void ring(const OGRLinearRing *ring) { line(ring); }
    void add(double x, double y)
    {
        if (into.size() / 2 < most && std::isfinite(x) && std::isfinite(y)) {
            into.push_back(x);
            into.push_back(y);
        }
    }
};

std::unique_ptr<OGRGeometry> rebuilt(const FlatGeometry &flat)
{
    size_t at = 0;
    const auto fill = [&](OGRSimpleCurve &curve, quint32 count) {
        curve.setNumPoints(static_cast<int>(count));
        for (int i = 0; i < static_cast<int>(count); ++i, at += 2)
            curve.setPoint(i, flat.vertices[at], flat.vertices[at + 1]);
    };
    if (flat.kind == GeometryKind::Line) {
        auto lines = std::make_unique<OGRMultiLineString>();
        for (const quint32 count : flat.counts) {
            auto line = std::make_unique<OGRLineString>();
            fill(*line, count);
            lines->addGeometryDirectly(line.release());
        }
        return lines;
    }
    auto polygon = std::make_unique<OGRPolygon>();
    for (const quint32 count : flat.counts) {
        auto ring = std::make_unique<OGRLinearRing>();
        fill(*ring, count);
        ring->closeRings();
        polygon->addRingDirectly(ring.release());
    }
    return polygon;
}

} // namespace

void FlatGeometry::clear()
{
    kind = GeometryKind::None;
    counts.clear();
    vertices.clear();
}

void NoteCounter::add(const QString &code, quint64 count, const QString &detail)
{
    if (count == 0)
        return;
    LoadNote &note = m_notes.try_emplace(code, LoadNote{code, 0, detail}).first->second;
    note.count += count;
}

std::vector<LoadNote> NoteCounter::notes() const
{
    std::vector<LoadNote> notes;
    notes.reserve(m_notes.size());
    for (const auto &[code, note] : m_notes)
        notes.push_back(note);
    return notes;
}

quint64 NoteCounter::skipped() const
{
    quint64 sum = 0;
    for (const auto &[code, note] : m_notes)
        sum += note.isSkip() ? note.count : 0;
    return sum;
}

void GeometryReader::sample(const OGRGeometry *geometry, std::vector<double> &into, size_t most)
{
    Sampler sampler{into, most};
    visitLeaves(geometry, sampler);
}

bool GeometryReader::read(const OGRGeometry *geometry, FlatGeometry &flat)
{
    flat.clear();
    if (!geometry || geometry->IsEmpty()) {
        m_notes.add(QStringLiteral("no-geometry"));
        return true;
    }
    if (!geometry->hasCurveGeometry(TRUE))
        return readKind(geometry, flat);
    const std::unique_ptr<OGRGeometry> straight(geometry->getLinearGeometry());
    return readKind(straight.get(), flat);
}

bool GeometryReader::readKind(const OGRGeometry *geometry, FlatGeometry &flat)
{
    flat.kind = kindOf(geometry);
    if (flat.kind == GeometryKind::None) {
        KindFinder finder;
        visitLeaves(geometry, finder);
        flat.kind = finder.kind;
    }
    if (flat.kind == GeometryKind::None) {
        m_notes.add(QStringLiteral("unsupported"));
        return false;
    }
    return flatten(geometry, flat);
}

bool GeometryReader::flatten(const OGRGeometry *geometry, FlatGeometry &flat)
{
    PartCollector parts{flat};
    visitLeaves(geometry, parts);
    if (parts.mixed)
        m_notes.add(QStringLiteral("mixed-collection"));
    if (flat.counts.empty()) {
        m_notes.add(QStringLiteral("too-few-points"));
        return false;
    }
    if (!check(flat))
        return false;
    if (flat.kind == GeometryKind::Polygon)
        noteCrossing(geometry, flat.vertices.size() / 2);
    return true;
}

bool GeometryReader::check(FlatGeometry &flat)
{
    const auto finite = [](double value) { return std::isfinite(value); };
    if (!std::all_of(flat.vertices.begin(), flat.vertices.end(), finite)) {
        m_notes.add(QStringLiteral("not-finite"));
        return false;
    }
    if (!m_placement.apply(flat.vertices)) {
        m_notes.add(QStringLiteral("transform-failed"));
        return false;
    }
    if (!m_placement.isPlaced())
        return true;
    bool wraps = false;
    for (size_t i = 0; i < flat.vertices.size(); i += 2) {
        const double x = flat.vertices[i];
        const double y = flat.vertices[i + 1];
        if (!(std::fabs(x) <= 540 && std::fabs(y) <= 90.0001)) {
            m_notes.add(QStringLiteral("outside-earth"));
            return false;
        }
        wraps = wraps || std::fabs(x) > 180;
    }
    if (flat.kind == GeometryKind::Point) {
        for (size_t i = 0; wraps && i < flat.vertices.size(); i += 2)
            flat.vertices[i] = std::remainder(flat.vertices[i], 360.0);
        return true;
    }
    return (!wraps && !crossesDateLine(flat)) || cutAtDateLine(flat);
}

bool GeometryReader::crossesDateLine(const FlatGeometry &flat)
{
    size_t at = 0;
    for (const quint32 count : flat.counts) {
        for (size_t i = at + 2; i < at + size_t(count) * 2; i += 2)
            if (std::fabs(flat.vertices[i] - flat.vertices[i - 2]) > 180)
                return true;
        at += size_t(count) * 2;
    }
    return false;
}

bool GeometryReader::cutAtDateLine(FlatGeometry &flat)
{
    const std::unique_ptr<OGRGeometry> whole = rebuilt(flat);
    const char *const kOptions[] = {"WRAPDATELINE=YES", "DATELINEOFFSET=179", nullptr};
    const std::unique_ptr<OGRGeometry> cut(
        OGRGeometryFactory::transformWithOptions(whole.get(), nullptr, const_cast<char **>(kOptions)));
    if (!cut) {
        takeMessages();
        m_notes.add(QStringLiteral("transform-failed"));
        return false;
    }
    m_notes.add(QStringLiteral("date-line"));
    flat.counts.clear();
    flat.vertices.clear();
    PartCollector parts{flat};
    visitLeaves(cut.get(), parts);
    for (size_t i = 0; i < flat.vertices.size(); i += 2)
        flat.vertices[i] = std::clamp(flat.vertices[i], -180.0, 180.0);
    return !flat.counts.empty();
}

void GeometryReader::noteCrossing(const OGRGeometry *geometry, size_t vertices)
{
    if (vertices > kMostChecked) {
        m_notes.add(QStringLiteral("unchecked"));
        return;
    }
    if (geometry->IsValid())
        return;
    m_notes.add(QStringLiteral("self-crossing"), 1, lastMessage({}));
}

} // namespace guancheng
