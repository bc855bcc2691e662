// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/jsonread.h"
#include "datasources/protocol/jsonwriter.h"
#include "datasources/protocol/messages.h"

#include <span>

namespace guancheng::protocol {

/** One member of an entity on the wire; the same table serves rows (events, answers) and columns (snapshots, state). */
template<typename T>
struct Field
{
    std::string_view name;
    bool required;
    void (*write)(JsonWriter &out, const T &entity);
    Expected (*read)(Element element, T &entity);

    QLatin1StringView key() const { return QLatin1StringView(name.data(), static_cast<qsizetype>(name.size())); }
};

/** One unit with where it is, as the snapshot of units tells it. */
struct UnitRow
{
    Unit unit;
    UnitRecord position;
};

/** One device as JSON tells it. */
struct DeviceRow
{
    QString id;
    GeoPoint point;
    quint16 deviceClass = 0;
    quint16 street = 0;
    TelemetryRecord reading;
};

struct IndicatorRow
{
    IndicatorValue value;
    std::optional<std::vector<float>> trend;
};

template<typename T>
std::span<const Field<T>> fieldsOf();
template<>
std::span<const Field<Incident>> fieldsOf<Incident>();
template<>
std::span<const Field<Alarm>> fieldsOf<Alarm>();
template<>
std::span<const Field<Order>> fieldsOf<Order>();
template<>
std::span<const Field<Warning>> fieldsOf<Warning>();
template<>
std::span<const Field<UnitRow>> fieldsOf<UnitRow>();
template<>
std::span<const Field<DeviceRow>> fieldsOf<DeviceRow>();
template<>
std::span<const Field<IndicatorRow>> fieldsOf<IndicatorRow>();
template<>
std::span<const Field<Figure>> fieldsOf<Figure>();
template<>
std::span<const Field<FeedHealth>> fieldsOf<FeedHealth>();
template<>
std::span<const Field<TelemetryRecord>> fieldsOf<TelemetryRecord>();
template<>
std::span<const Field<UnitRecord>> fieldsOf<UnitRecord>();
template<>
std::span<const Field<TimelineEntry>> fieldsOf<TimelineEntry>();

template<typename T>
void writeMembers(JsonWriter &out, const T &entity)
{
    for (const Field<T> &field : fieldsOf<T>()) {
        out.key(field.key());
        field.write(out, entity);
    }
}

/** {"columns":...} of a range; `row` gives the entity at an index. */
template<typename T, typename Row>
void writeColumns(JsonWriter &out, std::span<const Field<T>> fields, size_t rows, Row row)
{
    out.key(QLatin1StringView("columns"));
    out.beginObject();
    for (const Field<T> &field : fields) {
        out.key(field.key());
        out.beginArray();
        for (size_t i = 0; i < rows; ++i)
            field.write(out, row(i));
        out.endArray();
    }
    out.endObject();
}

template<typename T>
void readMembers(const ObjectReader &in, T &entity)
{
    for (const Field<T> &field : fieldsOf<T>()) {
        const auto element = in.find(field.name);
        if (element) {
            if (const Expected wrong = field.read(*element, entity))
                in.fail(field.name, wrong);
        } else if (field.required) {
            in.fail(field.name, "is missing");
        }
    }
}

} // namespace guancheng::protocol
