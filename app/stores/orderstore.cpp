// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/orderstore.h"

namespace guancheng {

const Order *OrderStore::find(const QString &id) const
{
    const auto found = m_held.constFind(id);
    return found == m_held.cend() ? nullptr : &*found;
}

std::vector<const Order *> OrderStore::ofIncident(const QString &incident) const
{
    std::vector<const Order *> result;
    for (const QString &id : m_byIncident.value(incident))
        result.push_back(find(id));
    return result;
}

bool OrderStore::upsert(const Order &order)
{
    const auto found = m_held.find(order.id);
    if (found == m_held.end()) {
        m_held.insert(order.id, order);
        m_byIncident[order.incident].append(order.id);
        return true;
    }
    if (order.version <= found->version) {
        ++m_late;
        return false;
    }
    if (found->incident != order.incident) {
        m_byIncident[found->incident].removeOne(order.id);
        m_byIncident[order.incident].append(order.id);
    }
    *found = order;
    return true;
}

void OrderStore::reset(const std::vector<Order> &rows)
{
    m_held.clear();
    m_byIncident.clear();
    for (const Order &order : rows)
        upsert(order);
}

void OrderStore::forget(const QString &incident)
{
    for (const QString &id : m_byIncident.take(incident))
        m_held.remove(id);
}

} // namespace guancheng
