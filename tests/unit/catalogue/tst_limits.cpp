// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/limits.h"
#include "catalogue/registry.h"

#include <QTest>

using namespace guancheng;

namespace {

struct Entry
{
    QString id;
};

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void levelOfAValue_data();
    void levelOfAValue();
    void missingIsNotNormalByAccident();
    void theLimitThatWasPassed();
    void registryFindsByIdAndIndex();
};

void TestLimits::levelOfAValue_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<Level>("level");
    QTest::newRow("inside") << 20.0 << Level::Normal;
    QTest::newRow("just below the first") << 29.99 << Level::Normal;
    QTest::newRow("reaching counts") << 30.0 << Level::Minor;
    QTest::newRow("a level that has no limit is left out") << 45.0 << Level::Minor;
    QTest::newRow("third") << 50.0 << Level::Major;
    QTest::newRow("worst") << 1e9 << Level::Critical;
    QTest::newRow("low side") << 2.0 << Level::Minor;
    QTest::newRow("low side, worst") << -300.0 << Level::Critical;
}

void TestLimits::levelOfAValue()
{
    QFETCH(double, value);
    QFETCH(Level, level);
    const Limits limits{{30, kNoLimit, 50, 60}, {2, 1, 0, -3}, 0};
    QCOMPARE(limits.levelOf(value), level);
}

void TestLimits::missingIsNotNormalByAccident()
{
    QCOMPARE(Limits().levelOf(5), Level::Normal);
    QCOMPARE((Limits{{1, 2, 3, 4}, {}, 0}).levelOf(kNoLimit), Level::Normal);
}

void TestLimits::theLimitThatWasPassed()
{
    const Limits limits{{30, 40, 50, 60}, {2, 1, 0, kNoLimit}, 0};
    QCOMPARE(limits.limitOf(Level::Moderate, 44), 40.0);
    QCOMPARE(limits.limitOf(Level::Moderate, 0.5), 1.0);
    QCOMPARE(limits.limitOf(Level::Critical, 70), 60.0);
    QVERIFY(std::isnan(limits.limitOf(Level::Normal, 10)));
}

void TestLimits::registryFindsByIdAndIndex()
{
    const Registry<Entry> registry({{QStringLiteral("a")}, {QStringLiteral("b")}});
    QCOMPARE(registry.size(), 2);
    QCOMPARE(registry.indexOf(QStringLiteral("b")), 1);
    QCOMPARE(registry.indexOf(QStringLiteral("c")), -1);
    QVERIFY(!registry.find(QStringLiteral("c")));
    QCOMPARE(registry.find(QStringLiteral("a")), &registry[0]);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
