// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/alarmlistmodel.h"
#include "models/alarms/alarmloadmodel.h"
#include "models/card/selectioncontroller.h"
#include "models/dimensionlistmodel.h"
#include "models/figurelistmodel.h"
#include "models/sourcelistmodel.h"
#include "models/stagelistmodel.h"
#include "models/warninglistmodel.h"

namespace guancheng {

/**
 * All models over one operational picture: hands each change to those whom it concerns and ticks them. Thread: GUI.
 * The clock, the picture and the bus outlive it.
 */
class WallModels : public QObject
{
    Q_OBJECT

public:
    WallModels(std::shared_ptr<const Names> names, OperationalPicture &picture, CommandBus &bus, const Clock &clock,
               QObject *parent = nullptr);
    ~WallModels() override;

    DimensionListModel *dimensions() const { return m_dimensions; }
    AlarmListModel *alarms() const { return m_alarms; }
    AlarmLoadModel *alarmLoad() const { return m_alarmLoad; }
    StageColumns *stages() const { return m_stages; }
    WarningListModel *warnings() const { return m_warnings; }
    SourceListModel *sources() const { return m_sources; }
    FigureListModel *figures() const { return m_figures; }
    SelectionController *selection() const { return m_selection; }

    /** To be called once a second: ages, clocks, what expired. */
    void tick();

private:
    void refresh(const ChangeSet &changes);

    OperationalPicture &m_picture;
    const Clock &m_clock;
    DimensionListModel *m_dimensions;
    AlarmListModel *m_alarms;
    AlarmLoadModel *m_alarmLoad;
    StageColumns *m_stages;
    WarningListModel *m_warnings;
    SourceListModel *m_sources;
    FigureListModel *m_figures;
    SelectionController *m_selection;
};

} // namespace guancheng
