// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "services/backendlink.h"

#include <QHash>
#include <QList>

namespace guancheng {

/** A backend of a few lines: answers questions from a table and commands as told; callbacks come from the event loop. */
class FakeLink final : public BackendLink
{
public:
    enum class Reply { Accept, Refuse, Silence };

    void send(const Command &command, CommandCallback callback) override;
    void ask(const QString &path, AnswerCallback callback) override;

    void setAnswer(const QString &path, const QJsonObject &body) { m_answers.insert(path, body); }
    void setReply(Reply reply) { m_reply = reply; }
    const QList<Command> &sent() const { return m_sent; }
    void forgetSent() { m_sent.clear(); }

private:
    QHash<QString, QJsonObject> m_answers;
    QList<Command> m_sent;
    Reply m_reply = Reply::Accept;
};

} // namespace guancheng
