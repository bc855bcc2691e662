// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "abnormalindicators.h"

#include <algorithm>

namespace guancheng {

AbnormalIndicators::AbnormalIndicators(const QList<QAbstractItemModel *> &lists, QObject *parent)
    : QAbstractListModel(parent)
    , m_lists(lists)
{
    if (!lists.isEmpty())
        m_roles = lists.first()->roleNames();
    m_levelRole = m_roles.key("level", -1);
    for (const QAbstractItemModel *list : lists) {
        connect(list, &QAbstractItemModel::dataChanged, this, &AbnormalIndicators::forward);
        connect(list, &QAbstractItemModel::modelReset, this, &AbnormalIndicators::collect);
        connect(list, &QAbstractItemModel::rowsInserted, this, &AbnormalIndicators::collect);
        connect(list, &QAbstractItemModel::rowsRemoved, this, &AbnormalIndicators::collect);
    }
    collect();
}

int AbnormalIndicators::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant AbnormalIndicators::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    return m_rows[static_cast<size_t>(index.row())].data(role);
}

void AbnormalIndicators::collect()
{
    std::vector<QPersistentModelIndex> found;
    for (const QAbstractItemModel *list : std::as_const(m_lists)) {
        for (int row = 0; row < list->rowCount(); ++row) {
            const QModelIndex index = list->index(row, 0);
            if (index.data(m_levelRole).toInt() > 0)
                found.emplace_back(index);
        }
    }
    std::ranges::stable_sort(found, std::ranges::greater(),
                             [this](const QPersistentModelIndex &row) { return row.data(m_levelRole).toInt(); });
    if (found == m_rows)
        return;
    const bool resized = found.size() != m_rows.size();
    beginResetModel();
    m_rows = std::move(found);
    endResetModel();
    if (resized)
        Q_EMIT countChanged();
}

void AbnormalIndicators::forward(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles)
{
    if (roles.isEmpty() || roles.contains(m_levelRole))
        collect();
    for (int row = 0; row < rowCount(); ++row) {
        const QPersistentModelIndex &source = m_rows[static_cast<size_t>(row)];
        if (source.model() == first.model() && source.row() >= first.row() && source.row() <= last.row())
            Q_EMIT dataChanged(index(row), index(row), roles);
    }
}

} // namespace guancheng
