// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"

#include <QStringList>

#include <array>
#include <memory>

namespace guancheng {

class Catalogue;
class City;

/** Devices with their last readings, and cameras. No allocation per record. Thread: the backend's. */
class Directory
{
public:
    /** Duplicate: the same was said before. */
    enum class Verdict : quint8 { Applied, Late, Duplicate, Rejected };

    static constexpr int kNoFeed = 255;

    Directory(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city);

    /** Devices of an unknown class or street are put to class 0 and street 0 and counted; how many. */
    qint64 setDevices(DeviceTable devices);
    void setCameras(std::vector<Camera> cameras);
    /** The number of a feed, for apply(); 255 when there are too many to tell apart. */
    int feedIndex(const QString &source);
    /** The state is followed by the counts of who is online, and of which feed a device rests on. */
    Verdict apply(const TelemetryRecord &record, TimeMs now, int feed = kNoFeed);
    /** How many devices had their newest reading from which feed. */
    std::vector<std::pair<QString, qint64>> carried() const;
    /** Whether any device has ever reported. */
    bool isHeard() const { return m_carried[kNoFeed] < static_cast<qint64>(m_devices.size()); }
    /** The feeds on which devices of these classes (empty = all) rest. Walks through all devices. */
    QStringList feedsOf(const std::vector<int> &classes) const;

    const DeviceTable &devices() const { return m_devices; }
    const DeviceReadings &readings() const { return m_readings; }
    const std::vector<Camera> &cameras() const { return m_cameras; }
    QString idOf(quint32 slot) const;
    /** The slot, or -1. */
    qint64 slotOf(const QString &id) const;
    GeoPoint pointOf(quint32 slot) const;

    /** Devices of these classes (empty = all) and those of them that report. */
    std::pair<qint64, qint64> online(const std::vector<int> &classes) const;
    qint64 camerasOnline() const { return m_camerasOnline; }

private:
    static bool isOnline(DeviceState state) { return state != DeviceState::Offline && state != DeviceState::Unknown; }
    quint64 keyOf(quint32 slot) const;

    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
    DeviceTable m_devices;
    DeviceReadings m_readings;
    std::vector<Camera> m_cameras;
    std::vector<qint64> m_count;  ///< by class
    std::vector<qint64> m_online; ///< by class
    qint64 m_camerasOnline = 0;
    QStringList m_feeds;               ///< by number
    std::array<qint64, 256> m_carried; ///< devices by number of the feed
    std::vector<quint8> m_feedOf;      ///< by slot
    QHash<QString, int> m_classOfCode;
    mutable std::vector<quint32> m_byKey; ///< slots by (street, class, serial); made when first asked
};

} // namespace guancheng
