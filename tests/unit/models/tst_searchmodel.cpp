// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "models/search/searchmodel.h"
#include "search/citynames.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestSearchModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void positionsNeedNoIndex();
    void namesOfTheCity();
    void casesAndUnitsOfNow();

private:
    QVariant first(const SearchModel &model, SearchModel::Role role) const { return model.data(model.index(0, 0), role); }
    std::unique_ptr<SearchIndex> index() const;

    std::shared_ptr<const City> m_city;
    const QString m_resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
};

void TestSearchModel::initTestCase()
{
    const auto city = loadCity(m_resources + u"/city/shanghai"_s);
    QVERIFY(city);
    m_city = *city;
}

std::unique_ptr<SearchIndex> TestSearchModel::index() const
{
    auto readings = std::make_shared<Readings>();
    if (!readings->load(m_resources + u"/search/readings.json"_s, m_resources + u"/schemas/readings.schema.json"_s))
        return nullptr;
    auto index = std::make_unique<SearchIndex>(readings);
    addCityNames(*m_city, *index);
    return index;
}

void TestSearchModel::positionsNeedNoIndex()
{
    OperationalPicture picture;
    SearchModel model(m_city, picture, [](const WrittenPosition &written) {
        return written.datum == WrittenDatum::Gcj02 ? GeoPoint{121.5, 31.2} : written.point;
    });
    const QAbstractItemModelTester tester(&model);
    QVERIFY(!model.isReady());
    model.setText(u"31.23,121.47"_s);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(first(model, SearchModel::KindRole).toString(), u"position"_s);
    QCOMPARE(first(model, SearchModel::LongitudeRole).toDouble(), 121.47);
    QVERIFY(std::isnan(first(model, SearchModel::DistanceRole).toDouble()));
    model.setNear(121.47, 31.24);
    model.setText(u"31.23,121.47 gcj02"_s);
    QCOMPARE(first(model, SearchModel::LongitudeRole).toDouble(), 121.5);
    QVERIFY(first(model, SearchModel::DistanceRole).toDouble() > 1000);
    model.setText(u"浦东"_s);
    QCOMPARE(model.rowCount(), 0);
}

void TestSearchModel::namesOfTheCity()
{
    OperationalPicture picture;
    SearchModel model(m_city, picture, {});
    const QSignalSpy ready(&model, &SearchModel::readyChanged);
    model.setText(u"pdxq"_s);
    model.setIndex(index());
    QCOMPARE(ready.count(), 1);
    QVERIFY(model.rowCount() > 0 && model.rowCount() <= int(SearchModel::kMost)); // what was typed before is found now
    QCOMPARE(first(model, SearchModel::NameZhRole).toString(), u"浦东新区"_s);
    QCOMPARE(first(model, SearchModel::KindRole).toString(), u"district"_s);
    QVERIFY(!first(model, SearchModel::OpensRole).toBool());
    model.setText({});
    QCOMPARE(model.rowCount(), 0);
}

void TestSearchModel::casesAndUnitsOfNow()
{
    OperationalPicture picture;
    picture.units().reset({{0, u"U-1"_s, u"北蔡城管 3 组"_s, 0, {}, 0}}, {UnitRecord{0, {121.55, 31.18}, 1000}});
    Incident incident;
    incident.id = u"C20260120-000007"_s;
    incident.version = 1;
    incident.title = u"消防通道被占"_s;
    incident.place.point = {121.56, 31.19};
    incident.place.district = u"310115"_s;
    Batch batch;
    batch.stream.push_back(StreamChange{1, 1000, u"opened"_s, incident, {}});
    picture.apply(batch);
    SearchModel model(m_city, picture, {});
    model.setIndex(index());
    model.setText(u"bccg"_s);
    QCOMPARE(first(model, SearchModel::KindRole).toString(), u"unit"_s);
    QCOMPARE(first(model, SearchModel::LongitudeRole).toDouble(), 121.55);
    QVERIFY(first(model, SearchModel::OpensRole).toBool());
    model.setText(u"xiaofang"_s);
    QCOMPARE(first(model, SearchModel::IdRole).toString(), incident.id);
    QCOMPARE(first(model, SearchModel::DistrictZhRole).toString(), u"浦东新区"_s);
    model.setText(u"000007"_s);
    QCOMPARE(first(model, SearchModel::IdRole).toString(), incident.id);

    incident.version = 2;
    incident.stage = Stage::Closed;
    incident.title = u"井盖缺失"_s;
    batch.stream = {StreamChange{2, 2000, u"closed"_s, incident, {}}};
    picture.apply(batch);
    model.refresh();
    model.setText(u"jinggai"_s);
    QCOMPARE(first(model, SearchModel::NameZhRole).toString(), u"井盖缺失"_s);
}

QTEST_MAIN(TestSearchModel)
#include "tst_searchmodel.moc"
