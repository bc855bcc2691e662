// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/decode.h"

#include "datasources/protocol/decodeparts.h"

#include <QJsonDocument>

namespace guancheng::protocol {

struct Decoder::Private
{
    simdjson::dom::parser parser{static_cast<size_t>(kMaxServerText)};

    /** The root object; the error of a syntax error carries its byte. */
    Result<JsonObject> root(QByteArrayView json);

    template<typename T, typename Read>
    Result<T> parse(QByteArrayView json, Read read);
};

namespace {

/** simdjson does not say where; the slow parser is asked only after a failure. */
Error syntaxError(QByteArrayView json, const QString &fallback)
{
    QJsonParseError error;
    QJsonDocument::fromJson(json.toByteArray(), &error);
    if (error.error == QJsonParseError::NoError)
        return {QStringLiteral("message"), QStringLiteral("byte 0"), fallback};
    return {QStringLiteral("message"), QStringLiteral("byte %1").arg(error.offset), error.errorString()};
}

} // namespace

Result<JsonObject> Decoder::Private::root(QByteArrayView json)
{
    if (json.isEmpty()) // no memory to point to, which the parser does not expect
        return syntaxError(json, QStringLiteral("empty"));
    Element element;
    const auto failure =
        parser.parse(reinterpret_cast<const uint8_t *>(json.data()), static_cast<size_t>(json.size())).get(element);
    if (failure)
        return syntaxError(json, QString::fromLatin1(simdjson::error_message(failure)));
    JsonObject object;
    if (element.get_object().get(object))
        return Error{QStringLiteral("message"), QStringLiteral("byte 0"), QStringLiteral("an object expected")};
    return object;
}

template<typename T, typename Read>
Result<T> Decoder::Private::parse(QByteArrayView json, Read read)
{
    const Result<JsonObject> object = root(json);
    if (!object)
        return object.error();
    Verdict verdict;
    T message = read(ObjectReader(verdict, *object));
    if (verdict.failed())
        return verdict.error();
    return message;
}

Decoder::Decoder() : d(std::make_unique<Private>()) {}
Decoder::~Decoder() = default;

namespace {

std::string_view typeOf(const ObjectReader &in)
{
    std::string_view type;
    const auto element = in.find("type");
    if (!element || element->get_string().get(type))
        in.fail("type", "a text expected");
    return type;
}

} // namespace

Result<ClientMessage> Decoder::client(QByteArrayView json)
{
    return d->parse<ClientMessage>(json, [](const ObjectReader &in) { return readClientMessage(in, typeOf(in)); });
}

Result<ServerMessage> Decoder::server(QByteArrayView json)
{
    return d->parse<ServerMessage>(json, [](const ObjectReader &in) { return readServerMessage(in, typeOf(in)); });
}

Result<CommandMessage> Decoder::command(QByteArrayView json)
{
    return d->parse<CommandMessage>(json, readCommand);
}

Result<Telemetry> Decoder::telemetry(QByteArrayView json)
{
    return d->parse<Telemetry>(json, readTelemetry);
}

Result<StreamEntity> Decoder::entity(Topic topic, QByteArrayView json)
{
    return d->parse<StreamEntity>(json, [topic](const ObjectReader &in) { return readEntity(in, topic); });
}

QJsonObject toQJson(JsonObject object)
{
    const std::string text = simdjson::minify(object);
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace guancheng::protocol
