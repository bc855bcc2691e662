// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/caseengine.h"
#include "support/cityresources.h"

#include <QTest>

#include <rapidcheck.h>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

using Verb = CaseAction::Verb;

class TestCaseEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLoop();
    void theClocksComeFromTheMatter();
    void overdueIsUrgedThenEscalated();
    void noIllegalTransition();
    void finalIsFinal();
};

static Incident opened(Level level = Level::Minor, TimeMs at = kMorning)
{
    const CaseEngine engine(catalogue());
    CaseOpening opening;
    opening.id = u"C1"_s;
    opening.matter = catalogue()->matters().indexOf(matterOfLevel(level).id);
    CaseOutcome outcome = engine.open(opening, at);
    outcome.incident.timeline.append(outcome.entry);
    return outcome.incident;
}

/** Does it, or says why not. */
static QString act(Incident &incident, CaseAction action)
{
    const CaseEngine engine(catalogue());
    const Ruling<CaseOutcome> outcome = engine.apply(incident, action);
    if (!outcome)
        return outcome.refusal().code;
    const QList<TimelineEntry> timeline = incident.timeline;
    incident = outcome->incident;
    incident.timeline = timeline;
    incident.timeline.append(outcome->entry);
    return outcome->change;
}

static CaseAction verb(Verb verb, TimeMs at, const QString &unit = {}, const QString &text = {})
{
    return {.verb = verb, .actor = u"x"_s, .text = text, .unit = unit, .at = at};
}

void TestCaseEngine::theLoop()
{
    Incident incident = opened();
    TimeMs at = kMorning;
    QCOMPARE(incident.stage, Stage::Discovered);
    QCOMPARE(incident.tier, Tier::City);
    CaseAction route = verb(Verb::Route, at);
    route.tier = Tier::District;
    QCOMPARE(act(incident, route), u"routed"_s);
    QCOMPARE(act(incident, route), u"illegal-stage"_s); // downwards only
    QCOMPARE(act(incident, verb(Verb::Dispatch, at += 1000, u"U-1"_s)), u"dispatched"_s);
    QCOMPARE(act(incident, verb(Verb::Accept, at += 1000, u"U-2"_s)), u"illegal-stage"_s); // not his
    QCOMPARE(act(incident, verb(Verb::Accept, at += 1000, u"U-1"_s)), u"accepted"_s);
    QCOMPARE(act(incident, verb(Verb::Accept, at += 1000, u"U-1"_s)), u"illegal-stage"_s); // once
    QCOMPARE(incident.stage, Stage::Handling);
    QCOMPARE(act(incident, verb(Verb::Arrive, at += 1000, u"U-1"_s)), u"arrived"_s);
    QCOMPARE(act(incident, verb(Verb::Feedback, at += 1000, u"U-1"_s)), u"fedback"_s);
    CaseAction failed = verb(Verb::Verify, at += 1000);
    failed.passed = false;
    QCOMPARE(act(incident, failed), u"rejected"_s);
    QCOMPARE(incident.stage, Stage::Handling);
    QCOMPARE(act(incident, verb(Verb::Feedback, at += 1000, u"U-1"_s)), u"fedback"_s);
    QCOMPARE(act(incident, verb(Verb::Close, at += 1000)), u"illegal-stage"_s); // verify first
    QCOMPARE(act(incident, verb(Verb::Verify, at += 1000)), u"verified"_s);
    QCOMPARE(act(incident, verb(Verb::Verify, at += 1000)), u"illegal-stage"_s);
    QCOMPARE(act(incident, verb(Verb::Close, at += 1000)), u"closed"_s);
    QVERIFY(incident.isFinal());
}

