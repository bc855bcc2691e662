// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"
#include "datasources/simulator/field/unitfleet.h"

#include <functional>

namespace guancheng::sim {

/** How long a crew works at this case, in seconds. */
double handlingSeconds(const Catalogue &catalogue, const Incident &incident, Random &random);

/**
 * The people in the units: an order is accepted (or, rarely, refused) after some seconds, driven to, handled, answered
 * with a text and a picture of the place put right, and then the unit goes back to its round. Every order that is not
 * cancelled ends in feedback or a refusal; a unit with several does them one after the other. An order that had begun before a
 * restart goes on where it was.
 */
class Crews
{
public:
    using Photograph = std::function<QList<Picture>(const Incident &, const QString &unit, TimeMs at)>;
    using Scripted = std::function<bool(const Incident &)>;

    Crews(const Catalogue &catalogue, UnitFleet &fleet, CityInput &city, QString feed, Photograph photograph, quint64 seed);

    /** Orders of these cases are driven, but a story says what the crew says. */
    void setScripted(Scripted scripted) { m_scripted = std::move(scripted); }

    /** May be called while a step is under way, from within the city. */
    void ordered(const Order &order, const Incident &incident);
    void cancelled(const Order &order);
    /** A story has spoken for a unit: 'feedback' and 'refuse' end its order. */
    void spoken(const QString &unit, const QString &verb);

    void step(TimeMs now);
    size_t jobs() const { return m_jobs.size() + m_incoming.size(); }

private:
    enum class Phase : quint8 { Offered, Accepted, Driving, Working, Over };
    struct Job
    {
        QString order;
        QString unit;
        Incident incident; ///< without timeline and pictures
        qint64 slot = -1;  ///< -1: a unit that the fleet does not know
        Phase phase = Phase::Offered;
        TimeMs due = 0;
        double etaSeconds = 0;
        bool scripted = false;
        bool told = false;   ///< the hall knows that it is on its way
        bool driven = false; ///< by the fleet; else it takes as long as the order said
    };

    void begin(Job &job, const QString &status, TimeMs now);
    void next(Job &job, TimeMs now);
    void drive(Job &job, TimeMs now);
    void work(Job &job, TimeMs now);
    void end(Job &job);
    /** The job that the unit is on its way for or works on. */
    bool isBusy(qint64 slot) const { return m_current.contains(slot); }
    void say(const Job &job, const QString &verb, const QString &text, TimeMs now, const QList<Picture> &pictures = {});

    const Catalogue &m_catalogue;
    UnitFleet &m_fleet;
    CityInput &m_city;
    QString m_feed;
    Photograph m_photograph;
    Scripted m_scripted;
    Random m_random;
    std::vector<Job> m_jobs;
    std::vector<std::pair<Job, QString>> m_incoming; ///< with the status of the order
    QStringList m_cancelled;
    QHash<qint64, QString> m_current; ///< slot -> order; a unit may have others waiting
};

} // namespace guancheng::sim
