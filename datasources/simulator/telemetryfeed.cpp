// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/telemetryfeed.h"

#include "datasources/simulator/nature/rhythm.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace guancheng {
namespace {

constexpr quint64 kStream = 51;
constexpr size_t kBatch = 4'096;
constexpr size_t kSample = 48;
constexpr TimeMs kSpellMs = 6 * 3'600'000;
constexpr TimeMs kSweepMs = 300'000;
constexpr TimeMs kEpisodeReportMs = 10'000;
constexpr double kOffline = 0.0275;
constexpr double kFault = 0.0045;

DeviceState stateOf(Level level)
{
    return static_cast<DeviceState>(level);
}

bool feelsWeather(const SimulationModel &model)
{
    return model.follows != WeatherVariable::None || !model.weather.empty();
}

} // namespace

TelemetryFeed::TelemetryFeed(const Catalogue &catalogue, const SimulatorOptions &options, std::vector<quint16> deviceClass)
    : m_catalogue(catalogue)
    , m_preset(presetOf(options.scenario))
    , m_rate(options.recordsPerSecond)
    , m_background(options.background)
    , m_seed(options.seed)
    , m_random(options.seed, kStream)
    , m_deviceClass(std::move(deviceClass))
{
    m_batch.reserve(kBatch);
    m_classes.resize(static_cast<size_t>(catalogue.deviceClasses().size()));
    prepareRounds();
    prepareSamples();
    prepareEpisodes();
}

void TelemetryFeed::prepareRounds()
{
    m_rounds.resize(m_classes.size());
    for (const quint16 deviceClass : m_deviceClass)
        ++m_rounds[deviceClass].count;
    quint32 first = 0;
    double weight = 0;
    for (size_t c = 0; c < m_rounds.size(); ++c) {
        Round &round = m_rounds[c];
        round.first = std::exchange(first, first + round.count);
        weight += round.count * m_catalogue.deviceClasses()[static_cast<int>(c)].reportWeight;
        m_reportWeights.push_back(weight);
        if (round.count == 0)
            continue;
        // A stride near the golden section that shares no factor with the count visits every device once a round.
        round.stride = std::max<quint32>(1, static_cast<quint32>(round.count * 0.6180339887));
        while (std::gcd(round.stride, round.count) != 1)
            ++round.stride;
        round.cursor = static_cast<quint32>(sim::mix64(m_seed ^ kStream, c) % round.count);
    }
    m_slots.resize(m_deviceClass.size());
    std::vector<quint32> next;
    next.reserve(m_rounds.size());
    for (const Round &round : m_rounds)
        next.push_back(round.first);
    for (size_t slot = 0; slot < m_deviceClass.size(); ++slot)
        m_slots[next[m_deviceClass[slot]]++] = static_cast<quint32>(slot);
}

void TelemetryFeed::prepareSamples()
{
    m_samples.resize(m_classes.size());
    std::vector<quint32> seen(m_classes.size(), 0);
    for (size_t slot = 0; slot < m_deviceClass.size(); ++slot) {
        const size_t c = m_deviceClass[slot];
        std::vector<quint32> &sample = m_samples[c];
        const quint32 n = seen[c]++;
        if (sample.size() < kSample) {
            sample.push_back(static_cast<quint32>(slot));
        } else {
            // Reservoir: the hash of the slot decides, no stream of random numbers of millions.
            const quint64 at = sim::mix64(m_seed ^ 0x5a3, slot) % (n + 1);
            if (at < kSample)
                sample[at] = static_cast<quint32>(slot);
        }
    }
}

void TelemetryFeed::prepareEpisodes()
{
    double ordinary = 0, weather = 0;
    for (int c = 0; c < m_catalogue.deviceClasses().size(); ++c) {
        const DeviceClass &entry = m_catalogue.deviceClasses()[c];
        const auto &limits = entry.limits;
        const auto known = [](double limit) { return !std::isnan(limit); };
        const bool can = std::any_of(limits.high.begin(), limits.high.end(), known) ||
                         std::any_of(limits.low.begin(), limits.low.end(), known);
        m_classes[static_cast<size_t>(c)].canAlarm = can;
        const bool usable = can && !m_samples[static_cast<size_t>(c)].empty();
        ordinary += usable ? entry.share * entry.eventsPerDay : 0;
        weather += usable && feelsWeather(entry.model) ? std::sqrt(entry.share) : 0;
        m_episodeWeights.push_back(ordinary);
        m_weatherWeights.push_back(weather);
    }
}

qint64 TelemetryFeed::drawOf(int deviceClass, sim::Random &random) const
{
    if (deviceClass < 0 || deviceClass >= static_cast<int>(m_samples.size()))
        return -1;
    const auto &sample = m_samples[static_cast<size_t>(deviceClass)];
    return sample.empty() ? -1 : qint64(sample[random.below(static_cast<quint32>(sample.size()))]);
}

