// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/backend/ledger/citytables.h"
#include "persistence/journalrecord.h"

namespace guancheng {

/** What of a change is written to the journal: a payload of CBOR whose first member is the version of the format. */
QByteArray encodeEvent(const StreamEvent &event);
/** An error for any payload that encodeEvent() did not make. Only for the kinds Incident, Alarm, Order and Warning. */
Result<StreamEvent> decodeEvent(const JournalRecord &record);

QByteArray encodeMode(CityMode mode);
Result<CityMode> decodeMode(const QByteArray &payload);

QByteArray encodeCounts(const DayCounts &counts);
Result<DayCounts> decodeCounts(const QByteArray &payload);

/** The answer to a command with the fingerprint of what was asked. */
struct RememberedAnswer
{
    QByteArray fingerprint;
    CommandAnswer answer;
};
QByteArray encodeAnswer(const RememberedAnswer &answer);
Result<RememberedAnswer> decodeAnswer(const QByteArray &payload);

/** The whole state, the same bytes for the same state. */
QByteArray encodeTables(const CityTables &tables);
Result<CityTables> decodeTables(const QByteArray &bytes);

} // namespace guancheng
