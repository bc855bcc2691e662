// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/packroads.h"

#include "maps/network/cityroads.h"
#include "maps/network/roadfile.h"
#include "maps/pack/generatedstreets.h"

#include <QFile>

namespace guancheng {

Result<RoadArrays> roadsOfPack(const City &city, const QString &packDir)
{
    QFile file(packDir + QStringLiteral("/roads.gcrd"));
    if (packDir.isEmpty() || !file.exists())
        return roadsOfCity(city, generatedStreets(city));
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.fileName(), {}, file.errorString()};
    return readRoads(file, file.fileName());
}

} // namespace guancheng
