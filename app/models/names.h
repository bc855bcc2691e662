// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/place.h"

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
    Bilingual alarmType(const QString &id) const;
    Bilingual unitKind(int index) const;
    Bilingual deviceClass(int index) const;
    /** '浦东新区 北蔡镇' / 'Pudong, Beicai Town'; the street alone when the district is not known. */
    Bilingual area(const Place &place) const;
    Bilingual street(int index) const;
    /** A verb of the timeline: 'dispatch' -> '派单' / 'Dispatched'. */
    static Bilingual verb(const QString &verb);

    const Catalogue *catalogue() const { return m_catalogue.get(); }
    const City *city() const { return m_city.get(); }

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
};

/** The age of a value as the wall tells it, in whole steps, so that it need not be drawn again each second: 5 s below a minute,
 * then minutes, then ten minutes. */
int shownAgeSeconds(TimeMs now, TimeMs at);
/** Seconds that are left, in the steps in which the wall tells them: seconds below two minutes, else whole minutes; negative
 * when late. */
int shownRemainingSeconds(TimeMs now, TimeMs dueAt);

} // namespace guancheng
