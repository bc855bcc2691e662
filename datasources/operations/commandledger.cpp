// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/commandledger.h"

namespace guancheng {

void CommandLedger::add(const Command &command, TimeMs now)
{
    m_entries.push_back({command, now, false});
}

bool CommandLedger::answered(const QString &key)
{
    return std::erase_if(m_entries, [&key](const Entry &entry) { return entry.command.key == key; }) > 0;
}

QStringList CommandLedger::overdue(TimeMs now)
{
    QStringList keys;
    for (Entry &entry : m_entries) {
        if (entry.told || now - entry.since < kPatience)
            continue;
        entry.told = true;
        keys.append(entry.command.key);
    }
    return keys;
}

TimeMs CommandLedger::nextDue() const
{
    TimeMs due = 0;
    for (const Entry &entry : m_entries) {
        if (!entry.told && (due == 0 || entry.since + kPatience < due))
            due = entry.since + kPatience;
    }
    return due;
}

std::vector<Command> CommandLedger::waiting() const
{
    std::vector<Command> commands;
    commands.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        commands.push_back(entry.command);
    return commands;
}

} // namespace guancheng
