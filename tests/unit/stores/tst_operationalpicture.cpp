// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/deskhealth.h"
#include "stores/operationalpicture.h"

#include <QSignalSpy>
#include <QTest>

#include <map>
#include <random>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The stores of the interface: what a batch changes, the order of cases and alarms, and that nothing is lost in silence. */
class TestOperationalPicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void oneSignalABatch();
    void anEmptyBatchIsSilent();
    void anOlderChangeIsIgnored();
    void casesInTheOrderOfTheirLimit();
    void aSnapshotTakesThePlaceOfAll();
    void whatOnlyWeKnowIsKeptAsOrphan();
    void anOrphanWhoseNumberIsGivenAgainIsKept();
    void finalCasesAreFew();
    void theOrderIsThatOfASort();
    void alarmsInTheOrderOfAttention();
    void alarmsAreCounted();
    void warningsEnd();
    void ordersOfACase();
    void trendsStayWhenTheyAreNotSent();
    void goneFeedsGo();
    void theDeskTellsOfItself();
    void feedsAreTrustedAsFarAsTheyGo();

private:
    void apply(const Incident &incident);
    void apply(const Alarm &alarm);

    std::unique_ptr<OperationalPicture> m_picture;
};

namespace {

Incident caseOf(const QString &id, quint64 version, Stage stage = Stage::Discovered, TimeMs due = 0)
{
    Incident incident;
    incident.id = id;
    incident.version = version;
    incident.stage = stage;
    incident.stageDueAt = due;
    incident.stageSince = TimeMs(version);
    return incident;
}

Alarm alarmOf(const QString &id, quint64 version, Level level, TimeMs at, AlarmState state = AlarmState::Unacknowledged)
{
    Alarm alarm;
    alarm.id = id;
    alarm.version = version;
    alarm.level = level;
    alarm.activeAt = at;
    alarm.active = true;
    alarm.state = state;
    return alarm;
}

IndicatorValue valueOf(quint16 index, double number)
{
    IndicatorValue value;
    value.index = index;
    value.value = number;
    return value;
}

Batch batchOf(StreamItem item)
{
    Batch batch;
    batch.stream.push_back(std::move(item));
    return batch;
}

QStringList ids(const std::vector<const Incident *> &cases)
{
    QStringList result;
    for (const Incident *incident : cases)
        result.append(incident->id);
    return result;
}

} // namespace

void TestOperationalPicture::init()
{
    m_picture = std::make_unique<OperationalPicture>();
}

void TestOperationalPicture::apply(const Incident &incident)
{
    StreamChange change;
    change.entity = incident;
    m_picture->apply(batchOf(change));
}

void TestOperationalPicture::apply(const Alarm &alarm)
{
    StreamChange change;
    change.entity = alarm;
    m_picture->apply(batchOf(change));
}

void TestOperationalPicture::oneSignalABatch()
{
    QList<ChangeSet> seen;
    connect(m_picture.get(), &OperationalPicture::changed, this, [&seen](const ChangeSet &changes) { seen.append(changes); });
    Batch batch;
    for (quint64 i = 1; i <= 3; ++i) {
        StreamChange change;
        change.entity = caseOf(u"C1"_s, i);
        change.entry.seq = i;
        batch.stream.push_back(change);
    }
    batch.mode = CityMode::Emergency;
    m_picture->apply(batch);
    QCOMPARE(seen.size(), 1);
    QCOMPARE(seen[0].incidents, QStringList{u"C1"_s});
    QCOMPARE(seen[0].entries.size(), size_t(3));
    QVERIFY(seen[0].mode);
    QCOMPARE(m_picture->mode(), CityMode::Emergency);
}

void TestOperationalPicture::anEmptyBatchIsSilent()
{
    QSignalSpy spy(m_picture.get(), &OperationalPicture::changed);
    m_picture->apply(Batch{});
    Batch same;
    same.mode = CityMode::Ordinary;
    m_picture->apply(same);
    QCOMPARE(spy.size(), 0);
}

void TestOperationalPicture::anOlderChangeIsIgnored()
{
    apply(caseOf(u"C1"_s, 5, Stage::Handling));
    QSignalSpy spy(m_picture.get(), &OperationalPicture::changed);
    apply(caseOf(u"C1"_s, 5, Stage::Discovered));
    apply(caseOf(u"C1"_s, 4, Stage::Discovered));
    QCOMPARE(spy.size(), 0);
    QCOMPARE(m_picture->incidents().find(u"C1"_s)->stage, Stage::Handling);
    QCOMPARE(m_picture->incidents().lateCount(), quint64(2));
}

