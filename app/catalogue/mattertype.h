// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"

#include <QString>
#include <QStringList>

#include <array>
#include <vector>

namespace guancheng {

/** Who owns matters. */
struct Department
{
    /** At which of the three platforms it has people of its own; the pattern names them: '{street}城管中队'. */
    enum class Reach : quint8 { City, District, Street };

    QString id;
    QString nameZh;
    QString nameEn;
    QString nameShortZh;
    QString nameShortEn;
    Reach reach = Reach::City;
    QString districtPatternZh, districtPatternEn; ///< with {district}; empty when it has nobody there
    QString streetPatternZh, streetPatternEn;     ///< with {street}
    QString hotline;                              ///< number that the public calls; may be empty
};

/** Class of matters, GB/T 30428.2: components (parts) and events. */
struct MatterClass
{
    enum class Kind : quint8 { Part, Event };

    QString id;
    QString nameZh;
    QString nameEn;
    Kind kind = Kind::Event;
};

/** How stage limits are counted. */
enum class WorkCalendar : quint8 { Continuous, WorkingHours, WorkingDays };

/** A type of matter (事项): the line of the responsibility list. */
struct MatterType
{
    QString id;
    QString code; ///< class and number as in the list: 'E4-03'
    QString nameZh;
    QString nameEn;
    int matterClass = 0; ///< indexes in the catalogue
    int department = 0;
    Level level = Level::Minor;
    WorkCalendar calendar = WorkCalendar::Continuous;
    /** Minutes of the calendar for each stage. */
    int dispatchMinutes = 0;
    int handleMinutes = 0;
    int feedbackMinutes = 0;
    int verifyMinutes = 0;
    std::vector<int> unitKinds;            ///< that can handle it, the best first
    std::array<double, 5> sourceWeights{}; ///< by IncidentSource; sum 1
    double weight = 0;                     ///< of occurrence against the other types, for the simulator
    int rhythm = 0;                        ///< index in the catalogue
    bool pictures = false;                 ///< feedback needs a picture
    QStringList titlesZh;                  ///< with {place}; at least one
    QStringList titlesEn;                  ///< as many

    int totalMinutes() const { return dispatchMinutes + handleMinutes + feedbackMinutes + verifyMinutes; }
};

} // namespace guancheng
