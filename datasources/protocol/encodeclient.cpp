// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/encode.h"
#include "datasources/protocol/fields.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace guancheng::protocol {

namespace {

JsonWriter beginMessage(QLatin1StringView type)
{
    JsonWriter out;
    out.beginObject();
    out.member("type"_L1, type);
    return out;
}

QByteArray finish(JsonWriter &out)
{
    out.endObject();
    return out.take();
}

void writeTopics(JsonWriter &out, const QList<Topic> &topics, const QStringList &unknown)
{
    out.key("topics"_L1);
    out.beginArray();
    for (const Topic topic : topics)
        out.value(nameOf(topic));
    for (const QString &name : unknown)
        out.value(name);
    out.endArray();
}

void writeTexts(JsonWriter &out, QLatin1StringView name, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    out.key(name);
    out.beginArray();
    for (const QString &text : texts)
        out.value(text);
    out.endArray();
}

void writeReading(JsonWriter &out, const NamedReading &reading)
{
    out.beginObject();
    if (reading.id.isEmpty())
        out.member("slot"_L1, reading.record.slot);
    else
        out.member("id"_L1, reading.id);
    out.member("value"_L1, reading.record.value);
    out.member("at"_L1, reading.record.at);
    out.member("state"_L1, nameOf(reading.record.state));
    out.endObject();
}

} // namespace

QByteArray encode(const Hello &message)
{
    JsonWriter out = beginMessage("hello"_L1);
    out.key("versions"_L1);
    out.beginArray();
    for (const int version : message.versions)
        out.value(version);
    out.endArray();
    out.member("token"_L1, message.token);
    out.member("client"_L1, message.client);
    out.key("encodings"_L1);
    out.raw(message.binary ? "[\"binary\",\"json\"]" : "[\"json\"]");
    if (message.resume) {
        out.key("resume"_L1);
        out.beginObject();
        out.member("lineage"_L1, message.resume->lineage);
        out.member("seq"_L1, message.resume->seq);
        out.endObject();
    }
    if (!message.source.isEmpty())
        out.member("source"_L1, message.source);
    return finish(out);
}

QByteArray encode(const Subscribe &message)
{
    JsonWriter out = beginMessage("subscribe"_L1);
    writeTopics(out, message.topics, message.unknownTopics);
    writeTexts(out, "areas"_L1, message.areas);
    writeTexts(out, "departments"_L1, message.departments);
    out.member("ids"_L1, message.ids);
    return finish(out);
}

QByteArray encode(const Credit &message)
{
    JsonWriter out = beginMessage("credit"_L1);
    out.member("frames"_L1, message.frames);
    return finish(out);
}

QByteArray encode(const Resync &message)
{
    JsonWriter out = beginMessage("resync"_L1);
    writeTopics(out, message.topics, message.unknownTopics);
    return finish(out);
}

QByteArray encode(const CommandMessage &message)
{
    const Command &command = message.command;
    JsonWriter out = beginMessage("command"_L1);
    out.member("key"_L1, command.key);
    out.member("verb"_L1, command.verb);
    if (!command.target.isEmpty())
        out.member("target"_L1, command.target);
    out.key("args"_L1);
    out.raw(QJsonDocument(command.args).toJson(QJsonDocument::Compact));
    return finish(out);
}

QByteArray encode(const Get &message)
{
    JsonWriter out = beginMessage("get"_L1);
    out.member("id"_L1, message.id);
    out.member("path"_L1, message.path);
    return finish(out);
}

QByteArray encode(const Ping &message)
{
    JsonWriter out = beginMessage("ping"_L1);
    out.member("t0"_L1, message.t0);
    return finish(out);
}

QByteArray encode(const Telemetry &message)
{
    JsonWriter out = beginMessage("telemetry"_L1);
    out.member("source"_L1, message.source);
    out.key("records"_L1);
    out.beginArray();
    for (const NamedReading &reading : message.records)
        writeReading(out, reading);
    out.endArray();
    return finish(out);
}

} // namespace guancheng::protocol
