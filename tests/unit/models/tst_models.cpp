// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"
#include "city/cityloader.h"
#include "models/card/cardanswers.h"
#include "models/wallmodels.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

class FakeLink : public BackendLink
{
public:
    void send(const Command &command, CommandCallback callback) override
    {
        sent.append(command);
        callbacks.append(std::move(callback));
    }
    void ask(const QString &path, AnswerCallback callback) override { asked.insert(path, std::move(callback)); }
    void answer(const QString &path, const QJsonObject &body)
    {
        if (const AnswerCallback callback = asked.take(path))
            callback({200, body});
    }

    QList<Command> sent;
    QList<CommandCallback> callbacks;
    QHash<QString, AnswerCallback> asked;
};

int roleOf(const QAbstractItemModel &model, const char *name)
{
    return model.roleNames().key(name, -1);
}

QVariant valueOf(const QAbstractItemModel &model, int row, const char *name)
{
    return model.data(model.index(row, 0), roleOf(model, name));
}

Incident caseOf(const QString &id, quint64 version, Stage stage, TimeMs due)
{
    Incident incident;
    incident.id = id;
    incident.version = version;
    incident.matter = u"fire-lane"_s;
    incident.stage = stage;
    incident.stageSince = 1'000'000;
    incident.stageDueAt = due;
    incident.place.district = u"310115"_s;
    incident.place.grid = u"310115125-017"_s;
    return incident;
}

} // namespace

/** The models over the stores: roles that mean something, and silence while what is shown stays the same. */
class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void everyRoleOfTheContract_data();
    void everyRoleOfTheContract();
    void indicatorsShowValueAndAge();
    void aMissingValueIsNotZero();
    void silentWhenNothingShownChanged();
    void scoresNameWhatPullsThemDown();
    void casesMoveThroughTheColumns();
    void theWindowIsTheMostUrgent();
    void clocksTickOnlyWhereTheyShow();
    void alarmsSayWhatToDo();
    void lostFeedsAreNamed();
    void feedsAreNotTrustedWithoutTheLink();
    void figures();
    void theCardOfACase();
    void anAnswerThatComesTooLateIsDropped();
    void verbsFollowTheStage();
    void aCommandGoesItsWay();
    void theCardOfADevice();
    void everythingAtOnceKeepsTheModelsSound();

private:
    void apply(const Incident &incident, const TimelineEntry &entry = {});
    void apply(const Alarm &alarm);
    void indicator(quint16 index, double value, TimeMs at, Level level = Level::Normal);
    void source(const QString &id, FeedState state, TimeMs at);

    std::shared_ptr<const Names> m_names;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<OperationalPicture> m_picture;
    std::unique_ptr<FakeLink> m_link;
    std::unique_ptr<CommandBus> m_bus;
    std::unique_ptr<WallModels> m_models;
};

void TestModels::initTestCase()
{
    const auto catalogue = loadCatalogue(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources"));
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().toString()));
    const auto city = loadCity(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/city/shanghai"));
    QVERIFY2(city, city ? "" : qPrintable(city.error().toString()));
    m_names = std::make_shared<const Names>(*catalogue, *city);
}

void TestModels::init()
{
    m_clock = std::make_unique<ManualClock>(1'000'000);
    m_picture = std::make_unique<OperationalPicture>();
    m_link = std::make_unique<FakeLink>();
    m_bus = std::make_unique<CommandBus>(*m_link, *m_clock);
    m_models = std::make_unique<WallModels>(m_names, *m_picture, *m_bus, *m_clock);
}

void TestModels::cleanup()
{
    m_models.reset();
    m_bus.reset();
    m_link.reset();
    m_picture.reset();
}

void TestModels::apply(const Incident &incident, const TimelineEntry &entry)
{
    StreamChange change;
    change.entity = incident;
    change.entry = entry;
    Batch batch;
    batch.stream.push_back(change);
    m_picture->apply(batch);
}

void TestModels::apply(const Alarm &alarm)
{
    StreamChange change;
    change.entity = alarm;
    Batch batch;
    batch.stream.push_back(change);
    m_picture->apply(batch);
}

void TestModels::indicator(quint16 index, double value, TimeMs at, Level level)
{
    IndicatorUpdate update;
    update.value.index = index;
    update.value.value = value;
    update.value.at = at;
    update.value.level = level;
    update.value.quality = Quality::Good;
    Batch batch;
    batch.indicators.push_back(update);
    m_picture->apply(batch);
}

