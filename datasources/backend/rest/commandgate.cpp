// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/rest/commandgate.h"

#include "datasources/protocol/names.h"

namespace guancheng {

namespace {

struct Refusal
{
    QString code;
    QString zh;
    QString en;
};

bool textsFit(const QJsonObject &args)
{
    return std::all_of(args.begin(), args.end(),
                       [](const QJsonValue &value) { return value.toString().size() <= protocol::kMaxTextLength; });
}

std::optional<Refusal> refusalOf(const Command &command, const Access &access)
{
    using namespace protocol;
    if (access.role != Role::Operator)
        return Refusal{QStringLiteral("forbidden"), QStringLiteral("本席位无权下达指令"),
                       QStringLiteral("This seat may not give commands")};
    if (command.key.size() > kMaxIdLength || command.target.size() > kMaxIdLength || command.verb.size() > kMaxVerbLength)
        return Refusal{QStringLiteral("bad-argument"), QStringLiteral("键、对象或动作名称过长"),
                       QStringLiteral("Key, target or verb is too long")};
    if (!textsFit(command.args))
        return Refusal{QStringLiteral("bad-argument"), QStringLiteral("文字超过 4000 字"),
                       QStringLiteral("A text is longer than 4 000 characters")};
    return std::nullopt;
}

} // namespace

void CommandGate::execute(Command command, const Access &access, RateLimit &limit, Answer answer)
{
    std::optional<Refusal> refusal;
    if (!limit.take(monotonicMs()))
        refusal = Refusal{QStringLiteral("rate"), QStringLiteral("指令过于频繁"), QStringLiteral("Too many commands a second")};
    else
        refusal = refusalOf(command, access);
    if (refusal) {
        answer({command.key, false, 0, refusal->code, refusal->zh, refusal->en});
        return;
    }
    command.actor = access.seat.isEmpty() ? QString(protocol::nameOf(access.role)) : access.seat;
    command.issuedAt = m_view.now();
    m_view.execute(command, std::move(answer));
}

} // namespace guancheng
