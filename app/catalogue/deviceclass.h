// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/indicatorspec.h"

#include <vector>

namespace guancheng {

/** A group of device classes: fire safety, water, roads ... */
struct DeviceGroup
{
    QString id;
    QString nameZh;
    QString nameEn;
};

/** Where devices of a class stand. */
enum class Placement : quint8 {
    Everywhere,
    Road,
    River,
    Metro,
    Bridge,
    Building,
    Residential,
    Park,
    Site,
    Plant,
    Industry,
    Port
};

/** What a device of a class reports. */
enum class ValueKind : quint8 {
    Continuous, ///< a measured value
    Count,      ///< whole numbers >= 0
    Binary,     ///< 0 = in order, 1 = triggered
    Percent     ///< 0 to 100
};

/** One of the hundred classes of the city's IoT centre. */
struct DeviceClass
{
    QString id;
    QString code; ///< at most 6 letters A-Z, part of the device id
    QString nameZh;
    QString nameEn;
    int group = 0; ///< index in the catalogue
    QString unitZh;
    QString unitEn;
    int decimals = 0;
    double share = 0; ///< of all devices; all classes together 1
    Placement placement = Placement::Everywhere;
    ValueKind kind = ValueKind::Continuous;
    SimulationModel model;   ///< mean value of a healthy device
    double spread = 0;       ///< standard deviation between devices, unit of the value
    double eventsPerDay = 0; ///< episodes beyond the limits a device and day, in ordinary weather
    double reportWeight = 1; ///< how often it reports against the mean device; mean over all devices = 1
    Direction direction = Direction::HighBad;
    Limits limits;
    int alarmType = -1; ///< index in the catalogue
    int matter = -1;    ///< that an alarm of it opens, index in the catalogue; -1 = none
};

/** A common cause of alarms of several types: what heavy rain does is told in one breath. */
struct AlarmCause
{
    QString id;
    QString nameZh;
    QString nameEn;
};

/** How near to each other two alarms have to be for one to silence the other. */
enum class AlarmReach : quint8 { Source, Street, District, City };

/** An alarm is of no use while one of this type holds within reach: suppression by logic (ISA-18.2 11.7). */
struct AlarmSuppression
{
    int type = -1; ///< index in the catalogue
    AlarmReach reach = AlarmReach::Source;
};

/** A type of alarm: what it means and what to do (ISA-18.2). */
struct AlarmType
{
    QString id;
    QString nameZh;
    QString nameEn;
    Level level = Level::Minor; ///< where the limits say nothing
    AlarmText text;
    int onDelaySeconds = 0;
    int offDelaySeconds = 0;
    double deadbandShare = 0; ///< of the limit, where the class gives no deadband
    bool latched = false;     ///< stays until acknowledged
    int reAlarmMinutes = 0;   ///< an acknowledged alarm that still holds rings again after so long; 0 = never
    int cause = -1;           ///< index in the catalogue; -1 = the type stands for itself
    std::vector<AlarmSuppression> suppressedBy;
    int matter = -1;    ///< that it opens, index in the catalogue; -1 = none
    int department = 0; ///< index in the catalogue
};

} // namespace guancheng