void TestModels::source(const QString &id, FeedState state, TimeMs at)
{
    SourceHealth health;
    health.id = id;
    health.nameZh = id + u"-zh";
    health.nameEn = id;
    health.state = state;
    health.lastAt = at;
    Batch batch;
    batch.sources.push_back(health);
    m_picture->apply(batch);
}

void TestModels::everyRoleOfTheContract_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("roles");
    QTest::newRow("indicators")
        << u"indicators"_s
        << u"indicatorId nameZh nameEn shortEn unitZh unitEn decimals value textZh textEn level quality at "
           "ageSeconds maxAgeSeconds trend bandLow bandHigh source"_s;
    QTest::newRow("dimensions") << u"dimensions"_s
                                << u"dimensionId nameZh nameEn score contributorsZh contributorsEn indicators count"_s;
    QTest::newRow("alarms")
        << u"alarms"_s
        << u"alarmId level active state typeZh typeEn placeName areaZh areaEn value limit unitZh unitEn activeAt "
           "ownerZh ownerEn acknowledgedBy incidentId causeZh causeEn consequenceZh consequenceEn actionZh actionEn rowKey "
           "folded "
           "memberCount waitingCount newestAt quiet open inner groupZh groupEn districtZh districtEn chattering stale"_s;
    QTest::newRow("stages") << u"stages"_s << u"stage nameZh nameEn total cases"_s;
    QTest::newRow("cases")
        << u"cases"_s
        << u"incidentId level matterZh matterEn placeName areaZh areaEn source openedAt stageSince stageDueAt "
           "remainingFraction remainingSeconds unitCallsign urged"_s;
    QTest::newRow("warnings") << u"warnings"_s << u"level headlineZh headlineEn issuer issuedAt expiresAt exercise"_s;
    QTest::newRow("sources") << u"sources"_s
                             << u"sourceId nameZh nameEn state lastAt ageSeconds received rejected late message simulated"_s;
    QTest::newRow("figures") << u"figures"_s << u"figureId nameZh nameEn value unitZh unitEn decimals"_s;
}

void TestModels::everyRoleOfTheContract()
{
    QFETCH(const QString, model);
    QFETCH(const QString, roles);
    const QHash<QString, const QAbstractItemModel *> models{{u"indicators"_s, m_models->dimensions()->indicators(0)},
                                                            {u"dimensions"_s, m_models->dimensions()},
                                                            {u"alarms"_s, m_models->alarms()},
                                                            {u"stages"_s, m_models->stages()},
                                                            {u"cases"_s, m_models->stages()->cases(0)},
                                                            {u"warnings"_s, m_models->warnings()},
                                                            {u"sources"_s, m_models->sources()},
                                                            {u"figures"_s, m_models->figures()}};
    const QList<QByteArray> names = models[model]->roleNames().values();
    for (const QString &role : roles.split(u' '))
        QVERIFY2(names.contains(role.toLatin1()), qPrintable(role));
}

void TestModels::indicatorsShowValueAndAge()
{
    QCOMPARE(m_models->dimensions()->rowCount(), 5);
    int all = 0;
    for (int i = 0; i < 5; ++i)
        all += m_models->dimensions()->indicators(i)->count();
    QCOMPARE(all, 86);
    IndicatorListModel &model = *m_models->dimensions()->indicators(0);
    const QAbstractItemModelTester tester(&model);
    QCOMPARE(model.abnormalCount(), model.count()); // nothing is known yet
    indicator(0, 12.5, 1'000'000);
    QCOMPARE(valueOf(model, 0, "value").toDouble(), 12.5);
    QCOMPARE(valueOf(model, 0, "quality").toInt(), int(Quality::Good));
    QCOMPARE(model.abnormalCount(), model.count() - 1);
    m_clock->advance(valueOf(model, 0, "maxAgeSeconds").toInt() * 1000 + 1);
    m_models->tick();
    QCOMPARE(valueOf(model, 0, "quality").toInt(), int(Quality::Stale));
    QVERIFY(valueOf(model, 0, "ageSeconds").toInt() > 0);
    QCOMPARE(model.abnormalCount(), model.count());
}

void TestModels::aMissingValueIsNotZero()
{
    IndicatorListModel &model = *m_models->dimensions()->indicators(0);
    QVERIFY(qIsNaN(valueOf(model, 0, "value").toDouble()));
    QCOMPARE(valueOf(model, 0, "quality").toInt(), int(Quality::Missing));
    indicator(0, std::numeric_limits<double>::quiet_NaN(), 1'000'000);
    QCOMPARE(valueOf(model, 0, "quality").toInt(), int(Quality::Missing));
    QVERIFY(qIsNaN(valueOf(*m_models->figures(), 0, "value").toDouble()));
}

