// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"
#include "domain/place.h"

#include <QList>
#include <QString>

namespace guancheng {

/** A picture by the hash (SHA-256, hex) of its content. */
struct Picture
{
    QString hash;
    QString role; ///< 'before' or 'after'
    TimeMs takenAt = 0;
    QString source; ///< camera or person
    bool operator==(const Picture &) const = default;
};

/** One line of the append-only timeline of a case. */
struct TimelineEntry
{
    quint64 seq = 0; ///< journal sequence
    TimeMs at = 0;
    Stage stage = Stage::Discovered; ///< after the entry
    QString verb;                    ///< 'open', 'dispatch', 'accept', 'arrive', 'feedback', 'verify', 'close', 'urge' ...
    QString actor;                   ///< 'auto', a seat, a unit
    QString text;
    bool operator==(const TimelineEntry &) const = default;
};

/** A case (案卷, GB/T 30428): a plain value, compared and copied, never a QObject. */
struct Incident
{
    QString id;          ///< unique in the city, given by the backend: 'C20261122-000123'
    quint64 version = 0; ///< journal sequence of the last change
    QString matter;      ///< matter type in the catalogue
    QString title;       ///< what was reported, in the words of the source
    IncidentSource source = IncidentSource::Other;
    QString sourceId; ///< device, camera or call that reported it
    Level level = Level::Minor;
    Stage stage = Stage::Discovered;
    Tier tier = Tier::Street; ///< which platform holds it
    Place place;
    QString department; ///< owner in the catalogue; empty while nobody owns it
    QString unit;       ///< unit in charge; empty before dispatch
    TimeMs openedAt = 0;
    TimeMs stageSince = 0;
    TimeMs stageDueAt = 0; ///< limit of this stage; 0 without a limit
    TimeMs dueAt = 0;      ///< limit of the whole case
    int urged = 0;
    int returned = 0;
    bool automatic = false; ///< dispatched by the rules, without a person
    QString alarm;          ///< alarm that led to it, may be empty
    QList<Picture> pictures;
    QList<TimelineEntry> timeline; ///< may be only the newest entries; the whole one comes on request

    bool isFinal() const { return stage == Stage::Closed || stage == Stage::Voided; }
    bool operator==(const Incident &) const = default;
};

} // namespace guancheng
