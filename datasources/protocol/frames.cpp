// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/frames.h"

#include "datasources/protocol/names.h"

#include <QtEndian>

#include <algorithm>
#include <cmath>

namespace guancheng::protocol {

namespace {

constexpr qsizetype kTelemetrySize = 16;
constexpr qsizetype kUnitSize = 24;
constexpr qsizetype kDeviceSize = 24;
constexpr quint32 kNever = 0xffffffff;
constexpr qint32 kMaxLongitudeE7 = 1800000000;
constexpr qint32 kMaxLatitudeE7 = 900000000;

template<typename T>
T get(const char *at)
{
    return qFromLittleEndian<T>(at);
}

template<typename T>
void put(char *at, T value)
{
    qToLittleEndian<T>(value, at);
}

float getFloat(const char *at)
{
    return std::bit_cast<float>(get<quint32>(at));
}

void putFloat(char *at, float value)
{
    put<quint32>(at, std::bit_cast<quint32>(value));
}

quint8 byteAt(const char *at)
{
    return static_cast<quint8>(*at);
}

Error wrong(qsizetype byte, const QString &reason)
{
    return {QStringLiteral("frame"), QStringLiteral("byte %1").arg(byte), reason};
}

bool isPosition(qint32 longitude, qint32 latitude)
{
    constexpr qint32 kNone = DeviceColumns::kNoPosition;
    if (longitude == kNone && latitude == kNone)
        return true;
    return longitude >= -kMaxLongitudeE7 && longitude <= kMaxLongitudeE7 && latitude >= -kMaxLatitudeE7 &&
           latitude <= kMaxLatitudeE7;
}

qint32 toE7(double degrees)
{
    return static_cast<qint32>(std::lround(degrees * 1e7));
}

qint32 difference(TimeMs at, TimeMs base)
{
    return static_cast<qint32>(
        std::clamp<TimeMs>(at - base, std::numeric_limits<qint32>::min(), std::numeric_limits<qint32>::max()));
}

Result<FrameHeader> headerOf(QByteArrayView frame, FrameKind kind)
{
    Result<FrameHeader> header = decodeFrameHeader(frame);
    if (header && header->kind != kind)
        return wrong(4, QStringLiteral("kind %1 is not expected here").arg(static_cast<int>(header->kind)));
    return header;
}

QByteArray begin(const FrameHeader &header)
{
    QByteArray frame(kFrameHeaderSize + qsizetype(header.count) * recordSize(header.kind), '\0');
    char *at = frame.data();
    put<quint32>(at, kFrameMagic);
    at[4] = static_cast<char>(header.kind);
    at[5] = static_cast<char>((header.last ? kLastFrame : 0) | (header.begins ? kBeginFrame : 0));
    put<quint64>(at + 8, header.n);
    put<qint64>(at + 16, header.time);
    put<quint32>(at + 24, header.count);
    put<quint32>(at + 28, header.first);
    return frame;
}

/** The first record whose byte `state` is no DeviceState, or -1. */
qsizetype firstBadState(const char *records, quint32 count, qsizetype size, qsizetype state)
{
    static const int limit = namesOf<DeviceState>().count();
    for (quint32 i = 0; i < count; ++i) {
        if (byteAt(records + qsizetype(i) * size + state) >= limit)
            return qsizetype(i);
    }
    return -1;
}

Status checkUnits(const char *records, quint32 count)
{
    for (quint32 i = 0; i < count; ++i) {
        const char *at = records + qsizetype(i) * kUnitSize;
        const qsizetype byte = kFrameHeaderSize + qsizetype(i) * kUnitSize;
        if (!isPosition(get<qint32>(at + 4), get<qint32>(at + 8)))
            return wrong(byte + 4, QStringLiteral("no position on Earth"));
        if (get<quint16>(at + 16) > 36000)
            return wrong(byte + 16, QStringLiteral("heading beyond 360 degrees"));
        if (!isValue<UnitStatus>(byteAt(at + 20)) || !isValue<UnitActivity>(byteAt(at + 21)))
            return wrong(byte + 20, QStringLiteral("unknown status or activity"));
    }
    return ok();
}

} // namespace

qsizetype recordSize(FrameKind kind)
{
    switch (kind) {
    case FrameKind::Telemetry: return kTelemetrySize;
    case FrameKind::Units: return kUnitSize;
    case FrameKind::Devices: return kDeviceSize;
    }
    return 0;
}

Result<FrameHeader> decodeFrameHeader(QByteArrayView frame)
{
    if (frame.size() < kFrameHeaderSize)
        return wrong(frame.size(), QStringLiteral("shorter than its header of 32 bytes"));
    const char *at = frame.data();
    if (get<quint32>(at) != kFrameMagic)
        return wrong(0, QStringLiteral("magic is not GCB1"));
    const quint8 kind = byteAt(at + 4);
    if (kind < 1 || kind > 3)
        return wrong(4, QStringLiteral("unknown kind %1").arg(kind));
    const quint8 flags = byteAt(at + 5);
    const quint8 known = kind == quint8(FrameKind::Devices) ? kLastFrame | kBeginFrame : kLastFrame;
    if ((flags & ~known) != 0 || get<quint16>(at + 6) != 0)
        return wrong(5, QStringLiteral("unknown flags"));
    const FrameHeader header{static_cast<FrameKind>(kind), (flags & kLastFrame) != 0, get<quint64>(at + 8),
                             get<qint64>(at + 16),         get<quint32>(at + 24),     get<quint32>(at + 28),
                             (flags & kBeginFrame) != 0};
    if (header.count > quint32(kMaxFrameRecords) || (header.count < quint32(kMinFrameRecords) && !header.last))
        return wrong(24, QStringLiteral("%1 records are not allowed").arg(header.count));
    if (frame.size() != kFrameHeaderSize + qsizetype(header.count) * recordSize(header.kind))
        return wrong(frame.size(), QStringLiteral("the length does not fit %1 records").arg(header.count));
    // Base + difference of 32 bits must not overflow; no city time is that far away.
    constexpr TimeMs kFarAway = TimeMs(1) << 53;
    if (header.time > kFarAway || header.time < -kFarAway)
        return wrong(16, QStringLiteral("impossible time"));
    return header;
}

Result<FrameHeader> decodeTelemetry(QByteArrayView frame, std::vector<TelemetryRecord> &out)
{
    const Result<FrameHeader> header = headerOf(frame, FrameKind::Telemetry);
    if (!header)
        return header;
    const char *records = frame.data() + kFrameHeaderSize;
    if (const qsizetype bad = firstBadState(records, header->count, kTelemetrySize, 12); bad >= 0)
        return wrong(kFrameHeaderSize + bad * kTelemetrySize + 12, QStringLiteral("unknown state"));
    const size_t before = out.size();
    out.resize(before + header->count);
    TelemetryRecord *to = out.data() + before;
    for (quint32 i = 0; i < header->count; ++i, records += kTelemetrySize, ++to) {
        to->slot = get<quint32>(records);
        to->value = getFloat(records + 4);
        to->at = header->time + get<qint32>(records + 8);
        to->state = static_cast<DeviceState>(byteAt(records + 12));
    }
    return header;
}

Result<FrameHeader> decodeUnits(QByteArrayView frame, std::vector<UnitRecord> &out)
{
    const Result<FrameHeader> header = headerOf(frame, FrameKind::Units);
    if (!header)
        return header;
    const char *records = frame.data() + kFrameHeaderSize;
    if (const Status status = checkUnits(records, header->count); !status)
        return status.error();
    const size_t before = out.size();
    out.resize(before + header->count);
    UnitRecord *to = out.data() + before;
    for (quint32 i = 0; i < header->count; ++i, records += kUnitSize, ++to) {
        to->slot = get<quint32>(records);
        const qint32 longitude = get<qint32>(records + 4);
        to->point =
            longitude == DeviceColumns::kNoPosition ? GeoPoint{} : GeoPoint{longitude / 1e7, get<qint32>(records + 8) / 1e7};
        to->at = header->time + get<qint32>(records + 12);
        to->heading = static_cast<float>(get<quint16>(records + 16)) / 100.0f;
        to->speed = static_cast<float>(get<quint16>(records + 18)) / 10.0f;
        to->status = static_cast<UnitStatus>(byteAt(records + 20));
        to->activity = static_cast<UnitActivity>(byteAt(records + 21));
    }
    return header;
}

Result<FrameHeader> decodeDevices(QByteArrayView frame, DeviceColumns &out)
{
    const Result<FrameHeader> header = headerOf(frame, FrameKind::Devices);
    if (!header)
        return header;
    if (header->first > std::numeric_limits<quint32>::max() - header->count)
        return wrong(28, QStringLiteral("slots beyond 32 bits"));
    const char *records = frame.data() + kFrameHeaderSize;
    if (const qsizetype bad = firstBadState(records, header->count, kDeviceSize, 20); bad >= 0)
        return wrong(kFrameHeaderSize + bad * kDeviceSize + 20, QStringLiteral("unknown state"));
    for (quint32 i = 0; i < header->count; ++i) {
        const char *at = records + qsizetype(i) * kDeviceSize;
        if (!isPosition(get<qint32>(at), get<qint32>(at + 4)))
            return wrong(kFrameHeaderSize + qsizetype(i) * kDeviceSize, QStringLiteral("no position on Earth"));
    }
    for (quint32 i = 0; i < header->count; ++i, records += kDeviceSize) {
        const quint32 age = get<quint32>(records + 16);
        out.longitudeE7.push_back(get<qint32>(records));
        out.latitudeE7.push_back(get<qint32>(records + 4));
        out.deviceClass.push_back(get<quint16>(records + 8));
        out.street.push_back(get<quint16>(records + 10));
        out.value.push_back(getFloat(records + 12));
        out.at.push_back(age == kNever ? 0 : header->time - age);
        out.state.push_back(static_cast<DeviceState>(byteAt(records + 20)));
    }
    return header;
}

QByteArray encodeTelemetry(FrameHeader header, std::span<const TelemetryRecord> records)
{
    Q_ASSERT(records.size() <= size_t(kMaxFrameRecords));
    header.kind = FrameKind::Telemetry;
    header.count = static_cast<quint32>(records.size());
    QByteArray frame = begin(header);
    char *at = frame.data() + kFrameHeaderSize;
    for (const TelemetryRecord &record : records) {
        put<quint32>(at, record.slot);
        putFloat(at + 4, record.value);
        put<qint32>(at + 8, difference(record.at, header.time));
        at[12] = static_cast<char>(record.state);
        at += kTelemetrySize;
    }
    return frame;
}

QByteArray encodeUnits(FrameHeader header, std::span<const UnitRecord> records)
{
    Q_ASSERT(records.size() <= size_t(kMaxFrameRecords));
    header.kind = FrameKind::Units;
    header.count = static_cast<quint32>(records.size());
    QByteArray frame = begin(header);
    char *at = frame.data() + kFrameHeaderSize;
    for (const UnitRecord &record : records) {
        const bool known = record.point.isValid();
        put<quint32>(at, record.slot);
        put<qint32>(at + 4, known ? toE7(record.point.longitude) : DeviceColumns::kNoPosition);
        put<qint32>(at + 8, known ? toE7(record.point.latitude) : DeviceColumns::kNoPosition);
        put<qint32>(at + 12, difference(record.at, header.time));
        // NaN and impossible headings become 0: the wire has no 'not known' for them.
        const float heading = record.heading >= 0 && record.heading <= 360 ? record.heading : 0;
        const float speed = record.speed >= 0 ? std::fmin(record.speed, 6553.5f) : 0;
        put<quint16>(at + 16, static_cast<quint16>(std::lround(heading * 100)));
        put<quint16>(at + 18, static_cast<quint16>(std::lround(speed * 10)));
        at[20] = static_cast<char>(record.status);
        at[21] = static_cast<char>(record.activity);
        at += kUnitSize;
    }
    return frame;
}

QByteArray encodeDevices(FrameHeader header, const DeviceColumns &rows, size_t from, size_t count)
{
    Q_ASSERT(count <= size_t(kMaxFrameRecords) && from + count <= rows.size());
    header.kind = FrameKind::Devices;
    header.count = static_cast<quint32>(count);
    QByteArray frame = begin(header);
    char *at = frame.data() + kFrameHeaderSize;
    for (size_t i = from; i < from + count; ++i, at += kDeviceSize) {
        const TimeMs age = std::clamp<TimeMs>(header.time - rows.at[i], 0, kNever - 1);
        put<qint32>(at, rows.longitudeE7[i]);
        put<qint32>(at + 4, rows.latitudeE7[i]);
        put<quint16>(at + 8, rows.deviceClass[i]);
        put<quint16>(at + 10, rows.street[i]);
        putFloat(at + 12, rows.value[i]);
        put<quint32>(at + 16, rows.at[i] == 0 ? kNever : static_cast<quint32>(age));
        at[20] = static_cast<char>(rows.state[i]);
    }
    return frame;
}

void setFrameNumber(QByteArray &frame, quint64 n)
{
    Q_ASSERT(frame.size() >= kFrameHeaderSize);
    put<quint64>(frame.data() + 8, n);
}

} // namespace guancheng::protocol
