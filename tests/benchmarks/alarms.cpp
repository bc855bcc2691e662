// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "catalogue/catalogue.h"
#include "city/cityloader.h"
#include "datasources/backend/world.h"
#include "domain/clock.h"
#include "persistence/memoryjournal.h"

#include <QElapsedTimer>

#include <random>

namespace guancheng::bench {

namespace {

constexpr quint32 kDevices = 5'100'000;
constexpr int kRecords = 780'000; ///< twenty seconds of 39 000 a second
constexpr int kBatch = 4096;

/** The catalogue of the product and, of each class with an alarm, a limit, a rate, a deviation and a rule that joins them. */
Result<std::shared_ptr<const Catalogue>> catalogueWithRules(const std::shared_ptr<const Catalogue> &product)
{
    const auto test = [](AlarmTest what, double bound) {
        AlarmCondition condition;
        condition.test = what;
        condition.bound = bound;
        condition.samples = 30;
        return condition;
    };
    std::vector<AlarmRule> rules;
    for (int i = 0; i < product->deviceClasses().size(); ++i) {
        const DeviceClass &type = product->deviceClasses()[i];
        if (type.alarmType < 0)
            continue;
        const double worst = std::isnan(type.limits.high[3]) ? 1e9 : type.limits.high[3];
        AlarmCondition joined = test(AlarmTest::All, 0);
        joined.parts = {test(AlarmTest::Above, worst), test(AlarmTest::Rises, worst), test(AlarmTest::Deviates, 8)};
        AlarmCondition asks = test(AlarmTest::Rule, 0);
        asks.rule = static_cast<int>(rules.size());
        asks.reach = AlarmReach::Street;
        AlarmCondition either = test(AlarmTest::Any, 0);
        either.parts = {asks, test(AlarmTest::Falls, 1e9)};
        for (AlarmCondition *when : {&joined, &either}) {
            AlarmRule rule;
            rule.id = QStringLiteral("rule-%1").arg(rules.size());
            rule.deviceClass = i;
            rule.level = Level::Moderate;
            rule.seconds = 30;
            rule.when = *when;
            rules.push_back(std::move(rule));
        }
    }
    CatalogueTables tables;
    tables.rhythms = product->rhythms();
    tables.departments = product->departments();
    tables.sources = product->sources();
    tables.dimensions = product->dimensions();
    tables.unitKinds = product->unitKinds();
    tables.matterClasses = product->matterClasses();
    tables.matters = product->matters();
    tables.alarmCauses = product->alarmCauses();
    tables.alarmTypes = product->alarmTypes();
    tables.deviceGroups = product->deviceGroups();
    tables.deviceClasses = product->deviceClasses();
    tables.indicators = product->indicators();
    tables.figures = product->figures();
    tables.warningColours = product->warningColours();
    tables.warningKinds = product->warningKinds();
    tables.alarmRules = Registry<AlarmRule>(std::move(rules));
    return std::make_shared<const Catalogue>(std::move(tables), product->revision());
}

DeviceTable devicesOf(const Catalogue &catalogue, const City &city, std::mt19937 &random)
{
    std::vector<double> shares;
    for (const DeviceClass &type : catalogue.deviceClasses())
        shares.push_back(type.share);
    std::discrete_distribution<quint16> classes(shares.begin(), shares.end());
    DeviceTable table;
    for (quint32 i = 0; i < kDevices; ++i) {
        const auto street = static_cast<quint16>(random() % city.streets().size());
        const GeoPoint seed = city.streets()[street].seed;
        table.deviceClass.push_back(classes(random));
        table.street.push_back(street);
        table.longitudeE7.push_back(static_cast<qint32>(seed.longitude * 1e7));
        table.latitudeE7.push_back(static_cast<qint32>(seed.latitude * 1e7));
        table.serial.push_back(i + 1);
    }
    return table;
}

/** Records of a day in which one in a thousand readings is beyond its limits. */
std::vector<TelemetryRecord> recordsOf(const Catalogue &catalogue, const World &world, TimeMs at, std::mt19937 &random)
{
    std::vector<TelemetryRecord> records(kBatch);
    for (TelemetryRecord &record : records) {
        record.slot = static_cast<quint32>(random() % kDevices);
        const DeviceClass &type = catalogue.deviceClasses()[world.devices().deviceClass[record.slot]];
        record.value = static_cast<float>(type.model.base + static_cast<double>(random() % 1000) / 1000 * type.spread);
        record.state = random() % 1000 == 0 ? DeviceState::Moderate : DeviceState::Normal;
        record.at = at;
    }
    return records;
}

bool runAlarms()
{
    const QString resources = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources");
    const auto product = loadCatalogue(resources);
    const auto city = loadCity(resources + QStringLiteral("/city/shanghai"));
    if (!product || !city) {
        remark(product ? city.error().toString() : product.error().toString());
        return false;
    }
    const auto catalogue = catalogueWithRules(*product);
    std::mt19937 random(20261122);
    ManualClock clock(1'795'300'000'000);
    MemoryJournal journal;
    World world(*catalogue, *city, clock, journal, WorldOptions{});
    world.open();
    world.declareDevices(devicesOf(**catalogue, **city, random));
    qint64 nanoseconds = 0;
    int done = 0;
    while (done < kRecords) {
        clock.advance(105); // 4 096 records at 39 000 a second
        const std::vector<TelemetryRecord> records = recordsOf(**catalogue, world, clock.now(), random);
        QElapsedTimer timer;
        timer.start();
        world.telemetry(QStringLiteral("iot"), records);
        world.tick(clock.now());
        nanoseconds += timer.nsecsElapsed();
        done += static_cast<int>(records.size());
    }
    Line(QStringLiteral("engine-alarms")).add("n", done).add("per_s", done / (static_cast<double>(nanoseconds) / 1e9)).print();
    remark(QStringLiteral("%1 rules, %2 alarms raised")
               .arg((*catalogue)->alarmRules().size())
               .arg(world.statistics().alarmsRaised));
    return true;
}

} // namespace

Benchmark alarms()
{
    return {"engine-alarms", "records a second through delays, limits and rules of each class, 5.1 M devices, one thread",
            runAlarms};
}

} // namespace guancheng::bench
