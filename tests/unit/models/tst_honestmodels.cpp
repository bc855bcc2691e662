// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"
#include "models/dimensionlistmodel.h"
#include "models/replaycontrol.h"
#include "models/sourcelistmodel.h"

#include <QSignalSpy>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** What the models say when a feed or the link is lost or talks of another time; the controls of a replay. */
class TestHonestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void tilesOfALostFeedAreStale();
    void allTilesAreStaleWithoutTheLink();
    void aSkewedFeedIsSuspect();
    void theScoreSaysOnHowManyItRests();
    void theReplayIsControlled();
    void nothingIsControlledWithoutAReplay();

private:
    static QVariant valueOf(const QAbstractItemModel &model, int row, const char *name)
    {
        return model.data(model.index(row, 0), model.roleNames().key(name, -1));
    }
    FeedHealth feed(const QString &id, FeedState state, TimeMs offset = 0, qint64 devices = 0) const;
    /** One batch, and what a desk does with it. */
    void apply(const Batch &batch);
    void sources(const std::vector<FeedHealth> &list);
    int qualityOf(int dimension, int row) const
    {
        return valueOf(*m_dimensions->indicators(dimension), row, "quality").toInt();
    }

    std::shared_ptr<const Catalogue> m_catalogue;
    std::unique_ptr<OperationalPicture> m_picture;
    std::unique_ptr<DimensionListModel> m_dimensions;
    std::unique_ptr<SourceListModel> m_sources;
};

constexpr TimeMs kNow = 1'000'000;

void TestHonestModels::initTestCase()
{
    const auto catalogue = loadCatalogue(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources"));
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().toString()));
    m_catalogue = *catalogue;
}

void TestHonestModels::init()
{
    m_picture = std::make_unique<OperationalPicture>();
    m_dimensions = std::make_unique<DimensionListModel>(m_catalogue, *m_picture);
    m_sources = std::make_unique<SourceListModel>(m_picture->sources());
    connect(m_picture.get(), &OperationalPicture::changed, this, [this](const ChangeSet &changes) {
        m_dimensions->refresh(changes, kNow);
        m_sources->refresh(kNow);
    });
    Batch batch;
    for (int i = 0; i < m_catalogue->indicators().size(); ++i) {
        IndicatorUpdate update;
        update.value = {static_cast<quint16>(i), 5,    Level::Normal,
                        Quality::Good,           kNow, m_catalogue->sources()[m_catalogue->indicators()[i].source].id};
        if (i == 1)
            update.value.source = u"backend"_s; // counted there: rests on what the catalogue names
        batch.indicators.push_back(update);
    }
    batch.sources = {feed(u"link"_s, FeedState::Live)};
    for (const SourceSpec &spec : m_catalogue->sources())
        batch.sources.push_back(feed(spec.id, FeedState::Live));
    DimensionScore score;
    score.score = 100;
    batch.scores.push_back(score);
    apply(batch);
}

void TestHonestModels::cleanup()
{
    m_sources.reset();
    m_dimensions.reset();
    m_picture.reset();
}

FeedHealth TestHonestModels::feed(const QString &id, FeedState state, TimeMs offset, qint64 devices) const
{
    FeedHealth health;
    health.id = health.nameZh = health.nameEn = id;
    health.state = state;
    health.lastAt = kNow;
    health.offset = offset;
    health.devices = devices;
    return health;
}

void TestHonestModels::apply(const Batch &batch)
{
    m_picture->apply(batch);
}

void TestHonestModels::sources(const std::vector<FeedHealth> &list)
{
    Batch batch;
    batch.sources = list;
    apply(batch);
}

void TestHonestModels::tilesOfALostFeedAreStale()
{
    // The first two of dimension 0, one told by its feed, the other counted by the backend.
    const QString first = m_catalogue->sources()[m_catalogue->indicators()[0].source].id;
    const QString second = m_catalogue->sources()[m_catalogue->indicators()[1].source].id;
    QCOMPARE(qualityOf(0, 0), int(Quality::Good));
    sources({feed(first, FeedState::Lost), feed(second, FeedState::Stopped)});
    QCOMPARE(qualityOf(0, 0), int(Quality::Stale));
    QCOMPARE(qualityOf(0, 1), int(Quality::Stale));
    QVERIFY(m_dimensions->indicators(0)->abnormalCount() >= 2);
    sources({feed(first, FeedState::Live), feed(second, FeedState::Live)});
    QCOMPARE(qualityOf(0, 0), int(Quality::Good));
}

