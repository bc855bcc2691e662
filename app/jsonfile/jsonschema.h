// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QJsonDocument>
#include <QString>

#include <memory>

namespace guancheng {

/** A compiled JSON Schema (draft-07; references within the same file only). Immutable: any thread may check with it. */
class JsonSchema
{
public:
    /** The schema in \c file, from the cache of the process as long as the file has not changed. Any thread. */
    static Result<std::shared_ptr<const JsonSchema>> fromFile(const QString &file);
    /** Compiles \c document, named \c source in errors. */
    static Result<std::shared_ptr<const JsonSchema>> compile(const QJsonDocument &document, const QString &source);

    ~JsonSchema();
    Q_DISABLE_COPY_MOVE(JsonSchema)

    /** Ok, or the innermost violation with its JSON pointer; an empty pointer is the whole document. */
    Status check(const QJsonDocument &document, const QString &source) const;

private:
    struct Private;
    explicit JsonSchema(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

} // namespace guancheng
