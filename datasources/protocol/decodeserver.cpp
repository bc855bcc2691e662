// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/decodeparts.h"

namespace guancheng::protocol {

namespace {

void readLimits(const ObjectReader &in, Limits &limits)
{
    const auto object = in.child("limits");
    if (!object)
        return;
    object->optional("textBytes", limits.textBytes);
    object->optional("frameRecords", limits.frameRecords);
    object->optional("commandsPerSecond", limits.commandsPerSecond);
    object->optional("errorsPerMinute", limits.errorsPerMinute);
    object->optional("credit", limits.credit);
    object->optional("resumeEvents", limits.resumeEvents);
    object->optional("pictureBytes", limits.pictureBytes);
    object->optional("sessions", limits.sessions);
}

Welcome readWelcome(const ObjectReader &in)
{
    Welcome welcome;
    in.required("version", welcome.version);
    in.requiredText("session", welcome.session);
    in.requiredText("lineage", welcome.lineage);
    in.required("seq", welcome.seq);
    in.required("time", welcome.time);
    in.required("rate", welcome.rate);
    in.required("heartbeatMs", welcome.heartbeatMs);
    in.required("mode", welcome.mode);
    in.required("simulated", welcome.simulated);
    in.optional("origin", welcome.origin);
    in.required("role", welcome.role);
    in.required("resumed", welcome.resumed);
    in.optional("server", welcome.server);
    readLimits(in, welcome.limits);
    if (welcome.heartbeatMs < 100 || welcome.heartbeatMs > 60000)
        in.fail("heartbeatMs", "100 to 60000 expected");
    return welcome;
}

Refused readRefused(const ObjectReader &in)
{
    Refused refused;
    in.requiredText("code", refused.code);
    in.optional("reason", refused.reason);
    in.each("versions", [&refused](Element element) { return read(element, refused.versions.emplace_back()); });
    return refused;
}

EventMessage readEvent(const ObjectReader &in)
{
    EventMessage event;
    Topic topic = Topic::Cases;
    in.required("topic", topic);
    in.required("seq", event.seq);
    in.required("prev", event.prev);
    in.required("at", event.at);
    in.requiredText("change", event.change);
    if (!isStream(topic))
        in.fail("topic", "a stream topic expected");
    if (const auto entity = in.child("entity"))
        event.entity = readEntity(*entity, topic);
    else
        in.fail("entity", "is missing");
    if (const auto entry = in.child("entry"))
        readMembers(*entry, event.entry.emplace());
    return event;
}

ResultMessage readResult(const ObjectReader &in)
{
    ResultMessage message;
    CommandAnswer &answer = message.answer;
    in.requiredText("key", answer.key);
    QString status;
    in.requiredText("status", status);
    answer.accepted = status == QLatin1StringView("accepted");
    if (!answer.accepted && status != QLatin1StringView("refused"))
        in.fail("status", "accepted or refused expected");
    in.optional("seq", answer.seq);
    in.optional("code", answer.code);
    in.optional("reason", answer.reason);
    in.optional("reasonEn", answer.reasonEn);
    return message;
}

Response readResponse(const ObjectReader &in)
{
    Response response;
    in.requiredText("id", response.id);
    in.required("status", response.status);
    if (const auto body = in.child("body"))
        response.body = toQJson(body->object());
    return response;
}

Pong readPong(const ObjectReader &in)
{
    Pong pong;
    in.required("t0", pong.t0);
    in.required("time", pong.time);
    in.required("rate", pong.rate);
    in.required("seq", pong.seq);
    return pong;
}

ModeMessage readMode(const ObjectReader &in)
{
    ModeMessage mode;
    in.required("mode", mode.mode);
    in.optional("by", mode.by);
    return mode;
}

ErrorMessage readError(const ObjectReader &in)
{
    ErrorMessage error;
    in.requiredText("code", error.code);
    in.optional("reason", error.reason);
    in.optional("place", error.place);
    return error;
}

TelemetryResult readTelemetryResult(const ObjectReader &in)
{
    TelemetryResult result;
    in.requiredText("source", result.source);
    in.required("accepted", result.accepted);
    in.required("rejected", result.rejected);
    in.optional("reason", result.reason);
    return result;
}

template<typename T>
T readStreamEntity(const ObjectReader &in)
{
    T entity;
    readMembers(in, entity);
    if (entity.id.isEmpty())
        in.fail("id", "is missing");
    return entity;
}

void readTimeline(const ObjectReader &in, QList<TimelineEntry> &timeline)
{
    const auto entries = in.array("timeline");
    if (!entries)
        return;
    qsizetype index = 0;
    for (const Element element : *entries) {
        JsonObject object;
        const QString pointer = QStringLiteral("%1/timeline/%2").arg(in.pointer()).arg(index++);
        if (element.get_object().get(object)) {
            in.verdict().fail(pointer, QStringLiteral("an object expected"));
            return;
        }
        readMembers(ObjectReader(in.verdict(), object, pointer), timeline.emplace_back());
    }
}

} // namespace

StreamEntity readEntity(const ObjectReader &in, Topic topic)
{
    switch (topic) {
    case Topic::Alarms: return readStreamEntity<Alarm>(in);
    case Topic::Orders: return readStreamEntity<Order>(in);
    case Topic::Warnings: return readStreamEntity<Warning>(in);
    default: break;
    }
    Incident incident = readStreamEntity<Incident>(in);
    readTimeline(in, incident.timeline);
    return incident;
}

ServerMessage readServerMessage(const ObjectReader &in, std::string_view type)
{
    if (type == "event")
        return readEvent(in);
    if (type == "state")
        return readState(in);
    if (type == "snapshot")
        return readSnapshot(in);
    if (type == "pong")
        return readPong(in);
    if (type == "result")
        return readResult(in);
    if (type == "response")
        return readResponse(in);
    if (type == "welcome")
        return readWelcome(in);
    if (type == "refused")
        return readRefused(in);
    if (type == "mode")
        return readMode(in);
    if (type == "error")
        return readError(in);
    if (type == "telemetry")
        return readTelemetryResult(in);
    return Unknown{toText(type)};
}

} // namespace guancheng::protocol
