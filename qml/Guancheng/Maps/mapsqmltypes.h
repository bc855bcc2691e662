// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/citymap.h"
#include "maps/quick/pilot/mappilot.h"
#include "maps/scene/layertreemodel.h"
#include "maps/scene/mapscene.h"

#include <QtQmlIntegration/qqmlintegration.h>

// The engine of the map does not know QML: here, and only here, its types get their QML names.

struct CityMapForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::CityMap)
    QML_NAMED_ELEMENT(CityMap)
};

struct MapPilotForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::MapPilot)
    QML_NAMED_ELEMENT(MapPilot)
};

struct EdgeSignModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::EdgeSignModel)
    QML_NAMED_ELEMENT(EdgeSignModel)
    QML_UNCREATABLE("of a MapPilot")
};

struct MapSceneForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::MapScene)
    QML_NAMED_ELEMENT(MapScene)
    QML_UNCREATABLE("built by the application")
};

struct LayerTreeModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::LayerTreeModel)
    QML_NAMED_ELEMENT(LayerTreeModel)
    QML_UNCREATABLE("built by the application")
};
