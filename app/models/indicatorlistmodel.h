// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/rowlistmodel.h"
#include "stores/indicatorstore.h"
#include "stores/statestores.h"

namespace guancheng {

class Catalogue;

/** One tile. What does not change (names, unit, band) is read from the catalogue by index. */
struct IndicatorRow
{
    quint16 key = 0; ///< index in the catalogue
    IndicatorValue value;
    /** Of the backend; Stale when it grew too old here or its feed or the link is lost, Suspect when the feed is skewed. */
    Quality quality = Quality::Missing;
    int age = 0; ///< seconds, in the steps of the wall
    QList<qreal> trend;
};

/** The indicators of one dimension in the order of the catalogue. Thread: GUI. */
class IndicatorListModel : public ROW_LIST_MODEL(IndicatorRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count CONSTANT FINAL)
    Q_PROPERTY(int soundCount READ soundCount NOTIFY abnormalCountChanged FINAL)
    Q_PROPERTY(int abnormalCount READ abnormalCount NOTIFY abnormalCountChanged FINAL)

public:
    IndicatorListModel(std::shared_ptr<const Catalogue> catalogue, const IndicatorStore &store, const SourceStore &sources,
                       int dimension, QObject *parent = nullptr);

    int count() const { return rowCount(); }
    /** Tiles at a level, stale or missing. */
    int abnormalCount() const { return m_abnormal; }
    /** Tiles whose value is good: not stale, missing or suspect. */
    int soundCount() const { return m_sound; }
    /** Takes the indicators of this dimension among `indexes` from the store. */
    void refresh(const std::vector<quint16> &indexes, TimeMs now);
    /** Once a second: ages, and what became stale. */
    void tick(TimeMs now);

Q_SIGNALS:
    void abnormalCountChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const IndicatorRow &row, int role) const override;

private:
    IndicatorRow rowOf(quint16 index, TimeMs now) const;
    Quality trustOf(const IndicatorValue &value) const;
    void countAbnormal();

    std::shared_ptr<const Catalogue> m_catalogue;
    const IndicatorStore &m_store;
    const SourceStore &m_sources;
    int m_abnormal = 0;
    int m_sound = 0;
};

} // namespace guancheng
