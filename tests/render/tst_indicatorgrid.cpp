// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "indicatorgrid.h"
#include "qml/Guancheng/Theme/levelstyle.h"
#include "qml/Guancheng/Theme/palette.h"

#include <QQuickWindow>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

#include <cmath>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

enum Role { Id = Qt::UserRole, NameZh, NameEn, UnitZh, Decimals, Value, LevelOf, QualityOf, Age, Trend, Low, High };

/** A model with the roles of the real one. */
class Model : public QStandardItemModel
{
public:
    Model()
    {
        setItemRoleNames({{Id, "indicatorId"},
                          {NameZh, "nameZh"},
                          {NameEn, "nameEn"},
                          {UnitZh, "unitZh"},
                          {Decimals, "decimals"},
                          {Value, "value"},
                          {LevelOf, "level"},
                          {QualityOf, "quality"},
                          {Age, "ageSeconds"},
                          {Trend, "trend"},
                          {Low, "bandLow"},
                          {High, "bandHigh"}});
        for (int i = 0; i < 6; ++i) {
            auto *row = new QStandardItem;
            row->setData(u"i%1"_s.arg(i), Id);
            row->setData(u"气温"_s, NameZh);
            row->setData(u"Air"_s, NameEn);
            row->setData(u"%"_s, UnitZh);
            row->setData(1, Decimals);
            row->setData(20.0 + i, Value);
            row->setData(0, LevelOf);
            row->setData(0, QualityOf);
            row->setData(3, Age);
            row->setData(QVariant::fromValue(QList<qreal>{1, 2, 3, 2}), Trend);
            appendRow(row);
        }
    }
};

} // namespace

/** The tiles as pixels: what is abnormal is tinted, what is missing says so, what did not change is not painted. */
class TestIndicatorGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<Model>();
        m_window = std::make_unique<QQuickWindow>();
        m_window->setColor(Qt::black);
        m_window->resize(600, 300);
        m_grid = new IndicatorGrid(m_window->contentItem());
        m_grid->setSize(QSizeF(600, 300));
        m_grid->setColumns(3);
        m_grid->setModel(m_model.get());
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QTRY_VERIFY(m_grid->paintCount() > 0);
    }
    void cleanup()
    {
        m_window.reset();
        m_model.reset();
    }

    void abnormalTileIsTintedAndFramed()
    {
        const QColor quiet = pixel(0, 0.5, 0.9);
        QCOMPARE(quiet, WallPalette().tile);
        m_model->item(0)->setData(static_cast<int>(Level::Critical), LevelOf);
        QTRY_COMPARE(pixel(0, 0.5, 0.97), levelTint(Level::Critical, WallPalette().tile));
        QCOMPARE(edge(0), levelBorder(Level::Critical, WallPalette().tile, WallPalette().tile));
        QVERIFY(count(0, levelColor(Level::Critical)) > 100); // number, trend and mark
    }
    void missingIsADashNeverANumber()
    {
        m_model->item(1)->setData(std::nan(""), Value);
        QTRY_COMPARE(m_grid->textAt(1), u"气温 — 无数据"_s);
        m_model->item(1)->setData(0.0, Value);
        QTRY_COMPARE(m_grid->textAt(1), u"气温 0.0 %"_s);
    }
    void missingHasNoLevel()
    {
        m_model->item(1)->setData(static_cast<int>(Level::Critical), LevelOf);
        m_model->item(1)->setData(std::nan(""), Value);
        QTRY_COMPARE(count(1, levelColor(Level::Critical)), 0);
    }
    void staleIsHatchedAndSaysItsAge()
    {
        m_model->item(2)->setData(720, Age);
        m_model->item(2)->setData(static_cast<int>(Quality::Stale), QualityOf);
        QTRY_COMPARE(m_grid->textAt(2), u"气温 22.0 % 12 分前"_s);
        QTRY_VERIFY(count(2, WallPalette().hairline) > 500);
    }
    void onlyWhatChangedIsPainted()
    {
        m_window->grabWindow();
        const int before = m_grid->paintCount();
        m_model->item(3)->setData(77.7, Value);
        QTRY_COMPARE(m_grid->paintCount(), before + 1);
        // Not seen: another age of a good value, a digit beyond the decimals.
        m_model->item(3)->setData(9, Age);
        m_model->item(3)->setData(77.7004, Value);
        m_window->grabWindow();
        QCOMPARE(m_grid->paintCount(), before + 1);
    }
    void frozenMakesAllStale()
    {
        m_grid->setFrozen(true);
        QTRY_VERIFY(m_grid->textAt(0).endsWith(u"秒前"_s));
    }
    void tapTellsWhich()
    {
        QSignalSpy tapped(m_grid, &IndicatorGrid::tileTapped);
        QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, m_grid->tileRect(4).center().toPoint());
        QCOMPARE(tapped.count(), 1);
        QCOMPARE(tapped.first().first().toString(), u"i4"_s);
    }
    void rowsComeAndGo()
    {
        m_model->removeRow(5);
        QTRY_COMPARE(m_grid->shown(), 5);
        m_model->clear();
        QTRY_COMPARE(m_grid->shown(), 0);
    }

private:
    QColor pixel(int tile, double x, double y)
    {
        const QRectF place = m_grid->tileRect(tile);
        return m_window->grabWindow().pixelColor((place.topLeft() + QPointF(place.width() * x, place.height() * y)).toPoint());
    }
    QColor edge(int tile) { return m_window->grabWindow().pixelColor(m_grid->tileRect(tile).topLeft().toPoint()); }
    int count(int tile, const QColor &colour)
    {
        const QImage image = m_window->grabWindow().copy(m_grid->tileRect(tile).toRect());
        int found = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                found += image.pixelColor(x, y) == colour;
        }
        return found;
    }

    std::unique_ptr<Model> m_model;
    std::unique_ptr<QQuickWindow> m_window;
    IndicatorGrid *m_grid = nullptr;
};

QTEST_MAIN(TestIndicatorGrid)
#include "tst_indicatorgrid.moc"
