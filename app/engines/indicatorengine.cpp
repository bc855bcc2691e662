// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/indicatorengine.h"

#include "catalogue/catalogue.h"
#include "engines/hysteresis.h"

namespace guancheng {

static constexpr TimeMs kShortestPoint = 120'000;
static constexpr TimeMs kFuture = 3'600'000;
static constexpr TimeMs kAhead = 10'000;

IndicatorEngine::IndicatorEngine(std::shared_ptr<const Catalogue> catalogue)
    : m_catalogue(std::move(catalogue))
    , m_values(static_cast<size_t>(m_catalogue->indicators().size()))
    , m_trends(m_values.size())
    , m_ownTrust(m_values.size(), Trust::Sound)
    , m_scores(static_cast<size_t>(m_catalogue->dimensions().size()))
{
    for (size_t i = 0; i < m_values.size(); ++i)
        m_values[i].index = static_cast<quint16>(i);
    for (size_t i = 0; i < m_scores.size(); ++i)
        m_scores[i].dimension = static_cast<quint8>(i);
}

IndicatorEngine::Verdict IndicatorEngine::apply(int index, double value, TimeMs at, const QString &source, TimeMs now)
{
    if (index < 0 || index >= m_catalogue->indicators().size() || at > now + kFuture || std::isinf(value))
        return Verdict::Rejected;
    IndicatorValue &known = m_values[static_cast<size_t>(index)];
    // A reading from ahead was of a clock that was wrong: it does not make those of the present late.
    if (at < known.at && !(known.at > now + kAhead && at <= now))
        return Verdict::Late;
    const bool same = known.value == value || (std::isnan(known.value) && std::isnan(value));
    if (at == known.at && same && source == known.source)
        return Verdict::Duplicate;
    const IndicatorSpec &spec = m_catalogue->indicators()[index];
    known.level = std::isnan(value) ? Level::Normal : levelWithDeadband(spec.limits, known.level, value, spec.limits.deadband);
    known.value = value;
    known.at = at;
    known.source = source;
    known.quality = qualityOf(known, now);
    Trend &trend = m_trends[static_cast<size_t>(index)];
    if (trend.count == 0 || at - trend.lastAt >= std::max(kShortestPoint, TimeMs(spec.refreshSeconds) * 1000)) {
        addPoint(trend, static_cast<float>(value));
        trend.lastAt = at;
    } else {
        // Within the interval the newest value stands for it.
        trend.points[static_cast<size_t>((trend.next + kTrendPoints - 1) % kTrendPoints)] = static_cast<float>(value);
    }
    return Verdict::Applied;
}

void IndicatorEngine::setTrust(const QString &source, Trust trust)
{
    if (trust == Trust::Sound)
        m_trust.remove(source);
    else
        m_trust.insert(source, trust);
}

void IndicatorEngine::setTrust(int index, Trust trust)
{
    if (index >= 0 && index < static_cast<int>(m_ownTrust.size()))
        m_ownTrust[static_cast<size_t>(index)] = trust;
}

Quality IndicatorEngine::qualityOf(const IndicatorValue &value, TimeMs now) const
{
    if (std::isnan(value.value))
        return Quality::Missing;
    const Trust trust = std::max(m_trust.value(value.source, Trust::Sound), m_ownTrust[value.index]);
    if (trust == Trust::Lost || value.at + TimeMs(m_catalogue->indicators()[value.index].maxAgeSeconds) * 1000 < now)
        return Quality::Stale;
    return trust == Trust::Suspect ? Quality::Suspect : Quality::Good;
}

void IndicatorEngine::addPoint(Trend &trend, float value) const
{
    trend.points[static_cast<size_t>(trend.next)] = value;
    trend.next = (trend.next + 1) % kTrendPoints;
    trend.count = std::min(trend.count + 1, kTrendPoints);
}

std::vector<quint16> IndicatorEngine::age(TimeMs now)
{
    std::vector<quint16> changed;
    for (IndicatorValue &value : m_values) {
        const Quality quality = qualityOf(value, now);
        if (std::exchange(value.quality, quality) != quality)
            changed.push_back(value.index);
    }
    return changed;
}

bool IndicatorEngine::score()
{
    bool changed = false;
    for (DimensionScore &score : m_scores) {
        double left = 100;
        bool any = false;
        QList<DimensionScore::Contributor> contributors;
        for (const int index : m_catalogue->indicatorsOf(score.dimension)) {
            const IndicatorValue &value = m_values[static_cast<size_t>(index)];
            if (value.quality == Quality::Missing)
                continue;
            any = true;
            const double points = kPoints[static_cast<size_t>(value.level)] * m_catalogue->indicators()[index].weight;
            if (points > 0)
                contributors.append({static_cast<quint16>(index), points});
            left -= points;
        }
        std::stable_sort(contributors.begin(), contributors.end(),
                         [](const auto &a, const auto &b) { return a.points > b.points; });
        const double result = any ? std::max(0.0, left) : std::numeric_limits<double>::quiet_NaN();
        const bool same = score.score == result || (std::isnan(score.score) && std::isnan(result));
        changed = changed || !same || score.contributors != contributors;
        score.score = result;
        score.contributors = std::move(contributors);
    }
    return changed;
}

std::vector<float> IndicatorEngine::trend(int index) const
{
    if (index < 0 || index >= static_cast<int>(m_trends.size()))
        return {};
    const Trend &trend = m_trends[static_cast<size_t>(index)];
    std::vector<float> points;
    points.reserve(static_cast<size_t>(trend.count));
    for (int i = 0; i < trend.count; ++i)
        points.push_back(trend.points[static_cast<size_t>((trend.next + kTrendPoints - trend.count + i) % kTrendPoints)]);
    return points;
}

} // namespace guancheng
