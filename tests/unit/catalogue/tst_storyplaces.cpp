// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/story.h"
#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The places of the stories lie where the stories say, on our own map of the city. */
class TestStoryPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPlaceIsInItsStreet_data();
    void everyPlaceIsInItsStreet();

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
};

void TestStoryPlaces::initTestCase()
{
    const auto catalogue = loadCatalogue(resourceDir());
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().toString()));
    m_catalogue = *catalogue;
    const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_city = *city;
}

void TestStoryPlaces::everyPlaceIsInItsStreet_data()
{
    QTest::addColumn<QString>("id");
    for (const QString &id : storyIds(resourceDir()))
        QTest::newRow(qPrintable(id)) << id;
}

void TestStoryPlaces::everyPlaceIsInItsStreet()
{
    QFETCH(QString, id);
    const auto story = loadStory(resourceDir(), id, *m_catalogue);
    QVERIFY(story);
    const auto check = [&](const StoryPlace &place) {
        const Place found = m_city->place(place.point);
        QVERIFY2(!found.street.isEmpty(), qPrintable(place.name));
        QVERIFY2(place.street.isEmpty() || found.street == place.street, qPrintable(place.name + u" is in "_s + found.street));
        QVERIFY2(story->districts.isEmpty() || story->districts.contains(found.district), qPrintable(place.name));
    };
    for (const StoryUnit &unit : story->units)
        check(unit.place);
    for (const StoryCamera &camera : story->cameras)
        check(camera.place);
    for (const StoryStep &step : story->steps) {
        if (step.action == StoryStep::Do::Report)
            check(step.place);
    }
    for (const StoryExpectation &expectation : story->expectations)
        QVERIFY(expectation.street.isEmpty() || m_city->streetIndex(expectation.street) >= 0);
}

QTEST_GUILESS_MAIN(TestStoryPlaces)
#include "tst_storyplaces.moc"
