// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/commanddesk.h"

#include "catalogue/catalogue.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QMetaEnum>

namespace guancheng {

using namespace Qt::StringLiterals;

using Verb = CaseAction::Verb;

static constexpr size_t kMostKnown = 10'000;
static constexpr qsizetype kMostId = 128;
static constexpr qsizetype kMostVerb = 32;
static constexpr qsizetype kMostText = 4000;

static const QHash<QString, Verb> &caseVerbs()
{
    static const QHash<QString, Verb> kVerbs{{u"dispatch"_s, Verb::Dispatch}, {u"urge"_s, Verb::Urge},
                                             {u"escalate"_s, Verb::Escalate}, {u"return"_s, Verb::Return},
                                             {u"void"_s, Verb::Void},         {u"feedback"_s, Verb::Feedback},
                                             {u"verify"_s, Verb::Verify},     {u"close"_s, Verb::Close}};
    return kVerbs;
}

static const QStringList &alarmVerbs()
{
    static const QStringList kVerbs{u"acknowledge"_s, u"shelve"_s, u"unshelve"_s, u"retire"_s, u"reinstate"_s};
    return kVerbs;
}

static Refusal badArgument(const QString &zh, const QString &en)
{
    return {u"bad-argument"_s, zh, en};
}

static Refusal notDurable()
{
    return {u"journal"_s, u"日志无法写入，操作未执行"_s, u"the journal cannot be written; nothing was changed"_s};
}

template<typename E>
static std::optional<E> enumOf(const QString &name)
{
    const QMetaEnum meta = QMetaEnum::fromType<E>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        if (name.compare(QLatin1StringView(meta.key(i)), Qt::CaseInsensitive) == 0)
            return static_cast<E>(meta.value(i));
    }
    return {};
}

CommandDesk::CommandDesk(const Hall &hall, CaseDesk &cases, AlarmDesk &alarms) : m_hall(hall), m_cases(cases), m_alarms(alarms)
{
}

QByteArray CommandDesk::fingerprintOf(const Command &command)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray(command.verb.toUtf8() + '\0' + command.target.toUtf8() + '\0'));
    hash.addData(QJsonDocument(command.args).toJson(QJsonDocument::Compact));
    return hash.result().left(16);
}

std::optional<Refusal> CommandDesk::check(const Command &command) const
{
    if (command.key.isEmpty() || command.key.size() > kMostId)
        return badArgument(u"缺少幂等键或过长"_s, u"the key is missing or longer than 128 characters"_s);
    if (command.target.size() > kMostId || command.verb.size() > kMostVerb)
        return badArgument(u"操作或对象过长"_s, u"verb or target is too long"_s);
    for (const QJsonValue value : command.args) {
        if (value.toString().size() > kMostText)
            return badArgument(u"文字超过 4000 字"_s, u"a text is longer than 4000 characters"_s);
    }
    return {};
}

void CommandDesk::execute(const Command &command, AnswerCall answer)
{
    const auto refuse = [&](const Refusal &refusal) {
        answer({command.key, false, 0, refusal.code, refusal.reasonZh, refusal.reasonEn});
    };
    if (const std::optional<Refusal> refusal = check(command))
        return refuse(*refusal);
    const QByteArray fingerprint = fingerprintOf(command);
    if (answerKnown(command, fingerprint, answer))
        return;
    if (m_hall.ledger.isDegraded())
        return refuse(notDurable());
    const std::function<void()> undo = undoOf(command);
    const Ruling<quint64> done = carryOut(command);
    Known known{fingerprint, {command.key, bool(done), 0, {}, {}, {}}, {}, false};
    if (done) {
        known.answer.seq = *done;
    } else {
        known.answer.code = done.refusal().code;
        known.answer.reason = done.refusal().reasonZh;
        known.answer.reasonEn = done.refusal().reasonEn;
    }
    m_hall.ledger.writeAnswer({fingerprint, known.answer}, m_hall.clock.now());
    known.waiting.push_back(std::move(answer));
    m_known[command.key] = std::move(known);
    m_order.push_back(command.key);
    m_hall.ledger.whenPublished([this, key = command.key] { settle(key); });
    m_hall.ledger.whenLost([this, key = command.key, undo = done ? undo : std::function<void()>()] { lose(key, undo); });
    m_hall.ledger.flush();
    forget();
}

