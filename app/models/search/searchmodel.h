// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/city.h"
#include "search/coordinatetext.h"
#include "search/searchindex.h"
#include "stores/operationalpicture.h"

#include <QAbstractListModel>

#include <functional>

namespace guancheng {

/**
 * What is found for the words in the search box: positions, places, roads, stations, areas, cases and units, best first.
 * Thread: GUI; a change of the text takes some milliseconds. Until the names have been indexed (on a worker, see setIndex)
 * only positions are found.
 */
class SearchModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(int count READ rowCount NOTIFY resultsChanged FINAL)
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged FINAL)

public:
    enum Role {
        KindRole = Qt::UserRole, ///< 'place', 'road', 'incident' ...: searchKindName()
        IdRole,
        NameZhRole,
        NameEnRole,
        DistrictZhRole,
        DistrictEnRole,
        DistanceRole, ///< metres from the middle of the map, NaN when it is not known
        LongitudeRole,
        LatitudeRole,
        ZoomRole, ///< of the map to see it well
        OpensRole ///< whether a card can be opened for it
    };
    /** Turns a written position into WGS-84; the datums are known to the map only. */
    using ToWgs84 = std::function<GeoPoint(const WrittenPosition &)>;
    static constexpr size_t kMost = 12;

    SearchModel(std::shared_ptr<const City> city, const OperationalPicture &picture, ToWgs84 toWgs84,
                QObject *parent = nullptr);
    ~SearchModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    QString text() const { return m_text; }
    void setText(const QString &text);
    bool isReady() const { return m_index != nullptr; }
    /** The names of the city; cases and units are added here. */
    void setIndex(std::unique_ptr<SearchIndex> index);

    /** Where the map looks; of things with equally good names the nearer ones come first. */
    Q_INVOKABLE void setNear(double longitude, double latitude);
    /** Takes over the cases and units as they are now; to be called when the box opens. */
    Q_INVOKABLE void refresh();

Q_SIGNALS:
    void textChanged();
    void resultsChanged();
    void readyChanged();

private:
    struct Row
    {
        SearchEntry entry;
        double metres = 0;
    };
    void search();
    void addUnits();
    void addIncidents();

    std::shared_ptr<const City> m_city;
    const OperationalPicture &m_picture;
    ToWgs84 m_toWgs84;
    std::unique_ptr<SearchIndex> m_index;
    QString m_text;
    GeoPoint m_near;
    std::vector<Row> m_rows;
    quint64 m_unitGeneration = 0;
};

/** 'place', 'road', 'station' ... */
QString searchKindName(SearchKind kind);

} // namespace guancheng
