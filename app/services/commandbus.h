// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "services/backendlink.h"

#include "domain/clock.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <optional>

namespace guancheng {

/**
 * The one way from an action to the backend: action -> access policy -> pending -> backend -> answer. Thread: GUI.
 *
 * The interface never changes a store: what a command did comes back as an event like any other. Each command ends exactly
 * once, Accepted or Refused; Unanswered may come before.
 */
class CommandBus : public QObject
{
    Q_OBJECT

public:
    /** Says why a command may not be given from this desk; nothing when it may. A preview: the backend decides. */
    using AccessPolicy = std::function<std::optional<CommandAnswer>(const Command &)>;

    CommandBus(BackendLink &link, const Clock &clock, QObject *parent = nullptr);
    ~CommandBus() override;

    void setAccessPolicy(AccessPolicy policy) { m_policy = std::move(policy); }

    /** Sends the command and returns its idempotency key. The answer comes later as progressed(), also a refusal of the policy.
     */
    QString submit(const QString &verb, const QString &target, const QJsonObject &args = {});
    /** Asks the backend, see BackendLink::ask. */
    void ask(const QString &path, BackendLink::AnswerCallback callback) { m_link.ask(path, std::move(callback)); }

    int pendingCount() const { return static_cast<int>(m_pending.size()); }

Q_SIGNALS:
    /** Pending at once after submit() returned; then Unanswered perhaps, then Accepted or Refused. */
    void progressed(const guancheng::Command &command, guancheng::CommandState state, const guancheng::CommandAnswer &answer);

private:
    void progress(const QString &key, CommandState state, const CommandAnswer &answer);

    BackendLink &m_link;
    const Clock &m_clock;
    AccessPolicy m_policy;
    QHash<QString, Command> m_pending;
};

} // namespace guancheng
