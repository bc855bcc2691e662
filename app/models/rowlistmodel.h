// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>

#include <algorithm>
#include <cmath>
#include <vector>

namespace guancheng {

/** Whether a view would show the same: two missing values (NaN) are alike. */
inline bool showsSame(const QVariant &a, const QVariant &b)
{
    if (a.typeId() == QMetaType::Double && b.typeId() == QMetaType::Double && std::isnan(a.toDouble()) &&
        std::isnan(b.toDouble()))
        return true;
    return a == b;
}

/**
 * A list model over a vector of plain rows. Roles are numbered from Qt::UserRole in the order of roleList().
 *
 * setRows() turns the rows into the wanted ones with few removals, moves and insertions, and announces a changed row only
 * with the roles whose value changed; when nothing changed nothing is said. Thread: GUI. A row has a `key`.
 */
template<typename Row>
class RowListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount() || role < Qt::UserRole || role >= Qt::UserRole + roleList().size())
            return {};
        return value(m_rows[static_cast<size_t>(index.row())], role - Qt::UserRole);
    }
    QHash<int, QByteArray> roleNames() const override
    {
        QHash<int, QByteArray> names;
        for (qsizetype i = 0; i < roleList().size(); ++i)
            names.insert(Qt::UserRole + static_cast<int>(i), roleList()[i]);
        return names;
    }
    const std::vector<Row> &rows() const { return m_rows; }

protected:
    /** The names of the roles; the position is what value() is asked for. */
    virtual const QByteArrayList &roleList() const = 0;
    virtual QVariant value(const Row &row, int role) const = 0;
    /** True when both show the same for certain: spares the comparison role by role. */
    virtual bool isSame(const Row &a, const Row &b) const
    {
        Q_UNUSED(a)
        Q_UNUSED(b)
        return false;
    }

    /** True when rows came, went or moved. */
    bool setRows(std::vector<Row> wanted)
    {
        bool structure = removeMissing(wanted);
        for (size_t i = 0; i < wanted.size(); ++i)
            structure = place(i, std::move(wanted[i])) || structure;
        return structure;
    }
    /** Puts the row in place of the one at `index` and announces what changed. */
    void setRow(size_t index, Row row)
    {
        if (isSame(m_rows[index], row))
            return;
        QList<int> roles;
        for (int role = 0; role < roleList().size(); ++role) {
            if (!showsSame(value(m_rows[index], role), value(row, role)))
                roles.append(Qt::UserRole + role);
        }
        m_rows[index] = std::move(row);
        if (roles.isEmpty())
            return;
        const QModelIndex at = this->index(static_cast<int>(index));
        Q_EMIT dataChanged(at, at, roles);
    }

private:
    bool removeMissing(const std::vector<Row> &wanted)
    {
        bool removed = false;
        for (size_t i = m_rows.size(); i-- > 0;) {
            if (std::ranges::find(wanted, m_rows[i].key, &Row::key) != wanted.end())
                continue;
            beginRemoveRows({}, static_cast<int>(i), static_cast<int>(i));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(i));
            endRemoveRows();
            removed = true;
        }
        return removed;
    }
    /** Makes the row the one at `index`; all before it are in place. */
    bool place(size_t index, Row row)
    {
        const auto here = m_rows.begin() + static_cast<std::ptrdiff_t>(index);
        const auto found = std::ranges::find(here, m_rows.end(), row.key, &Row::key);
        const int target = static_cast<int>(index);
        if (found == m_rows.end()) {
            beginInsertRows({}, target, target);
            m_rows.insert(here, std::move(row));
            endInsertRows();
            return true;
        }
        const bool moves = found != here;
        if (moves) {
            const int from = static_cast<int>(found - m_rows.begin());
            beginMoveRows({}, from, from, {}, target);
            std::rotate(here, found, found + 1);
            endMoveRows();
        }
        setRow(index, std::move(row));
        return moves;
    }

    std::vector<Row> m_rows;
};

// The meta object of a model must name a base that QML knows; moc cannot see through a template that has none of its own.
#ifdef Q_MOC_RUN
#define ROW_LIST_MODEL(Row) QAbstractListModel
#else
#define ROW_LIST_MODEL(Row) RowListModel<Row>
#endif

} // namespace guancheng
