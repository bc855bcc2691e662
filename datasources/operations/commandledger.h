// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/command.h"

#include <QStringList>

#include <vector>

namespace guancheng {

/**
 * The commands that were given and are not answered, in their order. They are kept until they are answered, also while the
 * link is down, and sent again with the same key: the backend acts on a key once. Pure.
 */
class CommandLedger
{
public:
    static constexpr TimeMs kPatience = 10'000;

    void add(const Command &command, TimeMs now);
    /** True when the key was waiting; it no longer does. */
    bool answered(const QString &key);
    /** The keys that have just waited too long; each is told once. */
    QStringList overdue(TimeMs now);
    /** When overdue() next has something to say; 0 = never. */
    TimeMs nextDue() const;
    /** All that wait, to be sent again. */
    std::vector<Command> waiting() const;
    size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        Command command;
        TimeMs since = 0;
        bool told = false;
    };
    std::vector<Entry> m_entries;
};

} // namespace guancheng