void TestOperationalPicture::casesInTheOrderOfTheirLimit()
{
    apply(caseOf(u"none"_s, 1));
    apply(caseOf(u"late"_s, 2, Stage::Discovered, 900));
    apply(caseOf(u"soon"_s, 3, Stage::Discovered, 100));
    apply(caseOf(u"other"_s, 4, Stage::Handling, 1));
    const IncidentStore &store = m_picture->incidents();
    QCOMPARE(ids(store.mostUrgent(Stage::Discovered, 10)), QStringList({u"soon"_s, u"late"_s, u"none"_s}));
    QCOMPARE(ids(store.mostUrgent(Stage::Discovered, 1)), QStringList{u"soon"_s});
    QVERIFY(store.mostUrgent(Stage::Discovered, -1).empty());
    const quint64 stamp = store.stamp(Stage::Handling);
    apply(caseOf(u"soon"_s, 5, Stage::Handling, 2));
    QVERIFY(store.stamp(Stage::Handling) != stamp);
    QCOMPARE(ids(store.mostUrgent(Stage::Handling, 10)), QStringList({u"other"_s, u"soon"_s}));
    QCOMPARE(store.count(Stage::Discovered), 2);
    QCOMPARE(store.openCount(), 4);
}

void TestOperationalPicture::aSnapshotTakesThePlaceOfAll()
{
    apply(caseOf(u"C1"_s, 5));
    m_picture->apply(batchOf(StreamSnapshot{std::vector<Incident>{caseOf(u"C2"_s, 2), caseOf(u"C2"_s, 3)}, 9, false}));
    QVERIFY(!m_picture->incidents().find(u"C1"_s));
    QCOMPARE(m_picture->incidents().openCount(), 1);
    QCOMPARE(m_picture->incidents().count(Stage::Discovered), 1);
}

void TestOperationalPicture::whatOnlyWeKnowIsKeptAsOrphan()
{
    apply(caseOf(u"C1"_s, 300));
    apply(caseOf(u"C2"_s, 310));
    apply(caseOf(u"closed"_s, 320, Stage::Closed));
    m_picture->apply(batchOf(StreamSnapshot{std::vector<Incident>{caseOf(u"C2"_s, 12)}, 120, true}));
    const IncidentStore &store = m_picture->incidents();
    QVERIFY(store.isOrphaned(u"C1"_s));
    QVERIFY(!store.isOrphaned(u"C2"_s));
    QVERIFY(!store.find(u"closed"_s));
    QCOMPARE(store.orphanedCount(), 1);
    QCOMPARE(store.openCount(), 2);
    // Another snapshot of the same backend does not drop it either.
    m_picture->apply(batchOf(StreamSnapshot{std::vector<Incident>{}, 121, false}));
    QVERIFY(store.isOrphaned(u"C1"_s));
    QVERIFY(!store.find(u"C2"_s));
    // The backend speaks of it again, whatever its version: it is a case like any other.
    apply(caseOf(u"C1"_s, 122, Stage::Closed));
    QCOMPARE(store.orphanedCount(), 0);
    QCOMPARE(store.openCount(), 0);
}

