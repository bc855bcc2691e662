// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace guancheng {

/** Why a rule says no: a code for machines and one sentence for people in both languages. */
struct Refusal
{
    QString code; ///< as in docs/protocol.md, 6
    QString reasonZh;
    QString reasonEn;
    bool operator==(const Refusal &) const = default;
};

/** What a rule makes of a request: its outcome, or the refusal. */
template<typename T>
class [[nodiscard]] Ruling
{
public:
    Ruling(T outcome) : m_state(std::move(outcome)) {}
    Ruling(Refusal refusal) : m_state(std::move(refusal)) {}

    explicit operator bool() const { return std::holds_alternative<T>(m_state); }
    const T &operator*() const { return std::get<T>(m_state); }
    const T *operator->() const { return &std::get<T>(m_state); }
    const Refusal &refusal() const { return std::get<Refusal>(m_state); }

private:
    std::variant<T, Refusal> m_state;
};

} // namespace guancheng
