// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"

#include <QHash>

#include <array>
#include <memory>
#include <vector>

namespace guancheng {

class Catalogue;

/**
 * From readings to indicators: level with deadband, staleness, a trend of 30 points, and the scores of the dimensions.
 *
 * A trend point is taken each refresh of the indicator, but not more often than every two minutes of city time.
 * Score of a dimension: 100 less what its indicators take off: 14, 9, 5 and 3 points at the levels I to IV, each times the
 * weight of the indicator; not below 0; NaN while no indicator of it has a value. A missing value takes nothing off:
 * what is not known is shown as not known, not as bad.
 */
class IndicatorEngine
{
public:
    static constexpr int kTrendPoints = 30;
    static constexpr std::array<double, 5> kPoints{0, 3, 5, 9, 14}; ///< by level

    /** What became of a reading; Duplicate: the same was said before. */
    enum class Verdict : quint8 { Applied, Late, Duplicate, Rejected };
    /** What a feed is worth: believed, doubted (its times are not of the present), silent. Ascending. */
    enum class Trust : quint8 { Sound, Suspect, Lost };

    explicit IndicatorEngine(std::shared_ptr<const Catalogue> catalogue);

    Verdict apply(int index, double value, TimeMs at, const QString &source, TimeMs now);
    /** Takes effect with the next age(): the values of a lost feed are Stale at once, whatever their own age. */
    void setTrust(const QString &source, Trust trust);
    /** The same for a value that is counted here, but rests on feeds. */
    void setTrust(int index, Trust trust);
    Trust trust(int index) const { return m_ownTrust[static_cast<size_t>(index)]; }
    /** Ages what nobody renewed or what rests on a lost feed, and back; indexes of those whose quality changed. */
    std::vector<quint16> age(TimeMs now);
    /** Whether the scores changed. */
    bool score();

    const std::vector<IndicatorValue> &values() const { return m_values; }
    const std::vector<DimensionScore> &scores() const { return m_scores; }
    /** At most 30 values, oldest first, NaN = missing. */
    std::vector<float> trend(int index) const;

private:
    struct Trend
    {
        std::array<float, kTrendPoints> points{};
        int count = 0;
        int next = 0;
        TimeMs lastAt = 0;
    };
    Quality qualityOf(const IndicatorValue &value, TimeMs now) const;
    void addPoint(Trend &trend, float value) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    std::vector<IndicatorValue> m_values;
    std::vector<Trend> m_trends;
    QHash<QString, Trust> m_trust; ///< by feed; those that are not Sound
    std::vector<Trust> m_ownTrust; ///< by index
    std::vector<DimensionScore> m_scores;
};

} // namespace guancheng
