// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/questions/cityroadservice.h"

#include "maps/pack/packroads.h"
#include "shell/logging.h"

#include <QDateTime>
#include <QTimeZone>
#include <QtConcurrentRun>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

using Made = Result<std::shared_ptr<RoadQuestions>>;

Made makeRoads(const std::shared_ptr<const City> &city, const QString &dir, const QString &packDir)
{
    auto vehicles = Vehicles::load(dir + u"/network/vehicles.json"_s, dir + u"/schemas/vehicles.schema.json"_s);
    if (!vehicles)
        return vehicles.error();
    auto arrays = roadsOfPack(*city, packDir);
    if (!arrays)
        return arrays.error();
    const auto graph = RoadGraph::build(std::move(arrays.value()));
    if (!graph)
        return graph.error();
    qCInfo(lcShell).noquote() << "roads:" << (*graph)->diagnostics().toString();
    return std::make_shared<RoadQuestions>(*graph, std::move(vehicles.value()));
}

} // namespace

CityRoadService::CityRoadService(std::shared_ptr<const City> city, QString resourceDir, QString packDir, QObject *parent)
    : QObject(parent)
    , m_city(std::move(city))
    , m_dir(std::move(resourceDir))
    , m_packDir(std::move(packDir))
{
    m_offset = QTimeZone(m_city->timeZone().toLatin1()).offsetFromUtc(QDateTime::currentDateTimeUtc());
}

CityRoadService::~CityRoadService() = default;

void CityRoadService::start()
{
    QtConcurrent::run(makeRoads, m_city, m_dir, m_packDir).then(this, [this](const Made &made) {
        if (!made) {
            Q_EMIT failed(made.error());
            return;
        }
        m_roads = *made;
        m_travel = std::make_shared<RoadTravelTime>(m_roads, m_offset);
        Q_EMIT ready();
    });
}

} // namespace guancheng
