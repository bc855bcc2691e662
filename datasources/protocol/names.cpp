// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/names.h"

#include <algorithm>

namespace guancheng::protocol {

EnumNames::EnumNames(const QMetaEnum &meta)
{
    for (int i = 0; i < meta.keyCount(); ++i) {
        Q_ASSERT(meta.value(i) == i);
        m_names.push_back(QByteArray(meta.key(i)).toLower());
    }
}

QLatin1StringView EnumNames::name(int value) const
{
    return value >= 0 && value < count() ? QLatin1StringView(m_names[static_cast<size_t>(value)])
                                         : QLatin1StringView("unknown");
}

std::optional<int> EnumNames::value(std::string_view name) const
{
    const auto known = std::ranges::find_if(m_names, [name](const QByteArray &item) {
        return std::string_view(item.constData(), static_cast<size_t>(item.size())) == name;
    });
    if (known == m_names.end())
        return std::nullopt;
    return static_cast<int>(known - m_names.begin());
}

QLatin1StringView nameOf(DataOrigin origin)
{
    switch (origin) {
    case DataOrigin::Live: return QLatin1StringView("live");
    case DataOrigin::Simulated: return QLatin1StringView("simulated");
    case DataOrigin::Replay: break;
    }
    return QLatin1StringView("replay");
}

} // namespace guancheng::protocol
