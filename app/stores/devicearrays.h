// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/records.h"

#include <atomic>
#include <span>
#include <vector>

namespace guancheng {

/** A record that is so much older than what is known is no straggler: the backend takes back a time that lay ahead. */
inline constexpr TimeMs kTakenBackMs = 10'000;

/**
 * All devices of the city by dense slot, as a structure of arrays: 27 bytes a device.
 *
 * Position, class and street are filled before the arrays are published and never change afterwards. State, value and
 * time are written by one thread and read by any, element by element, without a lock (relaxed atomics, plain moves on
 * the machines we run on). A reader keeps the arrays alive by its shared_ptr while a new directory takes their place.
 */
class DeviceArrays
{
public:
    explicit DeviceArrays(size_t size = 0) { resize(size); }

    size_t size() const { return m_state.size(); }
    /** Only before the arrays are published. New devices are Unknown, missing and never heard of. */
    void resize(size_t size)
    {
        longitudeE7.resize(size);
        latitudeE7.resize(size);
        deviceClass.resize(size);
        street.resize(size);
        m_state.resize(size, static_cast<quint8>(DeviceState::Unknown));
        m_value.resize(size, std::numeric_limits<float>::quiet_NaN());
        m_at.resize(size, 0);
    }

    std::vector<qint32> longitudeE7; ///< degrees x 1e7, WGS-84
    std::vector<qint32> latitudeE7;
    std::vector<quint16> deviceClass; ///< index in the catalogue
    std::vector<quint16> street;      ///< index in the city

    GeoPoint point(quint32 slot) const { return {longitudeE7[slot] / 1e7, latitudeE7[slot] / 1e7}; }

    /** Any thread. NaN = missing; time 0 = never heard of. */
    DeviceState state(quint32 slot) const { return static_cast<DeviceState>(load(m_state[slot])); }
    float value(quint32 slot) const { return load(m_value[slot]); }
    TimeMs at(quint32 slot) const { return load(m_at[slot]); }

    /** The writing thread only. */
    void setState(quint32 slot, DeviceState state) { store(m_state[slot], static_cast<quint8>(state)); }
    void setReading(quint32 slot, float value, TimeMs at)
    {
        store(m_value[slot], value);
        store(m_at[slot], at);
    }

private:
    template<typename T>
    static T load(const T &place)
    {
        // atomic_ref of a const object comes with C++26 only.
        return std::atomic_ref<T>(const_cast<T &>(place)).load(std::memory_order_relaxed);
    }
    template<typename T>
    static void store(T &place, T value)
    {
        std::atomic_ref<T>(place).store(value, std::memory_order_relaxed);
    }

    std::vector<quint8> m_state;
    std::vector<float> m_value;
    std::vector<TimeMs> m_at;
};

} // namespace guancheng
