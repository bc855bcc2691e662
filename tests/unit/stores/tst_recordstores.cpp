// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/devicestore.h"
#include "stores/unitstore.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>
#include <set>
#include <thread>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** The stores that the net thread writes: readings by slot, lists of changes without duplicates, readers undisturbed. */
class TestRecordStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReadingIsTaken();
    void olderAndImpossibleRecordsAreCountedAndDropped();
    void aSlotStandsOnceInTheListOfChanges();
    void onlyTheStateCounts();
    void aNewDirectoryDropsOldNotes();
    void readersKeepTheOldDirectory();
    void countsFollowTheStates();
    void likeASimpleModel();
    void readerAndWriterAtOnce();
    void unitsMove();
    void unitsFromNowhere();
};

namespace {
std::shared_ptr<DeviceArrays> devices(size_t size)
{
    return std::make_shared<DeviceArrays>(size);
}
} // namespace

void TestRecordStores::aReadingIsTaken()
{
    DeviceStore store;
    QCOMPARE(store.size(), size_t(0));
    store.reset(devices(3));
    QCOMPARE(store.generation(), quint64(1));
    QVERIFY(std::isnan(store.arrays()->value(1)));
    QCOMPARE(store.arrays()->state(1), DeviceState::Unknown);
    const TelemetryRecord record{1, 2.5F, 1000, DeviceState::Minor};
    store.apply({&record, 1});
    QCOMPARE(store.arrays()->value(1), 2.5F);
    QCOMPARE(store.arrays()->at(1), TimeMs(1000));
    QCOMPARE(store.arrays()->state(1), DeviceState::Minor);
    QCOMPARE(store.counters().applied, quint64(1));
}

void TestRecordStores::olderAndImpossibleRecordsAreCountedAndDropped()
{
    DeviceStore store;
    store.reset(devices(2));
    const std::vector<TelemetryRecord> records{{0, 1, 1000, DeviceState::Normal},
                                               {0, 2, 999, DeviceState::Critical},
                                               {2, 3, 1000, DeviceState::Normal},
                                               {1, 3, 1000, static_cast<DeviceState>(77)}};
    store.apply(records);
    QCOMPARE(store.arrays()->value(0), 1.0F);
    QCOMPARE(store.counters().applied, quint64(1));
    QCOMPARE(store.counters().late, quint64(1));
    QCOMPARE(store.counters().unknown, quint64(2));
}

void TestRecordStores::aSlotStandsOnceInTheListOfChanges()
{
    DeviceStore store;
    store.reset(devices(200));
    for (int i = 0; i < 10; ++i) {
        const TelemetryRecord record{130, 0, i, i % 2 == 0 ? DeviceState::Normal : DeviceState::Fault};
        store.apply({&record, 1});
    }
    std::vector<quint32> changed{1, 2, 3};
    store.takeChangedSlots(changed);
    QCOMPARE(changed, std::vector<quint32>{130});
    store.takeChangedSlots(changed);
    QVERIFY(changed.empty());
}

void TestRecordStores::onlyTheStateCounts()
{
    DeviceStore store;
    store.reset(devices(1));
    std::vector<quint32> changed;
    TelemetryRecord record{0, 1, 1, DeviceState::Normal};
    store.apply({&record, 1});
    store.takeChangedSlots(changed);
    record = {0, 5, 2, DeviceState::Normal};
    store.apply({&record, 1});
    store.takeChangedSlots(changed);
    QVERIFY(changed.empty());
    QCOMPARE(store.arrays()->value(0), 5.0F);
}

void TestRecordStores::aNewDirectoryDropsOldNotes()
{
    DeviceStore store;
    store.reset(devices(100));
    const TelemetryRecord record{99, 1, 1, DeviceState::Normal};
    store.apply({&record, 1});
    store.reset(devices(10));
    std::vector<quint32> changed;
    store.takeChangedSlots(changed);
    QVERIFY(changed.empty());
    store.reset(nullptr);
    QCOMPARE(store.size(), size_t(0));
    QVERIFY(store.arrays());
}

void TestRecordStores::readersKeepTheOldDirectory()
{
    DeviceStore store;
    store.reset(devices(5));
    const std::shared_ptr<const DeviceArrays> old = store.arrays();
    store.reset(devices(1));
    QCOMPARE(old->size(), size_t(5));
    QCOMPARE(old->state(4), DeviceState::Unknown);
}

