// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/incident.h"
#include "models/card/cardlistmodels.h"

#include <QJsonObject>
#include <QMetaEnum>

namespace guancheng {

/** The name of an enumerator on the wire: in lower case. */
template<typename E>
QString wireName(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(static_cast<int>(value))).toLower();
}

/** The enumerator of a name on the wire, or `otherwise`. */
template<typename E>
E fromWireName(const QString &name, E otherwise)
{
    const QMetaEnum meta = QMetaEnum::fromType<E>();
    for (int i = 0; i < meta.keyCount(); ++i) {
        if (name.compare(QLatin1StringView(meta.key(i)), Qt::CaseInsensitive) == 0)
            return static_cast<E>(meta.value(i));
    }
    return otherwise;
}

/** What the backend recommends for a case. */
struct RecommendationAnswer
{
    std::vector<CandidateRow> candidates;
    Bilingual shortfall;
};

/** Answers to questions as values; what is missing or of the wrong kind stays as a fresh value has it. Pure functions. */
Incident incidentFromAnswer(const QJsonObject &body);
/** What happened to an alarm: who, when, why; oldest first. */
QList<TimelineEntry> historyFromAnswer(const QJsonObject &body);
RecommendationAnswer recommendationFromAnswer(const QJsonObject &body);
/** Cameras, then units, then devices: the three nearest of each, nearest first. */
std::vector<NeighbourRow> neighboursFromAnswer(const QJsonObject &body, const Names &names);
/** A data: URL, empty when there are no bytes in the answer. */
QString pictureUrlFromAnswer(const QJsonObject &body);

} // namespace guancheng
