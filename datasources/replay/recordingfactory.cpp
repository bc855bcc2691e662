// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/recordingfactory.h"

#include "datasources/replay/airrecording.h"
#include "datasources/replay/journalrecording.h"
#include "datasources/replay/metroflowrecording.h"
#include "datasources/replay/trackrecording.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace guancheng {
namespace {

template<typename T>
Result<std::unique_ptr<Recording>> widened(Result<std::unique_ptr<T>> opened)
{
    if (!opened)
        return opened.error();
    return std::unique_ptr<Recording>(std::move(*opened));
}

/** Whether the table has these columns. */
bool has(const QString &path, const QList<QByteArray> &columns)
{
    // One row is enough to know; the reader stops at nothing, but these files are small.
    return bool(LineReader::read(path, columns, [](const QList<QByteArrayView> &, qint64) { return std::nullopt; }));
}

} // namespace

Result<std::unique_ptr<Recording>> openRecording(const QString &path, const Catalogue &catalogue, const City &city,
                                                 TimeMs midnight)
{
    const QFileInfo info(path);
    if (!info.exists())
        return Error{path, {}, QStringLiteral("does not exist")};
    if (info.isDir()) {
        QStringList files;
        for (const QFileInfo &file : QDir(path).entryInfoList({QStringLiteral("track_*.csv")}, QDir::Files, QDir::Name))
            files.append(file.filePath());
        if (files.isEmpty())
            return Error{path, {}, QStringLiteral("holds no track_*.csv")};
        return widened(TrackRecording::open(files, catalogue));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{path, {}, file.errorString()};
    if (file.peek(16).startsWith("SQLite format 3"))
        return widened(JournalRecording::open(path, catalogue, city));
    file.close();
    if (has(path, {"line", "station", "bin", "passengers"}))
        return widened(MetroFlowRecording::open(path, catalogue, city, midnight));
    if (has(path, {"PM_Jingan", "TEMP", "Iws"}))
        return widened(AirRecording::open(path, catalogue));
    if (has(path, {"locatetime", "lat", "lon"}))
        return widened(TrackRecording::open({path}, catalogue));
    return Error{path, {}, QStringLiteral("is no journal, metro flow, air or vehicle track that could be replayed")};
}

} // namespace guancheng
