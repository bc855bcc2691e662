// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/names.h"
#include "domain/clock.h"
#include "domain/result.h"

#include <QString>

#include <simdjson.h>

#include <concepts>
#include <optional>
#include <utility>

/** Reading of parsed JSON, private to this room: only here simdjson is seen. */
namespace guancheng::protocol {

using Element = simdjson::dom::element;
using JsonArray = simdjson::dom::array;
using JsonObject = simdjson::dom::object;

/** What a value may not be: nullptr when it was read, else what was expected. `null` reads as 'not known'. */
using Expected = const char *;

QString toText(std::string_view utf8);
Expected read(Element element, QString &out);
Expected read(Element element, double &out);
Expected read(Element element, float &out);
Expected read(Element element, bool &out);
Expected readSigned(Element element, qint64 &out);
Expected readNatural(Element element, quint64 &out);

template<std::signed_integral I>
Expected read(Element element, I &out)
{
    qint64 number = 0;
    if (const Expected wrong = readSigned(element, number))
        return wrong;
    if (!std::in_range<I>(number))
        return "a smaller number expected";
    out = static_cast<I>(number);
    return nullptr;
}

template<std::unsigned_integral I>
Expected read(Element element, I &out)
{
    quint64 number = 0;
    if (const Expected wrong = readNatural(element, number))
        return wrong;
    if (!std::in_range<I>(number))
        return "a smaller number expected";
    out = static_cast<I>(number);
    return nullptr;
}

template<typename E>
    requires std::is_enum_v<E>
Expected read(Element element, E &out)
{
    std::string_view name;
    if (element.get_string().get(name))
        return "a name expected";
    const std::optional<E> value = fromName<E>(name);
    if (!value)
        return "not a name of this enumeration";
    out = *value;
    return nullptr;
}

/** The first thing that was wrong in a message. */
class Verdict
{
public:
    void fail(const QString &pointer, const QString &reason)
    {
        if (!m_error)
            m_error = Error{QStringLiteral("message"), pointer, reason};
    }
    bool failed() const { return m_error.has_value(); }
    const Error &error() const { return *m_error; }

private:
    std::optional<Error> m_error;
};

/** Typed reading of the members of one object; the first error goes to the verdict with its JSON pointer. */
class ObjectReader
{
public:
    ObjectReader(Verdict &verdict, JsonObject object, QString pointer = {})
        : m_verdict(verdict)
        , m_object(object)
        , m_pointer(std::move(pointer))
    {
    }

    const QString &pointer() const { return m_pointer; }
    const JsonObject &object() const { return m_object; }

    /** Any value but `null`. */
    std::optional<Element> find(std::string_view name) const;

    template<typename T>
    void required(std::string_view name, T &out) const
    {
        if (const auto element = find(name))
            take(name, read(*element, out));
        else
            fail(name, "is missing");
    }
    /** A text that must not be empty. */
    void requiredText(std::string_view name, QString &out) const;

    template<typename T>
    void optional(std::string_view name, T &out) const
    {
        if (const auto element = find(name))
            take(name, read(*element, out));
    }

    /** The object or array of that name; nothing where it is absent, and a failure where it is of another kind. */
    std::optional<ObjectReader> child(std::string_view name) const;
    std::optional<JsonArray> array(std::string_view name) const;

    /** Visits the elements with their index; `visit` returns what is wrong with one. */
    template<typename Visit>
    void each(std::string_view name, Visit visit) const
    {
        const auto elements = array(name);
        if (!elements)
            return;
        size_t index = 0;
        for (const Element element : *elements) {
            if (const Expected wrong = visit(element)) {
                fail(std::string(name) + '/' + std::to_string(index), wrong);
                return;
            }
            ++index;
        }
    }

    void fail(std::string_view name, const char *reason) const;
    bool failed() const { return m_verdict.failed(); }
    Verdict &verdict() const { return m_verdict; }

private:
    void take(std::string_view name, Expected wrong) const
    {
        if (wrong)
            fail(name, wrong);
    }

    Verdict &m_verdict;
    JsonObject m_object;
    QString m_pointer;
};

} // namespace guancheng::protocol
