// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/cityhost.h"

#include "datasources/backend/hub/hub.h"
#include "datasources/replay/recordingfactory.h"
#include "shell/cataloguejson.h"
#include "shell/citylife.h"
#include "shell/logging.h"

#include <QDateTime>
#include <QDir>
#include <QStandardPaths>
#include <QTimeZone>

namespace guancheng {

namespace {

/** A quarter of an hour of a story in less than a minute; the dispatch is still told apart from its limit of 2 s. */
constexpr double kStorySpeed = 20;

} // namespace

QString dataDirectory(const CityOptions &options)
{
    if (!options.dataDir.isEmpty())
        return QDir(options.dataDir).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QStringLiteral("/guancheng");
}

CityHost::CityHost(CityOptions options, Resources resources, HubSetup setup, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_resources(std::move(resources))
    , m_setup(std::move(setup))
    , m_dataDir(dataDirectory(m_options))
{
}

CityHost::~CityHost()
{
    stop();
}

Status CityHost::start()
{
    if (const auto error = prepareSimulator())
        return *error;
    if (const auto error = prepareStory())
        return *error;
    prepareClock();
    // A folder that cannot be made is no reason to show nothing: the journal says so in data health.
    if (!QDir().mkpath(m_dataDir))
        qCWarning(lcShell).noquote() << "cannot make the folder" << m_dataDir;
    BackendOptions options = backendOptions();
    if (!m_options.replay.isEmpty()) {
        auto recordings = openRecordings();
        if (!recordings)
            return recordings.error();
        options.sources.push_back(replayFactory(std::move(*recordings)));
    }
    m_backend = std::make_unique<Backend>(std::move(options));
    connect(m_backend.get(), &Backend::ready, this, &CityHost::ready);
    connect(m_backend.get(), &Backend::ready, this, &CityHost::reportResources);
    connect(m_backend.get(), &Backend::failed, this, &CityHost::failed);
    connect(m_backend.get(), &Backend::problem, this, &CityHost::problem);
    m_backend->start();
    return ok();
}

void CityHost::stop()
{
    if (m_backend && !m_backend->stop())
        qCWarning(lcShell) << "the backend did not end in time";
}

void CityHost::prepareClock()
{
    TimeMs start = SystemClock().now();
    if (!m_options.start.isEmpty())
        start = QDateTime::fromString(m_options.start, Qt::ISODate).toMSecsSinceEpoch();
    else if (m_story)
        start = m_story->start;
    const double usual = m_story ? kStorySpeed : 1;
    m_clock = std::make_shared<ScaledClock>(start, m_options.speed > 0 ? m_options.speed : usual);
}

std::optional<Error> CityHost::prepareSimulator()
{
    m_simulator.seed = m_options.seed;
    m_simulator.devices = m_options.devices;
    m_simulator.units = m_options.units;
    m_simulator.cameras = m_options.cameras;
    m_simulator.recordsPerSecond = m_options.recordsPerSecond;
    m_simulator.casesPerDistrictDay = m_options.casesPerDistrictDay;
    m_simulator.scenario = scenarioByName(m_options.scenario).value_or(Scenario::Calm);
    for (const QString &text : std::as_const(m_options.failures)) {
        const Result<FeedFailure> failure = parseFeedFailure(text, *m_resources.catalogue);
        if (!failure)
            return failure.error();
        m_simulator.failures.append(*failure);
    }
    return {};
}

void CityHost::reportResources()
{
    if (m_resources.problems.empty())
        return;
    m_backend->post([health = resourceHealth(m_resources)](World &world) {
        world.declareSource(health);
        world.rejected(health.id, health.rejected, health.message);
    });
}

std::function<std::unique_ptr<QObject>(World &)> CityHost::lifeFactory()
{
    // The story ends in the backend's thread; the signal crosses to ours by itself.
    const auto storyEnd = [this](bool passed, const QString &report) { Q_EMIT storyFinished(passed, report); };
    return [options = m_simulator, clock = m_clock, story = m_story, past = m_options.past,
            storyEnd](World &world) -> std::unique_ptr<QObject> {
        return std::make_unique<CityLife>(world, clock, options, story, past, storyEnd);
    };
}

std::optional<Error> CityHost::prepareStory()
{
    if (m_options.story.isEmpty())
        return {};
    Result<Story> story = loadStoryOf(m_resources, m_options.story);
    if (!story)
        return story.error();
    m_story = *story;
    // A story is an exercise on a day of its own: it must not stand in the journal of the city.
    if (m_options.journal.isEmpty())
        m_options.journal = QStringLiteral(":memory:");
    return {};
}

Result<std::vector<std::unique_ptr<Recording>>> CityHost::openRecordings()
{
    const QTimeZone zone = QTimeZone::fromSecondsAheadOfUtc(m_simulator.zoneOffsetSeconds);
    const QDate today = QDateTime::fromMSecsSinceEpoch(m_clock->now(), zone).date();
    const TimeMs midnight = QDateTime(today, QTime(0, 0), zone).toMSecsSinceEpoch();
    std::vector<std::unique_ptr<Recording>> recordings;
    for (const QString &path : std::as_const(m_options.replay)) {
        auto recording = openRecording(path, *m_resources.catalogue, *m_resources.city, midnight);
        if (!recording)
            return recording.error();
        if (const Result<TimeMs> from = replayPosition(replayOptions(), (*recording)->begin()); !from)
            return from.error();
        recordings.push_back(std::move(*recording));
    }
    return recordings;
}

std::function<std::unique_ptr<QObject>(World &)> CityHost::replayFactory(std::vector<std::unique_ptr<Recording>> recordings)
{
    // std::function wants a copy: the recordings are handed on by the one call that is made.
    const auto shared = std::make_shared<std::vector<std::unique_ptr<Recording>>>(std::move(recordings));
    // As with the end of a story: the signal crosses to our thread by itself.
    const auto told = [this](const ReplayStatus &status) { Q_EMIT replayMoved(status); };
    return [shared, told, handle = m_replay, clock = m_clock,
            options = replayOptions()](World &world) -> std::unique_ptr<QObject> {
        auto replay = std::make_unique<CityReplay>(world, clock, std::move(*shared), options, told);
        handle->replay = replay.get();
        return replay;
    };
}

void CityHost::control(const ReplayWish &wish)
{
    if (m_backend)
        m_backend->post([handle = m_replay, wish](World &) {
            if (handle->replay)
                handle->replay->carryOut(wish);
        });
}

BackendOptions CityHost::backendOptions()
{
    BackendOptions options;
    options.catalogue = m_resources.catalogue;
    options.city = m_resources.city;
    options.clock = m_clock;
    if (m_options.journal != QLatin1String(":memory:"))
        options.journalFile = m_options.journal.isEmpty() ? m_dataDir + QStringLiteral("/journal.sqlite") : m_options.journal;
    options.world.pictureFolder = m_dataDir + QStringLiteral("/pictures");
    options.world.origin = !m_options.replay.isEmpty() ? DataOrigin::Replay
                           : m_options.simulator       ? DataOrigin::Simulated
                                                       : DataOrigin::Live;
    options.world.keepMs = static_cast<TimeMs>(m_options.journalDays * 86'400'000);
    options.world.keepBytes = static_cast<qint64>(m_options.journalMegabytes * 1'000'000);
    options.hub = [setup = m_setup](World &world) -> Result<HubDoor> {
        HubOptions hubOptions = setup.hub;
        for (const Street &street : world.city().streets())
            hubOptions.streets.push_back(street.code);
        hubOptions.catalogue = [&world] { return catalogueJson(world.catalogue(), world.city()); };
        auto hub = std::make_unique<Hub>(world, &world, hubOptions);
        if (const Status listening = hub->listen(setup.address, setup.port); !listening)
            return listening.error();
        const QUrl url = hub->url();
        return HubDoor{std::move(hub), url};
    };
    if (m_options.simulator && m_options.replay.isEmpty())
        options.sources.push_back(lifeFactory());
    return options;
}

} // namespace guancheng
