// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/geopoint.h"

#include <QHash>
#include <QString>

#include <deque>

namespace guancheng {

/** Recognises that something was reported before: by the key of the source, or the same matter within 50 m and 10 minutes. */
class DuplicateFinder
{
public:
    static constexpr double kMetres = 50;
    static constexpr TimeMs kWindow = 10 * 60'000;

    /** The case that this is about, or empty. */
    QString find(const QString &key, const QString &matter, const GeoPoint &point, TimeMs at) const;
    void add(const QString &incident, const QString &key, const QString &matter, const GeoPoint &point, TimeMs at);
    /** The case is final: what is reported from now on is another one. */
    void remove(const QString &incident);
    /** Forgets what lies too far back at \c now. */
    void forget(TimeMs now);

private:
    struct Entry
    {
        QString incident;
        QString matter;
        GeoPoint point;
        TimeMs at = 0;
    };
    static quint64 cellOf(const GeoPoint &point, int column = 0, int row = 0);

    QHash<QString, QString> m_byKey;
    QHash<QString, QString> m_keyOf; ///< case -> key
    QMultiHash<quint64, Entry> m_byCell;
    QHash<QString, quint64> m_cellOf;
    std::deque<std::pair<TimeMs, QString>> m_order;
};

} // namespace guancheng
