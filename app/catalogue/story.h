// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "domain/clock.h"
#include "domain/geopoint.h"

#include <QJsonObject>

#include <optional>

namespace guancheng {

/** A place named by a story; the backend finds district, street and grid by the position. */
struct StoryPlace
{
    QString name;
    QString street; ///< code of nine digits where the story insists; may be empty
    GeoPoint point;
};

/** A unit that the story puts on the map before it begins. */
struct StoryUnit
{
    QString id;
    QString callsign;
    int kind = 0; ///< index in the catalogue
    StoryPlace place;
};

/** A camera of the story. */
struct StoryCamera
{
    QString id;
    QString name;
    StoryPlace place;
};

/** The weather while the story runs; NaN = as the simulator makes it. */
struct StoryWeather
{
    double temperature = kNoLimit;
    double roadTemperature = kNoLimit;
    double rain = kNoLimit;
    double gust = kNoLimit;
    double visibility = kNoLimit;
};

/** Something that the story makes happen. */
struct StoryStep
{
    enum class Do : quint8 {
        Report,  ///< a source finds something: opens the case 'subject'
        Field,   ///< the unit in charge of the case says 'verb'
        Command, ///< a seat sends the command 'verb'
        Warning, ///< a warning is issued
        Reading, ///< an indicator or device reports 'value'
        Mode     ///< the hall changes its mode
    };
    TimeMs at = 0;
    Do action = Do::Report;
    QString pointer; ///< where in the file: named when the step fails
    QString subject; ///< key of the case within the story
    // Report
    int matter = -1; ///< index in the catalogue
    IncidentSource source = IncidentSource::Other;
    QString sourceId;
    StoryPlace place;
    Level level = Level::Normal; ///< Normal = default of the matter; for a warning its colour
    QString textZh;              ///< title, what the crew says, headline
    QString textEn;
    // Report and Field
    QString picture; ///< 'before', 'after' or empty
    QString scene;   ///< what the simulated picture shows; may be empty
    // Field, Command and Mode
    QString verb;
    QString actor;
    QJsonObject args;
    // Warning and Reading
    int warningKind = -1;
    int indicator = -1;
    int deviceClass = -1;
    double value = kNoLimit;
};

/** What must have happened, or the story fails. Exactly one of at, by and withinMs is given. */
struct StoryExpectation
{
    QString pointer;
    QString subject;
    QString what;                ///< 'opened', 'dispatched', 'accepted', 'arrived', 'fedback', 'verified', 'closed'
    std::optional<TimeMs> at;    ///< with toleranceSeconds around it
    std::optional<TimeMs> by;    ///< not later
    std::optional<int> withinMs; ///< after 'after'
    QString after;               ///< what the time is counted from; 'opened' when nothing is said
    double toleranceSeconds = 0;
    QList<Tier> tiers;    ///< the case passed these, in this order; empty = not asked
    QStringList pictures; ///< the case then has a picture in each of these roles
    QString street;       ///< the case then lies in this street; empty = not asked
};

/** A story: what happens when, and what must come of it. Times are absolute; the file gives clock times of its day. */
struct Story
{
    QString id;
    QString nameZh;
    QString nameEn;
    QString summaryZh;
    QString summaryEn;
    TimeMs start = 0;
    TimeMs end = 0;
    int utcOffsetSeconds = 8 * 3600;
    quint32 seed = 0;
    double background = 1; ///< of the ordinary life of the city: 0 = only the story happens, 1 = as always
    QStringList districts; ///< adcodes in view at the start; empty = the whole city
    StoryWeather weather;
    std::vector<StoryUnit> units;
    std::vector<StoryCamera> cameras;
    std::vector<StoryStep> steps; ///< in the order of time
    std::vector<StoryExpectation> expectations;
};

/** Ids of the stories below \c resourceDir, sorted. */
QStringList storyIds(const QString &resourceDir);
/** Reads a story by its id ('S03'); matters, units and so on are looked up in \c catalogue. Errors as loadCatalogue(). */
Result<Story> loadStory(const QString &resourceDir, const QString &id, const Catalogue &catalogue);

} // namespace guancheng
