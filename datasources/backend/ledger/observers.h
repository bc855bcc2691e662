// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"

#include <algorithm>
#include <vector>

namespace guancheng {

/** Who is told of changes. An observer may leave while it is being told. */
class Observers
{
public:
    void add(CityObserver *observer)
    {
        if (std::find(m_list.begin(), m_list.end(), observer) == m_list.end())
            m_list.push_back(observer);
    }
    void remove(CityObserver *observer) { std::erase(m_list, observer); }
    template<typename Call>
    void tell(Call call)
    {
        for (size_t i = m_list.size(); i-- > 0;) {
            if (i < m_list.size())
                call(*m_list[i]);
        }
    }

private:
    std::vector<CityObserver *> m_list;
};

} // namespace guancheng
