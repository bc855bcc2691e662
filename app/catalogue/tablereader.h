// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "jsonfile/jsoncursor.h"

#include <QSet>

#include <span>

namespace guancheng {

/** A name in a file and what it stands for. */
template<typename E>
struct NamedValue
{
    QLatin1StringView name;
    E value;
};

/** The value that stands for the string in \c key; unknown names are reported with those that exist. */
template<typename E, std::size_t N>
E readEnum(const JsonCursor &cursor, QLatin1StringView key, const NamedValue<E> (&names)[N])
{
    const QString text = cursor.string(key);
    QStringList known;
    for (const NamedValue<E> &name : names) {
        if (name.name == text)
            return name.value;
        known.append(name.name);
    }
    cursor.fail(key, QStringLiteral("'%1' is none of %2").arg(text, known.join(QStringLiteral(", "))));
    return names[0].value;
}

/** As readEnum(), with a value for an absent member. */
template<typename E, std::size_t N>
E readEnum(const JsonCursor &cursor, QLatin1StringView key, const NamedValue<E> (&names)[N], E fallback)
{
    return cursor.has(key) ? readEnum(cursor, key, names) : fallback;
}

/** Reads an array of objects with unique 'id's; \c read fills in the rest of each. */
template<typename T, typename Read>
Registry<T> readEntries(const JsonCursor &array, Read read)
{
    std::vector<T> entries;
    QSet<QString> seen;
    for (const JsonCursor &item : array.items()) {
        T entry;
        entry.id = item.string(QLatin1StringView("id"));
        if (seen.contains(entry.id))
            item.fail(QLatin1StringView("id"), QStringLiteral("the id '%1' comes twice").arg(entry.id));
        seen.insert(entry.id);
        read(item, entry);
        entries.push_back(std::move(entry));
    }
    return Registry<T>(std::move(entries));
}

/** The index of what \c key refers to; reported when nothing has that id. \c noun says what was looked for. */
template<typename T>
int readReference(const JsonCursor &cursor, QLatin1StringView key, const Registry<T> &registry, QLatin1StringView noun)
{
    const QString id = cursor.string(key);
    const int index = registry.indexOf(id);
    if (index < 0)
        cursor.fail(key, QStringLiteral("there is no %1 '%2'").arg(noun, id));
    return qMax(0, index);
}

/** As readReference(); -1 where the member is absent. */
template<typename T>
int readOptionalReference(const JsonCursor &cursor, QLatin1StringView key, const Registry<T> &registry, QLatin1StringView noun)
{
    return cursor.has(key) ? readReference(cursor, key, registry, noun) : -1;
}

/** The indexes of what an array of ids refers to; none where the member is absent. */
template<typename T>
std::vector<int> readReferences(const JsonCursor &cursor, QLatin1StringView key, const Registry<T> &registry,
                                QLatin1StringView noun)
{
    std::vector<int> indexes;
    for (const JsonCursor &item : cursor.optional(key).items()) {
        const int index = registry.indexOf(item.toString());
        if (index < 0)
            item.fail(QStringLiteral("there is no %1 '%2'").arg(noun, item.toString()));
        indexes.push_back(index);
    }
    return indexes;
}

/**
 * Looks for circles among \c count entries. \c references(i, visit) calls visit(other, where) for each entry that i refers to
 * (< 0 is none), \c fail(i, other, where) is called where a reference closes a circle.
 */
template<typename References, typename Fail>
void checkCircles(int count, References references, Fail fail)
{
    enum class Mark : quint8 { New, Open, Done };
    std::vector<Mark> marks(static_cast<size_t>(count), Mark::New);
    const auto visit = [&](const auto &self, int index) -> void {
        marks[static_cast<size_t>(index)] = Mark::Open;
        references(index, [&](int other, const JsonCursor &where) {
            if (other < 0)
                return;
            const Mark mark = marks[static_cast<size_t>(other)];
            if (mark == Mark::Open)
                fail(index, other, where);
            else if (mark == Mark::New)
                self(self, other);
        });
        marks[static_cast<size_t>(index)] = Mark::Done;
    };
    for (int i = 0; i < count; ++i) {
        if (marks[static_cast<size_t>(i)] == Mark::New)
            visit(visit, i);
    }
}

Level readLevel(const JsonCursor &cursor, QLatin1StringView key);
Level readLevel(const JsonCursor &cursor, QLatin1StringView key, Level fallback);
IncidentSource readIncidentSource(const JsonCursor &cursor, QLatin1StringView key);
IncidentSource incidentSourceOf(const JsonCursor &item);
Direction readDirection(const JsonCursor &cursor, QLatin1StringView key);

/** The member 'limits', checked against the direction: order, sides, room for the normal range. */
Limits readLimits(const JsonCursor &cursor, Direction direction);
/** The member 'alarm'. */
AlarmText readAlarmText(const JsonCursor &cursor);
/** The member \c key as a model of the simulator. */
SimulationModel readSimulation(const JsonCursor &cursor, QLatin1StringView key, const Registry<Rhythm> &rhythms);

/** Reports at \c cursor when the shares do not make one (within 1e-6). */
void checkSum(const JsonCursor &cursor, double sum, QLatin1StringView what);

} // namespace guancheng
