// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractListModel>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <iterator>
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
        const Keys known = keysOf(m_rows);
        for (size_t i = 0; i < wanted.size();) {
            if (const size_t end = insertNew(wanted, i, known); end > i) {
                structure = true;
                i = end;
                continue;
            }
            structure = place(i, std::move(wanted[i])) || structure;
            ++i;
        }
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
    using Keys = QSet<decltype(Row::key)>;
    static Keys keysOf(const std::vector<Row> &rows)
    {
        Keys keys;
        keys.reserve(static_cast<qsizetype>(rows.size()));
        for (const Row &row : rows)
            keys.insert(row.key);
        return keys;
    }
    /** Rows that go together are announced together: a list of thousands may fold at once. */
    bool removeMissing(const std::vector<Row> &wanted)
    {
        const Keys keys = keysOf(wanted);
        bool removed = false;
        for (size_t end = m_rows.size(); end > 0;) {
            if (keys.contains(m_rows[end - 1].key)) {
                --end;
                continue;
            }
            size_t begin = end - 1;
            while (begin > 0 && !keys.contains(m_rows[begin - 1].key))
                --begin;
            beginRemoveRows({}, static_cast<int>(begin), static_cast<int>(end - 1));
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                         m_rows.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
            removed = true;
            end = begin;
        }
        return removed;
    }
    /** Inserts the rows from \c begin that are not among the known ones, together; the index after them. */
    size_t insertNew(std::vector<Row> &wanted, size_t begin, const Keys &known)
    {
        size_t end = begin;
        while (end < wanted.size() && !known.contains(wanted[end].key))
            ++end;
        if (end == begin)
            return begin;
        beginInsertRows({}, static_cast<int>(begin), static_cast<int>(end - 1));
        m_rows.insert(m_rows.begin() + static_cast<std::ptrdiff_t>(begin),
                      std::make_move_iterator(wanted.begin() + static_cast<std::ptrdiff_t>(begin)),
                      std::make_move_iterator(wanted.begin() + static_cast<std::ptrdiff_t>(end)));
        endInsertRows();
        return end;
    }
    /** Makes the known row the one at `index`; all before it are in place. */
    bool place(size_t index, Row row)
    {
        const auto here = m_rows.begin() + static_cast<std::ptrdiff_t>(index);
        const auto found = std::ranges::find(here, m_rows.end(), row.key, &Row::key);
        const int target = static_cast<int>(index);
        if (found == m_rows.end()) { // a key that comes twice
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
