// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <coroutine>
#include <exception>
#include <functional>
#include <utility>

namespace guancheng::conformance {

/** What a rule found. */
struct Outcome
{
    enum class Kind { Passed, Failed, Skipped };
    Kind kind = Kind::Passed;
    QString seen; ///< what was seen instead, or why it was skipped

    static Outcome passed() { return {}; }
    static Outcome failed(const QString &seen) { return {Kind::Failed, seen}; }
    static Outcome skipped(const QString &why) { return {Kind::Skipped, why}; }
};

/**
 * A conversation with a server as a coroutine: it reads from top to bottom and waits in the event loop with co_await.
 * Owns its frame: destroying a Script ends the conversation wherever it stands.
 */
class Script
{
public:
    struct promise_type
    {
        Script get_return_object() { return Script(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void return_value(Outcome outcome)
        {
            if (done)
                done(outcome);
        }
        [[noreturn]] void unhandled_exception() { std::terminate(); }

        std::function<void(const Outcome &)> done;
    };

    Script() = default;
    Script(Script &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) {}
    Script &operator=(Script &&other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Q_DISABLE_COPY(Script)
    ~Script()
    {
        if (m_handle)
            m_handle.destroy();
    }

    /** \c done is called once, at the end, from within the script: destroy the script later, not there. */
    void start(std::function<void(const Outcome &)> done)
    {
        m_handle.promise().done = std::move(done);
        m_handle.resume();
    }

private:
    explicit Script(std::coroutine_handle<promise_type> handle) : m_handle(handle) {}
    std::coroutine_handle<promise_type> m_handle;
};

} // namespace guancheng::conformance
