// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/command.h"
#include "domain/enums.h"

#include <QJsonObject>

#include <functional>

namespace guancheng {

/** The answer to a question: the body, or the code and reason of why there is none. */
struct Answer
{
    int status = 0; ///< as in HTTP; 0 = the link broke before the answer came
    QJsonObject body;
    bool isGood() const { return status >= 200 && status < 300; }
};

/**
 * The door from the desk back to the backend.
 *
 * 1. Thread: every call and every callback in the GUI thread; no call blocks, no callback comes before its call returned.
 * 2. send(): the callback comes with Unanswered when ten seconds passed without an answer, at most once, and then, or
 *    instead, exactly once with Accepted or Refused. A command that is not answered is kept and sent again with the same
 *    key when the link is back; the backend acts on a key once.
 * 3. ask(): the callback comes exactly once; with status 0 when the link is down or breaks.
 */
class BackendLink
{
public:
    using CommandCallback = std::function<void(CommandState state, const CommandAnswer &answer)>;
    using AnswerCallback = std::function<void(const Answer &answer)>;

    virtual ~BackendLink() = default;
    virtual void send(const Command &command, CommandCallback callback) = 0;
    /** `path` below /api/v1, '/cases/C20261122-000123'. */
    virtual void ask(const QString &path, AnswerCallback callback) = 0;
};

} // namespace guancheng
