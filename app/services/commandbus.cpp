// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "services/commandbus.h"

#include <QPointer>
#include <QUuid>

namespace guancheng {

CommandBus::CommandBus(BackendLink &link, const Clock &clock, QObject *parent) : QObject(parent), m_link(link), m_clock(clock)
{
}
CommandBus::~CommandBus() = default;

QString CommandBus::submit(const QString &verb, const QString &target, const QJsonObject &args)
{
    Command command;
    command.key = QUuid::createUuid().toString(QUuid::WithoutBraces);
    command.verb = verb;
    command.target = target;
    command.args = args;
    command.issuedAt = m_clock.now();
    m_pending.insert(command.key, command);
    // Queued, so that whoever submits knows the key before the first word about it comes.
    QMetaObject::invokeMethod(
        this,
        [this, command] {
            progress(command.key, CommandState::Pending, {});
            if (std::optional<CommandAnswer> refusal = m_policy ? m_policy(command) : std::nullopt) {
                refusal->key = command.key;
                refusal->accepted = false;
                progress(command.key, CommandState::Refused, *refusal);
                return;
            }
            m_link.send(command, [guard = QPointer(this), key = command.key](CommandState state, const CommandAnswer &answer) {
                if (CommandBus *self = guard.data())
                    self->progress(key, state, answer);
            });
        },
        Qt::QueuedConnection);
    return command.key;
}

void CommandBus::progress(const QString &key, CommandState state, const CommandAnswer &answer)
{
    if (!m_pending.contains(key))
        return; // answered already
    const bool answered = state == CommandState::Accepted || state == CommandState::Refused;
    const Command command = answered ? m_pending.take(key) : m_pending.value(key);
    Q_EMIT progressed(command, state, answer);
}

} // namespace guancheng