bool CommandDesk::answerKnown(const Command &command, const QByteArray &fingerprint, AnswerCall &answer)
{
    auto known = m_known.find(command.key);
    if (known == m_known.end()) {
        const auto records = m_hall.ledger.journal().readEntity(RecordKind::Command, command.key, 16);
        if (!records || records->empty())
            return false;
        const Result<RememberedAnswer> remembered = decodeAnswer(records->back().payload);
        if (!remembered || remembered->answer.code == "journal"_L1)
            return false; // it had no effect: it may be tried again
        known = m_known.insert(command.key, {remembered->fingerprint, remembered->answer, {}, true});
        m_order.push_back(command.key);
    }
    if (known->fingerprint != fingerprint)
        answer(
            {command.key, false, 0, u"key-reused"_s, u"幂等键已用于另一条指令"_s, u"the key was used for another command"_s});
    else if (known->durable)
        answer(known->answer);
    else
        known->waiting.push_back(std::move(answer));
    return true;
}

void CommandDesk::settle(const QString &key)
{
    const auto known = m_known.find(key);
    if (known == m_known.end())
        return;
    known->durable = true;
    const CommandAnswer answer = known->answer;
    for (const AnswerCall &call : std::exchange(known->waiting, {}))
        call(answer);
}

void CommandDesk::lose(const QString &key, const std::function<void()> &undo)
{
    const auto known = m_known.find(key);
    if (known == m_known.end())
        return;
    if (undo)
        undo();
    const std::vector<AnswerCall> waiting = std::move(known->waiting);
    const QByteArray fingerprint = known->fingerprint;
    m_known.erase(known);
    const Refusal refusal = notDurable();
    const CommandAnswer answer{key, false, 0, refusal.code, refusal.reasonZh, refusal.reasonEn};
    // Once the disk has room the acceptance is written as well: this one comes after it and is what counts.
    m_hall.ledger.writeAnswer({fingerprint, answer}, m_hall.clock.now());
    for (const AnswerCall &call : waiting)
        call(answer);
}

void CommandDesk::forget()
{
    while (m_order.size() > kMostKnown) {
        const auto known = m_known.constFind(m_order.front());
        if (known != m_known.constEnd() && !known->durable)
            return;
        m_known.remove(m_order.front());
        m_order.pop_front();
    }
}

Ruling<quint64> CommandDesk::carryOut(const Command &command)
{
    if (command.verb == "report"_L1)
        return report(command);
    if (command.verb == "mode"_L1)
        return mode(command);
    if (caseVerbs().contains(command.verb))
        return onCase(command);
    if (alarmVerbs().contains(command.verb))
        return onAlarm(command);
    return Refusal{u"unknown-verb"_s, u"没有操作 %1"_s.arg(command.verb), u"there is no verb %1"_s.arg(command.verb)};
}

Ruling<quint64> CommandDesk::onCase(const Command &command)
{
    CaseAction action{
        .verb = caseVerbs().value(command.verb), .actor = command.actor, .text = command.args[u"text"].toString()};
    action.at = m_hall.clock.now();
    switch (action.verb) {
    case Verb::Return:
    case Verb::Void: action.text = command.args[u"reason"].toString(); break;
    case Verb::Dispatch: action.unit = command.args[u"unit"].toString(); break;
    case Verb::Verify:
        if (!command.args[u"passed"].isBool())
            return badArgument(u"核查须说明通过与否"_s, u"verify needs 'passed': true or false"_s);
        action.passed = command.args[u"passed"].toBool();
        break;
    case Verb::Feedback:
        if (const QString hash = command.args[u"picture"].toString(); !hash.isEmpty())
            action.pictures.append({hash, u"after"_s, action.at, command.actor});
        break;
    default: break;
    }
    return m_cases.act(command.target, action);
}

