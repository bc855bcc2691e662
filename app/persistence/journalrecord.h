// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QByteArray>
#include <QString>

namespace guancheng {

/** What a record of the journal is about; the numbers are written to disk and never change their meaning. */
enum class RecordKind : quint8 { Incident = 1, Alarm = 2, Order = 3, Warning = 4, Mode = 5, Command = 6, Counts = 7 };

/** Whether the record is an event that clients are told; the others are the backend's own. */
constexpr bool isStreamed(RecordKind kind)
{
    return kind >= RecordKind::Incident && kind <= RecordKind::Warning;
}

/**
 * One event as it lies on disk. The records form a chain: \c prev is the sequence of the record before, so that a
 * missing one is noticed, and \c crc (CRC-32, IEEE 802.3) covers everything else.
 */
struct JournalRecord
{
    quint64 seq = 0;
    quint64 prev = 0;
    TimeMs at = 0;
    RecordKind kind = RecordKind::Incident;
    QString entityId;
    QByteArray payload; ///< CBOR, its first member is the version of the format
    quint32 crc = 0;

    /** The checksum of what the record holds. */
    quint32 checksum() const;
    bool operator==(const JournalRecord &) const = default;
};

/** The whole state after the event \c seq. */
struct JournalSnapshot
{
    quint64 seq = 0;
    TimeMs at = 0;
    QByteArray state;
    bool operator==(const JournalSnapshot &) const = default;
};

/** CRC-32 (IEEE 802.3, reflected) of the bytes, going on from \c start. */
quint32 crc32(QByteArrayView bytes, quint32 start = 0);

} // namespace guancheng
