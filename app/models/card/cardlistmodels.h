// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/incident.h"
#include "models/names.h"
#include "models/rowlistmodel.h"

namespace guancheng {

/** A line of the timeline. */
struct TimelineRow
{
    quint64 key = 0; ///< journal sequence
    TimelineEntry entry;
};

/** The timeline of a case, oldest first. Roles: at, stage, verb, verbZh, verbEn, actor, text. Thread: GUI. */
class TimelineListModel : public ROW_LIST_MODEL(TimelineRow)
{
    Q_OBJECT

public:
    using RowListModel::RowListModel;
    /** Takes the place of all lines. */
    void setEntries(const QList<TimelineEntry> &entries);
    /** Adds lines that came since; one that is known already is ignored. */
    void append(const TimelineEntry &entry);
    QList<TimelineEntry> entries() const;

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const TimelineRow &row, int role) const override;
};

/** A unit that the backend proposes. */
struct CandidateRow
{
    QString key; ///< unit
    QString callsign;
    double etaSeconds = 0;
    double distanceMetres = 0;
    Bilingual reason;
    int gapMinutes = 0;
};

/** Proposed units, best first. Roles: unitId, callsign, etaSeconds, distanceMetres, reasonZh, reasonEn, gapMinutes. Thread:
 * GUI. */
class CandidateListModel : public ROW_LIST_MODEL(CandidateRow)
{
    Q_OBJECT

public:
    using RowListModel::RowListModel;
    using RowListModel::setRows;

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const CandidateRow &row, int role) const override;
};

/** Something near the place: a camera, a unit or a device. */
struct NeighbourRow
{
    QString key; ///< kind + '/' + id
    QString kind;
    QString id;
    Bilingual name;
    double distanceMetres = 0;
    QString state; ///< name on the wire: 'available', 'online', 'normal' ...
};

/** What is near, nearest first. Roles: kind, id, nameZh, nameEn, distanceMetres, state. Thread: GUI. */
class NeighbourListModel : public ROW_LIST_MODEL(NeighbourRow)
{
    Q_OBJECT

public:
    using RowListModel::RowListModel;
    using RowListModel::setRows;

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const NeighbourRow &row, int role) const override;
};

/** A picture of a case; `url` is a data: URL once the bytes are here, empty before. */
struct PictureRow
{
    QString key; ///< hash
    Picture picture;
    QString url;
};

/** The pictures of a case. Roles: url, role, takenAt, source. Thread: GUI. */
class PictureListModel : public ROW_LIST_MODEL(PictureRow)
{
    Q_OBJECT

public:
    using RowListModel::RowListModel;
    /** Keeps the bytes of the pictures that stay. */
    void setPictures(const QList<Picture> &pictures);
    /** The hashes of the pictures whose bytes are not here. */
    QStringList missing() const;
    void setUrl(const QString &hash, const QString &url);

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const PictureRow &row, int role) const override;
};

} // namespace guancheng
