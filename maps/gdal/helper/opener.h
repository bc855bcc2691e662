// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/helper/drivers.h"
#include "maps/gdal/helper/featurereader.h"

namespace guancheng {

/** A dataset with what has to be known to read its texts. */
struct OpenedDataset
{
    DatasetPointer dataset;
    QString declaredEncoding;
    bool rawTexts = false; ///< texts come as they are in the file
    QString what;
};

/** Opens the file or service of \c request with the drivers meant for it. */
Result<OpenedDataset> openDataset(const OpenRequest &request);

/** Sends all layers asked for, or the reason why not. */
void sendLayers(const OpenRequest &request, OpenedDataset &opened, FrameSink &sink);

/** Columns of a CSV file that hold the position, as its header says, in the bytes of the file. */
struct CsvColumns
{
    QByteArray x;
    QByteArray y;
    QByteArray wkt;
    QString datum; ///< 'GCJ-02' or 'BD-09' where the names say it
};
CsvColumns csvColumns(const QByteArray &headerLine);

} // namespace guancheng
