// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/framepulse.h"
#include "datasources/operations/operationsclient.h"
#include "maps/scene/mapscene.h"
#include "maps/scene/markpicker.h"
#include "models/wallmodels.h"
#include "services/cityclock.h"
#include "services/commandbus.h"
#include "shell/resources.h"
#include "stores/operationalpicture.h"

#include <QObject>
#include <QTimer>

namespace guancheng {

/**
 * Everything between the socket and the window, built by constructor injection: picture, client, command bus, models and
 * the scene of the map, with the pulse and the second that drive them. Without a window, so that tests and benchmarks can
 * have it alone. Thread: GUI.
 */
class Desk : public QObject
{
    Q_OBJECT

public:
    Desk(const OperationsOptions &options, const Resources &resources, QObject *parent = nullptr);
    ~Desk() override;

    void start(const QUrl &url) { m_client.start(url); }

    OperationalPicture &picture() { return m_picture; }
    OperationsClient &client() { return m_client; }
    CommandBus &bus() { return m_bus; }
    WallModels &models() { return m_models; }
    MapScene &scene() { return m_scene; }
    const CityClock &clock() const { return m_clock; }
    /** Whether every topic has been received once: there is something to show everywhere. */
    bool isComplete() const;

Q_SIGNALS:
    /** Once a second, after the models: clocks and ages may be drawn again. */
    void second();

private:
    void wantMarks();
    void placeMarks();

    std::shared_ptr<const Catalogue> m_catalogue;
    OperationalPicture m_picture;
    CityClock m_clock;
    FramePulse m_pulse;
    OperationsClient m_client;
    CommandBus m_bus;
    WallModels m_models;
    MapScene m_scene;
    MarkPicker m_picker;
    QTimer m_second;
    QTimer m_marks; ///< runs while no further layout is due
    bool m_marksWanted = false;
};

} // namespace guancheng
