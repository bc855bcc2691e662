// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "mapfixture.h"

#include "jsonfile/resourcedir.h"
#include "maps/geo/mercator.h"
#include "shell/renderer.h"
#include "shell/resources.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QSGRendererInterface>
#include <QTimer>

#include <numbers>

namespace guancheng::bench {

namespace {

constexpr QSize kWall(3840, 2160);

std::vector<MapMark> seededMarks(const City &city, size_t count)
{
    std::vector<MapMark> marks;
    size_t number = 0;
    for (const GeoPoint &place : seededPlaces(city, count, 77)) {
        const auto level = static_cast<Level>(1 + number % 4);
        const QString name = QStringLiteral("事件 %1").arg(++number);
        marks.push_back({QStringLiteral("case-%1").arg(number), QStringLiteral("incident"), level, place, name, name});
    }
    return marks;
}

} // namespace

Spread spreadOf(std::vector<double> rounds)
{
    const auto [low, high] = std::minmax_element(rounds.begin(), rounds.end());
    Spread result{0, *low, *high};
    result.median = percentile(rounds, 0.5);
    return result;
}

std::vector<GeoPoint> seededPlaces(const City &city, size_t count, quint64 seed)
{
    std::mt19937_64 random(seed);
    std::normal_distribution<double> near(0, 0.006);
    const GeoBox &box = city.bounds();
    std::uniform_real_distribution<double> east(box.west, box.east);
    std::uniform_real_distribution<double> north(box.south, box.north);
    const auto &streets = city.streets();
    std::vector<GeoPoint> places;
    places.reserve(count);
    while (places.size() < count) {
        if (random() % 5 != 0 && !streets.empty()) {
            const GeoPoint &middle = streets[random() % streets.size()].seed;
            places.push_back({middle.longitude + near(random), middle.latitude + near(random)});
            continue;
        }
        const GeoPoint anywhere{east(random), north(random)};
        if (city.locate(anywhere).district >= 0)
            places.push_back(anywhere);
    }
    return places;
}

std::shared_ptr<DeviceArrays> seededDevices(const City &city, size_t count, quint64 seed, int abnormal)
{
    auto arrays = std::make_shared<DeviceArrays>(count);
    std::mt19937_64 random(seed + 1);
    const std::vector<GeoPoint> places = seededPlaces(city, count, seed);
    for (quint32 slot = 0; slot < count; ++slot) {
        arrays->longitudeE7[slot] = static_cast<qint32>(std::lround(places[slot].longitude * 1e7));
        arrays->latitudeE7[slot] = static_cast<qint32>(std::lround(places[slot].latitude * 1e7));
        const auto dice = static_cast<int>(random() % 1000);
        arrays->setState(slot, dice < abnormal ? static_cast<DeviceState>(1 + dice % 4) : DeviceState::Normal);
    }
    return arrays;
}

double framesOf(QQuickWindow &window, int milliseconds, const std::function<void()> &step)
{
    QEventLoop loop;
    int frames = 0;
    QElapsedTimer since;
    const auto connection = QObject::connect(&window, &QQuickWindow::frameSwapped, &loop, [&] {
        ++frames;
        step();
        window.update();
    });
    since.start();
    step();
    window.update();
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(connection);
    return frames * 1000.0 / static_cast<double>(since.elapsed());
}

MapFixture::MapFixture(std::shared_ptr<const MapStyle> style) : scene(std::move(style)) {}

std::unique_ptr<MapFixture> MapFixture::make(const MapLoad &load, bool shown)
{
    chooseRenderer(qEnvironmentVariable("GUANCHENG_BENCH_RENDERER", QStringLiteral("auto")));
    const Result<Resources> resources = loadResources(resourceDir());
    if (!resources) {
        remark(resources.error().reason);
        return nullptr;
    }
    std::unique_ptr<MapFixture> fixture(new MapFixture(resources->mapStyle));
    fixture->city = resources->city;
    fixture->window.setColor(Qt::black);
    fixture->window.setGeometry(QRect({0, 0}, kWall));
    fixture->map.setParentItem(fixture->window.contentItem());
    fixture->map.setSize(kWall);
    fixture->map.setSymbolScale(2);
    fixture->scene.setCity(fixture->city);
    fixture->scene.setMarks(seededMarks(*fixture->city, load.marks));
    if (load.units > 0)
        fixture->setUnits(load.units);
    if (load.devices > 0)
        fixture->devices.reset(seededDevices(*fixture->city, load.devices, 20261122));
    fixture->window.show();
    if (!shown)
        return fixture;
    if (load.devices > 0)
        fixture->scene.setDevices(&fixture->devices);
    fixture->map.setScene(&fixture->scene);
    return fixture->settle() ? std::move(fixture) : nullptr;
}

bool MapFixture::settle(int timeoutMs)
{
    QElapsedTimer since;
    since.start();
    const auto done = [this] { return isSharp() && scene.deviceCount() == devices.size(); };
    while (!done() && since.elapsed() < timeoutMs) {
        QEventLoop loop;
        QTimer::singleShot(5, &loop, &QEventLoop::quit);
        loop.exec();
    }
    return done() && oneFrame();
}

bool MapFixture::isSharp() const
{
    const MapCounters counters = map.counters();
    return map.isReady() && counters.waitingTiles == 0 && !counters.waitingPatches;
}

bool MapFixture::oneFrame(int timeoutMs)
{
    QEventLoop loop;
    bool swapped = false;
    QObject::connect(&window, &QQuickWindow::frameSwapped, &loop, [&] {
        swapped = true;
        loop.quit();
    });
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    window.update();
    loop.exec();
    return swapped;
}

double MapFixture::framesPerSecond(int milliseconds, const std::function<void()> &step, std::vector<double> *frameMs)
{
    int same = 0;
    int frames = 0;
    QElapsedTimer since;
    QElapsedTimer frame;
    quint64 pictures = map.counters().pictures;
    since.start();
    frame.start();
    const double all = framesOf(window, milliseconds, [&] {
        const quint64 now = map.counters().pictures;
        same += now == pictures;
        pictures = now;
        ++frames;
        if (frameMs && frames > 1)
            frameMs->push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
        frame.start();
        step();
    });
    return all * (frames - same) / std::max(1, frames);
}

double MapFixture::fullUpdatesPerSecond(int milliseconds, const std::function<void()> &step)
{
    int updates = 0;
    QElapsedTimer since;
    since.start();
    framesOf(window, milliseconds, [&] {
        if (!isSharp())
            return;
        ++updates;
        step();
    });
    return (updates - 1) * 1000.0 / static_cast<double>(since.elapsed());
}

double MapFixture::changedShare(const std::function<void()> &step)
{
    int pairs = 0;
    int changed = 0;
    for (int i = 0; i < 40; ++i) {
        const bool compared = i % 4 == 0;
        const QImage before = compared ? window.grabWindow() : QImage();
        step();
        settle(2000);
        if (!compared)
            continue;
        ++pairs;
        changed += window.grabWindow() != before;
    }
    return double(changed) / pairs;
}

void MapFixture::setUnits(size_t count)
{
    const std::vector<GeoPoint> places = seededPlaces(*city, count, 5);
    std::mt19937 random(9);
    std::vector<Unit> list;
    m_records.clear();
    for (quint32 slot = 0; slot < count; ++slot) {
        Unit unit;
        unit.id = QStringLiteral("U-%1").arg(slot);
        list.push_back(unit);
        UnitRecord record;
        record.slot = slot;
        record.point = places[slot];
        record.heading = static_cast<float>(random() % 360);
        record.at = m_time;
        m_records.push_back(record);
    }
    units.reset(std::move(list), m_records);
    scene.setUnits(&units);
}

void MapFixture::moveUnits(double metres)
{
    m_time += 1000;
    for (UnitRecord &record : m_records) {
        const double angle = record.heading * std::numbers::pi / 180;
        record.point.longitude += metres / 95'000 * std::sin(angle);
        record.point.latitude += metres / 111'000 * std::cos(angle);
        record.at = m_time;
    }
    units.apply(m_records);
}

void MapFixture::pan(double pixels)
{
    m_angle += 0.01;
    const Viewport view = map.viewport().panned(QPointF(std::cos(m_angle), std::sin(m_angle)) * pixels);
    const GeoPoint centre = toGeo(view.centre);
    map.flyTo(centre.longitude, centre.latitude, view.zoom, 0);
}

QString MapFixture::flags() const
{
    const bool software = window.rendererInterface()->graphicsApi() == QSGRendererInterface::Software;
    // Other programs on the machine slow all of this down: whoever reads the figures should know.
    QFile loads(QStringLiteral("/proc/loadavg"));
    const QByteArray load = loads.open(QIODevice::ReadOnly) ? loads.readAll().split(' ').value(0) : QByteArray("unknown");
    return QStringLiteral("3840x2160,look=2,%1,base+names+marks,load=%2")
        .arg(software ? QStringLiteral("software") : QStringLiteral("rhi"), QString::fromLatin1(load));
}

} // namespace guancheng::bench
