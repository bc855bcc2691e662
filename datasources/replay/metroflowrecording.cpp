// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/replay/metroflowrecording.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace guancheng {
namespace {

constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();
constexpr double kMaximumPassengers = 100'000; ///< in five minutes at one station: more is no count
constexpr float kCrowded = 1'500;              ///< passengers in five minutes that call for measures
constexpr int kRideBins = 6;

QString keyOf(const QString &line, const QString &station)
{
    return line + QLatin1Char('/') + station;
}

int indicatorNamed(const Catalogue &catalogue, const QString &nameZh)
{
    for (int i = 0; i < catalogue.indicators().size(); ++i)
        if (catalogue.indicators()[i].nameZh == nameZh)
            return i;
    return -1;
}

/** '陆家嘴' and '陆家嘴站' are one station, also with the name of the line in brackets. */
QString plain(QString name)
{
    const qsizetype bracket = name.indexOf(QRegularExpression(QStringLiteral("[(（]")));
    if (bracket > 0)
        name.truncate(bracket);
    return name.endsWith(QStringLiteral("站")) && name.size() > 2 ? name.chopped(1) : name;
}

} // namespace

MetroFlowRecording::MetroFlowRecording(const Catalogue &catalogue, const City &city, TimeMs midnight)
    : m_catalogue(catalogue)
    , m_city(city)
    , m_midnight(midnight)
    , m_feed(QStringLiteral("metro"))
    , m_inTransit(indicatorNamed(catalogue, QStringLiteral("轨交在途客流")))
    , m_crowded(indicatorNamed(catalogue, QStringLiteral("轨交大客流站")))
{
}

Result<std::unique_ptr<MetroFlowRecording>> MetroFlowRecording::open(const QString &file, const Catalogue &catalogue,
                                                                     const City &city, TimeMs midnight)
{
    std::unique_ptr<MetroFlowRecording> recording(new MetroFlowRecording(catalogue, city, midnight));
    auto report =
        LineReader::read(file, {"line", "station", "bin", "passengers"},
                         [&recording](const QList<QByteArrayView> &fields, qint64) { return recording->addRow(fields); });
    if (!report)
        return report.error();
    recording->m_report = *std::move(report);
    if (recording->m_stations.empty())
        return Error{file, {}, QStringLiteral("holds no station")};
    return recording;
}

std::optional<QString> MetroFlowRecording::addRow(const QList<QByteArrayView> &fields)
{
    const auto bin = toInteger(fields[2]);
    if (!bin || *bin < 0 || *bin >= kBins)
        return QStringLiteral("bin '%1' is not 0 to 287").arg(QString::fromUtf8(fields[2]));
    const auto passengers = toNumber(fields[3]);
    if (!passengers || *passengers < 0 || *passengers > kMaximumPassengers)
        return QStringLiteral("'%1' is no number of passengers").arg(QString::fromUtf8(fields[3]));
    const QString line = QString::fromUtf8(fields[0]), name = QString::fromUtf8(fields[1]);
    if (line.isEmpty() || name.isEmpty())
        return QStringLiteral("line or station is empty");
    auto it = m_index.find(keyOf(line, name));
    if (it == m_index.end()) {
        it = m_index.insert(keyOf(line, name), static_cast<qsizetype>(m_stations.size()));
        Station station{line, name, {}, -1};
        station.flow.fill(kMissing);
        m_stations.push_back(std::move(station));
    }
    m_stations[static_cast<size_t>(*it)].flow[static_cast<size_t>(*bin)] = static_cast<float>(*passengers);
    return std::nullopt;
}

int MetroFlowRecording::deviceClass() const
{
    int metro = -1;
    for (int c = 0; c < m_catalogue.deviceClasses().size(); ++c) {
        const DeviceClass &entry = m_catalogue.deviceClasses()[c];
        if (entry.placement != Placement::Metro)
            continue;
        if (entry.kind == ValueKind::Count)
            return c;
        metro = metro < 0 ? c : metro;
    }
    return std::max(0, metro);
}

