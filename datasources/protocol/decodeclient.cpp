// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/decodeparts.h"

namespace guancheng::protocol {

namespace {

void readTexts(const ObjectReader &in, std::string_view name, QStringList &out)
{
    in.each(name, [&out](Element element) -> Expected {
        QString text;
        const Expected wrong = read(element, text);
        out.append(text);
        return wrong;
    });
}

void readTopics(const ObjectReader &in, QList<Topic> &topics, QStringList &unknown)
{
    if (!in.find("topics"))
        in.fail("topics", "is missing");
    QStringList names;
    readTexts(in, "topics", names);
    for (const QString &name : std::as_const(names)) {
        const auto topic = fromName<Topic>(name.toStdString());
        if (!topic)
            unknown.append(name);
        else if (!topics.contains(*topic))
            topics.append(*topic);
    }
}

Hello readHello(const ObjectReader &in)
{
    Hello hello;
    if (!in.find("versions"))
        in.fail("versions", "is missing");
    in.each("versions", [&hello](Element element) { return read(element, hello.versions.emplace_back()); });
    in.optional("token", hello.token);
    in.optional("client", hello.client);
    in.optional("source", hello.source);
    QStringList encodings;
    readTexts(in, "encodings", encodings);
    hello.binary = encodings.contains(QStringLiteral("binary"));
    if (const auto resume = in.child("resume")) {
        hello.resume.emplace();
        resume->requiredText("lineage", hello.resume->lineage);
        resume->required("seq", hello.resume->seq);
    }
    return hello;
}

Subscribe readSubscribe(const ObjectReader &in)
{
    Subscribe subscribe;
    readTopics(in, subscribe.topics, subscribe.unknownTopics);
    readTexts(in, "areas", subscribe.areas);
    readTexts(in, "departments", subscribe.departments);
    in.optional("ids", subscribe.ids);
    return subscribe;
}

Credit readCredit(const ObjectReader &in)
{
    Credit credit;
    in.required("frames", credit.frames);
    if (credit.frames < 1 || credit.frames > kMaxCredit)
        in.fail("frames", "1 to 256 expected");
    return credit;
}

Resync readResync(const ObjectReader &in)
{
    Resync resync;
    readTopics(in, resync.topics, resync.unknownTopics);
    return resync;
}

Get readGet(const ObjectReader &in)
{
    Get get;
    in.requiredText("id", get.id);
    in.requiredText("path", get.path);
    if (get.id.size() > kMaxIdLength)
        in.fail("id", "at most 128 characters expected");
    if (get.path.size() > kMaxTextLength)
        in.fail("path", "at most 4000 characters expected");
    return get;
}

Ping readPing(const ObjectReader &in)
{
    Ping ping;
    in.required("t0", ping.t0);
    return ping;
}

Expected readReading(Element element, NamedReading &reading)
{
    JsonObject object;
    if (element.get_object().get(object))
        return "an object expected";
    Verdict verdict;
    const ObjectReader in(verdict, object);
    in.optional("id", reading.id);
    if (reading.id.isEmpty())
        in.required("slot", reading.record.slot);
    reading.record.value = std::numeric_limits<float>::quiet_NaN();
    in.optional("value", reading.record.value);
    in.required("at", reading.record.at);
    in.required("state", reading.record.state);
    return verdict.failed() ? "slot or id, value, at and state expected" : nullptr;
}

} // namespace

CommandMessage readCommand(const ObjectReader &in)
{
    CommandMessage message;
    Command &command = message.command;
    in.requiredText("key", command.key);
    in.requiredText("verb", command.verb);
    in.optional("target", command.target);
    if (const auto args = in.child("args"))
        command.args = toQJson(args->object());
    return message;
}

Telemetry readTelemetry(const ObjectReader &in)
{
    Telemetry telemetry;
    in.requiredText("source", telemetry.source);
    const auto records = in.array("records");
    if (!records) {
        in.fail("records", "is missing");
        return telemetry;
    }
    qsizetype index = 0;
    for (const Element element : *records) {
        NamedReading reading;
        // One bad record costs itself, not its neighbours.
        if (const Expected wrong = readReading(element, reading)) {
            ++telemetry.malformed;
            telemetry.problem = QStringLiteral("/records/%1: %2").arg(index).arg(QLatin1StringView(wrong));
        } else {
            telemetry.records.push_back(std::move(reading));
        }
        ++index;
    }
    return telemetry;
}

ClientMessage readClientMessage(const ObjectReader &in, std::string_view type)
{
    if (type == "ping")
        return readPing(in);
    if (type == "credit")
        return readCredit(in);
    if (type == "command")
        return readCommand(in);
    if (type == "get")
        return readGet(in);
    if (type == "telemetry")
        return readTelemetry(in);
    if (type == "subscribe")
        return readSubscribe(in);
    if (type == "resync")
        return readResync(in);
    if (type == "hello")
        return readHello(in);
    return Unknown{toText(type)};
}

} // namespace guancheng::protocol
