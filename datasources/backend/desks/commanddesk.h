// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/desks/alarmdesk.h"
#include "datasources/backend/desks/casedesk.h"

namespace guancheng {

using AnswerCall = std::function<void(const CommandAnswer &)>;

/**
 * Where commands end: each key has one effect and one answer, also after a restart. An answer is given when it is durable;
 * when the journal turns out not to take it, what the command changed is put back and the command is refused 'journal'.
 * Thread: the backend's.
 */
class CommandDesk
{
public:
    CommandDesk(const Hall &hall, CaseDesk &cases, AlarmDesk &alarms);
    void execute(const Command &command, AnswerCall answer);

private:
    struct Known
    {
        QByteArray fingerprint;
        CommandAnswer answer;
        std::vector<AnswerCall> waiting; ///< until the answer is durable
        bool durable = false;
    };
    static QByteArray fingerprintOf(const Command &command);
    std::optional<Refusal> check(const Command &command) const;
    bool answerKnown(const Command &command, const QByteArray &fingerprint, AnswerCall &answer);
    Ruling<quint64> carryOut(const Command &command);
    Ruling<quint64> onCase(const Command &command);
    Ruling<quint64> onAlarm(const Command &command);
    Ruling<quint64> report(const Command &command);
    Ruling<quint64> mode(const Command &command);
    std::function<void()> undoOf(const Command &command);
    void settle(const QString &key);
    void lose(const QString &key, const std::function<void()> &undo);
    void forget();

    Hall m_hall;
    CaseDesk &m_cases;
    AlarmDesk &m_alarms;
    QHash<QString, Known> m_known;
    std::deque<QString> m_order; ///< keys, oldest first
};

} // namespace guancheng
