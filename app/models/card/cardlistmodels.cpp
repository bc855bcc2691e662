// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/card/cardlistmodels.h"

namespace guancheng {

void TimelineListModel::setEntries(const QList<TimelineEntry> &entries)
{
    std::vector<TimelineRow> rows;
    for (const TimelineEntry &entry : entries) {
        // Two lines of the same sequence (an old journal) would be one row: what tells them apart is their order.
        const bool twice = std::ranges::find(rows, entry.seq, &TimelineRow::key) != rows.end();
        rows.push_back({twice ? (quint64(1) << 63) + rows.size() : entry.seq, entry});
    }
    setRows(std::move(rows));
}

void TimelineListModel::append(const TimelineEntry &entry)
{
    QList<TimelineEntry> all = entries();
    if (std::ranges::find(all, entry.seq, &TimelineEntry::seq) != all.end())
        return;
    all.append(entry);
    setEntries(all);
}

QList<TimelineEntry> TimelineListModel::entries() const
{
    QList<TimelineEntry> result;
    for (const TimelineRow &row : rows())
        result.append(row.entry);
    return result;
}

const QByteArrayList &TimelineListModel::roleList() const
{
    static const QByteArrayList roles{"at", "stage", "verb", "verbZh", "verbEn", "actor", "text"};
    return roles;
}

QVariant TimelineListModel::value(const TimelineRow &row, int role) const
{
    switch (role) {
    case 0: return static_cast<double>(row.entry.at);
    case 1: return static_cast<int>(row.entry.stage);
    case 2: return row.entry.verb;
    case 3: return Names::verb(row.entry.verb).zh;
    case 4: return Names::verb(row.entry.verb).en;
    case 5: return row.entry.actor;
    case 6: return row.entry.text;
    default: return {};
    }
}

const QByteArrayList &CandidateListModel::roleList() const
{
    static const QByteArrayList roles{"unitId",   "callsign", "etaSeconds", "distanceMetres",
                                      "reasonZh", "reasonEn", "gapMinutes"};
    return roles;
}

QVariant CandidateListModel::value(const CandidateRow &row, int role) const
{
    switch (role) {
    case 0: return row.key;
    case 1: return row.callsign;
    case 2: return row.etaSeconds;
    case 3: return row.distanceMetres;
    case 4: return row.reason.zh;
    case 5: return row.reason.en;
    case 6: return row.gapMinutes;
    default: return {};
    }
}

const QByteArrayList &NeighbourListModel::roleList() const
{
    static const QByteArrayList roles{"kind", "id", "nameZh", "nameEn", "distanceMetres", "state"};
    return roles;
}

QVariant NeighbourListModel::value(const NeighbourRow &row, int role) const
{
    switch (role) {
    case 0: return row.kind;
    case 1: return row.id;
    case 2: return row.name.zh;
    case 3: return row.name.en;
    case 4: return row.distanceMetres;
    case 5: return row.state;
    default: return {};
    }
}

void PictureListModel::setPictures(const QList<Picture> &pictures)
{
    std::vector<PictureRow> wanted;
    for (const Picture &picture : pictures) {
        if (std::ranges::find(wanted, picture.hash, &PictureRow::key) != wanted.end())
            continue;
        const auto known = std::ranges::find(rows(), picture.hash, &PictureRow::key);
        wanted.push_back({picture.hash, picture, known == rows().end() ? QString() : known->url});
    }
    setRows(std::move(wanted));
}

QStringList PictureListModel::missing() const
{
    QStringList hashes;
    for (const PictureRow &row : rows()) {
        if (row.url.isEmpty())
            hashes.append(row.key);
    }
    return hashes;
}

void PictureListModel::setUrl(const QString &hash, const QString &url)
{
    const auto found = std::ranges::find(rows(), hash, &PictureRow::key);
    if (found == rows().end())
        return;
    PictureRow row = *found;
    row.url = url;
    setRow(static_cast<size_t>(found - rows().begin()), std::move(row));
}

const QByteArrayList &PictureListModel::roleList() const
{
    static const QByteArrayList roles{"url", "role", "takenAt", "source", "hash"};
    return roles;
}

QVariant PictureListModel::value(const PictureRow &row, int role) const
{
    switch (role) {
    case 0: return row.url;
    case 1: return row.picture.role;
    case 2: return static_cast<double>(row.picture.takenAt);
    case 3: return row.picture.source;
    case 4: return row.key;
    default: return {};
    }
}

} // namespace guancheng
