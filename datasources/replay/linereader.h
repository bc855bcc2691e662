// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace guancheng {

/** What reading a recording came to. A bad line costs itself only. */
struct ReadingReport
{
    qint64 lines = 0;      ///< of data, good ones
    qint64 malformed = 0;  ///< skipped
    QList<Error> problems; ///< the first ten, with file and line

    void skip(const QString &file, qint64 line, const QString &reason);
};

/** A table of comma-separated lines (RFC 4180 without line breaks in fields), plain or compressed by gzip; UTF-8. */
class LineReader
{
public:
    /** Called with the fields of a line and its number in the file; the views live as long as the call. */
    using Row = std::function<std::optional<QString>(const QList<QByteArrayView> &fields, qint64 line)>;

    /**
     * Reads the header, then every line. `columns` are looked up in the header; their fields are handed to `row` in
     * this order. What `row` returns is the reason why the line cannot be used. An error when the file cannot be read,
     * a column is absent, or the file breaks off within a compressed block (what came before counts).
     */
    static Result<ReadingReport> read(const QString &file, const QList<QByteArray> &columns, const Row &row);
};

/** The number that the whole field is; nothing for anything else, also for 'nan' and 'inf'. */
std::optional<double> toNumber(QByteArrayView field);
std::optional<qint64> toInteger(QByteArrayView field);

} // namespace guancheng
