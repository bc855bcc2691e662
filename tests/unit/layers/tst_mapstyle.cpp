// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/mapstyle.h"
#include "maps/style/rastertarget.h"
#include "maps/style/symbolset.h"
#include "maps/style/textsprites.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

class TestMapStyle : public QObject
{
    Q_OBJECT

    const QString m_file = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/night.json");
    const QString m_schema = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/schemas/mapstyle.schema.json");

private Q_SLOTS:
    void nightIsWhole()
    {
        const auto style = loadMapStyle(m_file, m_schema);
        QVERIFY2(style, style ? "" : qPrintable(style.error().toString()));
        for (const auto kind : {"river"_L1, "arterial"_L1, "expressway"_L1, "elevated"_L1, "metro"_L1})
            QVERIFY2((*style)->line(kind), kind.data());
        for (const auto kind : {"district"_L1, "street"_L1, "station"_L1, "road"_L1, "river"_L1, "mark"_L1})
            QVERIFY2((*style)->label(kind), kind.data());
        // The four colours of the levels are those of tiles, cases and warnings.
        QCOMPARE((*style)->level(Level::Critical), QColor(0xe5484d));
        QCOMPARE((*style)->level(Level::Major), QColor(0xf0883e));
        QCOMPARE((*style)->level(Level::Moderate), QColor(0xe8c547));
        QCOMPARE((*style)->level(Level::Minor), QColor(0x4c9be8));
    }

    void brokenStylesNameTheirPlace_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("place");
        QTest::newRow("colour") << QByteArray("\"sea\": \"#0A1016\"") << QByteArray("\"sea\": \"blue\"") << u"/ground/sea"_s;
        QTest::newRow("stops") << QByteArray("\"boundaryWidth\": [[8, 0.7], [11, 1.0]")
                               << QByteArray("\"boundaryWidth\": [[8, 0.7], [7, 1.0]") << u"/ground/boundaryWidth/1"_s;
        QTest::newRow("missing") << QByteArray("\"station") << QByteArray("\"nation") << QString();
    }

    void brokenStylesNameTheirPlace()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, place);
        QFile good(m_file);
        QVERIFY(good.open(QIODevice::ReadOnly));
        QByteArray text = good.readAll();
        QVERIFY(text.contains(from));
        text.replace(text.indexOf(from), from.size(), to);
        QTemporaryDir dir;
        QFile bad(dir.filePath(u"bad.json"_s));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write(text);
        bad.close();
        const auto style = loadMapStyle(bad.fileName(), m_schema);
        QVERIFY(!style);
        QCOMPARE(style.error().source, bad.fileName());
        QVERIFY2(style.error().place.startsWith(place), qPrintable(style.error().toString()));
    }

    void stopsAreLinearBetweenAndConstantBeyond()
    {
        const ZoomStops stops(std::vector<std::pair<double, double>>{{8, 1}, {10, 3}, {12, 3}});
        QCOMPARE(stops.at(0), 1.0);
        QCOMPARE(stops.at(9), 2.0);
        QCOMPARE(stops.at(11), 3.0);
        QCOMPARE(stops.at(99), 3.0);
    }

    void spritesAreClippedAndBlended()
    {
        std::vector<quint32> memory(8 * 8, 0xff000000u);
        const RasterTarget target{memory.data(), 8, 8};
        QImage sprite(4, 4, QImage::Format_ARGB32_Premultiplied);
        sprite.fill(QColor(255, 0, 0));
        blendSprite(target, -2, -2, sprite);
        blendSprite(target, 6, 6, sprite, 128);
        blendSprite(target, 100, -100, sprite);
        QCOMPARE(memory[0], 0xffff0000u);
        QCOMPARE(memory[9], 0xffff0000u);
        QCOMPARE(memory[2], 0xff000000u);
        const int half = qRed(memory[63]);
        QVERIFY(half >= 126 && half <= 128);
        QCOMPARE(qAlpha(memory[63]), 255);
    }

    void textureGoesEasyOnStructure()
    {
        std::vector<quint32> memory{kPlain, kStructure};
        const RasterTarget target{memory.data(), 2, 1};
        textureSquare(target, 0, 0, 2, 0xffffffffu, 128);
        QVERIFY(qRed(memory[0]) > 3 * qRed(memory[1]));
        QVERIFY(qRed(memory[1]) > 0);
        QCOMPARE(memory[1] & 0xff000000u, kStructure);
        makeOpaque(target);
        QCOMPARE(memory[1] & 0xff000000u, kPlain);
    }

    void everyLevelHasItsOwnShape()
    {
        // Share of the unit square: told apart without colour.
        const auto corners = [](Level level) { return levelShape(level).toFillPolygon().size(); };
        QCOMPARE(corners(Level::Major), 4); // closed
        QCOMPARE(corners(Level::Moderate), 5);
        QCOMPARE(corners(Level::Critical), 7);
        QVERIFY(corners(Level::Minor) > 12);
        QCOMPARE(levelNumeral(Level::Critical), u"I"_s);
        QCOMPARE(levelNumeral(Level::Minor), u"IV"_s);
    }

    void textsAreKept()
    {
        TextSprites sprites;
        const TextLook look{
            .font = u"Noto Sans CJK SC"_s, .pixelSize = 20, .colour = 0xffffffff, .halo = 0xff000000, .haloWidth = 2};
        const auto first = sprites.sprite(u"黄浦江"_s, look);
        QCOMPARE(sprites.sprite(u"黄浦江"_s, look).get(), first.get());
        TextLook turned = look;
        turned.angle = 90;
        const auto second = sprites.sprite(u"黄浦江"_s, turned);
        QVERIFY(first->image.width() > first->image.height());
        QVERIFY(second->image.height() > second->image.width());
        // There is ink and there is halo.
        int ink = 0;
        int halo = 0;
        for (int y = 0; y < first->image.height(); ++y) {
            for (int x = 0; x < first->image.width(); ++x) {
                const QColor colour = first->image.pixelColor(x, y);
                ink += colour.alpha() > 250 && colour.red() > 240;
                halo += colour.alpha() > 250 && colour.red() < 15;
            }
        }
        QVERIFY(ink > 50);
        QVERIFY(halo > 100);
    }
};

QTEST_MAIN(TestMapStyle)
#include "tst_mapstyle.moc"
