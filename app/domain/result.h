// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace guancheng {

/** Why something could not be done: which source, where in it, and the reason, so that the operator can act on it. */
struct Error
{
    QString source; ///< file, URL or feed
    QString place;  ///< JSON pointer, line, byte offset, sequence; may be empty
    QString reason; ///< one sentence

    QString toString() const
    {
        return place.isEmpty() ? QStringLiteral("%1: %2").arg(source, reason)
                               : QStringLiteral("%1:%2: %3").arg(source, place, reason);
    }
    bool operator==(const Error &) const = default;
};

/** A value, or the error that stands in its way. An expected failure is never an exception. */
template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_state(std::move(value)) {}
    Result(Error error) : m_state(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(m_state); }
    /** Only where the result is true. */
    const T &value() const & { return std::get<T>(m_state); }
    T &value() & { return std::get<T>(m_state); }
    T &&value() && { return std::get<T>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }
    /** Only where the result is false. */
    const Error &error() const { return std::get<Error>(m_state); }

private:
    std::variant<T, Error> m_state;
};

using Status = Result<std::monostate>;
inline Status ok()
{
    return Status(std::monostate{});
}

} // namespace guancheng
