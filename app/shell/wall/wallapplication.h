// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "shell/cityhost.h"
#include "shell/map/mapdesk.h"
#include "shell/options.h"
#include "shell/process/watchdog.h"
#include "shell/resources.h"
#include "shell/runsummary.h"
#include "shell/wall/desk.h"
#include "shell/wall/framemeter.h"
#include "stores/deskhealth.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

class QQuickView;

namespace guancheng {

class CityMap;
class CityRoadService;
class QuestionDesk;
class TileLayer;
class WallContext;

/** The wall: backend (its own or another), desk and window, from the options to the end. Thread: GUI. */
class WallApplication : public QObject
{
    Q_OBJECT

public:
    WallApplication(WallOptions options, Resources resources, QObject *parent = nullptr);
    ~WallApplication() override;

    /** Shows the window at once; the city comes as the backend answers. */
    Status start();
    /** Ends backend and link in order. */
    void stop();

    QQuickView &window() { return *m_window; }
    Desk &desk() { return *m_desk; }
    CityHost *host() { return m_host.get(); }
    /** Layers of files and services; null before start(). */
    MapDesk *mapDesk() { return m_mapDesk.get(); }
    /** Null before the window is there. */
    CityMap *map() const;
    InterfaceStatistics interfaceStatistics() const;
    /** Writes what the wall shows as PNG. */
    Status saveShot(const QString &file);

Q_SIGNALS:
    /** Once: every panel has data and the map is sharp. \c milliseconds since the process began. */
    void complete(int milliseconds);

private:
    Status startHost();
    Status buildWindow();
    Status openLayers();
    void showWindow(QSize size);
    void refresh();
    void startMap();
    void exportView();
    void checkComplete();
    /** What nobody needs for the first picture: the road network and the names to search. */
    void startQuestions();

    WallOptions m_options;
    Resources m_resources;
    std::unique_ptr<CityHost> m_host;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<DeskHealth> m_health;
    std::unique_ptr<MapDesk> m_mapDesk;
    std::unique_ptr<CityRoadService> m_roads;
    std::unique_ptr<QuestionDesk> m_questionDesk;
    std::unique_ptr<WallContext> m_context;
    std::unique_ptr<QQuickView> m_window;
    std::unique_ptr<TileLayer> m_tiles;
    std::unique_ptr<FrameMeter> m_meter;
    std::unique_ptr<Watchdog> m_watchdog;
    QString m_hostProblem;
    bool m_complete = false;
};

/** Before there is an application: a run that needs no window needs no screen either. */
void prepareEnvironment(int argc, char **argv);

/** Runs `guancheng` until it is closed; the exit code of the process. */
int runWall(const QStringList &arguments);

} // namespace guancheng
