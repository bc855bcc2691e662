// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/story.h"

#include "unit/catalogue/resourcecopy.h"

#include <QDateTime>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void allStoriesParse();
    void fireLane();
    void bagOfLitter();
    void afterMidnightIsTheNextDay();
    void anUnknownStoryNamesThoseThatExist();
    void brokenStories_data();
    void brokenStories();

private:
    static TimeMs at(const char *iso)
    {
        return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch();
    }
    static const StoryExpectation *expectation(const Story &story, const QString &what)
    {
        for (const StoryExpectation &candidate : story.expectations) {
            if (candidate.what == what)
                return &candidate;
        }
        return nullptr;
    }
    std::shared_ptr<const Catalogue> m_catalogue;
};

void TestStory::initTestCase()
{
    const auto loaded = loadCatalogue(resourceDir());
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().toString()));
    m_catalogue = *loaded;
}

void TestStory::allStoriesParse()
{
    const QStringList ids = storyIds(resourceDir());
    QVERIFY(ids.contains(u"S03"_s) && ids.contains(u"S29"_s));
    for (const QString &id : ids) {
        const auto story = loadStory(resourceDir(), id, *m_catalogue);
        QVERIFY2(story, story ? "" : qPrintable(story.error().toString()));
        QVERIFY(!story->nameZh.isEmpty() && !story->nameEn.isEmpty());
        QVERIFY(!story->expectations.empty());
        for (const StoryStep &step : story->steps) {
            QVERIFY(step.at >= story->start && step.at <= story->end);
            QVERIFY(!step.pointer.isEmpty());
        }
    }
}

void TestStory::fireLane()
{
    const auto story = loadStory(resourceDir(), u"S03"_s, *m_catalogue);
    QVERIFY(story);
    const StoryStep &found = story->steps.front();
    QCOMPARE(found.action, StoryStep::Do::Report);
    QCOMPARE(found.at, at("2026-01-20T09:54:00+08:00"));
    QCOMPARE(m_catalogue->matters()[found.matter].id, u"fire-lane-blocked"_s);
    QCOMPARE(found.source, IncidentSource::Video);
    QCOMPARE(found.picture, u"before"_s);
    QCOMPARE(found.place.street, u"310115105"_s);
    const StoryExpectation *dispatched = expectation(*story, u"dispatched"_s);
    QVERIFY(dispatched && dispatched->withinMs);
    QCOMPARE(*dispatched->withinMs, 2000);
    QCOMPARE(dispatched->tiers, QList<Tier>({Tier::City, Tier::District, Tier::Street}));
    const StoryExpectation *closed = expectation(*story, u"closed"_s);
    QVERIFY(closed && closed->at);
    QCOMPARE(*closed->at, at("2026-01-20T10:09:00+08:00"));
    // The unit that is to come can handle the matter.
    const std::vector<int> &kinds = m_catalogue->matters()[found.matter].unitKinds;
    QVERIFY(!story->units.empty());
    QVERIFY(std::find(kinds.begin(), kinds.end(), story->units.front().kind) != kinds.end());
}

void TestStory::bagOfLitter()
{
    const auto story = loadStory(resourceDir(), u"S29"_s, *m_catalogue);
    QVERIFY(story);
    QCOMPARE(story->steps.front().at, at("2026-01-20T10:00:19+08:00"));
    const StoryExpectation *closed = expectation(*story, u"closed"_s);
    QVERIFY(closed && closed->at);
    QCOMPARE(*closed->at, at("2026-01-20T10:05:07+08:00"));
    QCOMPARE(closed->pictures, QStringList({u"before"_s, u"after"_s}));
}

void TestStory::afterMidnightIsTheNextDay()
{
    const test::ResourceCopy copy;
    const QString file = u"stories/S29.json"_s;
    QVERIFY(copy.edit(file, u"/start"_s, u"2026-01-19T23:59:00+08:00"_s));
    QVERIFY(copy.edit(file, u"/steps/0/at"_s, u"23:59:30.250"_s));
    const auto story = loadStory(copy.dir(), u"S29"_s, *m_catalogue);
    QVERIFY2(story, story ? "" : qPrintable(story.error().toString()));
    QCOMPARE(story->steps[0].at, at("2026-01-19T23:59:30+08:00") + 250);
    QCOMPARE(story->steps[1].at, at("2026-01-20T10:00:50+08:00"));
}

void TestStory::anUnknownStoryNamesThoseThatExist()
{
    const auto story = loadStory(resourceDir(), u"S99"_s, *m_catalogue);
    QVERIFY(!story);
    QVERIFY2(story.error().reason.contains(u"S03, S29"), qPrintable(story.error().reason));
    QVERIFY(!loadStory(resourceDir(), u"../stories/S03"_s, *m_catalogue));
}

void TestStory::brokenStories_data()
{
    QTest::addColumn<QString>("edited");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QString &edited, const QJsonValue &value, const QString &place = {}) {
        QTest::newRow(name) << edited << value << (place.isEmpty() ? edited : place);
    };
    row("unknown matter", u"/steps/0/matter"_s, u"none"_s);
    row("unknown case", u"/steps/1/case"_s, u"other"_s);
    row("unknown case expected", u"/expect/0/case"_s, u"other"_s);
    row("earlier than the step before", u"/steps/2/at"_s, u"09:54:30"_s);
    row("after the end", u"/steps/6/at"_s, u"10:30:00"_s);
    row("no time", u"/steps/6/at"_s, u"26:00:00"_s);
    row("ends before it starts", u"/end"_s, u"2026-01-20T09:00:00+08:00"_s);
    row("no date", u"/start"_s, u"2026-13-20T09:00:00+08:00"_s);
    row("two limits", u"/expect/0/withinMs"_s, 5, u"/expect/0"_s);
    row("another id", u"/id"_s, u"S04"_s);
    row("unknown unit kind", u"/setup/units/0/kind"_s, u"dragon"_s);
    row("outside the world", u"/steps/0/place/latitude"_s, 131, u"/steps/0/place/latitude"_s);
}

void TestStory::brokenStories()
{
    QFETCH(QString, edited);
    QFETCH(QJsonValue, value);
    QFETCH(QString, place);
    const test::ResourceCopy copy;
    QVERIFY(copy.edit(u"stories/S03.json"_s, edited, value));
    const auto story = loadStory(copy.dir(), u"S03"_s, *m_catalogue);
    QVERIFY(!story);
    QCOMPARE(story.error().source, copy.path(u"stories/S03.json"_s));
    QCOMPARE(story.error().place, place);
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
