// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace guancheng {

/** The orders of open cases, by id and by case. Thread: GUI. */
class OrderStore
{
public:
    const Order *find(const QString &id) const;
    int count() const { return static_cast<int>(m_held.size()); }
    quint64 lateCount() const { return m_late; }
    /** The orders of a case, oldest first. */
    std::vector<const Order *> ofIncident(const QString &incident) const;

    /** False when it is older than what is known. */
    bool upsert(const Order &order);
    void reset(const std::vector<Order> &rows);
    /** Forgets the orders of a case that is final. */
    void forget(const QString &incident);

private:
    QHash<QString, Order> m_held;
    QHash<QString, QStringList> m_byIncident;
    quint64 m_late = 0;
};

} // namespace guancheng
