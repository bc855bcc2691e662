// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace guancheng {

/**
 * Typed reading of a JSON document that remembers where it stands. All cursors of one document share the first error,
 * named by file and JSON pointer; after it reading goes on with neutral values, so that the caller asks error() once at
 * the end instead of after every value. Cheap to copy; one thread at a time for one document.
 *
 *     const JsonCursor root(file, document);
 *     for (const JsonCursor &item : root.child("items"_L1).items())
 *         specs.push_back({item.string("id"_L1), item.number("limit"_L1)});
 *     if (root.error()) return *root.error();
 */
class JsonCursor
{
public:
    JsonCursor(const QString &source, const QJsonDocument &document);

    /** Whether a value stands here; false for an absent optional member. */
    bool exists() const { return !m_value.isUndefined(); }
    bool isObject() const { return m_value.isObject(); }
    bool isArray() const { return m_value.isArray(); }
    const QJsonValue &value() const { return m_value; }
    /** Where it stands: '' for the root, '/items/3/id'. */
    const QString &pointer() const { return m_pointer; }
    const QString &source() const;

    bool has(QLatin1StringView key) const { return m_value.toObject().contains(key); }
    /** The member \c key, or an error. */
    JsonCursor child(QLatin1StringView key) const;
    /** The member \c key; where there is none, a cursor for which exists() is false. */
    JsonCursor optional(QLatin1StringView key) const;
    /** The elements of the array here; an error and none when it is no array, silently none when nothing is here. */
    std::vector<JsonCursor> items() const;
    /** The members of the object here in the order of their names, as items(). */
    std::vector<std::pair<QString, JsonCursor>> members() const;

    /** Required members of a type: an error and a neutral value (empty, NaN, 0, false) otherwise. */
    QString string(QLatin1StringView key) const;
    double number(QLatin1StringView key) const;
    int integer(QLatin1StringView key) const;
    bool boolean(QLatin1StringView key) const;
    /** Members that may be absent; present with another type is an error. */
    QString string(QLatin1StringView key, const QString &fallback) const;
    double number(QLatin1StringView key, double fallback) const;
    int integer(QLatin1StringView key, int fallback) const;
    bool boolean(QLatin1StringView key, bool fallback) const;
    /** A member that is an array of strings or numbers; empty when absent. */
    QStringList strings(QLatin1StringView key) const;
    std::vector<double> numbers(QLatin1StringView key) const;

    /** The value here itself. */
    QString toString() const;
    double toNumber() const;

    /** Reports a broken rule at this place, or at its member \c key; only the first one of the document is kept. */
    void fail(const QString &reason) const;
    void fail(QLatin1StringView key, const QString &reason) const;
    /** The first error anywhere in the document. */
    const std::optional<Error> &error() const;

private:
    struct Shared
    {
        QString source;
        std::optional<Error> error;
    };
    JsonCursor(std::shared_ptr<Shared> shared, QString pointer, QJsonValue value);
    /** The member when it has this type; otherwise reports it and gives nothing. */
    std::optional<QJsonValue> typed(QLatin1StringView key, QJsonValue::Type type, bool required) const;
    void report(const QString &pointer, const QString &reason) const;

    std::shared_ptr<Shared> m_shared;
    QString m_pointer;
    QJsonValue m_value;
};

} // namespace guancheng
