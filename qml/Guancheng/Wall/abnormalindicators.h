// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QPersistentModelIndex>
#include <QtQmlIntegration/qqmlintegration.h>

#include <vector>

namespace guancheng {

/**
 * The indicators at a level out of several lists, the worst first: what must stay in view while pages turn. The roles are
 * those of the lists, which must all have the same, 'level' among them. Thread: GUI.
 */
class AbnormalIndicators : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("provided by WallContext")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    explicit AbnormalIndicators(const QList<QAbstractItemModel *> &lists, QObject *parent = nullptr);

    int count() const { return rowCount(); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override { return m_roles; }

Q_SIGNALS:
    void countChanged();

private:
    void collect();
    void forward(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);

    QList<QAbstractItemModel *> m_lists;
    QHash<int, QByteArray> m_roles;
    int m_levelRole = -1;
    std::vector<QPersistentModelIndex> m_rows;
};

} // namespace guancheng
