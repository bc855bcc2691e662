// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QSize>
#include <QStringList>
#include <QUrl>

namespace guancheng {

/** How the city of the built-in backend lives; shared by `guancheng` and `guancheng-ops`. */
struct CityOptions
{
    quint64 seed = 20261122;
    quint32 devices = 110'000; ///< 0 to 5 100 000
    quint32 units = 3'000;
    quint32 cameras = 20'000;
    double recordsPerSecond = 400;
    double casesPerDistrictDay = 6'000;
    QString scenario = QStringLiteral("calm"); ///< calm, busy, emergency, lost
    QStringList failures; ///< 'feed=mode[@factor]': lost, stale, noise, clock-skew, duplicates, out-of-order, burst
    bool simulator = true;
    bool past = true;                ///< a city without a journal begins with cases that are under way
    QString story;                   ///< id of a story, or empty
    double replaySpeed = 1;          ///< recorded seconds a second of the city
    QString replayFrom;              ///< 'HH:MM' or ISO time in the recording
    QStringList replay;              ///< recordings to play instead of the simulator
    double speed = 0;                ///< city seconds a real second; 0 = 1, or 20 for a story
    QString start;                   ///< ISO time the city's clock starts at; empty = now
    QString journal;                 ///< SQLite file, ':memory:', or empty = below the data directory
    QString dataDir;                 ///< empty = the XDG data directory
    double journalDays = 7;          ///< older events are forgotten, what is open stays
    double journalMegabytes = 2'000; ///< beyond, the oldest events are forgotten sooner
    QString cityDir;                 ///< a city pack; empty = the built-in Shanghai
};

/** The command line of `guancheng`. */
struct WallOptions
{
    CityOptions city;
    QSize size; ///< empty = the screen
    QString language = QStringLiteral("zh");
    QString renderer = QStringLiteral("auto");  ///< auto, software, rhi
    QString presenter = QStringLiteral("auto"); ///< of the map: auto, tiles, geometry
    QUrl connectUrl;                            ///< empty = the built-in backend
    QString token;
    QString caFile;  ///< PEM: whom to believe of the backends over wss; empty = the authorities of the system
    int seconds = 0; ///< 0 = until closed
    QString shot;    ///< PNG written before the end
    bool summary = false;
    bool selfTest = false;
    QStringList layers;     ///< 'FILE_OR_URL[,datum=...]', see shell/map/layerspec.h
    QString layerCatalogue; ///< file of layers, or empty
    QString tiles;          ///< tile base below the layers: XYZ or WMTS address, MBTiles or PMTiles file
    QString view;           ///< link to the view that is shown first
    QString exportView;     ///< PDF or PNG of the view; written without a window, then the end
    QString openCase;       ///< 'worst' or an id: the card that is open at the shot
};

/** The command line of `guancheng-ops`. */
struct OpsOptions
{
    CityOptions city;
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 8460;
    QString token; ///< of operators; empty = a random one, printed at the start
    QString viewerToken;
    QString feedToken;
    QString certificate; ///< PEM; with key: wss and https
    QString key;
    int seconds = 0; ///< 0 = until stopped
};

/** What the command line asks for, or the error or page of help to print. */
Result<WallOptions> parseWallOptions(const QStringList &arguments);
Result<OpsOptions> parseOpsOptions(const QStringList &arguments);

} // namespace guancheng
