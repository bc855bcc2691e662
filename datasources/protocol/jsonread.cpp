// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/jsonread.h"

#include <cmath>

namespace guancheng::protocol {

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Expected read(Element element, QString &out)
{
    std::string_view text;
    if (element.is_null()) {
        out.clear();
        return nullptr;
    }
    if (element.get_string().get(text))
        return "a text expected";
    out = toText(text);
    return nullptr;
}

Expected read(Element element, double &out)
{
    if (element.is_null()) {
        out = std::numeric_limits<double>::quiet_NaN();
        return nullptr;
    }
    return element.get_double().get(out) ? "a number expected" : nullptr;
}

Expected read(Element element, float &out)
{
    double number = 0;
    if (const Expected wrong = read(element, number))
        return wrong;
    if (std::isfinite(number) && std::abs(number) > static_cast<double>(std::numeric_limits<float>::max()))
        return "a smaller number expected";
    out = static_cast<float>(number);
    return nullptr;
}

Expected read(Element element, bool &out)
{
    return element.get_bool().get(out) ? "true or false expected" : nullptr;
}

namespace {

/** Writers of other languages say 3.0 or 3e3 where they mean a whole number. */
std::optional<double> wholeNumber(Element element)
{
    double number = 0;
    if (!element.is_double() || element.get_double().get(number) || std::trunc(number) != number ||
        std::abs(number) > 9007199254740992.0)
        return std::nullopt;
    return number;
}

} // namespace

Expected readSigned(Element element, qint64 &out)
{
    int64_t number = 0;
    if (element.is_null()) {
        out = 0;
    } else if (!element.get_int64().get(number)) {
        out = number;
    } else if (const auto whole = wholeNumber(element)) {
        out = static_cast<qint64>(*whole);
    } else {
        return "a whole number expected";
    }
    return nullptr;
}

Expected readNatural(Element element, quint64 &out)
{
    uint64_t number = 0;
    if (element.is_null()) {
        out = 0;
    } else if (!element.get_uint64().get(number)) {
        out = number;
    } else if (const auto whole = wholeNumber(element); whole && *whole >= 0) {
        out = static_cast<quint64>(*whole);
    } else {
        return "a whole number >= 0 expected";
    }
    return nullptr;
}

std::optional<Element> ObjectReader::find(std::string_view name) const
{
    Element element;
    if (m_object.at_key(name).get(element) || element.is_null())
        return std::nullopt;
    return element;
}

void ObjectReader::requiredText(std::string_view name, QString &out) const
{
    required(name, out);
    if (out.isEmpty())
        fail(name, "is missing");
}

std::optional<ObjectReader> ObjectReader::child(std::string_view name) const
{
    const auto element = find(name);
    if (!element)
        return std::nullopt;
    JsonObject object;
    if (element->get_object().get(object)) {
        fail(name, "an object expected");
        return std::nullopt;
    }
    return ObjectReader(m_verdict, object, m_pointer + QLatin1Char('/') + toText(name));
}

std::optional<JsonArray> ObjectReader::array(std::string_view name) const
{
    const auto element = find(name);
    if (!element)
        return std::nullopt;
    JsonArray array;
    if (element->get_array().get(array)) {
        fail(name, "an array expected");
        return std::nullopt;
    }
    return array;
}

void ObjectReader::fail(std::string_view name, const char *reason) const
{
    m_verdict.fail(m_pointer + QLatin1Char('/') + toText(name), QString::fromLatin1(reason));
}

} // namespace guancheng::protocol