void TestHonestModels::allTilesAreStaleWithoutTheLink()
{
    sources({feed(u"iot"_s, FeedState::Live, 0, 110'000), feed(u"link"_s, FeedState::Lost)});
    for (int i = 0; i < m_dimensions->count(); ++i) {
        QCOMPARE(m_dimensions->indicators(i)->soundCount(), 0);
        QCOMPARE(m_dimensions->indicators(i)->abnormalCount(), m_dimensions->indicators(i)->count());
    }
    QCOMPARE(m_sources->unobservedDevices(), 110'000.0);
    sources({feed(u"link"_s, FeedState::Live)});
    QCOMPARE(m_dimensions->indicators(0)->soundCount(), m_dimensions->indicators(0)->count());
    QCOMPARE(m_sources->unobservedDevices(), 0.0);
}

void TestHonestModels::aSkewedFeedIsSuspect()
{
    const QString first = m_catalogue->sources()[m_catalogue->indicators()[0].source].id;
    sources({feed(first, FeedState::Degraded, 900'000)});
    QCOMPARE(qualityOf(0, 0), int(Quality::Suspect));
    QCOMPARE(m_sources->skewedNamesZh(), first);
    QVERIFY(m_sources->lostNamesZh().isEmpty());
    for (int row = 0; row < m_sources->rowCount(); ++row) {
        if (valueOf(*m_sources, row, "sourceId").toString() == first)
            QCOMPARE(valueOf(*m_sources, row, "offsetSeconds").toDouble(), 900.0);
    }
    sources({feed(first, FeedState::Lost, 900'000)}); // silence is worse
    QCOMPARE(qualityOf(0, 0), int(Quality::Stale));
    QVERIFY(m_sources->skewedNamesZh().isEmpty());
    QCOMPARE(m_sources->lostNamesZh(), first);
}

void TestHonestModels::theScoreSaysOnHowManyItRests()
{
    const int count = m_dimensions->indicators(0)->count();
    QCOMPARE(valueOf(*m_dimensions, 0, "soundCount").toInt(), count);
    const QSignalSpy changed(m_dimensions.get(), &QAbstractItemModel::dataChanged);
    sources({feed(m_catalogue->sources()[m_catalogue->indicators()[0].source].id, FeedState::Lost)});
    const int sound = valueOf(*m_dimensions, 0, "soundCount").toInt();
    QVERIFY(sound < count);
    QCOMPARE(sound, m_dimensions->indicators(0)->soundCount());
    QVERIFY(changed.count() > 0);
    QCOMPARE(
        m_dimensions->unsoundCount(), m_catalogue->indicators().size() - [&] {
            int good = 0;
            for (int i = 0; i < m_dimensions->count(); ++i)
                good += m_dimensions->indicators(i)->soundCount();
            return good;
        }());
    QVERIFY(m_dimensions->unsoundCount() >= count - sound);
}

void TestHonestModels::theReplayIsControlled()
{
    ReplayControl control;
    QList<ReplayWish> wishes;
    connect(&control, &ReplayControl::wanted, this, [&](const ReplayWish &wish) { wishes.append(wish); });
    control.setStatus({u"metro"_s, 1000, 101'000, 51'000, 1, true});
    QVERIFY(control.isAvailable());
    control.toggle();
    QVERIFY(!control.isPlaying()); // shown at once
    control.seek(500'000);
    QCOMPARE(control.position(), 101'000.0);
    control.play(); // at the end: from the beginning
    control.stepSpeed(1);
    control.stepSpeed(1);
    control.stepSpeed(-1);
    control.setSpeed(-5);
    control.seek(qQNaN());
    control.stepBy(10);
    const QList<ReplayWish> expected{{ReplayWish::Kind::Pause, 0},   {ReplayWish::Kind::Seek, 101'000},
                                     {ReplayWish::Kind::Seek, 1000}, {ReplayWish::Kind::Play, 0},
                                     {ReplayWish::Kind::Speed, 10},  {ReplayWish::Kind::Speed, 60},
                                     {ReplayWish::Kind::Speed, 10},  {ReplayWish::Kind::Seek, 11'000}};
    QCOMPARE(wishes.size(), expected.size());
    for (qsizetype i = 0; i < wishes.size(); ++i) {
        QCOMPARE(wishes[i].kind, expected[i].kind);
        QCOMPARE(wishes[i].value, expected[i].value);
    }
    control.setStatus({u"metro"_s, 1000, 101'000, 12'000, 25, true}); // the source has the last word
    QCOMPARE(control.position(), 12'000.0);
    control.stepSpeed(1);
    QCOMPARE(control.speed(), 60.0);
}

void TestHonestModels::nothingIsControlledWithoutAReplay()
{
    ReplayControl control;
    const QSignalSpy wanted(&control, &ReplayControl::wanted);
    QVERIFY(!control.isAvailable());
    control.toggle();
    control.seek(5);
    control.setSpeed(10);
    QCOMPARE(wanted.count(), 0);
}

QTEST_GUILESS_MAIN(TestHonestModels)
#include "tst_honestmodels.moc"
