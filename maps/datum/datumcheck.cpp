// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datum/datumcheck.h"

#include "maps/datum/datumcandidates.h"
#include "maps/geo/datum.h"

#include <QPointF>

#include <cmath>
#include <functional>

namespace guancheng {

namespace {

constexpr size_t kMostSamples = 30'000;
constexpr double kStepMetres = 60;      ///< between samples of a line
constexpr double kLeastStrength = 7;    ///< standard deviations by which a match is one
constexpr double kClearly = 1.35;       ///< times as strong as the layer as it is
constexpr double kUnknownStrength = 14; ///< for a displacement that nothing explains
constexpr size_t kLeastNames = 5;

using Move = std::function<GeoPoint(QPointF)>;

/** Points along the layer, the same for each call. Raw numbers: degrees when the layer is placed. */
std::vector<QPointF> samplesOf(const FeatureTable &table, double step)
{
    std::vector<QPointF> samples;
    const size_t features = table.size();
    const size_t stride = std::max<size_t>(1, features / kMostSamples);
    for (size_t feature = 0; feature < features && samples.size() < kMostSamples * 2; feature += stride) {
        for (size_t part = table.partStarts[feature]; part < table.partStarts[feature + 1]; ++part) {
            const std::span<const double> v = table.part(part);
            const size_t corners = v.size() / 2;
            const bool isRing = table.kinds[feature] == GeometryKind::Polygon;
            for (size_t i = 0; i < corners; ++i) {
                const QPointF here(v[2 * i], v[2 * i + 1]);
                samples.push_back(here);
                if (table.kinds[feature] == GeometryKind::Point || (i + 1 == corners && !isRing))
                    continue;
                const size_t next = (i + 1) % corners;
                const QPointF there(v[2 * next], v[2 * next + 1]);
                const QPointF way = there - here;
                const int steps = static_cast<int>(std::min(50.0, std::hypot(way.x(), way.y()) / step));
                for (int s = 1; s < steps; ++s)
                    samples.push_back(here + way * (static_cast<double>(s) / steps));
            }
        }
    }
    if (samples.size() <= kMostSamples)
        return samples;
    std::vector<QPointF> thinned;
    const double every = static_cast<double>(samples.size()) / static_cast<double>(kMostSamples);
    for (double at = 0; at < static_cast<double>(samples.size()); at += every)
        thinned.push_back(samples[static_cast<size_t>(at)]);
    return thinned;
}

std::vector<GeoPoint> moved(const std::vector<QPointF> &samples, const Move &move)
{
    std::vector<GeoPoint> points;
    points.reserve(samples.size());
    for (const QPointF &sample : samples)
        points.push_back(move(sample));
    return points;
}

double shareInside(const std::vector<GeoPoint> &points, const GeoBox &box)
{
    const auto inside =
        std::count_if(points.begin(), points.end(), [&box](const GeoPoint &point) { return box.contains(point); });
    return points.empty() ? 0 : static_cast<double>(inside) / static_cast<double>(points.size());
}

GeoPoint asDegrees(QPointF raw)
{
    return {raw.x(), raw.y()};
}

struct Hypothesis
{
    DatumVerdict verdict;
    QString datum;
    QString zh;
    QString en;
    Move move;
};

/** The three things that degrees can mean. */
std::vector<Hypothesis> shifts()
{
    return {{DatumVerdict::Fits, QStringLiteral("WGS-84"), QStringLiteral("WGS-84"), QStringLiteral("WGS-84"), asDegrees},
            {DatumVerdict::Gcj02, QStringLiteral("GCJ-02"), QStringLiteral("GCJ-02"), QStringLiteral("GCJ-02"),
             [](QPointF raw) { return wgs84FromGcj02(asDegrees(raw)); }},
            {DatumVerdict::Bd09, QStringLiteral("BD-09"), QStringLiteral("BD-09"), QStringLiteral("BD-09"),
             [](QPointF raw) { return wgs84FromBd09(asDegrees(raw)); }}};
}

DatumFinding findingOf(const Hypothesis &hypothesis, double metres, double strength)
{
    DatumFinding finding;
    finding.verdict = hypothesis.verdict;
    finding.metres = metres;
    finding.strength = strength;
    if (finding.isWarning()) {
        finding.repair = hypothesis.datum;
        finding.repairZh = hypothesis.zh;
        finding.repairEn = hypothesis.en;
    }
    return finding;
}

double meanDistance(const std::vector<GeoPoint> &a, const std::vector<GeoPoint> &b)
{
    double sum = 0;
    for (size_t i = 0; i < a.size(); ++i)
        sum += distanceMetres(a[i], b[i]);
    return a.empty() ? 0 : sum / static_cast<double>(a.size());
}

/** Points of the layer that carry the name of a station or place of the city, with its position. */
std::vector<std::pair<QPointF, GeoPoint>> namedPoints(const FeatureTable &table, const DatumReference &reference)
{
    std::vector<std::pair<QPointF, GeoPoint>> best;
    for (const FeatureTable::Column &column : table.columns) {
        if (column.type != FeatureTable::ColumnType::Text)
            continue;
        std::vector<std::pair<QPointF, GeoPoint>> pairs;
        for (size_t i = 0; i < table.size() && i < kMostSamples; ++i) {
            if (table.kinds[i] != GeometryKind::Point || column.texts[i].isEmpty())
                continue;
            const GeoPoint *known = reference.named(column.texts[i].trimmed());
            if (!known)
                known = reference.named(column.texts[i].trimmed().toLower());
            const std::span<const double> at = table.part(table.partStarts[i]);
            if (known)
                pairs.emplace_back(QPointF(at[0], at[1]), *known);
        }
        if (pairs.size() > best.size())
            best = std::move(pairs);
    }
    return best;
}

double medianDistance(const std::vector<std::pair<QPointF, GeoPoint>> &pairs, const Move &move)
{
    std::vector<double> distances;
    distances.reserve(pairs.size());
    for (const auto &[raw, known] : pairs)
        distances.push_back(distanceMetres(move(raw), known));
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return *middle;
}

/** By the names of stations and places: few points are enough. */
std::optional<DatumFinding> byNames(const FeatureTable &table, const DatumReference &reference,
                                    const std::vector<Hypothesis> &hypotheses)
{
    const auto pairs = namedPoints(table, reference);
    if (pairs.size() < kLeastNames)
        return {};
    const double asItIs = medianDistance(pairs, hypotheses.front().move);
    size_t best = 0;
    double nearest = asItIs;
    for (size_t i = 1; i < hypotheses.size(); ++i) {
        const double distance = medianDistance(pairs, hypotheses[i].move);
        if (distance < nearest) {
            nearest = distance;
            best = i;
        }
    }
    if (nearest > 200 || (best != 0 && asItIs < 2 * nearest + 100))
        return {};
    return findingOf(hypotheses[best], best == 0 ? nearest : asItIs, std::sqrt(static_cast<double>(pairs.size())) * 5);
}

/** A layer in the city: as it is, GCJ-02, BD-09, or displaced by something else. */
DatumFinding checkInside(const FeatureTable &table, const std::vector<QPointF> &samples, const DatumReference &reference)
{
    const std::vector<Hypothesis> hypotheses = shifts();
    if (const auto named = byNames(table, reference, hypotheses))
        return *named;
    const std::vector<GeoPoint> asItIs = moved(samples, asDegrees);
    const DatumReference::Match plain = reference.match(asItIs);
    size_t best = 0;
    double strength = plain.here;
    for (size_t i = 1; i < hypotheses.size(); ++i) {
        const DatumReference::Match match = reference.match(moved(samples, hypotheses[i].move));
        if (match.here > strength && match.here > plain.here * kClearly) {
            strength = match.here;
            best = i;
        }
    }
    if (strength >= kLeastStrength && strength * kClearly >= plain.best)
        return findingOf(hypotheses[best], best == 0 ? 0 : meanDistance(asItIs, moved(samples, hypotheses[best].move)),
                         strength);
    DatumFinding finding;
    finding.strength = std::max(strength, plain.best);
    if (plain.best >= kUnknownStrength && plain.best > strength * 2 && plain.best > plain.rival * 1.6 &&
        plain.bestMetres > 150) {
        finding.verdict = DatumVerdict::WrongProjection;
        finding.metres = plain.bestMetres;
    }
    return finding;
}

/** Raw numbers of whatever projection: the usual ones, either axis first, that lead into the city. */
std::optional<DatumFinding> byProjection(const std::vector<QPointF> &samples, const DatumReference &reference, double metres)
{
    struct Candidate
    {
        Hypothesis hypothesis;
        double strength;
    };
    std::vector<Candidate> candidates;
    const auto consider = [&](Hypothesis hypothesis) {
        const std::vector<GeoPoint> points = moved(samples, hypothesis.move);
        if (shareInside(points, reference.box()) > 0.8)
            candidates.push_back({std::move(hypothesis), reference.match(points).here});
    };
    consider({DatumVerdict::AxesSwapped, QStringLiteral("swapped"), QStringLiteral("经纬度互换"),
              QStringLiteral("axes swapped"), [](QPointF raw) { return GeoPoint{raw.y(), raw.x()}; }});
    consider({DatumVerdict::AxesSwapped, QStringLiteral("swapped GCJ-02"), QStringLiteral("经纬度互换的 GCJ-02"),
              QStringLiteral("GCJ-02 with axes swapped"), [](QPointF raw) { return wgs84FromGcj02({raw.y(), raw.x()}); }});
    consider({DatumVerdict::AxesSwapped, QStringLiteral("swapped BD-09"), QStringLiteral("经纬度互换的 BD-09"),
              QStringLiteral("BD-09 with axes swapped"), [](QPointF raw) { return wgs84FromBd09({raw.y(), raw.x()}); }});
    // Numbers as small as degrees are no metres of the city.
    const bool isDegrees = std::all_of(samples.begin(), samples.end(),
                                       [](QPointF raw) { return std::fabs(raw.x()) <= 360 && std::fabs(raw.y()) <= 360; });
    for (const UsualProjection &usual : isDegrees ? std::span<const UsualProjection>() : usualProjections()) {
        const QString datum = QString::fromUtf8(usual.datum);
        const QString zh = QString::fromUtf8(usual.zh);
        const QString en = QString::fromUtf8(usual.en);
        consider({DatumVerdict::WrongProjection, datum, zh, en, [&usual](QPointF raw) { return usual.inverse(raw); }});
        consider({DatumVerdict::WrongProjection, QStringLiteral("swapped ") + datum, zh + QStringLiteral("，纵轴在前"),
                  en + QStringLiteral(", northing first"),
                  [&usual](QPointF raw) { return usual.inverse({raw.y(), raw.x()}); }});
        if (usual.isWebMercator)
            consider({DatumVerdict::WrongProjection, datum + QStringLiteral(" GCJ-02"), zh + QStringLiteral("，GCJ-02"),
                      en + QStringLiteral(", GCJ-02"), [&usual](QPointF raw) { return wgs84FromGcj02(usual.inverse(raw)); }});
    }
    if (candidates.empty())
        return {};
    // The order is by how usual they are; a later one has to be clearly better.
    const Candidate *best = &candidates.front();
    for (const Candidate &candidate : candidates)
        if (candidate.strength > std::max(best->strength * kClearly, kLeastStrength))
            best = &candidate;
    DatumFinding finding = findingOf(best->hypothesis, metres, best->strength);
    finding.certain = best->strength >= kLeastStrength || candidates.size() == 1;
    return finding;
}

} // namespace

QString DatumFinding::text(bool chinese) const
{
    const QString distance = metres >= 2000
                                 ? (chinese ? QStringLiteral("%1 公里") : QStringLiteral("%1 km"))
                                       .arg(metres / 1000, 0, 'f', metres < 20'000 ? 1 : 0)
                                 : (chinese ? QStringLiteral("%1 米") : QStringLiteral("%1 m")).arg(metres, 0, 'f', 0);
    const QString name = chinese ? repairZh : repairEn;
    const QString doubt = certain   ? QString()
                          : chinese ? QStringLiteral("（未能与已知地物核对）")
                                    : QStringLiteral(" (not confirmed by what is known)");
    switch (verdict) {
    case DatumVerdict::CannotTell:
        return chinese ? QStringLiteral("没有可比对的地物，无法核对坐标系")
                       : QStringLiteral("nothing to compare with: the datum cannot be checked");
    case DatumVerdict::Fits:
        return chinese ? QStringLiteral("与已知地物吻合") : QStringLiteral("agrees with what is known of the city");
    case DatumVerdict::Gcj02:
    case DatumVerdict::Bd09:
        return (chinese ? QStringLiteral("看起来是 %1：偏移约 %2") : QStringLiteral("looks like %1: about %2 off"))
            .arg(name, distance);
    case DatumVerdict::AxesSwapped:
        return (chinese ? QStringLiteral("坐标轴颠倒：%1") : QStringLiteral("axes swapped: %1")).arg(name) + doubt;
    case DatumVerdict::WrongProjection:
        if (repair.isEmpty())
            return (chinese ? QStringLiteral("偏移 %1：投影不对，原因不明")
                            : QStringLiteral("%1 off: wrong projection, of an unknown kind"))
                .arg(distance);
        if (!(metres > 0))
            return (chinese ? QStringLiteral("没有声明投影，看起来是 %1")
                            : QStringLiteral("declares no projection, looks like %1"))
                       .arg(name) +
                   doubt;
        return (chinese ? QStringLiteral("偏移 %1：投影不对，看起来是 %2")
                        : QStringLiteral("%1 off: wrong projection, looks like %2"))
                   .arg(distance, name) +
               doubt;
    case DatumVerdict::Elsewhere:
        return metres > 0 ? (chinese ? QStringLiteral("在城市以外 %1，请核对坐标系")
                                     : QStringLiteral("%1 outside of the city: check the datum"))
                                .arg(distance)
                          : (chinese ? QStringLiteral("坐标系未知，无法定位")
                                     : QStringLiteral("of an unknown coordinate system, cannot be placed"));
    }
    return {};
}

DatumFinding checkDatum(const FeatureTable &table, bool placed, const QString &crs, const DatumReference *reference)
{
    if (!reference || table.vertices.empty())
        return {};
    const double step = placed ? kStepMetres / 111'000 : kStepMetres;
    const std::vector<QPointF> samples = samplesOf(table, step);
    if (!placed) {
        if (const auto found = byProjection(samples, *reference, 0))
            return *found;
        return {DatumVerdict::Elsewhere, 0, {}, {}, {}, 0, true};
    }
    const std::vector<GeoPoint> points = moved(samples, asDegrees);
    if (shareInside(points, reference->box()) >= 0.5)
        return checkInside(table, samples, *reference);
    // A layer of the whole country is not displaced.
    const GeoBox &box = reference->box();
    const GeoPoint centre{(box.west + box.east) / 2, (box.south + box.north) / 2};
    const QRectF extent = table.bounds();
    if (extent.contains(QPointF(centre.longitude, centre.latitude)))
        return {};
    std::vector<double> away;
    away.reserve(points.size());
    for (const GeoPoint &point : points)
        away.push_back(reference->kilometresOutside(point));
    const auto middle = away.begin() + static_cast<std::ptrdiff_t>(away.size() / 2);
    std::nth_element(away.begin(), middle, away.end());
    const double metres = *middle * 1000;
    // What the numbers were before the declared projection was believed.
    if (const UsualProjection *declared = usualProjection(crs)) {
        std::vector<QPointF> raw;
        raw.reserve(points.size());
        for (const GeoPoint &point : points)
            raw.push_back(declared->forward(point));
        if (const auto found = byProjection(raw, *reference, metres))
            return *found;
    } else if (const auto found = byProjection(samples, *reference, metres)) {
        return *found;
    }
    return {DatumVerdict::Elsewhere, metres, {}, {}, {}, 0, true};
}

} // namespace guancheng
