// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/indicatorlistmodel.h"
#include "stores/operationalpicture.h"

namespace guancheng {

struct DimensionRow
{
    int key = 0; ///< index in the catalogue
    double score = 0;
    int sound = 0;          ///< indicators with a good value: on so many does the score rest
    QString contributorsZh; ///< '阵风 -14 · 路面温度 -9'
    QString contributorsEn;
};

/** The dimensions of the catalogue, each with its score and the list of its indicators. Thread: GUI. */
class DimensionListModel : public ROW_LIST_MODEL(DimensionRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count CONSTANT FINAL)
    Q_PROPERTY(int unsoundCount READ unsoundCount NOTIFY unsoundCountChanged FINAL)

public:
    DimensionListModel(std::shared_ptr<const Catalogue> catalogue, const OperationalPicture &picture,
                       QObject *parent = nullptr);

    int count() const { return rowCount(); }
    /** Indicators of all dimensions without a good value: stale, missing or suspect. */
    int unsoundCount() const { return m_unsound; }
    /** The list of the dimension, owned by this model; null outside of the range. */
    Q_INVOKABLE guancheng::IndicatorListModel *indicators(int dimension) const;
    void refresh(const ChangeSet &changes, TimeMs now);
    void tick(TimeMs now);

Q_SIGNALS:
    void unsoundCountChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const DimensionRow &row, int role) const override;

private:
    void setRows();
    DimensionRow rowOf(int dimension) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    const OperationalPicture &m_picture;
    std::vector<IndicatorListModel *> m_lists;
    int m_unsound = 0;
};

} // namespace guancheng
