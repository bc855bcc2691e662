// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsonfile.h"

#include "jsonfile/jsonschema.h"

#include <QFile>
#include <QFileInfo>

namespace guancheng {

namespace {

/** 'line:column' of a byte offset; continuation bytes of UTF-8 take no column. */
QString lineAndColumn(const QByteArray &data, qsizetype offset)
{
    const QByteArrayView before = QByteArrayView(data).first(qBound(qsizetype(0), offset, data.size()));
    const qsizetype line = before.count('\n') + 1;
    const QByteArrayView lastLine = before.sliced(before.lastIndexOf('\n') + 1);
    const auto characters =
        std::count_if(lastLine.begin(), lastLine.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return QStringLiteral("%1:%2").arg(line).arg(characters + 1);
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error{path, {}, QStringLiteral("the file is missing")};
    if (QFileInfo(path).isDir())
        return Error{path, {}, QStringLiteral("is a folder, a file is expected")};
    if (!file.open(QIODevice::ReadOnly))
        return Error{path, {}, QStringLiteral("cannot be read: %1").arg(file.errorString())};
    // Read to one byte beyond the limit: a pipe or a growing file has no size to trust.
    QByteArray data = file.read(kJsonSizeLimit + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{path, {}, QStringLiteral("cannot be read: %1").arg(file.errorString())};
    if (data.size() > kJsonSizeLimit)
        return Error{path, {}, QStringLiteral("is greater than %1 MB").arg(kJsonSizeLimit / (1024 * 1024))};
    return data;
}

} // namespace

Result<QJsonDocument> parseJson(const QByteArray &data, const QString &source)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(data, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{source, lineAndColumn(data, problem.offset), problem.errorString()};
    return document;
}

Result<QJsonDocument> loadJson(const QString &file, const QString &schemaFile)
{
    const Result<QByteArray> data = readFile(file);
    if (!data)
        return data.error();
    Result<QJsonDocument> document = parseJson(*data, file);
    if (!document || schemaFile.isEmpty())
        return document;
    const Result<std::shared_ptr<const JsonSchema>> schema = JsonSchema::fromFile(schemaFile);
    if (!schema)
        return schema.error();
    const Status checked = (*schema)->check(*document, file);
    if (!checked)
        return checked.error();
    return document;
}

} // namespace guancheng
