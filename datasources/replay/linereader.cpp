// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/linereader.h"

#include <QFile>

#include <zlib.h>

#include <charconv>
#include <cmath>

namespace guancheng {
namespace {

constexpr int kMaximumLine = 64 * 1024;
constexpr int kReportedProblems = 10;

struct CloseGz
{
    void operator()(gzFile file) const { gzclose_r(file); }
};
using Gz = std::unique_ptr<std::remove_pointer_t<gzFile>, CloseGz>;

/** Cuts a line into fields; quotes are taken off, doubled quotes inside are left as they are. */
void split(QByteArrayView line, QList<QByteArrayView> &fields)
{
    fields.clear();
    qsizetype start = 0;
    bool quoted = false;
    for (qsizetype i = 0; i <= line.size(); ++i) {
        if (i < line.size() && line[i] == '"')
            quoted = !quoted;
        if (i < line.size() && (line[i] != ',' || quoted))
            continue;
        QByteArrayView field = line.sliced(start, i - start).trimmed();
        if (field.size() >= 2 && field.front() == '"' && field.back() == '"')
            field = field.sliced(1, field.size() - 2);
        fields.append(field);
        start = i + 1;
    }
}

template<typename T>
std::optional<T> parse(QByteArrayView field)
{
    T value{};
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
    if (error != std::errc() || end != field.data() + field.size() || field.isEmpty())
        return std::nullopt;
    return value;
}

} // namespace

void ReadingReport::skip(const QString &file, qint64 line, const QString &reason)
{
    ++malformed;
    if (problems.size() < kReportedProblems)
        problems.append({file, QString::number(line), reason});
}

std::optional<double> toNumber(QByteArrayView field)
{
    const auto value = parse<double>(field);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<qint64> toInteger(QByteArrayView field)
{
    return parse<qint64>(field);
}

Result<ReadingReport> LineReader::read(const QString &file, const QList<QByteArray> &columns, const Row &row)
{
    // zlib reads a file that is not compressed as it is.
    const Gz gz(gzopen(QFile::encodeName(file).constData(), "rb"));
    if (!gz)
        return Error{file, {}, QStringLiteral("cannot be opened")};
    gzbuffer(gz.get(), 256 * 1024);
    ReadingReport report;
    QByteArray buffer(kMaximumLine, Qt::Uninitialized);
    QList<QByteArrayView> fields, picked;
    QList<qsizetype> indexes;
    qint64 number = 0;
    while (gzgets(gz.get(), buffer.data(), kMaximumLine)) {
        ++number;
        QByteArrayView line(buffer.constData());
        if (number == 1 && line.startsWith("\xef\xbb\xbf"))
            line = line.sliced(3);
        const bool whole = line.endsWith('\n') || gzeof(gz.get());
        while (!line.isEmpty() && (line.back() == '\n' || line.back() == '\r'))
            line.chop(1);
        if (!whole) { // longer than any line of ours: skip the rest of it
            report.skip(file, number, QStringLiteral("longer than %1 bytes").arg(kMaximumLine));
            int byte = 0;
            while ((byte = gzgetc(gz.get())) != -1 && byte != '\n') {
            }
            continue;
        }
        split(line, fields);
        if (number == 1) {
            for (const QByteArray &column : columns) {
                indexes.append(fields.indexOf(QByteArrayView(column)));
                if (indexes.back() < 0)
                    return Error{file, QStringLiteral("1"), QStringLiteral("no column '%1'").arg(QString::fromUtf8(column))};
            }
            continue;
        }
        if (line.isEmpty())
            continue;
        picked.clear();
        for (const qsizetype index : std::as_const(indexes))
            if (index < fields.size())
                picked.append(fields[index]);
        if (picked.size() != columns.size()) {
            report.skip(file, number, QStringLiteral("%1 fields are too few").arg(fields.size()));
        } else if (const auto reason = row(picked, number)) {
            report.skip(file, number, *reason);
        } else {
            ++report.lines;
        }
    }
    int code = Z_OK;
    const char *text = gzerror(gz.get(), &code);
    if (number == 0)
        return Error{file, {}, code == Z_OK || code == Z_STREAM_END ? QStringLiteral("is empty") : QString::fromUtf8(text)};
    if (code != Z_OK && code != Z_STREAM_END)
        report.skip(file, number + 1, QStringLiteral("the file breaks off: %1").arg(QString::fromUtf8(text)));
    return report;
}

} // namespace guancheng
