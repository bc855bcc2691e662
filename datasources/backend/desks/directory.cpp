// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/directory.h"

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/backend/desks/sourceswatch.h"

#include <numeric>

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr TimeMs kFuture = 3'600'000;

Directory::Directory(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city)
    : m_catalogue(std::move(catalogue))
    , m_city(std::move(city))
{
    m_carried.fill(0);
    for (int i = 0; i < m_catalogue->deviceClasses().size(); ++i)
        m_classOfCode.insert(m_catalogue->deviceClasses()[i].code, i);
}

qint64 Directory::setDevices(DeviceTable devices)
{
    const size_t size = std::min({devices.deviceClass.size(), devices.street.size(), devices.longitudeE7.size(),
                                  devices.latitudeE7.size(), devices.serial.size()});
    m_devices = std::move(devices);
    m_devices.deviceClass.resize(size);
    m_devices.street.resize(size);
    m_devices.longitudeE7.resize(size);
    m_devices.latitudeE7.resize(size);
    m_devices.serial.resize(size);
    m_readings.value.assign(size, std::numeric_limits<float>::quiet_NaN());
    m_readings.at.assign(size, 0);
    m_readings.state.assign(size, DeviceState::Unknown);
    m_byKey.clear();
    m_feedOf.assign(size, kNoFeed);
    m_carried.fill(0);
    m_carried[kNoFeed] = static_cast<qint64>(size);
    m_count.assign(static_cast<size_t>(std::max(1, m_catalogue->deviceClasses().size())), 0);
    m_online.assign(m_count.size(), 0);
    qint64 wrong = 0;
    for (size_t slot = 0; slot < size; ++slot) {
        if (m_devices.deviceClass[slot] >= m_count.size() || m_devices.street[slot] >= m_city->streets().size()) {
            m_devices.deviceClass[slot] = 0;
            m_devices.street[slot] = 0;
            ++wrong;
        }
        ++m_count[m_devices.deviceClass[slot]];
    }
    return wrong;
}

void Directory::setCameras(std::vector<Camera> cameras)
{
    m_cameras = std::move(cameras);
    m_camerasOnline = std::count_if(m_cameras.begin(), m_cameras.end(), [](const Camera &camera) { return camera.online; });
}

int Directory::feedIndex(const QString &source)
{
    const auto known = static_cast<int>(m_feeds.indexOf(source));
    if (known >= 0 || m_feeds.size() >= kNoFeed)
        return known >= 0 ? known : kNoFeed;
    m_feeds.append(source);
    return static_cast<int>(m_feeds.size()) - 1;
}

std::vector<std::pair<QString, qint64>> Directory::carried() const
{
    std::vector<std::pair<QString, qint64>> result;
    result.reserve(static_cast<size_t>(m_feeds.size()));
    for (int i = 0; i < m_feeds.size(); ++i)
        result.emplace_back(m_feeds[i], m_carried[static_cast<size_t>(i)]);
    return result;
}

QStringList Directory::feedsOf(const std::vector<int> &classes) const
{
    std::vector<bool> wanted(m_count.size(), classes.empty());
    for (const int each : classes) {
        if (static_cast<size_t>(each) < wanted.size())
            wanted[static_cast<size_t>(each)] = true;
    }
    std::array<bool, 256> found{};
    for (size_t slot = 0; slot < m_feedOf.size(); ++slot)
        found[m_feedOf[slot]] = found[m_feedOf[slot]] || wanted[m_devices.deviceClass[slot]];
    QStringList feeds;
    for (int i = 0; i < m_feeds.size(); ++i) {
        if (found[static_cast<size_t>(i)])
            feeds.append(m_feeds[i]);
    }
    return feeds;
}

Directory::Verdict Directory::apply(const TelemetryRecord &record, TimeMs now, int feed)
{
    const size_t slot = record.slot;
    if (slot >= m_devices.size() || record.at > now + kFuture || record.at <= 0 || std::isinf(record.value) ||
        record.state > DeviceState::Unknown)
        return Verdict::Rejected;
    if (SourcesWatch::isLate(record.at, m_readings.at[slot], now))
        return Verdict::Late;
    const float known = m_readings.value[slot];
    if (record.at == m_readings.at[slot] && record.state == m_readings.state[slot] &&
        (record.value == known || (std::isnan(record.value) && std::isnan(known))))
        return Verdict::Duplicate;
    if (const quint8 old = std::exchange(m_feedOf[slot], static_cast<quint8>(feed)); old != feed) {
        --m_carried[old];
        ++m_carried[static_cast<size_t>(feed)];
    }
    const bool before = isOnline(m_readings.state[slot]);
    const bool after = isOnline(record.state);
    if (before != after)
        m_online[m_devices.deviceClass[slot]] += after ? 1 : -1;
    m_readings.value[slot] = record.value;
    m_readings.at[slot] = record.at;
    m_readings.state[slot] = record.state;
    return Verdict::Applied;
}

QString Directory::idOf(quint32 slot) const
{
    if (slot >= m_devices.size() || m_city->streets().empty() || m_catalogue->deviceClasses().isEmpty())
        return {};
    return u"%1-%2-%3"_s
        .arg(m_city->streets()[m_devices.street[slot]].code, m_catalogue->deviceClasses()[m_devices.deviceClass[slot]].code)
        .arg(m_devices.serial[slot], 6, 10, QLatin1Char('0'));
}

quint64 Directory::keyOf(quint32 slot) const
{
    return (quint64(m_devices.street[slot]) << 48U) | (quint64(m_devices.deviceClass[slot]) << 32U) | m_devices.serial[slot];
}

qint64 Directory::slotOf(const QString &id) const
{
    const QStringList parts = id.split(u'-');
    if (parts.size() != 3)
        return -1;
    const int street = m_city->streetIndex(parts[0]);
    const int deviceClass = m_classOfCode.value(parts[1], -1);
    bool number = false;
    const quint32 serial = parts[2].toUInt(&number);
    if (street < 0 || deviceClass < 0 || !number)
        return -1;
    if (m_byKey.size() != m_devices.size()) {
        m_byKey.resize(m_devices.size());
        std::iota(m_byKey.begin(), m_byKey.end(), 0U);
        std::sort(m_byKey.begin(), m_byKey.end(), [this](quint32 a, quint32 b) { return keyOf(a) < keyOf(b); });
    }
    const quint64 key = (quint64(street) << 48U) | (quint64(deviceClass) << 32U) | serial;
    const auto found = std::lower_bound(m_byKey.begin(), m_byKey.end(), key,
                                        [this](quint32 slot, quint64 wanted) { return keyOf(slot) < wanted; });
    return found != m_byKey.end() && keyOf(*found) == key ? qint64(*found) : -1;
}

GeoPoint Directory::pointOf(quint32 slot) const
{
    if (slot >= m_devices.size())
        return {};
    return {m_devices.longitudeE7[slot] / 1e7, m_devices.latitudeE7[slot] / 1e7};
}

std::pair<qint64, qint64> Directory::online(const std::vector<int> &classes) const
{
    if (classes.empty())
        return {std::accumulate(m_count.begin(), m_count.end(), qint64(0)),
                std::accumulate(m_online.begin(), m_online.end(), qint64(0))};
    std::pair<qint64, qint64> sum;
    for (const int each : classes) {
        if (static_cast<size_t>(each) >= m_count.size())
            continue;
        sum.first += m_count[static_cast<size_t>(each)];
        sum.second += m_online[static_cast<size_t>(each)];
    }
    return sum;
}

} // namespace guancheng
