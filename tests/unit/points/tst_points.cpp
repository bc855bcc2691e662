// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/geo/mercator.h"
#include "maps/points/mercatortable.h"
#include "maps/points/pointindex.h"
#include "maps/points/pointsort.h"

#include <QTest>

#include <random>

using namespace guancheng;

namespace {

struct Devices
{
    std::vector<qint32> longitude;
    std::vector<qint32> latitude;
    std::vector<quint8> state;

    explicit Devices(size_t count, double spread = 0.2)
    {
        std::mt19937 random(1);
        std::normal_distribution<double> near(0, spread);
        for (size_t i = 0; i < count; ++i) {
            longitude.push_back(qint32(std::lround((121.4 + near(random)) * 1e7)));
            latitude.push_back(qint32(std::lround((31.2 + near(random)) * 1e7)));
            state.push_back(quint8(random() % 8));
        }
    }
    MassPoints points() const { return {longitude, latitude, state}; }
};

} // namespace

/** More points than one thread takes, so that both halves are seen to meet. */
class TestPoints : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sortsAndIsStable()
    {
        std::mt19937 random(2);
        for (const size_t count : {size_t(0), size_t(1), size_t(1000), size_t(200'001)}) {
            BigArray<CodedPoint> points(count);
            for (quint32 i = 0; i < count; ++i)
                points[i] = {quint32(random()) & (i % 2 ? 0xffffffffu : 0xff0000ffu), i};
            std::vector<CodedPoint> expected(points.begin(), points.end());
            std::stable_sort(expected.begin(), expected.end(), [](const auto &a, const auto &b) { return a.code < b.code; });
            sortByCode(points);
            for (size_t i = 0; i < count; ++i) {
                QCOMPARE(points[i].code, expected[i].code);
                QCOMPARE(points[i].slot, expected[i].slot);
            }
        }
    }

    void tableIsTheProjection()
    {
        const auto differs = [](const MercatorTable &table, qint32 latitude) {
            const double exact = toWorld({0, latitude / 1e7}).y() * PointIndex::kFixed;
            return std::abs(double(table.fixedY(latitude)) - std::floor(std::clamp(exact, 0.0, PointIndex::kFixed - 1)));
        };
        std::mt19937 random(3);
        const MercatorTable city(305'000'000, 320'000'000);
        const MercatorTable earth(-900'000'000, 900'000'000);
        for (int i = 0; i < 100'000; ++i) {
            QVERIFY(differs(city, 305'000'000 + qint32(random() % 15'000'001)) <= 1);
            QVERIFY(differs(earth, -850'000'000 + qint32(random() % 1'700'000'001)) <= 2);
        }
        QVERIFY(MercatorTable(0, 0).fixedY(0) > 0);
    }

    void everyPointIsWhereItBelongs()
    {
        const Devices devices(150'000);
        const PointIndex index(devices.points());
        QCOMPARE(index.size(), size_t(150'000));
        std::vector<bool> seen(150'000);
        for (quint32 slot = 0; slot < 150'000; ++slot) {
            const quint32 rank = index.rankOf(slot);
            QVERIFY(rank < 150'000 && !seen[rank]);
            seen[rank] = true;
            QCOMPARE(index.slotAt(rank), slot);
            QCOMPARE(quint8(index.state(rank)), devices.state[slot]);
            const QPointF exact = toWorld({devices.longitude[slot] / 1e7, devices.latitude[slot] / 1e7});
            QVERIFY(std::abs(index.world(rank).x() - exact.x()) < 1e-9 && std::abs(index.world(rank).y() - exact.y()) < 1e-9);
        }
    }

    void boxesHoldWhatIsInThem()
    {
        const Devices devices(120'000);
        const PointIndex index(devices.points());
        std::mt19937 random(4);
        std::uniform_real_distribution<double> any(-0.2, 1.2);
        for (int i = 0; i < 200; ++i) {
            const QRectF square = index.square();
            const double side = square.width() * std::pow(0.5, random() % 12);
            const QRectF box(square.left() + any(random) * square.width(), square.top() + any(random) * square.height(), side,
                             side);
            std::vector<bool> visited(index.size());
            std::vector<bool> abnormal(index.size());
            index.visit(box, [&](quint32 begin, quint32 end) {
                for (quint32 rank = begin; rank < end; ++rank) {
                    QVERIFY(!visited[rank]);
                    visited[rank] = true;
                }
                index.forAbnormal(begin, end, [&](quint32 rank) { abnormal[rank] = true; });
            });
            size_t inside = 0;
            for (quint32 rank = 0; rank < index.size(); ++rank) {
                const QPointF place = index.world(rank);
                const bool holds =
                    place.x() >= box.left() && place.x() <= box.right() && place.y() >= box.top() && place.y() <= box.bottom();
                inside += holds;
                QVERIFY(!holds || visited[rank]);
                QCOMPARE(bool(abnormal[rank]), visited[rank] && isAbnormal(index.state(rank)));
            }
            QVERIFY(index.countNear(box) >= inside || !box.intersects(index.square()));
        }
    }

    void statesAndTheirBitsAgree()
    {
        const Devices devices(1000);
        PointIndex index(devices.points());
        std::mt19937 random(5);
        for (int i = 0; i < 5000; ++i)
            index.setState(quint32(random() % 1000), DeviceState(random() % 8));
        std::vector<bool> abnormal(1000);
        index.forAbnormal(0, 1000, [&](quint32 rank) { abnormal[rank] = true; });
        for (quint32 rank = 0; rank < 1000; ++rank)
            QCOMPARE(bool(abnormal[rank]), isAbnormal(index.state(rank)));
        index.forAbnormal(7, 7, [](quint32) { QFAIL("nothing is in an empty range"); });
    }

    void densityAddsUp()
    {
        const Devices devices(100'000, 0.05);
        const PointIndex index(devices.points());
        const DensityPyramid &density = index.density();
        for (int level = 0; level <= density.finest(); ++level) {
            size_t sum = 0;
            size_t filled = 0;
            size_t over = 0;
            for (quint32 code = 0; code < quint32(1) << (2 * level); ++code) {
                const quint32 count = density.countAt(level, code);
                sum += count;
                filled += count > 0;
                over += count > density.dense(level);
            }
            QCOMPARE(sum, size_t(100'000));
            QVERIFY2(over <= filled / 20 + 1, qPrintable(QString::number(level)));
        }
    }

    void allInOnePlace()
    {
        const std::vector<qint32> longitude(60'000, 1'214'000'000);
        const std::vector<qint32> latitude(60'000, 312'000'000);
        const PointIndex index(MassPoints{longitude, latitude, {}});
        QCOMPARE(index.size(), size_t(60'000));
        QCOMPARE(index.density().dense(0), 60'000U);
        size_t found = 0;
        index.visit(QRectF(index.world(0), QSizeF(1e-9, 1e-9)), [&](quint32 begin, quint32 end) { found += end - begin; });
        QCOMPARE(found, size_t(60'000));
        QCOMPARE(index.state(0), DeviceState::Unknown);
    }
};

QTEST_APPLESS_MAIN(TestPoints)
#include "tst_points.moc"
