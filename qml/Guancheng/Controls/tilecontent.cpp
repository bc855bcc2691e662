// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "tilecontent.h"

#include "qml/Guancheng/Theme/format.h"

#include <QAbstractItemModel>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace guancheng {

void TileReader::setModel(const QAbstractItemModel *model)
{
    static constexpr std::array<const char *, FieldCount> kNames{
        "indicatorId", "nameZh", "nameEn", "shortEn", "unitZh",     "unitEn", "decimals", "value",
        "textZh",      "textEn", "level",  "quality", "ageSeconds", "trend",  "bandLow",  "bandHigh"};
    m_roles.fill(-1, FieldCount);
    if (!model)
        return;
    const QHash<int, QByteArray> names = model->roleNames();
    for (auto it = names.begin(); it != names.end(); ++it) {
        const auto known = std::ranges::find(kNames, it.value());
        if (known != kNames.end())
            m_roles[std::distance(kNames.begin(), known)] = it.key();
    }
}

QVariant TileReader::get(const QModelIndex &row, Field field) const
{
    const int role = m_roles.value(field, -1);
    return role < 0 ? QVariant() : row.data(role);
}

QString TileReader::word(const QModelIndex &row, Field zh, Field en, bool chinese) const
{
    return get(row, chinese ? zh : en).toString();
}

bool TileReader::concerns(const QList<int> &roles) const
{
    return roles.isEmpty() || std::ranges::any_of(roles, [this](int role) { return m_roles.contains(role); });
}

TileContent TileReader::read(const QModelIndex &row, const Look &look) const
{
    TileContent tile;
    tile.id = get(row, Id).toString();
    tile.name = word(row, NameZh, ShortEn, look.chinese);
    if (tile.name.isEmpty())
        tile.name = word(row, NameZh, NameEn, look.chinese);
    tile.level = static_cast<Level>(std::clamp(get(row, LevelOf).toInt(), 0, static_cast<int>(Level::Critical)));
    tile.quality = static_cast<Quality>(std::clamp(get(row, QualityOf).toInt(), 0, static_cast<int>(Quality::Suspect)));
    const QVariant raw = get(row, Value);
    const double value = raw.isValid() ? raw.toDouble() : std::nan("");
    if (!std::isfinite(value))
        tile.quality = Quality::Missing;
    else if (look.frozen && tile.quality != Quality::Missing)
        tile.quality = Quality::Stale;
    const QString unit = word(row, UnitZh, UnitEn, look.chinese);
    if (tile.quality == Quality::Missing) {
        // A missing value has no level and no past worth a colour: it is said, never guessed.
        tile.level = Level::Normal;
        tile.value = QChar(0x2014);
        tile.note = QCoreApplication::translate("IndicatorGrid", "无数据");
        return tile;
    }
    const QString text = word(row, TextZh, TextEn, look.chinese);
    if (text.isEmpty()) {
        const ShownNumber shown = shownNumber(value, get(row, Decimals).toInt(), unit, look.chinese);
        tile.value = shown.digits;
        tile.unit = shown.unit;
    } else {
        tile.value = text;
    }
    if (tile.quality == Quality::Stale)
        tile.note = Format::age(get(row, Age).toDouble(), look.chinese);
    else if (tile.quality == Quality::Suspect)
        tile.note = QCoreApplication::translate("IndicatorGrid", "存疑");
    const auto number = [&](Field field) {
        const QVariant v = get(row, field);
        return v.isValid() ? v.toDouble() : std::nan("");
    };
    const QVariant trend = get(row, Trend);
    if (const auto *points = get_if<QList<qreal>>(&trend))
        tile.trend = scaleTrend(*points, number(Low), number(High), look.trendHeight);
    return tile;
}

} // namespace guancheng
