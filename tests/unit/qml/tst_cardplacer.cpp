// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "qml/Guancheng/Wall/cardplacer.h"

#include <QTest>

using namespace guancheng;

/** The card stands beside its place, inside the stage, over no other mark where that can be. */
class TestCardPlacer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysInsideAndOffItsPlace_data()
    {
        QTest::addColumn<QPointF>("anchor");
        QTest::newRow("middle") << QPointF(900, 700);
        QTest::newRow("left edge") << QPointF(5, 700);
        QTest::newRow("right edge") << QPointF(1795, 700);
        QTest::newRow("corner") << QPointF(1795, 1395);
        QTest::newRow("outside") << QPointF(-300, 5000);
    }
    void staysInsideAndOffItsPlace()
    {
        QFETCH(QPointF, anchor);
        const QRectF stage(0, 0, 1800, 1400);
        const QRectF card(placeCard(stage, {840, 900}, anchor, {}, 60), QSizeF(840, 900));
        QVERIFY(stage.contains(card));
        QVERIFY(!card.contains(anchor));
    }
    void avoidsOtherMarks()
    {
        const QRectF stage(0, 0, 2400, 1400);
        // Right of the place everything is full of marks.
        QList<QPointF> marks;
        for (int y = 0; y < 1400; y += 50)
            marks << QPointF(1600, y);
        const QRectF card(placeCard(stage, {800, 600}, {1200, 700}, marks, 60), QSizeF(800, 600));
        for (const QPointF &mark : marks)
            QVERIFY(!card.contains(mark));
    }
    void tooLargeForTheStage()
    {
        const QPointF at = placeCard({100, 50, 300, 200}, {840, 900}, {200, 100}, {}, 60);
        QCOMPARE(at, QPointF(100, 50));
    }
};

QTEST_APPLESS_MAIN(TestCardPlacer)
#include "tst_cardplacer.moc"