void MetroFlowRecording::declare(CityInput &city)
{
    SourceHealth source;
    source.id = m_feed;
    if (const SourceSpec *spec = m_catalogue.sources().find(m_feed)) {
        source.nameZh = spec->nameZh;
        source.nameEn = spec->nameEn;
    }
    source.simulated = true; // what is replayed is not the present
    city.declareSource(source);

    QHash<QString, const guancheng::Station *> known;
    for (const guancheng::Station &station : m_city.stations())
        known.insert(plain(station.nameZh), &station);
    DeviceTable table;
    const auto kind = static_cast<quint16>(deviceClass());
    QHash<quint16, quint32> serials;
    for (Station &station : m_stations) {
        const guancheng::Station *at = known.value(plain(station.name));
        const Area area = at ? m_city.locate(at->point) : Area{};
        if (area.street < 0)
            continue;
        const auto street = static_cast<quint16>(area.street);
        station.slot = static_cast<qint64>(table.size());
        table.deviceClass.push_back(kind);
        table.street.push_back(street);
        table.longitudeE7.push_back(static_cast<qint32>(std::lround(at->point.longitude * 1e7)));
        table.latitudeE7.push_back(static_cast<qint32>(std::lround(at->point.latitude * 1e7)));
        table.serial.push_back(++serials[street]);
    }
    city.declareDevices(std::move(table));
}

void MetroFlowRecording::publish(CityInput &city, int bin, const ReplayStamp &stamp) const
{
    const TimeMs at = stamp.of(m_midnight + (bin + 1) * kBinMs);
    std::vector<TelemetryRecord> records;
    records.reserve(m_stations.size());
    double inTransit = 0, crowded = 0;
    bool any = false;
    for (const Station &station : m_stations) {
        const float flow = station.flow[static_cast<size_t>(bin)];
        for (int b = std::max(0, bin - kRideBins + 1); b <= bin; ++b) {
            const float share = station.flow[static_cast<size_t>(b)];
            inTransit += std::isnan(share) ? 0 : static_cast<double>(share);
        }
        any = any || !std::isnan(flow);
        crowded += flow >= kCrowded ? 1 : 0;
        if (station.slot >= 0)
            records.push_back({static_cast<quint32>(station.slot), flow, at,
                               std::isnan(flow)   ? DeviceState::Unknown
                               : flow >= kCrowded ? DeviceState::Minor
                                                  : DeviceState::Normal});
    }
    city.telemetry(m_feed, records);
    std::vector<IndicatorReading> readings;
    const double missing = std::numeric_limits<double>::quiet_NaN();
    if (m_inTransit >= 0) { // counted in heads, shown in the unit of the catalogue
        const bool inTenThousands = m_catalogue.indicators()[m_inTransit].unitZh.startsWith(QStringLiteral("万"));
        readings.push_back({static_cast<quint16>(m_inTransit), any ? inTransit / (inTenThousands ? 10'000 : 1) : missing, at});
    }
    if (m_crowded >= 0)
        readings.push_back({static_cast<quint16>(m_crowded), any ? crowded : missing, at});
    city.indicators(m_feed, readings);
}

void MetroFlowRecording::play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp)
{
    // A bin is known when it is over.
    const auto first = std::max<TimeMs>(0, (from - m_midnight) / kBinMs);
    const auto last = std::min<TimeMs>(kBins, (to - m_midnight) / kBinMs);
    for (TimeMs bin = first; bin < last; ++bin)
        publish(city, static_cast<int>(bin), stamp);
    if (first >= last)
        city.indicators(m_feed, {}); // a sign of life
}

void MetroFlowRecording::restore(CityInput &city, const ReplayStamp &stamp)
{
    const TimeMs bins = (stamp.position - m_midnight) / kBinMs;
    if (bins > 0)
        publish(city, static_cast<int>(std::min<TimeMs>(bins, kBins) - 1), {stamp.position, stamp.cityNow, 1e9});
}

double MetroFlowRecording::passengers(const QString &line, const QString &station, TimeMs at) const
{
    const auto it = m_index.constFind(keyOf(line, station));
    const TimeMs bin = (at - m_midnight) / kBinMs;
    if (it == m_index.cend() || at < m_midnight || bin >= kBins)
        return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(m_stations[static_cast<size_t>(*it)].flow[static_cast<size_t>(bin)]);
}

qint64 MetroFlowRecording::total() const
{
    double sum = 0;
    for (const Station &station : m_stations)
        for (const float flow : station.flow)
            sum += std::isnan(flow) ? 0 : static_cast<double>(flow);
    return std::llround(sum);
}

} // namespace guancheng
