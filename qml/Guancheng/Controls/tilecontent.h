// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"
#include "sparkline.h"

#include <QHash>
#include <QString>

QT_FORWARD_DECLARE_CLASS(QAbstractItemModel)
QT_FORWARD_DECLARE_CLASS(QModelIndex)

namespace guancheng {

/** What a tile shows, in words and pixels: two equal contents look the same, so nothing has to be painted again. */
struct TileContent
{
    QString id;
    QString name;
    QString value;
    QString unit;
    QString note; ///< age of a stale value, 'no data' of a missing one; empty otherwise
    Level level = Level::Normal;
    Quality quality = Quality::Good;
    ShownTrend trend;
    bool operator==(const TileContent &) const = default;

    bool sameHead(const TileContent &other) const
    {
        return name == other.name && level == other.level && quality == other.quality;
    }
};

/** Reads the roles of an indicator model (app/models) by their names; any model with these names will do. */
class TileReader
{
public:
    struct Look
    {
        bool chinese = true;
        bool frozen = false;  ///< the link is lost: everything is as stale as it looks
        int trendHeight = 40; ///< pixels
    };

    /** \c model may be null. Looks the numbers of the roles up once. */
    void setModel(const QAbstractItemModel *model);
    TileContent read(const QModelIndex &row, const Look &look) const;
    /** Whether a change of these roles can change what is shown; an empty list means all. */
    bool concerns(const QList<int> &roles) const;

private:
    enum Field {
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
        Age,
        Trend,
        Low,
        High,
        FieldCount
    };
    QVariant get(const QModelIndex &row, Field field) const;
    QString word(const QModelIndex &row, Field zh, Field en, bool chinese) const;

    QList<int> m_roles;
};

} // namespace guancheng