void TelemetryFeed::refreshClasses(const sim::LocalTime &local, const sim::WeatherState &weather, TimeMs now)
{
    if (m_classesAt != 0 && now >= m_classesAt && now - m_classesAt < 10'000)
        return;
    m_classesAt = now;
    for (int c = 0; c < m_catalogue.deviceClasses().size(); ++c) {
        const DeviceClass &entry = m_catalogue.deviceClasses()[c];
        ClassState &state = m_classes[static_cast<size_t>(c)];
        const quint64 stream = sim::mix64(m_seed ^ 0xde71ce, static_cast<quint64>(c));
        const double mean =
            sim::modelValue(entry.model, m_catalogue.rhythms()[entry.model.rhythm], local, weather, now, stream, 600);
        double low = entry.model.minimum, high = entry.model.maximum;
        for (size_t i = 0; i < entry.limits.high.size(); ++i) {
            high = std::isnan(entry.limits.high[i]) ? high : std::min(high, entry.limits.high[i]);
            low = std::isnan(entry.limits.low[i]) ? low : std::max(low, entry.limits.low[i]);
        }
        // A healthy device keeps clear of its limits: what passes them is an episode.
        const double margin = std::isfinite(high - low) ? (high - low) * 0.05 : std::max(std::abs(mean), entry.spread) * 0.05;
        const bool limitedAbove = std::isfinite(high), limitedBelow = std::isfinite(low);
        state.high = static_cast<float>(limitedAbove ? high - (state.canAlarm ? margin : 0) : 1e30);
        state.low = static_cast<float>(limitedBelow ? low + (state.canAlarm && low > entry.model.minimum ? margin : 0) : -1e30);
        state.mean = static_cast<float>(entry.kind == ValueKind::Binary ? 0 : mean);
        state.spread = static_cast<float>(entry.kind == ValueKind::Binary ? 0 : entry.spread);
        state.whole = entry.kind == ValueKind::Count || entry.kind == ValueKind::Binary;
        if (entry.kind == ValueKind::Percent) {
            state.high = std::min(state.high, 100.0F);
            state.low = std::max(state.low, 0.0F);
        } else if (entry.kind == ValueKind::Count) {
            state.low = std::max(state.low, 0.0F);
        } else if (entry.kind == ValueKind::Binary) {
            state.low = state.high = 0;
        }
        state.high = std::max(state.high, state.low);
    }
}

TelemetryRecord TelemetryFeed::reading(quint32 slot, TimeMs at) const
{
    TelemetryRecord record;
    record.slot = slot;
    record.at = at;
    const quint64 own = sim::mix64(m_seed, slot);
    const auto spell = static_cast<quint64>((at + static_cast<TimeMs>(own % kSpellMs)) / kSpellMs);
    const double fate = sim::unit64(sim::mix64(own, spell));
    if (fate < kOffline + kFault) {
        record.state = fate < kOffline ? DeviceState::Offline : DeviceState::Fault;
        record.value = std::numeric_limits<float>::quiet_NaN();
        return record;
    }
    const ClassState &state = m_classes[m_deviceClass[slot]];
    // Most of the spread is between devices; a fifth is from one report to the next.
    const auto between = static_cast<float>(sim::unit64(own * 3) + sim::unit64(sim::mix64(own)) - 1);
    const auto within = static_cast<float>(sim::unit64(sim::mix64(own, static_cast<quint64>(at))) - 0.5);
    float value = state.mean + state.spread * (2.2F * between + 0.5F * within);
    value = std::clamp(value, state.low, state.high);
    record.value = state.whole ? std::floor(value) : value;
    record.state = DeviceState::Normal;
    return record;
}

quint32 TelemetryFeed::nextSlot()
{
    // A class that reports more often has more of the records; within it all devices take their turn.
    Round &round = m_rounds[m_random.pick(m_reportWeights)];
    round.cursor = static_cast<quint32>((quint64(round.cursor) + round.stride) % round.count);
    return m_slots[round.first + round.cursor];
}

void TelemetryFeed::flush(CityInput &city, const QString &feed)
{
    if (!m_batch.empty())
        city.telemetry(feed, m_batch);
    m_batch.clear();
}

void TelemetryFeed::sweep(CityInput &city, const QString &feed, TimeMs now, const sim::LocalTime &local,
                          const sim::WeatherState &weather)
{
    refreshClasses(local, weather, now);
    for (size_t slot = 0; slot < m_deviceClass.size(); ++slot) {
        const auto age = static_cast<TimeMs>(sim::mix64(m_seed ^ 0xa9e, slot) % kSweepMs);
        m_batch.push_back(reading(static_cast<quint32>(slot), now - age));
        if (m_batch.size() == kBatch)
            flush(city, feed);
    }
    const double running = m_preset.episodesPerHour * m_preset.episodeMinutes / 60 * m_background;
    for (int i = 0; i < static_cast<int>(std::lround(running)); ++i)
        startEpisode(now, m_preset.episodeMinutes * m_random.uniform());
    stepEpisodes(now, now);
    flush(city, feed);
}

void TelemetryFeed::startEpisode(TimeMs now, double minutes)
{
    const bool byWeather = m_weatherWeights.back() > 0 && m_random.chance(m_preset.weatherEpisodes);
    const auto &weights = byWeather ? m_weatherWeights : m_episodeWeights;
    if (weights.empty() || !(weights.back() > 0))
        return;
    const auto c = static_cast<int>(m_random.pick(weights));
    const qint64 slot = drawOf(c, m_random);
    if (slot < 0 || m_episodeOf.contains(static_cast<quint32>(slot)))
        return;
    const DeviceClass &entry = m_catalogue.deviceClasses()[c];
    std::vector<std::pair<double, Level>> limits; // ascending by level
    for (size_t i = 0; i < 4; ++i) {
        const double high = entry.limits.high[i], low = entry.limits.low[i];
        if (!std::isnan(high) || !std::isnan(low))
            limits.emplace_back(std::isnan(high) ? low : high, static_cast<Level>(i + 1));
    }
    if (limits.empty())
        return;
    size_t worst = 0;
    while (worst + 1 < limits.size() && m_random.chance(0.42 * m_preset.severity))
        ++worst;
    const auto [limit, level] = limits[worst];
    double value = limit;
    if (entry.kind == ValueKind::Continuous || entry.kind == ValueKind::Percent) {
        // A third of the way to the next limit, or a few per cent beyond the last one.
        const double beyond = worst + 1 < limits.size() ? limits[worst + 1].first - limit : 0;
        const double away = std::abs(limit) * 0.06 + (entry.spread > 0 ? entry.spread * 0.3 : 0.01);
        const bool low = std::isnan(entry.limits.high[static_cast<size_t>(level) - 1]);
        value += beyond != 0 ? beyond * m_random.between(0.15, 0.6) : (low ? -away : away) * m_random.between(0.2, 1);
        value = std::clamp(value, std::min(entry.model.minimum, limit), std::max(entry.model.maximum, limit));
    }
    Episode episode;
    episode.slot = static_cast<quint32>(slot);
    episode.value = static_cast<float>(value);
    episode.state = stateOf(entry.limits.levelOf(static_cast<double>(episode.value)));
    if (episode.state == DeviceState::Normal)
        return; // lost in rounding
    episode.until = now + static_cast<TimeMs>(minutes * 60'000);
    episode.nextReport = now;
    m_episodeOf.insert(episode.slot, static_cast<qsizetype>(m_episodes.size()));
    m_episodes.push_back(episode);
}

void TelemetryFeed::stepEpisodes(TimeMs from, TimeMs to)
{
    const double hours = static_cast<double>(to - from) / 3'600'000;
    const int starts = m_random.poisson(m_preset.episodesPerHour * hours * m_background);
    for (int i = 0; i < starts; ++i)
        startEpisode(to, m_random.exponential(m_preset.episodeMinutes));
    for (size_t i = 0; i < m_episodes.size();) {
        Episode &episode = m_episodes[i];
        if (to >= episode.until && to > from) {
            TelemetryRecord record = reading(episode.slot, to);
            if (record.state == DeviceState::Normal)
                m_batch.push_back(record);
            m_episodeOf.remove(episode.slot);
            episode = m_episodes.back();
            m_episodes.pop_back();
            if (i < m_episodes.size())
                m_episodeOf[m_episodes[i].slot] = static_cast<qsizetype>(i);
            continue;
        }
        if (to >= episode.nextReport) {
            episode.nextReport = to + kEpisodeReportMs;
            m_batch.push_back({episode.slot, episode.value, to, episode.state});
        }
        ++i;
    }
}

void TelemetryFeed::step(CityInput &city, const QString &feed, TimeMs from, TimeMs to, double burst,
                         const sim::LocalTime &local, const sim::WeatherState &weather)
{
    if (m_deviceClass.empty() || to <= from || !(m_reportWeights.back() > 0))
        return;
    refreshClasses(local, weather, to);
    const double seconds = static_cast<double>(to - from) / 1000;
    const int count = m_random.poisson(m_rate * burst * seconds);
    for (int i = 0; i < count; ++i) {
        const quint32 slot = nextSlot();
        const TimeMs at = from + 1 + static_cast<TimeMs>(static_cast<double>(to - from - 1) * (i + 0.5) / count);
        const auto running = m_episodes.empty() ? m_episodeOf.cend() : m_episodeOf.constFind(slot);
        if (running != m_episodeOf.cend()) {
            const Episode &episode = m_episodes[static_cast<size_t>(*running)];
            m_batch.push_back({slot, episode.value, at, episode.state});
        } else {
            m_batch.push_back(reading(slot, at));
        }
        if (m_batch.size() == kBatch)
            flush(city, feed);
    }
    stepEpisodes(from, to);
    flush(city, feed);
}

} // namespace guancheng
