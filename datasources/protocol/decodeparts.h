// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/fields.h"

/** The parts of the decoder, private to this room. All report to the verdict of `in`. */
namespace guancheng::protocol {

ClientMessage readClientMessage(const ObjectReader &in, std::string_view type);
ServerMessage readServerMessage(const ObjectReader &in, std::string_view type);
CommandMessage readCommand(const ObjectReader &in);
Telemetry readTelemetry(const ObjectReader &in);
SnapshotPart readSnapshot(const ObjectReader &in);
StateDelta readState(const ObjectReader &in);
StreamEntity readEntity(const ObjectReader &in, Topic topic);
QJsonObject toQJson(JsonObject object);

} // namespace guancheng::protocol
