// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "domain/result.h"
#include "shell/questions/roadtraveltime.h"

#include <QObject>

namespace guancheng {

/**
 * Makes the road network of the city on a worker (about a second) and holds it for all who ask: the recommendation of units,
 * 'what is here', routes. Thread: that of its owner; ends in exactly one ready() or failed().
 */
class CityRoadService : public QObject
{
    Q_OBJECT

public:
    /** \c packDir: of the city pack; empty for the built-in city. */
    CityRoadService(std::shared_ptr<const City> city, QString resourceDir, QString packDir = {}, QObject *parent = nullptr);
    ~CityRoadService() override;

    void start();
    /** Null before ready(). */
    std::shared_ptr<RoadQuestions> roads() const { return m_roads; }
    std::shared_ptr<const TravelTime> travelTime() const { return m_travel; }
    int zoneOffsetSeconds() const { return m_offset; }

Q_SIGNALS:
    void ready();
    void failed(const guancheng::Error &error);

private:
    std::shared_ptr<const City> m_city;
    QString m_dir;
    QString m_packDir;
    int m_offset = 0;
    std::shared_ptr<RoadQuestions> m_roads;
    std::shared_ptr<const TravelTime> m_travel;
};

} // namespace guancheng
