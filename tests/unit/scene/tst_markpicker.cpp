// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/markpicker.h"

#include "catalogue/catalogue.h"
#include "stores/operationalpicture.h"

#include <QTest>

using namespace guancheng;

namespace {

constexpr TimeMs kNow = 1'795'000'000'000;

Incident incident(const QString &id, Level level, Stage stage, Tier tier = Tier::Street, TimeMs dueIn = 600'000)
{
    Incident one;
    one.id = id;
    one.version = 1;
    one.level = level;
    one.stage = stage;
    one.tier = tier;
    one.stageDueAt = kNow + dueIn;
    one.place.point = {121.5, 31.2};
    return one;
}

} // namespace

/** Which cases and alarms become bright marks. */
class TestMarkPicker : public QObject
{
    Q_OBJECT

private:
    OperationalPicture m_picture;
    std::shared_ptr<const Catalogue> m_catalogue = std::make_shared<const Catalogue>(CatalogueTables{});

    QStringList picked(const QString &selected = {}, size_t limit = 400) const
    {
        QStringList ids;
        for (const MapMark &mark : MarkPicker(m_catalogue).pick(m_picture, kNow, selected, limit))
            ids << mark.id;
        return ids;
    }

private Q_SLOTS:
    void initTestCase()
    {
        StreamSnapshot cases;
        Incident nowhere = incident(QStringLiteral("nowhere"), Level::Critical, Stage::Handling);
        nowhere.place.point = {};
        cases.rows = std::vector<Incident>{
            incident(QStringLiteral("everyday"), Level::Minor, Stage::Handling),
            incident(QStringLiteral("in-hand"), Level::Moderate, Stage::Handling),
            incident(QStringLiteral("unowned"), Level::Moderate, Stage::Dispatching),
            incident(QStringLiteral("late"), Level::Minor, Stage::Handling, Tier::Street, -1),
            incident(QStringLiteral("grave"), Level::Critical, Stage::Verifying),
            incident(QStringLiteral("city"), Level::Minor, Stage::Handling, Tier::City),
            incident(QStringLiteral("closed"), Level::Critical, Stage::Closed),
            nowhere,
        };
        StreamSnapshot alarms;
        Alarm active;
        active.id = QStringLiteral("alarm");
        active.version = 1;
        active.level = Level::Major;
        active.active = true;
        active.place.point = {121.4, 31.3};
        Alarm shelved = active;
        shelved.id = QStringLiteral("shelved");
        shelved.state = AlarmState::Shelved;
        alarms.rows = std::vector<Alarm>{active, shelved};
        Batch batch;
        batch.stream = {cases, alarms};
        m_picture.apply(batch);
    }

    void onlyWhatDeservesAnEyeIsBrightAndTheWorstIsFirst()
    {
        const QStringList ids = picked();
        QCOMPARE(ids.first(), QStringLiteral("grave"));
        QCOMPARE(ids.at(1), QStringLiteral("alarm"));
        QCOMPARE(QSet<QString>(ids.begin(), ids.end()),
                 QSet<QString>({QStringLiteral("grave"), QStringLiteral("alarm"), QStringLiteral("unowned"),
                                QStringLiteral("late"), QStringLiteral("city")}));
    }

    void theSelectedOneIsAlwaysThere()
    {
        QCOMPARE(picked(QStringLiteral("everyday")).first(), QStringLiteral("everyday"));
        QCOMPARE(picked(QStringLiteral("everyday"), 1), QStringList{QStringLiteral("everyday")});
        QVERIFY(picked(QStringLiteral("shelved")).contains(QStringLiteral("shelved")));
    }

    void theLimitKeepsTheWorst() { QCOMPARE(picked({}, 2), QStringList({QStringLiteral("grave"), QStringLiteral("alarm")})); }
};

QTEST_GUILESS_MAIN(TestMarkPicker)
#include "tst_markpicker.moc"