void TestModels::silentWhenNothingShownChanged()
{
    IndicatorListModel &model = *m_models->dimensions()->indicators(0);
    indicator(0, 1, 1'000'000);
    QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
    indicator(0, 1, 1'000'000);
    indicator(0, std::numeric_limits<double>::quiet_NaN(), 1'000'000);
    QCOMPARE(spy.size(), 1);
    const auto roles = spy[0][2].value<QList<int>>();
    QVERIFY(roles.contains(roleOf(model, "value")));
    QVERIFY(!roles.contains(roleOf(model, "nameZh")));
    indicator(0, std::numeric_limits<double>::quiet_NaN(), 1'000'000);
    QCOMPARE(spy.size(), 1); // missing is missing
    m_models->tick();
    QCOMPARE(spy.size(), 1);
}

void TestModels::scoresNameWhatPullsThemDown()
{
    Batch batch;
    DimensionScore score;
    score.dimension = 1;
    score.score = 76.6;
    score.contributors = {{18, 14.2}, {19, 9}, {20, 0.2}, {21, 3}, {22, 2}};
    batch.scores.push_back(score);
    m_picture->apply(batch);
    QCOMPARE(valueOf(*m_models->dimensions(), 1, "score").toDouble(), 77.0);
    const QString text = valueOf(*m_models->dimensions(), 1, "contributorsZh").toString();
    QCOMPARE(text.count(u'·'), 2);
    QVERIFY2(text.contains(u" -14 · "), qPrintable(text));
    QVERIFY(text.startsWith(m_names->catalogue()->indicators()[18].nameZh));
}

void TestModels::casesMoveThroughTheColumns()
{
    StageListModel &found = *m_models->stages()->cases(0);
    StageListModel &handling = *m_models->stages()->cases(2);
    const QAbstractItemModelTester first(&found);
    const QAbstractItemModelTester second(&handling);
    apply(caseOf(u"C1"_s, 1, Stage::Discovered, 1'100'000));
    QCOMPARE(found.rowCount(), 1);
    QCOMPARE(valueOf(*m_models->stages(), 0, "total").toInt(), 1);
    QCOMPARE(valueOf(found, 0, "remainingSeconds").toInt(), 100);
    QCOMPARE(valueOf(found, 0, "remainingFraction").toDouble(), 1.0);
    QVERIFY(!valueOf(found, 0, "areaZh").toString().isEmpty());
    QVERIFY(valueOf(found, 0, "areaZh").toString() != u"310115");
    apply(caseOf(u"C1"_s, 2, Stage::Handling, 1'200'000));
    QCOMPARE(found.rowCount(), 0);
    QCOMPARE(handling.rowCount(), 1);
    QCOMPARE(m_models->stages()->openTotal(), 1);
    apply(caseOf(u"C1"_s, 3, Stage::Closed, 0));
    QCOMPARE(handling.rowCount(), 0);
    QCOMPARE(m_models->stages()->openTotal(), 0);
}

void TestModels::theWindowIsTheMostUrgent()
{
    StageListModel &model = *m_models->stages()->cases(0);
    const QAbstractItemModelTester tester(&model);
    for (quint64 i = 1; i <= 40; ++i)
        apply(caseOf(u"C%1"_s.arg(i), i, Stage::Discovered, 1'000'000 + TimeMs((i * 37) % 41) * 1000));
    QCOMPARE(model.rowCount(), 12);
    QCOMPARE(model.total(), 40);
    TimeMs before = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto due = TimeMs(valueOf(model, row, "stageDueAt").toDouble());
        QVERIFY(due > before);
        before = due;
    }
    model.setLimit(3);
    QCOMPARE(model.rowCount(), 3);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    apply(caseOf(u"first"_s, 100, Stage::Discovered, 1));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(valueOf(model, 0, "incidentId").toString(), u"first"_s);
}

void TestModels::clocksTickOnlyWhereTheyShow()
{
    StageListModel &model = *m_models->stages()->cases(0);
    apply(caseOf(u"far"_s, 1, Stage::Discovered, 1'000'000 + 100 * 60'000 + 30'000));
    QSignalSpy spy(&model, &QAbstractItemModel::dataChanged);
    for (int i = 0; i < 20; ++i) {
        m_clock->advance(1000);
        m_models->tick();
    }
    QVERIFY2(spy.size() <= 1, "a clock in minutes is not drawn every second");
    m_clock->set(1'000'000 + 100 * 60'000 + 90'000);
    m_models->tick();
    QCOMPARE(valueOf(model, 0, "remainingSeconds").toInt(), -60);
    QCOMPARE(valueOf(model, 0, "remainingFraction").toDouble(), 0.0);
}

