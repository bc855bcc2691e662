// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/wallmodels.h"

#include "catalogue/catalogue.h"

namespace guancheng {

namespace {
/** Without a catalogue (a broken resource file) the lists are empty, and the wall stays up. */
std::shared_ptr<const Catalogue> catalogueOf(const std::shared_ptr<const Names> &names)
{
    if (names->catalogue())
        return {names, names->catalogue()};
    return std::make_shared<const Catalogue>(CatalogueTables{});
}
} // namespace

WallModels::WallModels(std::shared_ptr<const Names> names, OperationalPicture &picture, CommandBus &bus, const Clock &clock,
                       QObject *parent)
    : QObject(parent)
    , m_picture(picture)
    , m_clock(clock)
    , m_dimensions(new DimensionListModel(catalogueOf(names), picture, this))
    , m_alarms(new AlarmListModel(names, picture.alarms(), this))
    , m_alarmLoad(new AlarmLoadModel(names, picture.alarms(), this))
    , m_stages(new StageColumns(names, picture, this))
    , m_warnings(new WarningListModel(picture.warnings(), this))
    , m_sources(new SourceListModel(picture.sources(), this))
    , m_figures(new FigureListModel(catalogueOf(names), picture.figures(), this))
    , m_selection(new SelectionController(names, picture, bus, this))
{
    connect(&picture, &OperationalPicture::changed, this, &WallModels::refresh);
}

WallModels::~WallModels() = default;

void WallModels::refresh(const ChangeSet &changes)
{
    const TimeMs now = m_clock.now();
    m_dimensions->refresh(changes, now);
    m_alarms->refresh(changes);
    m_stages->refresh(changes, now);
    if (changes.warnings)
        m_warnings->refresh();
    if (changes.sources)
        m_sources->refresh(now);
    if (changes.figures)
        m_figures->refresh();
    m_selection->refresh(changes);
}

void WallModels::tick()
{
    const TimeMs now = m_clock.now();
    m_picture.tick(now);
    m_dimensions->tick(now);
    m_alarms->tick(now);
    m_alarmLoad->refresh();
    m_stages->tick(now);
    m_sources->tick(now);
    m_selection->tick(now);
}

} // namespace guancheng
