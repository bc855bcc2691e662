// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/search/searchmodel.h"

#include <array>
#include <cmath>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

struct KindTraits
{
    QLatin1StringView name;
    double zoom;
    bool opens;
};
constexpr std::array kKinds{
    KindTraits{"position"_L1, 16, false}, KindTraits{"district"_L1, 11.5, false}, KindTraits{"street"_L1, 13.5, false},
    KindTraits{"place"_L1, 15.5, false},  KindTraits{"station"_L1, 15.5, false},  KindTraits{"line"_L1, 11.5, false},
    KindTraits{"road"_L1, 14, false},     KindTraits{"incident"_L1, 16, true},    KindTraits{"unit"_L1, 15.5, true},
    KindTraits{"camera"_L1, 17, false},   KindTraits{"device"_L1, 17, true},      KindTraits{"feature"_L1, 15, false}};

const KindTraits &traitsOf(SearchKind kind)
{
    return kKinds[static_cast<size_t>(kind)];
}

} // namespace

QString searchKindName(SearchKind kind)
{
    return traitsOf(kind).name;
}

SearchModel::SearchModel(std::shared_ptr<const City> city, const OperationalPicture &picture, ToWgs84 toWgs84, QObject *parent)
    : QAbstractListModel(parent)
    , m_city(std::move(city))
    , m_picture(picture)
    , m_toWgs84(std::move(toWgs84))
{
}

SearchModel::~SearchModel() = default;

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() < 0 || index.row() >= rowCount())
        return {};
    const Row &row = m_rows[static_cast<size_t>(index.row())];
    const SearchEntry &entry = row.entry;
    const bool isKnown = m_city && entry.district >= 0 && static_cast<size_t>(entry.district) < m_city->districts().size();
    const District *district = isKnown ? &m_city->districts()[static_cast<size_t>(entry.district)] : nullptr;
    switch (role) {
    case KindRole: return searchKindName(entry.kind);
    case IdRole: return entry.id;
    case NameZhRole: return entry.nameZh;
    case NameEnRole: return entry.nameEn;
    case DistrictZhRole: return district != nullptr ? district->nameZh : QString();
    case DistrictEnRole: return district != nullptr ? district->nameEn : QString();
    case DistanceRole: return row.metres;
    case LongitudeRole: return entry.point.longitude;
    case LatitudeRole: return entry.point.latitude;
    case ZoomRole: return traitsOf(entry.kind).zoom;
    case OpensRole: return traitsOf(entry.kind).opens;
    default: return {};
    }
}

QHash<int, QByteArray> SearchModel::roleNames() const
{
    return {{KindRole, "kind"},
            {IdRole, "id"},
            {NameZhRole, "nameZh"},
            {NameEnRole, "nameEn"},
            {DistrictZhRole, "districtZh"},
            {DistrictEnRole, "districtEn"},
            {DistanceRole, "distance"},
            {LongitudeRole, "longitude"},
            {LatitudeRole, "latitude"},
            {ZoomRole, "zoom"},
            {OpensRole, "opens"}};
}

void SearchModel::setIndex(std::unique_ptr<SearchIndex> index)
{
    m_index = std::move(index);
    m_unitGeneration = 0;
    Q_EMIT readyChanged();
    refresh();
    search();
}

void SearchModel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT textChanged();
    search();
}

void SearchModel::setNear(double longitude, double latitude)
{
    m_near = {longitude, latitude};
}

void SearchModel::refresh()
{
    if (!m_index)
        return;
    addUnits();
    addIncidents();
}

void SearchModel::addUnits()
{
    const quint64 generation = m_picture.units().generation();
    const auto directory = m_picture.units().directory();
    if (generation != m_unitGeneration) {
        std::vector<SearchEntry> entries;
        entries.reserve(directory->units.size());
        for (const Unit &unit : directory->units) {
            const bool isHome = m_city && unit.street < m_city->streets().size();
            const auto district = isHome ? static_cast<qint16>(m_city->streets()[unit.street].district) : qint16(-1);
            entries.push_back({SearchKind::Unit, unit.id, unit.callsign, {}, {}, district, unit.id});
        }
        m_index->replace(SearchKind::Unit, std::move(entries));
        m_unitGeneration = generation;
    }
}

void SearchModel::addIncidents()
{
    std::vector<SearchEntry> entries;
    m_picture.incidents().each([&](const Incident &incident, bool) {
        const int district = m_city ? m_city->districtIndex(incident.place.district) : -1;
        const QString where = incident.place.name.isEmpty() ? QString() : u' ' + incident.place.name;
        entries.push_back({SearchKind::Incident,
                           incident.id,
                           incident.title + where,
                           {},
                           incident.place.point,
                           static_cast<qint16>(district),
                           incident.id});
    });
    m_index->replace(SearchKind::Incident, std::move(entries));
}

void SearchModel::search()
{
    beginResetModel();
    m_rows.clear();
    if (const auto written = positionFromText(m_text)) {
        const GeoPoint point = m_toWgs84 ? m_toWgs84(*written) : written->point;
        const QString text = u"%1, %2"_s.arg(point.longitude, 0, 'f', 6).arg(point.latitude, 0, 'f', 6);
        const auto district = m_city ? m_city->locate(point).district : qint16(-1);
        m_rows.push_back({{SearchKind::Position, text, text, text, point, district, {}},
                          m_near.isValid() ? distanceMetres(m_near, point) : std::nan("")});
    } else if (m_index) {
        for (const SearchHit &hit : m_index->find(m_text, kMost, m_near)) {
            Row row{*hit.entry, hit.metres};
            if (row.entry.kind == SearchKind::Unit) { // units move: where it is now
                const auto directory = m_picture.units().directory();
                if (const auto slot = directory->slotOf.constFind(row.entry.id); slot != directory->slotOf.constEnd())
                    row.entry.point = m_picture.units().position(*slot).point;
                row.metres =
                    m_near.isValid() && row.entry.point.isValid() ? distanceMetres(m_near, row.entry.point) : std::nan("");
            }
            m_rows.push_back(std::move(row));
        }
    }
    endResetModel();
    Q_EMIT resultsChanged();
}

} // namespace guancheng
