// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <vector>

namespace guancheng {

/** The entries of one table of the catalogue in the order of their file; T has a member 'id'. Immutable, any thread. */
template<typename T>
class Registry
{
public:
    Registry() = default;
    explicit Registry(std::vector<T> entries) : m_entries(std::move(entries))
    {
        m_indexes.reserve(size());
        for (int i = 0; i < size(); ++i)
            m_indexes.insert((*this)[i].id, i);
    }

    int size() const { return static_cast<int>(m_entries.size()); }
    bool isEmpty() const { return m_entries.empty(); }
    /** The entry with this index, 0 <= index < size(). */
    const T &operator[](int index) const { return m_entries[static_cast<std::size_t>(index)]; }
    /** The index of an id, or -1. */
    int indexOf(const QString &id) const { return m_indexes.value(id, -1); }
    bool contains(const QString &id) const { return m_indexes.contains(id); }
    /** The entry, or null. */
    const T *find(const QString &id) const
    {
        const int index = indexOf(id);
        return index < 0 ? nullptr : &(*this)[index];
    }
    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }

private:
    std::vector<T> m_entries;
    QHash<QString, int> m_indexes;
};

} // namespace guancheng
