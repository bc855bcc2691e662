// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/messages.h"

#include <QByteArray>
#include <QByteArrayView>

#include <span>
#include <vector>

/**
 * Binary frames of section 5: little-endian, header of 32 bytes, records of fixed size. Pure functions, any thread.
 * Decoders check magic, kind, count, exact length, states and positions before they touch the output; an error has the
 * place 'byte N' and leaves the output as it was.
 */
namespace guancheng::protocol {

enum class FrameKind : quint8 { Telemetry = 1, Units = 2, Devices = 3 };

inline constexpr quint32 kFrameMagic = 0x31424347; ///< "GCB1"
inline constexpr qsizetype kFrameHeaderSize = 32;
inline constexpr quint8 kLastFrame = 1;  ///< flag: last of the pulse or of the snapshot
inline constexpr quint8 kBeginFrame = 2; ///< flag, kind 3: the first of a snapshot; what the client had of the devices is void

struct FrameHeader
{
    FrameKind kind = FrameKind::Telemetry;
    bool last = false;
    quint64 n = 0;   ///< number of the state frame; 0 in snapshots
    TimeMs time = 0; ///< base of the record times
    quint32 count = 0;
    quint32 first = 0;   ///< kind 3: slot of the first row
    bool begins = false; ///< kind 3: first frame of a snapshot
    bool operator==(const FrameHeader &) const = default;
};

/** Bytes of one record of a kind. */
qsizetype recordSize(FrameKind kind);

/** The header of a frame whose length and count were checked, but not yet its records. */
Result<FrameHeader> decodeFrameHeader(QByteArrayView frame);

/** Appends the records of a frame of kind 1. */
Result<FrameHeader> decodeTelemetry(QByteArrayView frame, std::vector<TelemetryRecord> &out);
/** Appends the records of a frame of kind 2. */
Result<FrameHeader> decodeUnits(QByteArrayView frame, std::vector<UnitRecord> &out);
/** Appends the rows of a frame of kind 3; ids stay untouched. */
Result<FrameHeader> decodeDevices(QByteArrayView frame, DeviceColumns &out);

/** `header.kind` and `header.count` are set by the call. At most kMaxFrameRecords records. */
QByteArray encodeTelemetry(FrameHeader header, std::span<const TelemetryRecord> records);
QByteArray encodeUnits(FrameHeader header, std::span<const UnitRecord> records);
/** The rows [from, from + count) of \c rows. */
QByteArray encodeDevices(FrameHeader header, const DeviceColumns &rows, size_t from, size_t count);

/** Writes another number into an encoded frame, so that one frame serves many sessions. */
void setFrameNumber(QByteArray &frame, quint64 n);

} // namespace guancheng::protocol