void TestRecordStores::countsFollowTheStates()
{
    DeviceStore store;
    store.reset(devices(10));
    QCOMPARE(store.countOf(DeviceState::Unknown), size_t(10));
    const std::vector<TelemetryRecord> records{
        {0, 1, 1, DeviceState::Normal}, {1, 1, 1, DeviceState::Offline}, {0, 1, 2, DeviceState::Offline}};
    store.apply(records);
    QCOMPARE(store.countOf(DeviceState::Unknown), size_t(8));
    QCOMPARE(store.countOf(DeviceState::Normal), size_t(0));
    QCOMPARE(store.countOf(DeviceState::Offline), size_t(2));
}

void TestRecordStores::likeASimpleModel()
{
    std::mt19937 random(7);
    DeviceStore store;
    constexpr quint32 kSize = 64;
    store.reset(devices(kSize));
    std::map<quint32, TelemetryRecord> model;
    std::set<quint32> dirty;
    std::vector<quint32> changed;
    for (int round = 0; round < 2000; ++round) {
        std::vector<TelemetryRecord> records;
        for (quint32 i = random() % 8; i > 0; --i)
            records.push_back(
                {quint32(random() % (kSize + 4)), float(random() % 100), TimeMs(random() % 1000), DeviceState(random() % 8)});
        for (const TelemetryRecord &record : records) {
            if (record.slot >= kSize || record.at < model[record.slot].at)
                continue;
            if (record.state != model[record.slot].state)
                dirty.insert(record.slot);
            model[record.slot] = record;
        }
        store.apply(records);
        if (random() % 5 != 0)
            continue;
        store.takeChangedSlots(changed);
        std::ranges::sort(changed);
        QCOMPARE(changed, std::vector<quint32>(dirty.begin(), dirty.end()));
        dirty.clear();
    }
    for (const auto &[slot, record] : model) {
        if (slot >= kSize)
            continue;
        QCOMPARE(store.arrays()->state(slot), record.state);
        QCOMPARE(store.arrays()->at(slot), record.at);
    }
}

void TestRecordStores::readerAndWriterAtOnce()
{
    DeviceStore store;
    constexpr quint32 kSize = 4096;
    store.reset(devices(kSize));
    std::atomic<bool> done = false;
    std::thread writer([&] {
        for (TimeMs round = 1; round <= 200; ++round) {
            if (round % 50 == 0)
                store.reset(devices(kSize));
            std::vector<TelemetryRecord> records;
            for (quint32 slot = 0; slot < kSize; ++slot)
                records.push_back({slot, float(round), round, DeviceState(round % 8)});
            store.apply(records);
        }
        done = true;
    });
    std::vector<quint32> changed;
    bool sane = true;
    while (!done) {
        const std::shared_ptr<const DeviceArrays> arrays = store.arrays();
        for (quint32 slot = 0; slot < arrays->size(); ++slot)
            sane = sane && arrays->state(slot) <= DeviceState::Unknown;
        store.takeChangedSlots(changed);
        for (const quint32 slot : changed)
            sane = sane && slot < kSize;
    }
    writer.join();
    QVERIFY(sane);
    QCOMPARE(store.arrays()->value(kSize - 1), 200.0F);
}

void TestRecordStores::unitsMove()
{
    UnitStore store;
    Unit bus;
    bus.id = u"U-1"_s;
    Unit truck;
    truck.id = u"U-2"_s;
    store.reset({bus, truck}, {});
    QVERIFY(!store.position(1).point.isValid());
    QCOMPARE(store.directory()->find(u"U-2"_s)->slot, quint32(1));
    QVERIFY(!store.directory()->find(u"U-3"_s));
    const std::vector<UnitRecord> records{{1, {121.5, 31.2}, 1000}, {1, {121.6, 31.2}, 2000}, {1, {121.7, 31.2}, 1500}};
    store.apply(records);
    QCOMPARE(store.position(1).point.longitude, 121.6);
    std::vector<quint32> moved;
    store.takeMoved(moved);
    QCOMPARE(moved, std::vector<quint32>{1});
    QCOMPARE(store.positions().size(), size_t(2));
    QCOMPARE(store.counters().late, quint64(1));
}

void TestRecordStores::unitsFromNowhere()
{
    UnitStore store;
    store.reset({Unit{}}, {});
    const std::vector<UnitRecord> records{{0, {}, 1000}, {1, {121.6, 31.2}, 2000}, {0, {500, 31.2}, 1500}};
    store.apply(records);
    QCOMPARE(store.counters().unknown, quint64(3));
    QVERIFY(!store.position(0).point.isValid());
    QVERIFY(!store.position(9).point.isValid());
}

QTEST_GUILESS_MAIN(TestRecordStores)
#include "tst_recordstores.moc"