Ruling<quint64> CommandDesk::onAlarm(const Command &command)
{
    const QString why = command.args[u"reason"].toString();
    if (command.verb == "acknowledge"_L1)
        return m_alarms.acknowledge(command.target, command.actor, command.args[u"text"].toString());
    if (command.verb == "unshelve"_L1)
        return m_alarms.unshelve(command.target, command.actor, why);
    if (command.verb == "retire"_L1)
        return m_alarms.retire(command.target, command.actor, why);
    if (command.verb == "reinstate"_L1)
        return m_alarms.reinstate(command.target, command.actor, why);
    if (!command.args[u"once"].toBool())
        return m_alarms.shelve(command.target, command.actor, command.args[u"minutes"].toInt(), why);
    if (command.args.contains(u"minutes"))
        return badArgument(u"搁置须在时长与一次性之间选择"_s, u"shelve for 'minutes' or 'once', not both"_s);
    return m_alarms.shelveOnce(command.target, command.actor, why);
}

Ruling<quint64> CommandDesk::report(const Command &command)
{
    Report report;
    report.matter = command.args[u"matter"].toString();
    report.title = command.args[u"title"].toString();
    report.source = IncidentSource::Other;
    report.sourceId = command.actor;
    report.point = {command.args[u"longitude"].toDouble(std::numeric_limits<double>::quiet_NaN()),
                    command.args[u"latitude"].toDouble(std::numeric_limits<double>::quiet_NaN())};
    report.placeName = command.args[u"place"].toString();
    report.at = m_hall.clock.now();
    if (!report.matter.isEmpty() && !m_hall.catalogue->matters().contains(report.matter))
        return badArgument(u"没有事项类型 %1"_s.arg(report.matter), u"there is no matter %1"_s.arg(report.matter));
    if (report.title.isEmpty() && report.matter.isEmpty())
        return badArgument(u"须填写事项或内容"_s, u"a report needs a matter or a title"_s);
    if (const QJsonValue level = command.args[u"level"]; level.isString()) {
        const std::optional<Level> known = enumOf<Level>(level.toString());
        if (!known)
            return badArgument(u"级别无效"_s, u"the level is not known"_s);
        report.level = *known;
    }
    const Found found = m_cases.found(report, {}, command.actor);
    const Incident *incident = m_hall.state.incident(found.incident);
    return incident ? incident->version : m_hall.ledger.head();
}

Ruling<quint64> CommandDesk::mode(const Command &command)
{
    const std::optional<CityMode> mode = enumOf<CityMode>(command.args[u"mode"].toString());
    if (!mode)
        return badArgument(u"模式无效"_s, u"mode is 'ordinary', 'emergency' or 'exercise'"_s);
    return m_hall.ledger.writeMode(*mode, m_hall.clock.now());
}

std::function<void()> CommandDesk::undoOf(const Command &command)
{
    const QString reason = u"日志写入失败，操作撤回"_s;
    if (command.verb == "mode"_L1)
        return [this, before = m_hall.state.tables().mode] { m_hall.ledger.writeMode(before, m_hall.clock.now()); };
    if (const Incident *incident = m_hall.state.incident(command.target))
        return [this, before = *incident, reason] { m_cases.takeBack(before, reason); };
    if (const Alarm *alarm = m_hall.state.alarm(command.target))
        return [this, before = *alarm] { m_alarms.takeBack(before); };
    if (command.verb == "report"_L1)
        return [this, next = m_hall.state.nextCaseId(m_hall.clock.now()), reason] {
            CaseAction action{.verb = Verb::Void, .actor = u"auto"_s, .text = reason, .byRule = true, .at = m_hall.clock.now()};
            static_cast<void>(m_cases.act(next, action));
        };
    return {};
}

} // namespace guancheng
