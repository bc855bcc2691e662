// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/messages.h"

#include <QByteArray>

/** Messages as compact JSON in UTF-8. Pure functions, any thread. */
namespace guancheng::protocol {

QByteArray encode(const Hello &message);
QByteArray encode(const Subscribe &message);
QByteArray encode(const Credit &message);
QByteArray encode(const Resync &message);
QByteArray encode(const CommandMessage &message);
QByteArray encode(const Get &message);
QByteArray encode(const Ping &message);
QByteArray encode(const Telemetry &message);

QByteArray encode(const Welcome &message);
QByteArray encode(const Refused &message);
QByteArray encode(const EventMessage &message);
QByteArray encode(const SnapshotPart &message);
QByteArray encode(const StateDelta &message);
QByteArray encode(const ResultMessage &message);
QByteArray encode(const Response &message);
QByteArray encode(const Pong &message);
QByteArray encode(const ModeMessage &message);
QByteArray encode(const ErrorMessage &message);
QByteArray encode(const TelemetryResult &message);

/** The part of an event that is the same for every session: written once, completed by encodeEvent() for each. */
QByteArray encodeEventBody(const EventMessage &message);
QByteArray encodeEvent(quint64 seq, quint64 prev, const QByteArray &body);

/** {"type":"response",...} around a body that is JSON already. */
QByteArray encodeResponse(const QString &id, int status, const QByteArray &body);

/** An entity as one JSON object: {"id":...}; a case with its whole timeline when it has one. */
QByteArray encodeEntity(const StreamEntity &entity);
QByteArray encodeEntity(const IndicatorValue &value, const std::vector<float> &trend);
QByteArray encodeEntity(const Unit &unit, const UnitRecord &position);
QByteArray encodeEntity(const FeedHealth &source);
QByteArray encodeEntity(const DimensionScore &score);

/** Body of REST errors. */
QByteArray encodeProblem(const QString &code, const QString &reason, const QString &place = {});

} // namespace guancheng::protocol
