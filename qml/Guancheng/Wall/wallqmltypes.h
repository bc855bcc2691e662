// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/alarmlistmodel.h"
#include "models/alarms/alarmloadmodel.h"
#include "models/card/carddetails.h"
#include "models/card/cardlistmodels.h"
#include "models/card/selectioncontroller.h"
#include "models/dimensionlistmodel.h"
#include "models/figurelistmodel.h"
#include "models/indicatorlistmodel.h"
#include "models/replaycontrol.h"
#include "models/search/searchmodel.h"
#include "models/sourcelistmodel.h"
#include "models/stagelistmodel.h"
#include "models/warninglistmodel.h"

#include <QtQmlIntegration/qqmlintegration.h>

// The models do not know QML: here, and only here, they get their QML names.
// Each macro stands on a line of its own, else AUTOMOC registers nothing and says nothing.
namespace guancheng {

struct AlarmListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::AlarmListModel)
    QML_NAMED_ELEMENT(AlarmListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct AlarmLoadModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::AlarmLoadModel)
    QML_NAMED_ELEMENT(AlarmLoadModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct DimensionListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::DimensionListModel)
    QML_NAMED_ELEMENT(DimensionListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct IndicatorListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::IndicatorListModel)
    QML_NAMED_ELEMENT(IndicatorListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct FigureListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::FigureListModel)
    QML_NAMED_ELEMENT(FigureListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct ReplayControlForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::ReplayControl)
    QML_NAMED_ELEMENT(ReplayControl)
    QML_UNCREATABLE("provided by WallContext")
};

struct SourceListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::SourceListModel)
    QML_NAMED_ELEMENT(SourceListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct SearchModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::SearchModel)
    QML_NAMED_ELEMENT(SearchModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct StageListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::StageListModel)
    QML_NAMED_ELEMENT(StageListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct StageColumnsForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::StageColumns)
    QML_NAMED_ELEMENT(StageColumns)
    QML_UNCREATABLE("provided by WallContext")
};

struct WarningListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::WarningListModel)
    QML_NAMED_ELEMENT(WarningListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct SelectionControllerForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::SelectionController)
    QML_NAMED_ELEMENT(SelectionController)
    QML_UNCREATABLE("provided by WallContext")
};

struct TimelineListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::TimelineListModel)
    QML_NAMED_ELEMENT(TimelineListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct CandidateListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::CandidateListModel)
    QML_NAMED_ELEMENT(CandidateListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct NeighbourListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::NeighbourListModel)
    QML_NAMED_ELEMENT(NeighbourListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct PictureListModelForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::PictureListModel)
    QML_NAMED_ELEMENT(PictureListModel)
    QML_UNCREATABLE("provided by WallContext")
};

struct CardDetailsForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::CardDetails)
    QML_VALUE_TYPE(cardDetails)
};

struct CardVerbsForeign
{
    Q_GADGET
    QML_FOREIGN(guancheng::CardVerbs)
    QML_VALUE_TYPE(cardVerbs)
};

} // namespace guancheng
