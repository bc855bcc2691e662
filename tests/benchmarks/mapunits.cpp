// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "mapfixture.h"

#include <QAbstractListModel>
#include <QGeoCoordinate>
#include <QQmlComponent>
#include <QQmlContext>
#include <QQmlEngine>
#include <QQuickItem>

namespace guancheng::bench {

namespace {

constexpr int kUnits = 5000;
constexpr int kRounds = 5;
constexpr int kRoundMs = 3000;
constexpr double kMetres = 40; // a frame: about a pixel in the view of the whole city

/** The same units as the map of Qt shows them: one MapQuickItem each, an arrow that turns. */
const char *const kPeer = R"(
import QtQuick
import QtLocation
import QtPositioning

Map {
    plugin: Plugin { name: "itemsoverlay" }
    required property var units
    center: QtPositioning.coordinate(31.23, 121.47)
    zoomLevel: 11
    MapItemView {
        model: units
        delegate: MapQuickItem {
            required property var place
            required property real heading
            coordinate: place
            anchorPoint: Qt.point(8, 8)
            sourceItem: Rectangle { width: 16; height: 16; radius: 3; color: "#4f8fb8"; rotation: heading }
        }
    }
}
)";

class UnitModel : public QAbstractListModel
{
public:
    explicit UnitModel(const City &city)
    {
        for (const GeoPoint &place : seededPlaces(city, kUnits, 5))
            m_places.emplace_back(place.latitude, place.longitude);
    }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_places.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const auto row = static_cast<size_t>(index.row());
        return role == Qt::UserRole ? QVariant::fromValue(m_places[row]) : QVariant(static_cast<double>(row * 37 % 360));
    }
    QHash<int, QByteArray> roleNames() const override { return {{Qt::UserRole, "place"}, {Qt::UserRole + 1, "heading"}}; }
    void step()
    {
        for (size_t row = 0; row < m_places.size(); ++row) {
            const double angle = static_cast<double>(row * 37 % 360) * std::numbers::pi / 180;
            m_places[row].setLongitude(m_places[row].longitude() + kMetres / 95'000 * std::sin(angle));
            m_places[row].setLatitude(m_places[row].latitude() + kMetres / 111'000 * std::cos(angle));
        }
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Qt::UserRole});
    }

private:
    std::vector<QGeoCoordinate> m_places;
};

bool measure()
{
    const auto fixture = MapFixture::make({.devices = 110'000, .units = kUnits});
    if (!fixture)
        return false;
    fixture->scene.setUnitPeriod(0);
    UnitModel model(*fixture->city);
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.setData(kPeer, QUrl());
    std::unique_ptr<QObject> made(
        component.createWithInitialProperties({{QStringLiteral("units"), QVariant::fromValue(&model)}}));
    auto *peer = qobject_cast<QQuickItem *>(made.get());
    if (!peer) {
        remark(component.errorString());
        return false;
    }
    peer->setParentItem(fixture->window.contentItem());
    peer->setSize(fixture->map.size());

    const auto ourStep = [&] {
        fixture->moveUnits(kMetres);
        fixture->scene.pulse();
    };
    std::vector<double> ours;
    std::vector<double> theirs;
    std::vector<double> ratios;
    for (int round = 0; round < kRounds; ++round) {
        peer->setVisible(false);
        fixture->map.setVisible(true);
        fixture->settle();
        ours.push_back(fixture->fullUpdatesPerSecond(kRoundMs, ourStep));
        fixture->map.setVisible(false);
        peer->setVisible(true);
        theirs.push_back(framesOf(fixture->window, kRoundMs, [&] { model.step(); }));
        ratios.push_back(ours.back() / theirs.back());
        remark(QStringLiteral("round %1: ours %2, MapItemView %3 frames/s")
                   .arg(round + 1)
                   .arg(ours.back(), 0, 'f', 1)
                   .arg(theirs.back(), 0, 'f', 2));
    }
    peer->setVisible(false);
    fixture->map.setVisible(true);
    fixture->settle();
    const double changed = fixture->changedShare(ourStep);
    const Spread ratio = spreadOf(ratios);
    Line(QStringLiteral("map-units-5k"))
        .add("n", kUnits)
        .add("fps", percentile(ours, 0.5))
        .add("peer_fps", percentile(theirs, 0.5))
        .add("ratio", ratio.median)
        .add("ratio_worst", ratio.worst)
        .add("ratio_best", ratio.best)
        .add("changed", changed)
        .add("peer", QStringLiteral("MapItemView"))
        .add("flags", fixture->flags())
        .print();
    return changed > 0.9;
}

} // namespace

Benchmark mapUnits()
{
    return {"map-units-5k",
            "5 000 units that all move before every frame, on the map with 110 000 devices, against MapItemView of QtLocation "
            "without a base map",
            measure};
}

} // namespace guancheng::bench
