// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/wall/fakelink.h"

#include <QCoreApplication>
#include <QMetaObject>

namespace guancheng {

void FakeLink::send(const Command &command, CommandCallback callback)
{
    m_sent << command;
    if (m_reply == Reply::Silence)
        return;
    CommandAnswer answer{command.key, m_reply == Reply::Accept, 1, {}, {}, {}};
    if (!answer.accepted) {
        answer.code = QStringLiteral("unit-busy");
        answer.reason = QStringLiteral("该力量已被指派到另一案件");
        answer.reasonEn = QStringLiteral("the unit was assigned to another case");
    }
    const CommandState state = answer.accepted ? CommandState::Accepted : CommandState::Refused;
    QMetaObject::invokeMethod(qApp, [callback, state, answer] { callback(state, answer); }, Qt::QueuedConnection);
}

void FakeLink::ask(const QString &path, AnswerCallback callback)
{
    const bool known = m_answers.contains(path);
    const Answer answer{known ? 200 : 404, m_answers.value(path)};
    QMetaObject::invokeMethod(qApp, [callback, answer] { callback(answer); }, Qt::QueuedConnection);
}

} // namespace guancheng
