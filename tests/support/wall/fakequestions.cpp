// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/wall/fakewall.h"

#include "jsonfile/resourcedir.h"
#include "search/citynames.h"

namespace guancheng {

using namespace Qt::StringLiterals;

void FakeWall::addQuestions()
{
    m_search = std::make_unique<SearchModel>(m_city, m_picture, [](const WrittenPosition &written) { return written.point; });
    const auto readings = std::make_shared<Readings>();
    if (const Status loaded =
            readings->load(resourceDir() + u"/search/readings.json"_s, resourceDir() + u"/schemas/readings.schema.json"_s);
        !loaded)
        qCritical().noquote() << loaded.error().toString();
    auto index = std::make_unique<SearchIndex>(readings);
    addCityNames(*m_city, *index);
    m_search->setIndex(std::move(index));
    m_questions = std::make_unique<MapQuestions>(
        [this](const GeoPoint &point) {
            HereSources sources;
            sources.city = m_city.get();
            m_picture.incidents().each([&](const Incident &incident, bool) { sources.incidents.push_back(&incident); });
            return whatIsHere(point, sources);
        },
        MapQuestions::Arrivals());
    m_context->setQuestions(m_search.get(), m_questions.get());
}

} // namespace guancheng
