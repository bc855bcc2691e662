// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QString>

namespace guancheng {

/** A data file greater than this is refused: it is not one of ours, and reading it would stop the start. */
inline constexpr qint64 kJsonSizeLimit = 64 * 1024 * 1024;

/**
 * Parses \c data, named \c source in errors. A syntax error has the place 'line:column', both from 1, the column
 * counted in characters. Any thread.
 */
Result<QJsonDocument> parseJson(const QByteArray &data, const QString &source);

/**
 * Reads a file and, with \c schemaFile, checks it against this JSON Schema (draft-07). Errors name the file; the place
 * is 'line:column' for syntax and a JSON pointer (RFC 6901) for a violation of the schema. A schema is compiled once a
 * process and again when its file changed. Any thread.
 */
Result<QJsonDocument> loadJson(const QString &file, const QString &schemaFile = {});

} // namespace guancheng
