// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/stories/storychecker.h"

#include <QTest>

using namespace guancheng;

namespace {

constexpr TimeMs kStart = 1'768'874'040'000; // 09:54:00

StoryExpectation expectation(const char *what)
{
    StoryExpectation expected;
    expected.pointer = QStringLiteral("/expect/0");
    expected.subject = QStringLiteral("lane");
    expected.what = QString::fromLatin1(what);
    expected.after = QStringLiteral("opened");
    return expected;
}

Story storyOf(std::initializer_list<StoryExpectation> expectations)
{
    Story story;
    story.id = QStringLiteral("T1");
    story.start = kStart;
    story.end = kStart + 900'000;
    story.expectations = expectations;
    return story;
}

Incident incident(Tier tier)
{
    Incident value;
    value.id = QStringLiteral("C1");
    value.tier = tier;
    return value;
}

} // namespace

class tst_StoryChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atWithTolerance_data()
    {
        QTest::addColumn<TimeMs>("offset");
        QTest::addColumn<bool>("passes");
        QTest::newRow("exact") << TimeMs(0) << true;
        QTest::newRow("late within") << TimeMs(2'000) << true;
        QTest::newRow("early within") << TimeMs(-2'000) << true;
        QTest::newRow("too late") << TimeMs(2'001) << false;
        QTest::newRow("too early") << TimeMs(-2'001) << false;
    }
    void atWithTolerance()
    {
        QFETCH(TimeMs, offset);
        QFETCH(bool, passes);
        StoryExpectation closed = expectation("closed");
        closed.at = kStart + 60'000;
        closed.toleranceSeconds = 2;
        StoryChecker checker(storyOf({closed}));
        QVERIFY(!checker.allDecided());
        checker.changed(QStringLiteral("lane"), QStringLiteral("closed"), incident(Tier::City), kStart + 60'000 + offset);
        QVERIFY(checker.allDecided());
        QCOMPARE(checker.ok(), passes);
    }

    void withinMsAndTiers()
    {
        StoryExpectation dispatched = expectation("dispatched");
        dispatched.withinMs = 2'000;
        dispatched.tiers = {Tier::City, Tier::District, Tier::Street};
        StoryChecker good(storyOf({dispatched}));
        good.changed(QStringLiteral("lane"), QStringLiteral("opened"), incident(Tier::City), kStart);
        good.changed(QStringLiteral("lane"), QStringLiteral("routed"), incident(Tier::District), kStart + 300);
        good.changed(QStringLiteral("lane"), QStringLiteral("routed"), incident(Tier::Street), kStart + 600);
        good.changed(QStringLiteral("lane"), QStringLiteral("dispatched"), incident(Tier::Street), kStart + 1'900);
        QVERIFY2(good.ok(), qPrintable(good.report()));

        StoryChecker skipped(storyOf({dispatched}));
        skipped.changed(QStringLiteral("lane"), QStringLiteral("opened"), incident(Tier::City), kStart);
        skipped.changed(QStringLiteral("lane"), QStringLiteral("dispatched"), incident(Tier::Street), kStart + 1'900);
        QVERIFY(!skipped.ok());
        QVERIFY(skipped.report().contains(QStringLiteral("city > street")));

        StoryChecker slow(storyOf({dispatched}));
        slow.changed(QStringLiteral("lane"), QStringLiteral("opened"), incident(Tier::City), kStart);
        slow.expire(kStart + 2'500, false);
        QVERIFY(!slow.allDecided()); // durable first, told a moment later
        slow.expire(kStart + 6'000, false);
        QVERIFY(slow.allDecided() && !slow.ok());
    }

    void picturesAndStreet()
    {
        StoryExpectation closed = expectation("closed");
        closed.by = kStart + 1'000;
        closed.pictures = {QStringLiteral("before"), QStringLiteral("after")};
        closed.street = QStringLiteral("310115105");
        Incident value = incident(Tier::Street);
        value.place.street = QStringLiteral("310115105");
        value.pictures = {{QStringLiteral("a"), QStringLiteral("before"), 1, {}},
                          {QStringLiteral("b"), QStringLiteral("after"), 2, {}}};
        StoryChecker good(storyOf({closed}));
        good.changed(QStringLiteral("lane"), QStringLiteral("closed"), value, kStart);
        QVERIFY2(good.ok(), qPrintable(good.report()));
        value.pictures.removeLast();
        value.place.street = QStringLiteral("310115104");
        StoryChecker bad(storyOf({closed}));
        bad.changed(QStringLiteral("lane"), QStringLiteral("closed"), value, kStart);
        QVERIFY(!bad.ok());
        QVERIFY(bad.report().contains(QStringLiteral("'after'")) && bad.report().contains(QStringLiteral("310115104")));
    }

    void onlyTheFirstTimeCounts()
    {
        StoryExpectation accepted = expectation("accepted");
        accepted.by = kStart + 10'000;
        StoryChecker checker(storyOf({accepted}));
        checker.changed(QStringLiteral("lane"), QStringLiteral("accepted"), incident(Tier::Street), kStart + 20'000);
        checker.changed(QStringLiteral("lane"), QStringLiteral("accepted"), incident(Tier::Street), kStart + 5'000);
        QVERIFY(!checker.ok());
    }

    void whatNeverComesFails()
    {
        StoryExpectation closed = expectation("closed");
        closed.withinMs = 1'000;
        closed.after = QStringLiteral("verified");
        StoryChecker checker(storyOf({closed}));
        checker.expire(kStart + 800'000, false);
        QVERIFY(!checker.allDecided()); // it cannot be late before it can be timed
        checker.expire(kStart + 900'000, true);
        QVERIFY(checker.allDecided() && !checker.ok());
        QVERIFY(checker.report().contains(QStringLiteral("0 of 1")));
    }

    void aProblemFailsTheStory()
    {
        StoryChecker checker(storyOf({}));
        QVERIFY(checker.ok() && checker.allDecided());
        checker.problem(QStringLiteral("/steps/3"), QStringLiteral("refused"));
        QVERIFY(!checker.ok());
        QVERIFY(checker.report().contains(QStringLiteral("/steps/3")));
    }
};

QTEST_APPLESS_MAIN(tst_StoryChecker)
#include "tst_storychecker.moc"