void TestOperationalPicture::anOrphanWhoseNumberIsGivenAgainIsKept()
{
    const auto openedAt = [](Incident incident, TimeMs at) {
        incident.openedAt = at;
        return incident;
    };
    const IncidentStore &store = m_picture->incidents();
    apply(openedAt(caseOf(u"C1"_s, 100), 1000));
    apply(openedAt(caseOf(u"C2"_s, 101), 1100));
    // The backend comes back with an empty journal and counts from 1 again; C2 is there at once, C1 later.
    m_picture->apply(batchOf(StreamSnapshot{std::vector<Incident>{openedAt(caseOf(u"C2"_s, 3), 9000)}, 3, true}));
    QCOMPARE(store.orphanedCount(), 2);
    apply(openedAt(caseOf(u"C1"_s, 4), 9500));
    QCOMPARE(store.openCount(), 4);
    QCOMPARE(store.orphanedCount(), 2);
    QVERIFY(!store.isOrphaned(u"C1"_s));
    QCOMPARE(store.find(u"C1"_s)->openedAt, 9500);
    QVERIFY(store.isOrphaned(u"C1~1"_s));
    QCOMPARE(store.find(u"C1~1"_s)->openedAt, 1000);
    QVERIFY(store.isOrphaned(u"C2~1"_s));
    // And once more: nothing is lost.
    m_picture->apply(batchOf(StreamSnapshot{std::vector<Incident>{openedAt(caseOf(u"C1"_s, 2), 20'000)}, 2, true}));
    QCOMPARE(store.orphanedCount(), 4);
    QCOMPARE(store.find(u"C1~1"_s)->openedAt, 1000);
    QVERIFY(store.isOrphaned(u"C1~2"_s));
}

void TestOperationalPicture::finalCasesAreFew()
{
    for (quint64 i = 1; i <= 500; ++i)
        apply(caseOf(u"C%1"_s.arg(i), i, Stage::Closed));
    QCOMPARE(m_picture->incidents().count(Stage::Closed), IncidentStore::kFinalKept);
    QVERIFY(m_picture->incidents().find(u"C500"_s));
    QVERIFY(!m_picture->incidents().find(u"C300"_s));
}

void TestOperationalPicture::theOrderIsThatOfASort()
{
    std::mt19937 random(11);
    std::map<QString, Incident> model;
    for (quint64 i = 1; i <= 3000; ++i) {
        const QString id = u"C%1"_s.arg(random() % 100);
        const Incident incident = caseOf(id, i, Stage(random() % 5), TimeMs(random() % 50));
        model[id] = incident;
        apply(incident);
    }
    for (int stage = 0; stage < 5; ++stage) {
        std::vector<std::pair<TimeMs, QString>> keys;
        for (const auto &[id, incident] : model) {
            if (incident.stage == Stage(stage))
                keys.emplace_back(incident.stageDueAt > 0 ? incident.stageDueAt : std::numeric_limits<TimeMs>::max(), id);
        }
        std::ranges::sort(keys);
        QStringList sorted;
        for (const auto &key : keys)
            sorted.append(key.second);
        QCOMPARE(ids(m_picture->incidents().mostUrgent(Stage(stage), 1000)), sorted);
    }
}

void TestOperationalPicture::alarmsInTheOrderOfAttention()
{
    apply(alarmOf(u"a"_s, 1, Level::Critical, 100, AlarmState::Acknowledged));
    apply(alarmOf(u"b"_s, 2, Level::Minor, 300));
    apply(alarmOf(u"c"_s, 3, Level::Major, 100));
    apply(alarmOf(u"d"_s, 4, Level::Major, 200));
    QString order;
    for (const Alarm *alarm : m_picture->alarms().first(10))
        order += alarm->id;
    QCOMPARE(order, u"dcba"_s);
}

void TestOperationalPicture::alarmsAreCounted()
{
    apply(alarmOf(u"a"_s, 1, Level::Major, 1'000'000));
    apply(alarmOf(u"b"_s, 2, Level::Major, 1'200'000, AlarmState::Shelved));
    apply(alarmOf(u"c"_s, 3, Level::Major, 1'300'000, AlarmState::Acknowledged));
    const AlarmStore &store = m_picture->alarms();
    QCOMPARE(store.activeCount(), 2);
    QCOMPARE(store.unacknowledgedCount(), 1);
    QCOMPARE(store.shelvedCount(), 1);
    QCOMPARE(store.budget().hall().perHour(), 2); // the shelved one does not ring
    Alarm over = alarmOf(u"c"_s, 4, Level::Major, 1'300'000, AlarmState::Acknowledged);
    over.active = false;
    apply(over);
    QVERIFY(!store.find(u"c"_s));
    QCOMPARE(store.count(), 2);
    QCOMPARE(store.budget().hall().perHour(), 2); // it rang all the same
    apply(alarmOf(u"b"_s, 5, Level::Major, 1'200'000));
    QCOMPARE(store.budget().hall().perHour(), 3); // back from the shelf
    m_picture->tick(1'300'000 + 3'600'000);
    QCOMPARE(store.budget().hall().perHour(), 0);
}

void TestOperationalPicture::warningsEnd()
{
    Warning warning;
    warning.id = u"W1"_s;
    warning.version = 1;
    warning.expiresAt = 1000;
    StreamChange change;
    change.entity = warning;
    m_picture->apply(batchOf(change));
    QCOMPARE(m_picture->warnings().warnings().size(), size_t(1));
    m_picture->tick(1000);
    QCOMPARE(m_picture->warnings().warnings().size(), size_t(1));
    QSignalSpy spy(m_picture.get(), &OperationalPicture::changed);
    m_picture->tick(1001);
    QCOMPARE(spy.size(), 1);
    QVERIFY(m_picture->warnings().warnings().empty());
}

void TestOperationalPicture::ordersOfACase()
{
    Order order;
    order.id = u"O1"_s;
    order.incident = u"C1"_s;
    order.version = 1;
    StreamChange change;
    change.entity = order;
    m_picture->apply(batchOf(change));
    QCOMPARE(m_picture->orders().ofIncident(u"C1"_s).size(), size_t(1));
    apply(caseOf(u"C1"_s, 2, Stage::Closed));
    QVERIFY(m_picture->orders().ofIncident(u"C1"_s).empty());
    QCOMPARE(m_picture->orders().count(), 0);
}

void TestOperationalPicture::trendsStayWhenTheyAreNotSent()
{
    Batch batch;
    batch.indicators.push_back({valueOf(3, 5.0), {1, 2, 3}});
    m_picture->apply(batch);
    batch.indicators = {{valueOf(3, 6.0), {}}};
    m_picture->apply(batch);
    QCOMPARE(m_picture->indicators().value(3).value, 6.0);
    QCOMPARE(m_picture->indicators().trend(3).size(), size_t(3));
    QVERIFY(std::isnan(m_picture->indicators().value(2).value));
    QVERIFY(std::isnan(m_picture->indicators().value(999).value));
    batch.indicators = {{valueOf(65535, 6.0), {}}};
    m_picture->apply(batch);
    QVERIFY(m_picture->indicators().size() < 100);
}

void TestOperationalPicture::goneFeedsGo()
{
    Batch batch;
    for (const QString &id : {u"link"_s, u"traffic"_s, u"weather"_s}) {
        SourceHealth source;
        source.id = id;
        batch.sources.push_back(source);
    }
    m_picture->apply(batch);
    Batch known;
    known.knownSources = QStringList{u"weather"_s};
    m_picture->apply(known);
    QCOMPARE(m_picture->sources().sources().size(), size_t(2));
    QVERIFY(m_picture->sources().find(u"link"_s));
    QVERIFY(!m_picture->sources().find(u"traffic"_s));
}

void TestOperationalPicture::theDeskTellsOfItself()
{
    DeskHealth desk(*m_picture);
    desk.reportFiles({}, 1000);
    QVERIFY(!m_picture->sources().find(kDeskSource)); // nothing is wrong
    desk.reportStall(2300, u"guancheng::Slow::layout()"_s, 5000);
    desk.reportStall(4100, u"guancheng::Slow::layout()"_s, 9000);
    const FeedHealth *health = m_picture->sources().find(kDeskSource);
    QVERIFY(health);
    QCOMPARE(health->state, FeedState::Degraded);
    QCOMPARE(health->lastAt, 9000);
    QVERIFY2(health->message.contains(u"4.1 s") && health->message.contains(u"Slow::layout"), qPrintable(health->message));
    SourceHealth files;
    files.rejected = 2;
    files.message = u"units.json: broken"_s;
    desk.reportFiles(files, 9500);
    health = m_picture->sources().find(kDeskSource);
    QCOMPARE(health->rejected, 2);
    Batch known;
    known.knownSources = QStringList{};
    m_picture->apply(known);
    QVERIFY(m_picture->sources().find(kDeskSource)); // whatever the backend says
}

void TestOperationalPicture::feedsAreTrustedAsFarAsTheyGo()
{
    const auto tell = [this](const QString &id, FeedState state, TimeMs offset = 0) {
        FeedHealth source;
        source.id = id;
        source.state = state;
        source.offset = offset;
        Batch batch;
        batch.sources.push_back(source);
        m_picture->apply(batch);
    };
    const SourceStore &sources = m_picture->sources();
    QCOMPARE(sources.trustOf(u"weather"_s), Quality::Good); // not heard of: nothing against it
    tell(u"weather"_s, FeedState::Live);
    tell(u"link"_s, FeedState::Live);
    QCOMPARE(sources.trustOf(u"weather"_s), Quality::Good);
    tell(u"weather"_s, FeedState::Degraded, -900'000);
    QCOMPARE(sources.trustOf(u"weather"_s), Quality::Suspect);
    tell(u"weather"_s, FeedState::Lost, -900'000);
    QCOMPARE(sources.trustOf(u"weather"_s), Quality::Stale);
    tell(u"weather"_s, FeedState::Live);
    tell(u"link"_s, FeedState::Lost);
    QVERIFY(sources.isBlind());
    QCOMPARE(sources.trustOf(u"weather"_s), Quality::Stale);
    QCOMPARE(sources.trustOf(u"unheard"_s), Quality::Stale);
}

QTEST_GUILESS_MAIN(TestOperationalPicture)
#include "tst_operationalpicture.moc"
