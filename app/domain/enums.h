// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QString>

/** Enumerations of the whole product. They cross the wire as their names in lower case, see docs/protocol.md. */
namespace guancheng {
Q_NAMESPACE
// In QML always City.FeedState.Stale: several enumerations have a value of the same name.
Q_CLASSINFO("RegisterEnumClassesUnscoped", "false")

/**
 * How bad something is, ordered so that a greater value is worse. Shown as roman numeral, shape and colour:
 * Critical = I red hexagon, Major = II orange triangle, Moderate = III yellow diamond, Minor = IV blue circle.
 */
enum class Level : quint8 { Normal, Minor, Moderate, Major, Critical };
Q_ENUM_NS(Level)

/** 'I' (worst) to 'IV'; empty for Level::Normal. */
QString levelNumeral(Level level);

/** The three platforms (三级平台); a case escalates from Street to City. */
enum class Tier : quint8 { Street, District, City };
Q_ENUM_NS(Tier)

/** Where a case stands in the closed loop of GB/T 30428; Voided and Closed are final. */
enum class Stage : quint8 { Discovered, Dispatching, Handling, FeedBack, Verifying, Closed, Voided };
Q_ENUM_NS(Stage)

/** Who found the case. */
enum class IncidentSource : quint8 { Hotline, Patrol, Video, Device, Other };
Q_ENUM_NS(IncidentSource)

/** Primary status of a unit; the secondary one is UnitActivity. */
enum class UnitStatus : quint8 { Available, Conditional, Unavailable };
Q_ENUM_NS(UnitStatus)

enum class UnitActivity : quint8 { Idle, Patrolling, Assigned, EnRoute, OnScene, Returning, Resting, OutOfService };
Q_ENUM_NS(UnitActivity)

/** What a value on the glass rests on. */
enum class Quality : quint8 { Good, Stale, Missing, Suspect };
Q_ENUM_NS(Quality)

/** State of a device as last reported; Offline and Fault are about the device, not about what it measures. */
enum class DeviceState : quint8 { Normal, Minor, Moderate, Major, Critical, Fault, Offline, Unknown };
Q_ENUM_NS(DeviceState)

/** State of a feed (a data source). */
enum class FeedState : quint8 { Connecting, Live, Degraded, Stale, Lost, Stopped };
Q_ENUM_NS(FeedState)

/** 平急两用: ordinary or emergency mode of the hall. */
enum class CityMode : quint8 { Ordinary, Emergency, Exercise };
Q_ENUM_NS(CityMode)

/** The life of a command seen from the desk. */
enum class CommandState : quint8 { Idle, Pending, Accepted, Refused, Unanswered };
Q_ENUM_NS(CommandState)

/** Acknowledgement state of an alarm (OPC UA Part 9, reduced); activity is a separate flag. */
enum class AlarmState : quint8 { Unacknowledged, Acknowledged, Shelved, Suppressed, OutOfService };
Q_ENUM_NS(AlarmState)

} // namespace guancheng
