// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/card/cardanswers.h"

#include <QJsonArray>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** Of each kind; there are always more devices near than anyone can read. */
constexpr size_t kNeighboursOfAKind = 3;

TimeMs timeOf(const QJsonObject &body, QLatin1StringView key)
{
    return body[key].toInteger();
}

QList<Picture> picturesOf(const QJsonObject &body)
{
    QList<Picture> pictures;
    for (const QJsonValue item : body["pictures"_L1].toArray()) {
        const QJsonObject one = item.toObject();
        pictures.append(
            {one["hash"_L1].toString(), one["role"_L1].toString(), timeOf(one, "takenAt"_L1), one["source"_L1].toString()});
    }
    return pictures;
}

QList<TimelineEntry> timelineOf(const QJsonObject &body)
{
    QList<TimelineEntry> timeline;
    for (const QJsonValue item : body["timeline"_L1].toArray()) {
        const QJsonObject one = item.toObject();
        TimelineEntry entry;
        entry.seq = static_cast<quint64>(one["seq"_L1].toInteger());
        entry.at = timeOf(one, "at"_L1);
        entry.stage = fromWireName(one["stage"_L1].toString(), Stage::Discovered);
        entry.verb = one["verb"_L1].toString();
        entry.actor = one["actor"_L1].toString();
        entry.text = one["text"_L1].toString();
        timeline.append(entry);
    }
    return timeline;
}

Bilingual bilingual(const QJsonObject &body, const QString &stem)
{
    Bilingual text{body[stem + u"Zh"].toString(), body[stem + u"En"].toString()};
    if (text.zh.isEmpty())
        text.zh = body[stem].toString();
    if (text.en.isEmpty())
        text.en = text.zh;
    return text;
}

NeighbourRow neighbourOf(const QString &kind, const QJsonObject &one, const Names &names)
{
    NeighbourRow row;
    row.kind = kind;
    const QJsonValue slot = one["slot"_L1];
    row.id = kind == "device"_L1 && slot.isDouble() ? QString::number(slot.toInteger()) : one["id"_L1].toString();
    row.key = kind + u'/' + row.id;
    row.distanceMetres = one["distance"_L1].toDouble(one["distanceMetres"_L1].toDouble());
    if (kind == "device"_L1)
        row.name = names.deviceClass(one["class"_L1].toInt(-1));
    else if (kind == "unit"_L1)
        row.name = bilingual(one, u"callsign"_s);
    else
        row.name = bilingual(one, u"name"_s);
    row.state = one["state"_L1].toString(one["activity"_L1].toString(one["status"_L1].toString()));
    if (kind == "camera"_L1)
        row.state = one["online"_L1].toBool(true) ? u"online"_s : u"offline"_s;
    return row;
}

} // namespace

Incident incidentFromAnswer(const QJsonObject &body)
{
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    Incident incident;
    incident.id = body["id"_L1].toString();
    incident.version = static_cast<quint64>(body["version"_L1].toInteger());
    incident.matter = body["matter"_L1].toString();
    incident.title = body["title"_L1].toString();
    incident.source = fromWireName(body["source"_L1].toString(), IncidentSource::Other);
    incident.sourceId = body["sourceId"_L1].toString();
    incident.level = fromWireName(body["level"_L1].toString(), Level::Minor);
    incident.stage = fromWireName(body["stage"_L1].toString(), Stage::Discovered);
    incident.tier = fromWireName(body["tier"_L1].toString(), Tier::Street);
    incident.place.point = {body["lon"_L1].toDouble(kUnknown), body["lat"_L1].toDouble(kUnknown)};
    incident.place.name = body["place"_L1].toString();
    incident.place.district = body["district"_L1].toString();
    incident.place.street = body["street"_L1].toString();
    incident.place.grid = body["grid"_L1].toString();
    incident.department = body["department"_L1].toString();
    incident.unit = body["unit"_L1].toString();
    incident.openedAt = timeOf(body, "openedAt"_L1);
    incident.stageSince = timeOf(body, "stageSince"_L1);
    incident.stageDueAt = timeOf(body, "stageDueAt"_L1);
    incident.dueAt = timeOf(body, "dueAt"_L1);
    incident.urged = body["urged"_L1].toInt();
    incident.returned = body["returned"_L1].toInt();
    incident.automatic = body["automatic"_L1].toBool();
    incident.alarm = body["alarm"_L1].toString();
    incident.pictures = picturesOf(body);
    incident.timeline = timelineOf(body);
    return incident;
}

QList<TimelineEntry> historyFromAnswer(const QJsonObject &body)
{
    QList<TimelineEntry> entries;
    for (const QJsonValue item : body["items"_L1].toArray()) {
        TimelineEntry entry;
        entry.seq = static_cast<quint64>(item["seq"_L1].toInteger());
        entry.at = item["at"_L1].toInteger();
        entry.verb = item["change"_L1].toString();
        entry.actor = item["by"_L1].toString();
        entry.text = item["reason"_L1].toString();
        entries.append(entry);
    }
    return entries;
}

RecommendationAnswer recommendationFromAnswer(const QJsonObject &body)
{
    RecommendationAnswer answer;
    for (const QJsonValue item : body["candidates"_L1].toArray()) {
        const QJsonObject one = item.toObject();
        CandidateRow row;
        row.key = one["unit"_L1].toString();
        row.callsign = one["callsign"_L1].toString(row.key);
        row.etaSeconds = one["etaSeconds"_L1].toDouble(one["eta"_L1].toDouble());
        row.distanceMetres = one["distanceMetres"_L1].toDouble(one["distance"_L1].toDouble());
        row.reason = bilingual(one, u"reason"_s);
        row.gapMinutes = one["gapMinutes"_L1].toInt();
        if (!row.key.isEmpty() && std::ranges::find(answer.candidates, row.key, &CandidateRow::key) == answer.candidates.end())
            answer.candidates.push_back(row);
    }
    answer.shortfall = bilingual(body, u"shortfall"_s);
    return answer;
}

std::vector<NeighbourRow> neighboursFromAnswer(const QJsonObject &body, const Names &names)
{
    std::vector<NeighbourRow> rows;
    for (const QString &kind : {u"camera"_s, u"unit"_s, u"device"_s}) {
        std::vector<NeighbourRow> found;
        for (const QJsonValue item : body[kind + u's'].toArray()) {
            NeighbourRow row = neighbourOf(kind, item.toObject(), names);
            if (std::ranges::find(found, row.key, &NeighbourRow::key) == found.end())
                found.push_back(std::move(row));
        }
        std::ranges::stable_sort(found, {}, &NeighbourRow::distanceMetres);
        found.resize(std::min(found.size(), kNeighboursOfAKind));
        std::ranges::move(found, std::back_inserter(rows));
    }
    return rows;
}

QString pictureUrlFromAnswer(const QJsonObject &body)
{
    const QString data = body["data"_L1].toString();
    if (data.isEmpty())
        return {};
    QString type = body["contentType"_L1].toString(body["type"_L1].toString());
    if (type.isEmpty()) // told by the first bytes: JPEG, PNG, else SVG
        type = data.startsWith("/9j/"_L1) ? u"image/jpeg"_s : data.startsWith("iVBOR"_L1) ? u"image/png"_s : u"image/svg+xml"_s;
    return u"data:%1;base64,%2"_s.arg(type, data);
}

} // namespace guancheng
