// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"

namespace guancheng {

/** The trends of the indicators as last seen, each with a version, so that a trend is sent only when it changed. */
class TrendCache
{
public:
    explicit TrendCache(const CityView &view) : m_view(view) {}

    /** Looks at the trend of an indicator again. */
    void refresh(quint16 index);
    /** 0 while it was never looked at. */
    quint32 version(quint16 index) const;
    const std::vector<float> &trend(quint16 index) const;

private:
    struct Entry
    {
        std::vector<float> values;
        quint32 version = 0;
    };
    const CityView &m_view;
    std::vector<Entry> m_entries;
};

} // namespace guancheng
