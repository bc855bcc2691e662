// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/encode.h"

#include "datasources/protocol/fields.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace guancheng::protocol {

namespace {

JsonWriter beginMessage(QLatin1StringView type, qsizetype reserve = 512)
{
    JsonWriter out(reserve);
    out.beginObject();
    out.member("type"_L1, type);
    return out;
}

QByteArray finish(JsonWriter &out)
{
    out.endObject();
    return out.take();
}

template<typename T>
void writeEntity(JsonWriter &out, const T &entity)
{
    out.beginObject();
    writeMembers(out, entity);
    out.endObject();
}

void writeLimits(JsonWriter &out, const Limits &limits)
{
    out.key("limits"_L1);
    out.beginObject();
    out.member("textBytes"_L1, limits.textBytes);
    out.member("frameRecords"_L1, limits.frameRecords);
    out.member("commandsPerSecond"_L1, limits.commandsPerSecond);
    out.member("errorsPerMinute"_L1, limits.errorsPerMinute);
    out.member("credit"_L1, limits.credit);
    out.member("resumeEvents"_L1, limits.resumeEvents);
    out.member("pictureBytes"_L1, limits.pictureBytes);
    out.member("sessions"_L1, limits.sessions);
    out.endObject();
}

} // namespace

QByteArray encode(const Welcome &message)
{
    JsonWriter out = beginMessage("welcome"_L1);
    out.member("version"_L1, message.version);
    out.member("session"_L1, message.session);
    out.member("lineage"_L1, message.lineage);
    out.member("seq"_L1, message.seq);
    out.member("time"_L1, message.time);
    out.member("rate"_L1, message.rate);
    out.member("heartbeatMs"_L1, message.heartbeatMs);
    out.member("mode"_L1, nameOf(message.mode));
    out.member("simulated"_L1, message.simulated);
    if (!message.origin.isEmpty())
        out.member("origin"_L1, message.origin);
    out.member("role"_L1, nameOf(message.role));
    out.member("resumed"_L1, message.resumed);
    writeLimits(out, message.limits);
    out.member("server"_L1, message.server);
    return finish(out);
}

QByteArray encode(const Refused &message)
{
    JsonWriter out = beginMessage("refused"_L1);
    out.member("code"_L1, message.code);
    out.member("reason"_L1, message.reason);
    out.key("versions"_L1);
    out.beginArray();
    for (const int version : message.versions)
        out.value(version);
    out.endArray();
    return finish(out);
}

QByteArray encodeEventBody(const EventMessage &message)
{
    JsonWriter out(1024);
    out.beginObject();
    out.member("topic"_L1, nameOf(topicOf(message.entity)));
    out.member("at"_L1, message.at);
    out.member("change"_L1, message.change);
    out.key("entity"_L1);
    std::visit([&out](const auto &entity) { writeEntity(out, entity); }, message.entity);
    if (message.entry) {
        out.key("entry"_L1);
        writeEntity(out, *message.entry);
    }
    out.endObject();
    return out.take();
}

QByteArray encodeEvent(quint64 seq, quint64 prev, const QByteArray &body)
{
    QByteArray out;
    out.reserve(body.size() + 64);
    out.append("{\"type\":\"event\",\"seq\":").append(QByteArray::number(seq));
    out.append(",\"prev\":").append(QByteArray::number(prev)).append(',');
    out.append(QByteArrayView(body).sliced(1));
    return out;
}

QByteArray encode(const EventMessage &message)
{
    return encodeEvent(message.seq, message.prev, encodeEventBody(message));
}

QByteArray encode(const ResultMessage &message)
{
    const CommandAnswer &answer = message.answer;
    JsonWriter out = beginMessage("result"_L1);
    out.member("key"_L1, answer.key);
    out.member("status"_L1, answer.accepted ? "accepted"_L1 : "refused"_L1);
    if (answer.accepted) {
        out.member("seq"_L1, answer.seq);
    } else {
        out.member("code"_L1, answer.code);
        out.member("reason"_L1, answer.reason);
        out.member("reasonEn"_L1, answer.reasonEn);
    }
    return finish(out);
}

QByteArray encodeResponse(const QString &id, int status, const QByteArray &body)
{
    JsonWriter out = beginMessage("response"_L1, body.size() + 128);
    out.member("id"_L1, id);
    out.member("status"_L1, status);
    out.key("body"_L1);
    out.raw(body);
    return finish(out);
}

QByteArray encode(const Response &message)
{
    return encodeResponse(message.id, message.status, QJsonDocument(message.body).toJson(QJsonDocument::Compact));
}

QByteArray encode(const Pong &message)
{
    JsonWriter out = beginMessage("pong"_L1);
    out.member("t0"_L1, message.t0);
    out.member("time"_L1, message.time);
    out.member("rate"_L1, message.rate);
    out.member("seq"_L1, message.seq);
    return finish(out);
}

QByteArray encode(const ModeMessage &message)
{
    JsonWriter out = beginMessage("mode"_L1);
    out.member("mode"_L1, nameOf(message.mode));
    out.member("by"_L1, message.by);
    return finish(out);
}

QByteArray encode(const ErrorMessage &message)
{
    JsonWriter out = beginMessage("error"_L1);
    out.member("code"_L1, message.code);
    out.member("reason"_L1, message.reason);
    out.member("place"_L1, message.place);
    return finish(out);
}

QByteArray encode(const TelemetryResult &message)
{
    JsonWriter out = beginMessage("telemetry"_L1);
    out.member("source"_L1, message.source);
    out.member("accepted"_L1, message.accepted);
    out.member("rejected"_L1, message.rejected);
    out.member("reason"_L1, message.reason);
    return finish(out);
}

QByteArray encodeEntity(const StreamEntity &entity)
{
    JsonWriter out(1024);
    out.beginObject();
    std::visit([&out](const auto &value) { writeMembers(out, value); }, entity);
    if (const auto *incident = std::get_if<Incident>(&entity); incident && !incident->timeline.isEmpty()) {
        out.key("timeline"_L1);
        out.beginArray();
        for (const TimelineEntry &entry : incident->timeline)
            writeEntity(out, entry);
        out.endArray();
    }
    return finish(out);
}

QByteArray encodeEntity(const IndicatorValue &value, const std::vector<float> &trend)
{
    JsonWriter out;
    writeEntity(out, IndicatorRow{value, trend});
    return out.take();
}

QByteArray encodeEntity(const Unit &unit, const UnitRecord &position)
{
    JsonWriter out;
    writeEntity(out, UnitRow{unit, position});
    return out.take();
}

QByteArray encodeEntity(const FeedHealth &source)
{
    JsonWriter out;
    writeEntity(out, source);
    return out.take();
}

QByteArray encodeProblem(const QString &code, const QString &reason, const QString &place)
{
    JsonWriter out;
    out.beginObject();
    out.member("code"_L1, code);
    out.member("reason"_L1, reason);
    out.member("place"_L1, place);
    return finish(out);
}

} // namespace guancheng::protocol
