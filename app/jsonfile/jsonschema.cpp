// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsonschema.h"

#include "jsonfile/jsonfile.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMutex>

#include <valijson/adapters/qtjson_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <exception>

namespace guancheng {

using valijson::adapters::QtJsonAdapter;

struct JsonSchema::Private
{
    valijson::Schema schema;
};

namespace {

QJsonValue rootOf(const QJsonDocument &document)
{
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

/** The context of valijson, '<root>' '[stages]' '[0]', as a JSON pointer, '/stages/0'. */
QString pointerOf(const std::vector<std::string> &context)
{
    QString pointer;
    for (std::size_t i = 1; i < context.size(); ++i) {
        QString step = QString::fromStdString(context[i]);
        if (step.startsWith(u'[') && step.endsWith(u']'))
            step = step.sliced(1, step.size() - 2);
        pointer += u'/' + step.replace(u'~', QStringLiteral("~0")).replace(u'/', QStringLiteral("~1"));
    }
    return pointer;
}

/** An inner violation makes every value around it invalid too; the innermost one is the cause. */
Error innermost(const valijson::ValidationResults &results, const QString &source)
{
    const valijson::ValidationResults::Error *found = nullptr;
    for (const auto &error : results) {
        if (!found || error.context.size() > found->context.size())
            found = &error;
    }
    if (!found)
        return {source, {}, QStringLiteral("does not match its schema")};
    return {source, pointerOf(found->context), QString::fromStdString(found->description)};
}

struct CachedSchema
{
    QDateTime modified;
    qint64 size = 0;
    std::shared_ptr<const JsonSchema> schema;
};

struct SchemaCache
{
    QMutex mutex;
    QHash<QString, CachedSchema> schemas;
};
Q_GLOBAL_STATIC(SchemaCache, schemaCache)

} // namespace

JsonSchema::JsonSchema(std::unique_ptr<Private> p) : d(std::move(p)) {}
JsonSchema::~JsonSchema() = default;

Result<std::shared_ptr<const JsonSchema>> JsonSchema::compile(const QJsonDocument &document, const QString &source)
{
    // valijson says what is wrong with a schema by throwing; beyond this room it is a value.
    try {
        auto compiled = std::make_unique<Private>();
        const QtJsonAdapter adapter(rootOf(document));
        valijson::SchemaParser(valijson::SchemaParser::kDraft7).populateSchema(adapter, compiled->schema);
        return std::shared_ptr<const JsonSchema>(new JsonSchema(std::move(compiled)));
    } catch (const std::exception &problem) {
        return Error{source, {}, QStringLiteral("is no valid schema: %1").arg(QString::fromUtf8(problem.what()))};
    }
}

Result<std::shared_ptr<const JsonSchema>> JsonSchema::fromFile(const QString &file)
{
    const QFileInfo info(file);
    const QString key = info.absoluteFilePath();
    SchemaCache &cache = *schemaCache;
    {
        const QMutexLocker lock(&cache.mutex);
        const auto known = cache.schemas.constFind(key);
        if (known != cache.schemas.cend() && known->modified == info.lastModified() && known->size == info.size())
            return known->schema;
    }
    // Compiled without the lock: two threads may do it twice, none waits for another's file.
    const Result<QJsonDocument> document = loadJson(file);
    if (!document)
        return document.error();
    Result<std::shared_ptr<const JsonSchema>> schema = compile(*document, file);
    if (schema) {
        const QMutexLocker lock(&cache.mutex);
        cache.schemas.insert(key, {info.lastModified(), info.size(), *schema});
    }
    return schema;
}

Status JsonSchema::check(const QJsonDocument &document, const QString &source) const
{
    try {
        const QtJsonAdapter adapter(rootOf(document));
        // Without a list of results valijson stops at the first violation and builds no text: the common, good case.
        if (valijson::Validator().validate(d->schema, adapter, nullptr))
            return ok();
        valijson::ValidationResults results;
        valijson::Validator().validate(d->schema, adapter, &results);
        return innermost(results, source);
    } catch (const std::exception &problem) {
        return Error{source, {}, QString::fromUtf8(problem.what())};
    }
}

} // namespace guancheng
