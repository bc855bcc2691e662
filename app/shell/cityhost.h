// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/story.h"
#include "datasources/backend/backend.h"
#include "datasources/backend/hub/huboptions.h"
#include "datasources/simulator/simulatoroptions.h"
#include "shell/cityreplay.h"
#include "shell/options.h"
#include "shell/resources.h"

#include <QHostAddress>
#include <QObject>

#include <optional>

namespace guancheng {

/** Where the hub of one's own backend listens and whom it lets in. */
struct HubSetup
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0;
    HubOptions hub;
};

/**
 * A backend of one's own with the city that lives on it: makes clock, journal, world, hub and sources from the options.
 * Used by `guancheng` (embedded) and `guancheng-ops` (alone). Thread: that of its owner; the backend has its own.
 */
class CityHost : public QObject
{
    Q_OBJECT

public:
    CityHost(CityOptions options, Resources resources, HubSetup setup, QObject *parent = nullptr);
    ~CityHost() override;

    /** Checks the options that need data (failures, story, recordings), then starts; an error starts nothing. */
    Status start();
    /** Ends it in order. */
    void stop();

    /** Play, pause, speed, seek; without a replay nothing happens. Any thread. */
    void control(const ReplayWish &wish);

    Backend &backend() { return *m_backend; }
    const Clock &clock() const { return *m_clock; }
    /** Of journal and pictures; made when it is absent. */
    QString dataDir() const { return m_dataDir; }

Q_SIGNALS:
    void ready(const QUrl &url);
    void failed(const guancheng::Error &error);
    void problem(const guancheng::Error &error);
    /** Where the replay stands; from the backend's thread. */
    void replayMoved(const guancheng::ReplayStatus &status);
    /** The story has ended; \c report has a line for each expectation. */
    void storyFinished(bool passed, const QString &report);

private:
    void prepareClock();
    /** Broken files stand in data health, on every wall that looks at this backend. */
    void reportResources();
    std::optional<Error> prepareSimulator();
    std::optional<Error> prepareStory();
    BackendOptions backendOptions();
    ReplayOptions replayOptions() const { return {m_options.replaySpeed, m_options.replayFrom, m_simulator.zoneOffsetSeconds}; }
    Result<std::vector<std::unique_ptr<Recording>>> openRecordings();
    std::function<std::unique_ptr<QObject>(World &)> lifeFactory();
    std::function<std::unique_ptr<QObject>(World &)> replayFactory(std::vector<std::unique_ptr<Recording>> recordings);

    CityOptions m_options;
    Resources m_resources;
    HubSetup m_setup;
    QString m_dataDir;
    std::shared_ptr<ScaledClock> m_clock;
    SimulatorOptions m_simulator;
    std::optional<Story> m_story;
    std::shared_ptr<ReplayHandle> m_replay = std::make_shared<ReplayHandle>();
    std::unique_ptr<Backend> m_backend;
};

/** Folder of journal and pictures: what the option says, else below the XDG data directory. */
QString dataDirectory(const CityOptions &options);

/** 'air=lost', 'iot=burst@100': a failure of a feed of the catalogue, or what is wrong with the words. */
Result<FeedFailure> parseFeedFailure(const QString &text, const Catalogue &catalogue);

} // namespace guancheng
