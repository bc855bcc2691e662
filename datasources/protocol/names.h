// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/feedhealth.h"

#include <QLatin1StringView>
#include <QMetaEnum>

#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace guancheng::protocol {

/** The names of one enumeration on the wire: its enumerators in lower case. Built once; any thread may read it. */
class EnumNames
{
public:
    /** \c meta counts from 0 without a gap. */
    explicit EnumNames(const QMetaEnum &meta);

    /** 'unknown' for a value outside the enumeration. */
    QLatin1StringView name(int value) const;
    std::optional<int> value(std::string_view name) const;
    int count() const { return static_cast<int>(m_names.size()); }

private:
    std::vector<QByteArray> m_names;
};

template<typename E>
const EnumNames &namesOf()
{
    static const EnumNames names(QMetaEnum::fromType<E>());
    return names;
}

/** 'live', 'simulated', 'replay'. */
QLatin1StringView nameOf(DataOrigin origin);

/** 'enroute' for UnitActivity::EnRoute. */
template<typename E>
QLatin1StringView nameOf(E value)
{
    return namesOf<E>().name(static_cast<int>(value));
}

/** The enumerator of a lower-case name; nothing for another text. */
template<typename E>
std::optional<E> fromName(std::string_view name)
{
    const std::optional<int> value = namesOf<E>().value(name);
    return value ? std::optional<E>(static_cast<E>(*value)) : std::nullopt;
}

/** Whether a byte of a binary frame is a value of the enumeration. */
template<typename E>
bool isValue(quint8 byte)
{
    static const int count = namesOf<E>().count();
    return byte < count;
}

} // namespace guancheng::protocol
