// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"
#include "maps/view/edgemarks.h"

#include <QAbstractListModel>
#include <QMarginsF>

namespace guancheng {

class CityMap;

/** Something whose whereabouts are to be known though it may be out of view. */
struct SoughtThing
{
    QString kind; ///< 'incident', 'alarm', 'unit', 'device'
    QString id;
    QString name;
    GeoPoint point;
    bool selected = false; ///< else watched
    bool operator==(const SoughtThing &) const = default;
};

/**
 * The signs at the edge of the map for what is sought and out of view: which way, who, how far from the middle of the view.
 * Follows the map. Thread: GUI.
 */
class EdgeSignModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    enum Role {
        KindRole = Qt::UserRole + 1,
        IdRole,
        NameRole,
        MetresRole,
        XRole,
        YRole,
        AngleRole,
        SelectedRole,
        LongitudeRole,
        LatitudeRole
    };

    explicit EdgeSignModel(QObject *parent = nullptr);

    void setMap(CityMap *map);
    void setThings(std::vector<SoughtThing> things);
    /** \c frame: pixels from the edges of the map within which the signs stand; \c gap: between two of them. */
    void setFrame(const QMarginsF &frame, double gap);

    int count() const { return static_cast<int>(m_marks.size()); }
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();

private:
    void update();

    CityMap *m_map = nullptr;
    std::vector<SoughtThing> m_things;
    std::vector<EdgeMark> m_marks;
    GeoPoint m_middle;
    QMarginsF m_frame{40, 40, 40, 40};
    double m_gap = 60;
};

} // namespace guancheng
