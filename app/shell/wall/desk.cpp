// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/desk.h"

#include <utility>

namespace guancheng {

namespace {

/** A first mark is placed at once, further ones at most four times a second: a layout of the whole city costs a millisecond. */
constexpr int kMarksMs = 250;

} // namespace

Desk::Desk(const OperationsOptions &options, const Resources &resources, QObject *parent)
    : QObject(parent)
    , m_catalogue(resources.catalogue)
    , m_client(options, m_picture, m_clock, m_pulse)
    , m_bus(m_client, m_clock)
    , m_models(std::make_shared<const Names>(resources.catalogue, resources.city), m_picture, m_bus, m_clock)
    , m_scene(resources.mapStyle)
    , m_picker(resources.catalogue)
{
    m_scene.setClock(&m_clock);
    m_scene.setCity(resources.city);
    m_scene.setDevices(&m_picture.devices());
    m_scene.setUnits(&m_picture.units());
    connect(&m_pulse, &FramePulse::pulse, &m_scene, &MapScene::pulse);

    m_marks.setSingleShot(true);
    m_marks.setInterval(kMarksMs);
    connect(&m_marks, &QTimer::timeout, this, [this] {
        if (std::exchange(m_marksWanted, false))
            wantMarks();
    });
    connect(&m_picture, &OperationalPicture::changed, this, [this](const ChangeSet &changes) {
        const bool concernsMarks =
            changes.incidentsReset || changes.alarmsReset || !changes.incidents.isEmpty() || !changes.alarms.isEmpty();
        if (concernsMarks)
            wantMarks();
    });
    connect(m_models.selection(), &SelectionController::selectionChanged, this, &Desk::placeMarks);

    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, [this] {
        m_picture.tick(m_clock.now());
        m_models.tick();
        Q_EMIT second();
    });
    m_second.start();
}

Desk::~Desk() = default;

bool Desk::isComplete() const
{
    const bool hasIndicators = m_picture.indicators().size() > 0;
    return m_clock.isSynchronised() && hasIndicators && m_models.sources()->rowCount() > 1 &&
           m_models.figures()->rowCount() > 0;
}

void Desk::wantMarks()
{
    if (m_marks.isActive()) {
        m_marksWanted = true;
        return;
    }
    placeMarks();
    m_marks.start();
}

void Desk::placeMarks()
{
    m_scene.setMarks(m_picker.pick(m_picture, m_clock.now(), m_models.selection()->id()));
}

} // namespace guancheng
