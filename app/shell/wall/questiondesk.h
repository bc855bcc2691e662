// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/names.h"
#include "models/search/searchmodel.h"
#include "qml/Guancheng/Wall/search/mapquestions.h"
#include "shell/questions/cityroadservice.h"
#include "shell/resources.h"

#include <QObject>

namespace guancheng {

class OperationalPicture;

/** The questions of this desk: search, what is here, who could come. Thread: GUI; the slow parts are made on workers. */
class QuestionDesk : public QObject
{
    Q_OBJECT

public:
    QuestionDesk(const Resources &resources, OperationalPicture &picture, const Clock &clock, CityRoadService &roads,
                 QObject *parent = nullptr);
    ~QuestionDesk() override;

    /** Indexes the names of the city; to be called when the wall is there. */
    void start();
    SearchModel *search() { return &m_search; }
    MapQuestions *questions() { return &m_questions; }

private:
    HereAnswer whatIsHere(const GeoPoint &point) const;
    std::vector<Arrival> arrivals(const GeoPoint &point) const;

    QString m_resourceDir;
    std::shared_ptr<const City> m_city;
    std::shared_ptr<const Catalogue> m_catalogue;
    Names m_names;
    OperationalPicture &m_picture;
    const Clock &m_clock;
    CityRoadService &m_roads;
    SearchModel m_search;
    MapQuestions m_questions;
};

} // namespace guancheng
