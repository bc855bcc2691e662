// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <memory>

class GDALDataset;

namespace guancheng {

struct DatasetCloser
{
    void operator()(GDALDataset *dataset) const;
};
using DatasetPointer = std::unique_ptr<GDALDataset, DatasetCloser>;

/** What the wall asked to be opened. */
struct OpenRequest
{
    QString kind; ///< file, remote, wms, wmts, wfs, oapif, postgis
    QString address;
    QString layer;
    QString datum;
    QString encoding;
    int networkSeconds = 20;
    quint64 features = 0; ///< limits of the whole source
    quint64 vertices = 0;

    bool isNetwork() const { return kind != QLatin1String("file"); }
    static OpenRequest fromJson(const QJsonObject &json);
};

/** Registers the drivers that are meant for what comes from outside and no other: none that follows references in a file. */
void registerDrivers(const OpenRequest &request);

/** A file that was looked at before any driver sees it. */
struct FileKind
{
    QString path; ///< for GDAL; within an archive '/vsizip/...'
    QStringList drivers;
    QString what; ///< 'Shapefile', for messages
};

/** Tells the drivers by the file's first bytes and its end; looks into archives for bombs. */
Result<FileKind> examineFile(const QString &path);

/** The last messages of GDAL, the newest last; and none any more. */
QStringList takeMessages();
/** The newest message as a reason, or \c otherwise. */
QString lastMessage(const QString &otherwise);
void catchMessages();

} // namespace guancheng
