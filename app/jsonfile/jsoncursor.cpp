// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsoncursor.h"

#include <cmath>

namespace guancheng {

namespace {

QString nameOf(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Null: return QStringLiteral("null");
    case QJsonValue::Bool: return QStringLiteral("true or false");
    case QJsonValue::Double: return QStringLiteral("a number");
    case QJsonValue::String: return QStringLiteral("a string");
    case QJsonValue::Array: return QStringLiteral("an array");
    case QJsonValue::Object: return QStringLiteral("an object");
    case QJsonValue::Undefined: break;
    }
    return QStringLiteral("nothing");
}

QString wrongType(QJsonValue::Type wanted, QJsonValue::Type found)
{
    return QStringLiteral("%1 is expected, not %2").arg(nameOf(wanted), nameOf(found));
}

/** A step of a JSON pointer, RFC 6901. */
QString step(QString key)
{
    return u'/' + key.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
}

QString step(QLatin1StringView key)
{
    return step(QString(key));
}

bool isInteger(double number)
{
    return number == std::trunc(number) && std::abs(number) <= std::numeric_limits<int>::max();
}

} // namespace

JsonCursor::JsonCursor(const QString &source, const QJsonDocument &document)
    : m_shared(std::make_shared<Shared>(Shared{source, std::nullopt}))
    , m_value(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()))
{
}

JsonCursor::JsonCursor(std::shared_ptr<Shared> shared, QString pointer, QJsonValue value)
    : m_shared(std::move(shared))
    , m_pointer(std::move(pointer))
    , m_value(std::move(value))
{
}

const QString &JsonCursor::source() const
{
    return m_shared->source;
}

const std::optional<Error> &JsonCursor::error() const
{
    return m_shared->error;
}

void JsonCursor::report(const QString &pointer, const QString &reason) const
{
    if (!m_shared->error)
        m_shared->error = Error{m_shared->source, pointer, reason};
}

void JsonCursor::fail(const QString &reason) const
{
    report(m_pointer, reason);
}

void JsonCursor::fail(QLatin1StringView key, const QString &reason) const
{
    report(m_pointer + step(key), reason);
}

JsonCursor JsonCursor::optional(QLatin1StringView key) const
{
    return JsonCursor(m_shared, m_pointer + step(key), m_value.toObject().value(key));
}

JsonCursor JsonCursor::child(QLatin1StringView key) const
{
    JsonCursor member = optional(key);
    if (!member.exists())
        report(m_pointer, QStringLiteral("'%1' is missing").arg(key));
    return member;
}

std::vector<JsonCursor> JsonCursor::items() const
{
    std::vector<JsonCursor> result;
    if (!exists())
        return result;
    if (!m_value.isArray()) {
        fail(wrongType(QJsonValue::Array, m_value.type()));
        return result;
    }
    const QJsonArray array = m_value.toArray();
    result.reserve(static_cast<std::size_t>(array.size()));
    for (qsizetype i = 0; i < array.size(); ++i)
        result.push_back(JsonCursor(m_shared, m_pointer + u'/' + QString::number(i), array.at(i)));
    return result;
}

std::vector<std::pair<QString, JsonCursor>> JsonCursor::members() const
{
    std::vector<std::pair<QString, JsonCursor>> result;
    if (!exists())
        return result;
    if (!m_value.isObject()) {
        fail(wrongType(QJsonValue::Object, m_value.type()));
        return result;
    }
    const QJsonObject object = m_value.toObject();
    for (auto it = object.constBegin(); it != object.constEnd(); ++it)
        result.emplace_back(it.key(), JsonCursor(m_shared, m_pointer + step(it.key()), it.value()));
    return result;
}

std::optional<QJsonValue> JsonCursor::typed(QLatin1StringView key, QJsonValue::Type type, bool required) const
{
    QJsonValue member = m_value.toObject().value(key);
    if (member.type() == type)
        return member;
    if (!member.isUndefined())
        fail(key, wrongType(type, member.type()));
    else if (required)
        fail(QStringLiteral("'%1' is missing").arg(key));
    return std::nullopt;
}

QString JsonCursor::string(QLatin1StringView key) const
{
    const auto member = typed(key, QJsonValue::String, true);
    return member ? member->toString() : QString();
}

QString JsonCursor::string(QLatin1StringView key, const QString &fallback) const
{
    const auto member = typed(key, QJsonValue::String, false);
    return member ? member->toString() : fallback;
}

double JsonCursor::number(QLatin1StringView key) const
{
    const auto member = typed(key, QJsonValue::Double, true);
    return member ? member->toDouble() : std::numeric_limits<double>::quiet_NaN();
}

double JsonCursor::number(QLatin1StringView key, double fallback) const
{
    const auto member = typed(key, QJsonValue::Double, false);
    return member ? member->toDouble() : fallback;
}

int JsonCursor::integer(QLatin1StringView key) const
{
    if (has(key))
        return integer(key, 0);
    fail(QStringLiteral("'%1' is missing").arg(key));
    return 0;
}

int JsonCursor::integer(QLatin1StringView key, int fallback) const
{
    const auto member = typed(key, QJsonValue::Double, false);
    if (!member)
        return fallback;
    if (!isInteger(member->toDouble())) {
        fail(key, QStringLiteral("a whole number is expected, not %1").arg(member->toDouble()));
        return fallback;
    }
    return static_cast<int>(member->toDouble());
}

bool JsonCursor::boolean(QLatin1StringView key) const
{
    const auto member = typed(key, QJsonValue::Bool, true);
    return member && member->toBool();
}

bool JsonCursor::boolean(QLatin1StringView key, bool fallback) const
{
    const auto member = typed(key, QJsonValue::Bool, false);
    return member ? member->toBool() : fallback;
}

QStringList JsonCursor::strings(QLatin1StringView key) const
{
    QStringList result;
    for (const JsonCursor &item : optional(key).items())
        result.append(item.toString());
    return result;
}

std::vector<double> JsonCursor::numbers(QLatin1StringView key) const
{
    std::vector<double> result;
    for (const JsonCursor &item : optional(key).items())
        result.push_back(item.toNumber());
    return result;
}

QString JsonCursor::toString() const
{
    if (!m_value.isString())
        fail(wrongType(QJsonValue::String, m_value.type()));
    return m_value.toString();
}

double JsonCursor::toNumber() const
{
    if (!m_value.isDouble())
        fail(wrongType(QJsonValue::Double, m_value.type()));
    return m_value.toDouble(std::numeric_limits<double>::quiet_NaN());
}

} // namespace guancheng
