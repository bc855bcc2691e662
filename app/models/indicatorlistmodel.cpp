// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/indicatorlistmodel.h"

#include "catalogue/catalogue.h"
#include "models/names.h"

namespace guancheng {

namespace {
enum Role {
    Id,
    NameZh,
    NameEn,
    ShortEn,
    UnitZh,
    UnitEn,
    Decimals,
    Value,
    TextZh,
    TextEn,
    LevelOf,
    QualityOf,
    At,
    Age,
    MaxAge,
    Trend,
    BandLow,
    BandHigh,
    Source
};
} // namespace

IndicatorListModel::IndicatorListModel(std::shared_ptr<const Catalogue> catalogue, const IndicatorStore &store,
                                       const SourceStore &sources, int dimension, QObject *parent)
    : RowListModel(parent)
    , m_catalogue(std::move(catalogue))
    , m_store(store)
    , m_sources(sources)
{
    std::vector<IndicatorRow> rows;
    for (int i = 0; i < m_catalogue->indicators().size(); ++i) {
        if (m_catalogue->indicators()[i].dimension == dimension)
            rows.push_back(rowOf(static_cast<quint16>(i), 0));
    }
    setRows(std::move(rows));
    countAbnormal();
}

void IndicatorListModel::refresh(const std::vector<quint16> &indexes, TimeMs now)
{
    for (size_t i = 0; i < rows().size(); ++i) {
        if (std::ranges::find(indexes, rows()[i].key) != indexes.end())
            setRow(i, rowOf(rows()[i].key, now));
    }
    countAbnormal();
}

void IndicatorListModel::tick(TimeMs now)
{
    for (size_t i = 0; i < rows().size(); ++i) {
        const IndicatorRow &row = rows()[i];
        IndicatorRow next = rowOf(row.key, now);
        if (next.age != row.age || next.quality != row.quality)
            setRow(i, std::move(next));
    }
    countAbnormal();
}

const QByteArrayList &IndicatorListModel::roleList() const
{
    static const QByteArrayList roles{"indicatorId",   "nameZh", "nameEn",  "shortEn",  "unitZh",  "unitEn", "decimals",
                                      "value",         "textZh", "textEn",  "level",    "quality", "at",     "ageSeconds",
                                      "maxAgeSeconds", "trend",  "bandLow", "bandHigh", "source"};
    return roles;
}

QVariant IndicatorListModel::value(const IndicatorRow &row, int role) const
{
    const IndicatorSpec &spec = m_catalogue->indicators()[row.key];
    const ValueState *state = spec.stateOf(row.value.value);
    switch (role) {
    case Id: return spec.id;
    case NameZh: return spec.nameZh;
    case NameEn: return spec.nameEn;
    case ShortEn: return spec.nameShortEn.isEmpty() ? spec.nameEn : spec.nameShortEn;
    case UnitZh: return spec.unitZh;
    case UnitEn: return spec.unitEn;
    case Decimals: return spec.decimals;
    case Value: return row.value.value;
    case TextZh: return state ? state->textZh : QString();
    case TextEn: return state ? state->textEn : QString();
    case LevelOf: return static_cast<int>(row.value.level);
    case QualityOf: return static_cast<int>(row.quality);
    case At: return static_cast<double>(row.value.at);
    case Age: return row.age;
    case MaxAge: return spec.maxAgeSeconds;
    case Trend: return QVariant::fromValue(row.trend);
    case BandLow: return spec.normal.low;
    case BandHigh: return spec.normal.high;
    case Source: return row.value.source;
    default: return {};
    }
}

IndicatorRow IndicatorListModel::rowOf(quint16 index, TimeMs now) const
{
    IndicatorRow row;
    row.key = index;
    row.value = m_store.value(index);
    row.quality = std::isnan(row.value.value) ? Quality::Missing : row.value.quality;
    row.age = shownAgeSeconds(now, row.value.at);
    const TimeMs maxAge = TimeMs(1000) * m_catalogue->indicators()[index].maxAgeSeconds;
    if (row.quality == Quality::Good || row.quality == Quality::Suspect) {
        const Quality trust = trustOf(row.value);
        const bool old = now > 0 && now - row.value.at > maxAge;
        row.quality = old || trust == Quality::Stale ? Quality::Stale : trust == Quality::Suspect ? trust : row.quality;
    }
    for (const float point : m_store.trend(index))
        row.trend.append(static_cast<qreal>(point));
    return row;
}

Quality IndicatorListModel::trustOf(const IndicatorValue &value) const
{
    // What the backend counts itself rests on the feed that the catalogue names.
    const Quality told = m_sources.trustOf(value.source);
    const Quality named = m_sources.trustOf(m_catalogue->sources()[m_catalogue->indicators()[value.index].source].id);
    for (const Quality quality : {Quality::Stale, Quality::Suspect}) {
        if (told == quality || named == quality)
            return quality;
    }
    return Quality::Good;
}

void IndicatorListModel::countAbnormal()
{
    const auto sound = static_cast<int>(std::ranges::count(rows(), Quality::Good, &IndicatorRow::quality));
    const auto abnormal = static_cast<int>(std::ranges::count_if(rows(), [](const IndicatorRow &row) {
        return row.value.level != Level::Normal || row.quality == Quality::Stale || row.quality == Quality::Missing;
    }));
    const bool same = m_abnormal == abnormal && m_sound == sound;
    m_abnormal = abnormal;
    m_sound = sound;
    if (!same)
        Q_EMIT abnormalCountChanged();
}

} // namespace guancheng