void TestCaseEngine::theClocksComeFromTheMatter()
{
    const MatterType &matter = matterOfLevel(Level::Minor);
    Incident incident = opened();
    QCOMPARE(incident.stageDueAt, kMorning + matter.dispatchMinutes * 60'000);
    QCOMPARE(incident.dueAt, kMorning + matter.totalMinutes() * 60'000);
    act(incident, verb(Verb::Dispatch, kMorning + 5000, u"U-1"_s));
    act(incident, verb(Verb::Accept, kMorning + 9000, u"U-1"_s));
    QCOMPARE(incident.stageSince, kMorning + 9000);
    QCOMPARE(incident.stageDueAt, kMorning + 9000 + matter.handleMinutes * 60'000);
    act(incident, verb(Verb::Feedback, kMorning, u"U-1"_s)); // a feed whose clock is behind
    QCOMPARE(incident.stageSince, kMorning + 9000);
}

void TestCaseEngine::overdueIsUrgedThenEscalated()
{
    const CaseEngine engine(catalogue());
    Incident incident = opened(Level::Major);
    incident.tier = Tier::Street;
    act(incident, verb(Verb::Dispatch, kMorning, u"U-1"_s));
    act(incident, verb(Verb::Accept, kMorning, u"U-1"_s));
    const TimeMs limit = incident.stageDueAt - incident.stageSince;
    QCOMPARE(engine.nextDue(incident), incident.stageDueAt);
    QVERIFY(!engine.due(incident, incident.stageDueAt - 1));
    auto action = engine.due(incident, incident.stageDueAt);
    QVERIFY(action);
    QCOMPARE(act(incident, *action), u"urged"_s);
    QCOMPARE(incident.urged, 1);
    QVERIFY(!engine.due(incident, incident.stageDueAt + limit - 1)); // once a stage
    action = engine.due(incident, incident.stageDueAt + limit);
    QVERIFY(action);
    QCOMPARE(act(incident, *action), u"escalated"_s);
    QCOMPARE(incident.tier, Tier::District);
    QVERIFY(!engine.due(incident, incident.stageDueAt + 100 * limit));
    QCOMPARE(engine.nextDue(incident), 0);
}

void TestCaseEngine::noIllegalTransition()
{
    // Which stage may follow which, in any way whatever.
    const QHash<Stage, QSet<Stage>> allowed{
        {Stage::Discovered, {Stage::Discovered, Stage::Dispatching, Stage::Voided}},
        {Stage::Dispatching, {Stage::Dispatching, Stage::Handling, Stage::FeedBack, Stage::Voided}},
        {Stage::Handling, {Stage::Handling, Stage::Dispatching, Stage::FeedBack, Stage::Voided}},
        {Stage::FeedBack, {Stage::FeedBack, Stage::Verifying, Stage::Handling, Stage::Dispatching, Stage::Voided}},
        {Stage::Verifying, {Stage::Verifying, Stage::Closed, Stage::Handling, Stage::Dispatching, Stage::Voided}}};
    const bool good = rc::check("random verbs", [&] {
        Incident incident = opened(*rc::gen::element(Level::Minor, Level::Major));
        TimeMs at = kMorning;
        for (int i = 0; i < 60 && !incident.isFinal(); ++i) {
            CaseAction action =
                verb(static_cast<Verb>(*rc::gen::inRange(0, 15)), at, *rc::gen::element(u"U-1"_s, u"U-2"_s, QString()),
                     *rc::gen::element(u"because"_s, QString()));
            action.passed = *rc::gen::arbitrary<bool>();
            action.tier = static_cast<Tier>(*rc::gen::inRange(0, 3));
            const Incident before = incident;
            const QString change = act(incident, action);
            if (change == u"illegal-stage" || change == u"bad-argument") {
                RC_ASSERT(incident == before);
                continue;
            }
            RC_ASSERT(allowed.value(before.stage).contains(incident.stage));
            RC_ASSERT(incident.stageSince >= before.stageSince);
            RC_ASSERT(incident.timeline.size() == before.timeline.size() + 1);
            RC_ASSERT(incident.timeline.constLast().at >= before.timeline.constLast().at);
            RC_ASSERT(incident.timeline.constLast().stage == incident.stage);
            RC_ASSERT(incident.stage != Stage::Handling || !incident.unit.isEmpty());
            RC_ASSERT(incident.urged >= before.urged && incident.returned >= before.returned);
            at += *rc::gen::inRange<TimeMs>(-5000, 60'000);
        }
    });
    QVERIFY(good);
}

void TestCaseEngine::finalIsFinal()
{
    Incident incident = opened();
    QCOMPARE(act(incident, verb(Verb::Void, kMorning, {}, u"误报"_s)), u"voided"_s);
    const CaseEngine engine(catalogue());
    for (int i = 0; i < 15; ++i)
        QVERIFY(!engine.apply(incident, verb(static_cast<Verb>(i), kMorning, u"U-1"_s, u"x"_s)));
    QCOMPARE(engine.nextDue(incident), 0);
}

QTEST_GUILESS_MAIN(TestCaseEngine)
#include "tst_caseengine.moc"