void TestModels::alarmsSayWhatToDo()
{
    const QAbstractItemModelTester tester(m_models->alarms());
    const IndicatorSpec &spec = m_names->catalogue()->indicators()[20];
    Alarm alarm;
    alarm.id = spec.id + u"/indicator";
    alarm.source = spec.id;
    alarm.type = u"indicator"_s;
    alarm.version = 1;
    alarm.active = true;
    alarm.activeAt = 999'000;
    alarm.level = Level::Major;
    apply(alarm);
    QCOMPARE(valueOf(*m_models->alarms(), 0, "typeZh").toString(), spec.nameZh);
    QCOMPARE(valueOf(*m_models->alarms(), 0, "unitZh").toString(), spec.unitZh);
    QCOMPARE(valueOf(*m_models->alarms(), 0, "actionZh").toString(), spec.alarm.actionZh);
    QCOMPARE(m_models->alarms()->unacknowledgedCount(), 1);
    QCOMPARE(m_models->alarms()->lastTenMinutes(), 1);
    m_clock->advance(700'000);
    m_models->tick();
    QCOMPARE(m_models->alarms()->lastTenMinutes(), 0);
}

void TestModels::lostFeedsAreNamed()
{
    const QAbstractItemModelTester tester(m_models->sources());
    source(u"link"_s, FeedState::Live, 1'000'000);
    source(u"traffic"_s, FeedState::Live, 1'000'000);
    source(u"weather"_s, FeedState::Live, 950'000);
    QCOMPARE(m_models->sources()->liveCount(), 3);
    QCOMPARE(m_models->sources()->oldestNameEn(), u"weather"_s);
    QCOMPARE(m_models->sources()->oldestAgeSeconds(), 50);
    source(u"weather"_s, FeedState::Lost, 950'000);
    QCOMPARE(m_models->sources()->lostNamesZh(), u"weather-zh"_s);
    QCOMPARE(m_models->sources()->worstState(), int(FeedState::Lost));
    source(u"weather"_s, FeedState::Live, 1'000'000);
    QVERIFY(m_models->sources()->lostNamesZh().isEmpty());
}

void TestModels::feedsAreNotTrustedWithoutTheLink()
{
    source(u"traffic"_s, FeedState::Live, 1'000'000);
    source(u"link"_s, FeedState::Lost, 1'000'000);
    QCOMPARE(valueOf(*m_models->sources(), 0, "state").toInt(), int(FeedState::Stale));
    QCOMPARE(m_models->sources()->linkState(), int(FeedState::Lost));
    QCOMPARE(m_models->sources()->lostNamesEn(), u"link"_s);
    source(u"link"_s, FeedState::Live, 1'000'000);
    QCOMPARE(valueOf(*m_models->sources(), 0, "state").toInt(), int(FeedState::Live));
}

void TestModels::figures()
{
    const FigureSpec &spec = m_names->catalogue()->figures()[0];
    Batch batch;
    batch.figures.push_back({spec.id, 25'000'000, 1});
    m_picture->apply(batch);
    QCOMPARE(valueOf(*m_models->figures(), 0, "value").toDouble(), 25'000'000.0);
    QCOMPARE(valueOf(*m_models->figures(), 0, "divisorZh").toDouble(), spec.divisorZh);
}

void TestModels::theCardOfACase()
{
    SelectionController &card = *m_models->selection();
    const QAbstractItemModelTester timeline(card.timeline());
    const QAbstractItemModelTester candidates(card.candidates());
    const QAbstractItemModelTester neighbours(card.neighbours());
    const QAbstractItemModelTester pictures(card.pictures());
    apply(caseOf(u"C1"_s, 1, Stage::Dispatching, 1'100'000));
    card.open(u"incident"_s, u"C1"_s);
    QCOMPARE(card.kind(), u"incident"_s);
    QVERIFY(card.details().ownerZh.startsWith(u"网格 017"));
    QVERIFY(card.isLoading());
    QJsonObject body{{u"id"_s, u"C1"_s}, {u"stage"_s, u"dispatching"_s}};
    body[u"timeline"_s] =
        QJsonArray{QJsonObject{{u"seq"_s, 1}, {u"at"_s, 5}, {u"stage"_s, u"discovered"_s}, {u"verb"_s, u"open"_s}}};
    m_link->answer(u"/cases/C1"_s, body);
    QCOMPARE(card.timeline()->rowCount(), 1);
    QCOMPARE(valueOf(*card.timeline(), 0, "verbZh").toString(), u"立案"_s);
    m_link->answer(u"/cases/C1/recommendation"_s,
                   {{u"candidates"_s, QJsonArray{QJsonObject{{u"unit"_s, u"U-1"_s}, {u"eta"_s, 90}, {u"distance"_s, 400}}}},
                    {u"shortfallZh"_s, u"只有一组"_s}});
    QCOMPARE(valueOf(*card.candidates(), 0, "etaSeconds").toDouble(), 90.0);
    QCOMPARE(card.shortfallZh(), u"只有一组"_s);
    m_link->answer(
        u"/cases/C1/nearby"_s,
        {{u"cameras"_s, QJsonArray{QJsonObject{{u"id"_s, u"K1"_s}, {u"name"_s, u"博华路口"_s}, {u"distance"_s, 30}}}},
         {u"devices"_s, QJsonArray{QJsonObject{{u"slot"_s, 7}, {u"id"_s, u"d"_s}, {u"class"_s, 0}, {u"distance"_s, 10}}}}});
    QCOMPARE(card.neighbours()->rowCount(), 2);
    // Cameras first, however near the devices are.
    QCOMPARE(valueOf(*card.neighbours(), 0, "id").toString(), u"K1"_s);
    QCOMPARE(valueOf(*card.neighbours(), 1, "id").toString(), u"7"_s);
    QVERIFY(!card.isLoading());
    // The case goes on while the card is open; its picture is fetched.
    Incident next = caseOf(u"C1"_s, 2, Stage::FeedBack, 1'200'000);
    next.pictures.append({u"abc"_s, u"after"_s, 5, u"camera"_s});
    TimelineEntry entry;
    entry.seq = 2;
    entry.verb = u"feedback"_s;
    apply(next, entry);
    QCOMPARE(card.timeline()->rowCount(), 2);
    QVERIFY(card.verbs().canVerify);
    QVERIFY(!card.verbs().canDispatch);
    QCOMPARE(card.pictures()->rowCount(), 1);
    m_link->answer(u"/pictures/abc"_s, {{u"data"_s, u"/9j/4AAQ"_s}});
    QCOMPARE(valueOf(*card.pictures(), 0, "url").toString(), u"data:image/jpeg;base64,/9j/4AAQ"_s);
    card.close();
    QVERIFY(card.kind().isEmpty());
    QCOMPARE(card.timeline()->rowCount(), 0);
}

void TestModels::anAnswerThatComesTooLateIsDropped()
{
    SelectionController &card = *m_models->selection();
    apply(caseOf(u"C1"_s, 1, Stage::Dispatching, 0));
    apply(caseOf(u"C2"_s, 2, Stage::Dispatching, 0));
    card.open(u"incident"_s, u"C1"_s);
    card.open(u"incident"_s, u"C2"_s);
    m_link->answer(u"/cases/C1/recommendation"_s, {{u"candidates"_s, QJsonArray{QJsonObject{{u"unit"_s, u"U-1"_s}}}}});
    QCOMPARE(card.candidates()->rowCount(), 0);
    card.open(u"nonsense"_s, u"C2"_s);
    QVERIFY(card.kind().isEmpty());
}

void TestModels::verbsFollowTheStage()
{
    Incident incident = caseOf(u"C1"_s, 1, Stage::Discovered, 0);
    QVERIFY(verbsOf(incident, false).canDispatch);
    QVERIFY(!verbsOf(incident, false).canReturn);
    QVERIFY(!verbsOf(incident, true).canDispatch); // nobody there who would do it
    incident.stage = Stage::Verifying;
    incident.unit = u"U-1"_s;
    incident.tier = Tier::City;
    const CardVerbs verbs = verbsOf(incident, false);
    QVERIFY(verbs.canClose && verbs.canVerify && verbs.canReturn && verbs.canUrge);
    QVERIFY(!verbs.canEscalate && !verbs.canDispatch);
    incident.stage = Stage::Closed;
    QCOMPARE(verbsOf(incident, false), CardVerbs{});
}

void TestModels::aCommandGoesItsWay()
{
    SelectionController &card = *m_models->selection();
    apply(caseOf(u"C1"_s, 1, Stage::Dispatching, 0));
    card.open(u"incident"_s, u"C1"_s);
    card.dispatch(u"U-1"_s);
    QCOMPARE(card.commandState(), CommandState::Pending);
    QTRY_COMPARE(m_link->sent.size(), 1);
    QCOMPARE(m_link->sent[0].target, u"C1"_s);
    QCOMPARE(m_link->sent[0].args[u"unit"_s].toString(), u"U-1"_s);
    m_link->callbacks[0](CommandState::Refused,
                         {m_link->sent[0].key, false, 0, u"unit-unavailable"_s, u"该组不可用"_s, u"not free"_s});
    QCOMPARE(card.commandState(), CommandState::Refused);
    QCOMPARE(card.refusalZh(), u"该组不可用"_s);
    QCOMPARE(card.refusalEn(), u"not free"_s);
    card.close();
    QCOMPARE(card.commandState(), CommandState::Idle);
    card.urge({});
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    QCOMPARE(m_link->sent.size(), 1); // nothing is open
}

void TestModels::theCardOfADevice()
{
    auto devices = std::make_shared<DeviceArrays>(3);
    devices->longitudeE7[2] = 1'214'737'000;
    devices->latitudeE7[2] = 312'304'000;
    m_picture->devices().reset(devices);
    const TelemetryRecord record{2, 4.5F, 900'000, DeviceState::Major};
    m_picture->devices().apply({&record, 1});
    SelectionController &card = *m_models->selection();
    card.open(u"device"_s, u"2"_s);
    QCOMPARE(card.details().titleZh, m_names->catalogue()->deviceClasses()[0].nameZh);
    QCOMPARE(card.details().value, 4.5);
    QCOMPARE(card.details().level, int(Level::Major));
    m_link->answer(u"/devices/2"_s, {{u"id"_s, u"310115125-SMOKE-000123"_s}, {u"slot"_s, 2}});
    QCOMPARE(card.details().subtitle, u"310115125-SMOKE-000123"_s);
    m_models->tick();
    QCOMPARE(card.details().subtitle, u"310115125-SMOKE-000123"_s);
    card.open(u"device"_s, u"999"_s); // no such slot
    QVERIFY(card.details().titleZh.isEmpty());
}

void TestModels::everythingAtOnceKeepsTheModelsSound()
{
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;
    for (int column = 0; column < 5; ++column)
        testers.push_back(std::make_unique<QAbstractItemModelTester>(m_models->stages()->cases(column)));
    testers.push_back(std::make_unique<QAbstractItemModelTester>(m_models->alarms()));
    quint32 dice = 1;
    const auto roll = [&dice](quint32 faces) {
        dice = dice * 1664525 + 1013904223;
        return (dice >> 8) % faces;
    };
    for (quint64 i = 1; i <= 2000; ++i) {
        apply(caseOf(u"C%1"_s.arg(roll(60)), i, Stage(roll(7)), TimeMs(roll(500)) * 1000));
        Alarm alarm;
        alarm.id = u"A%1"_s.arg(roll(90));
        alarm.version = i;
        alarm.active = roll(2) == 1;
        alarm.state = AlarmState(roll(5));
        alarm.level = Level(roll(5));
        alarm.activeAt = TimeMs(roll(1000));
        apply(alarm);
    }
    for (int column = 0; column < 5; ++column) {
        const StageListModel &model = *m_models->stages()->cases(column);
        const auto wanted = m_picture->incidents().mostUrgent(Stage(column), model.limit());
        QCOMPARE(size_t(model.rowCount()), wanted.size());
        for (size_t row = 0; row < wanted.size(); ++row)
            QCOMPARE(model.rows()[row].key, wanted[row]->id);
        QCOMPARE(model.total(), m_picture->incidents().count(Stage(column)));
    }
    m_models->tick();
    int told = 0; // a thousand alarms in a second are a flood: folded, each of them is in one row
    for (const AlarmRow &row : m_models->alarms()->rows())
        told += row.members;
    QCOMPARE(told, m_picture->alarms().count());
    m_models->alarms()->setShowAll(true);
    const auto alarms = m_picture->alarms().first(m_picture->alarms().count());
    QCOMPARE(m_models->alarms()->rows().size(), alarms.size());
    for (size_t row = 0; row < alarms.size(); ++row)
        QCOMPARE(m_models->alarms()->rows()[row].key, alarms[row]->id);
}

QTEST_MAIN(TestModels)
#include "tst_models.moc"
