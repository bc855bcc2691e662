// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/indicatorspec.h"

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
    int matter = -1;          ///< that it opens, index in the catalogue; -1 = none
    int department = 0;       ///< index in the catalogue
};

} // namespace guancheng
