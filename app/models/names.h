// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "domain/clock.h"
#include "domain/place.h"

#include <QHash>
#include <QString>

#include <memory>

namespace guancheng {

class Catalogue;
class City;

/** A name in both languages of the interface. */
struct Bilingual
{
    QString zh;
    QString en;
    bool operator==(const Bilingual &) const = default;
};

/** What an alarm means (ISA-18.2) and in which unit its value is. */
struct AlarmWords
{
    Bilingual type;
    Bilingual unit;
    Bilingual valueText; ///< of a value that is a state: 'stopped'; empty for a number
    Bilingual cause;
    Bilingual consequence;
    Bilingual action;
    int decimals = 1;
};

/**
 * What ids are called, from the catalogue and the city. An id that nobody knows is shown as it is, never as nothing.
 * Immutable; any thread.
 */
class Names
{
public:
    /** Either may be null: then ids stand for names. */
    Names(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city);
    ~Names();

    Bilingual matter(const QString &id) const;
    Bilingual department(const QString &id) const;
    Bilingual unitKind(int index) const;
    Bilingual deviceClass(int index) const;
    Bilingual source(const QString &id) const;
    /** '浦东新区 北蔡镇' / 'Pudong, Beicai Town'; the part that is known when the other is not. */
    Bilingual area(const Place &place) const;
    Bilingual area(int street) const;
    Bilingual district(int index) const;
    AlarmWords alarm(const Alarm &alarm) const;
    /** Of an alarm type of the catalogue; 'indicator' is the type of the alarms of all indicators. */
    Bilingual alarmType(const QString &id) const;
    /** Of a group of alarms with a common cause; from here on the dimensions, for the alarms of indicators. */
    static constexpr int kDimensionCauses = 100'000;
    Bilingual alarmCause(int index) const;
    /** A verb of the timeline or of a command: 'dispatch' -> '派单' / 'Dispatch'. */
    static Bilingual verb(const QString &verb);
    /** A stage of the closed loop: '处置' / 'Handle'. */
    static Bilingual stage(int stage);

    const Catalogue *catalogue() const { return m_catalogue.get(); }
    const City *city() const { return m_city.get(); }

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
    QHash<QString, int> m_classByCode; ///< the middle part of a device id
};

/** The age of a value as the wall tells it, in whole steps, so that it need not be drawn each second: 5 s below a minute, then
 * minutes, then ten minutes. */
int shownAgeSeconds(TimeMs now, TimeMs at);
/** Seconds that are left, in the steps in which the wall tells them: seconds below two minutes, else whole minutes; negative
 * when late. */
int shownRemainingSeconds(TimeMs now, TimeMs dueAt);

} // namespace guancheng
