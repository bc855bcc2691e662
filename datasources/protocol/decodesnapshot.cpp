// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/decodeparts.h"

#include <cmath>

namespace guancheng::protocol {

namespace {

std::string cell(std::string_view column, size_t row)
{
    return "columns/" + std::string(column) + '/' + std::to_string(row);
}

template<typename T>
bool readColumn(const ObjectReader &in, const Field<T> &field, JsonArray column, std::vector<T> &rows)
{
    size_t row = 0;
    for (const Element element : column) {
        if (row == rows.size())
            break;
        Expected wrong = field.required && element.is_null() ? "null is not allowed here" : field.read(element, rows[row]);
        if (wrong) {
            in.fail(cell(field.name, row), wrong);
            return false;
        }
        ++row;
    }
    if (row != rows.size() || column.size() != rows.size()) {
        in.fail("columns/" + std::string(field.name), "as many entries as `rows` expected");
        return false;
    }
    return true;
}

/** Reads {"rows":n,"columns":{...}}: absent columns leave what a fresh entity has, required ones must be there. */
template<typename T>
std::vector<T> readRows(const ObjectReader &in, quint32 count, T fresh = {})
{
    std::vector<T> rows(count, fresh);
    const auto columns = in.child("columns");
    if (!columns) {
        in.fail("columns", "is missing");
        return rows;
    }
    for (const Field<T> &field : fieldsOf<T>()) {
        const auto column = columns->array(field.name);
        if (column && !readColumn(in, field, *column, rows))
            break;
        if (!column && field.required)
            columns->fail(field.name, "is missing");
    }
    return rows;
}

quint32 readCount(const ObjectReader &in)
{
    quint32 rows = 0;
    in.required("rows", rows);
    if (rows > quint32(kMaxPartRows)) {
        in.fail("rows", "at most 4096 rows in a part expected");
        return 0;
    }
    return rows;
}

Expected readScore(Element element, DimensionScore &score)
{
    JsonObject object;
    if (element.get_object().get(object))
        return "an object expected";
    Verdict verdict;
    const ObjectReader in(verdict, object);
    in.required("dimension", score.dimension);
    in.optional("score", score.score);
    in.each("contributors", [&score](Element item) -> Expected {
        JsonObject part;
        if (item.get_object().get(part))
            return "an object expected";
        Verdict inner;
        const ObjectReader reader(inner, part);
        DimensionScore::Contributor contributor;
        reader.required("indicator", contributor.indicator);
        reader.required("points", contributor.points);
        score.contributors.append(contributor);
        return inner.failed() ? "indicator and points expected" : nullptr;
    });
    return verdict.failed() ? "dimension, score and contributors expected" : nullptr;
}

IndicatorColumns readIndicators(const ObjectReader &in, quint32 count)
{
    IndicatorColumns out;
    for (IndicatorRow &row : readRows<IndicatorRow>(in, count)) {
        out.values.push_back(std::move(row.value));
        out.trends.push_back(std::move(row.trend));
    }
    in.each("scores", [&out](Element element) { return readScore(element, out.scores.emplace_back()); });
    return out;
}

void checkPoint(const ObjectReader &in, const GeoPoint &point, size_t row)
{
    const bool unknown = std::isnan(point.longitude) && std::isnan(point.latitude);
    if (!unknown && !point.isValid())
        in.fail(cell("lon", row), "a position on Earth expected");
}

UnitColumns readUnits(const ObjectReader &in, quint32 count, quint32 slot)
{
    UnitColumns out;
    const std::vector<UnitRow> rows = readRows<UnitRow>(in, count);
    for (size_t i = 0; i < rows.size(); ++i) {
        checkPoint(in, rows[i].position.point, i);
        out.units.push_back(rows[i].unit);
        out.positions.push_back(rows[i].position);
        out.units.back().slot = out.positions.back().slot = slot + static_cast<quint32>(i);
    }
    return out;
}

DeviceColumns readDevices(const ObjectReader &in, quint32 count)
{
    DeviceColumns out;
    DeviceRow fresh;
    fresh.reading.value = std::numeric_limits<float>::quiet_NaN();
    const std::vector<DeviceRow> rows = readRows<DeviceRow>(in, count, fresh);
    for (size_t i = 0; i < rows.size() && !in.failed(); ++i) {
        const DeviceRow &row = rows[i];
        checkPoint(in, row.point, i);
        const bool known = row.point.isValid();
        out.longitudeE7.push_back(known ? static_cast<qint32>(std::lround(row.point.longitude * 1e7))
                                        : DeviceColumns::kNoPosition);
        out.latitudeE7.push_back(known ? static_cast<qint32>(std::lround(row.point.latitude * 1e7))
                                       : DeviceColumns::kNoPosition);
        out.deviceClass.push_back(row.deviceClass);
        out.street.push_back(row.street);
        out.value.push_back(row.reading.value);
        out.at.push_back(row.reading.at);
        out.state.push_back(row.reading.state);
        out.id.push_back(row.id);
    }
    const auto columns = in.child("columns");
    if (columns && !columns->find("id"))
        out.id.clear();
    return out;
}

std::vector<UnitRecord> readPositions(const ObjectReader &in, quint32 count)
{
    std::vector<UnitRecord> rows = readRows<UnitRecord>(in, count);
    for (size_t i = 0; i < rows.size(); ++i)
        checkPoint(in, rows[i].point, i);
    return rows;
}

std::vector<TelemetryRecord> readReadings(const ObjectReader &in, quint32 count)
{
    return readRows<TelemetryRecord>(in, count,
                                     TelemetryRecord{0, std::numeric_limits<float>::quiet_NaN(), 0, DeviceState::Unknown});
}

template<typename T>
std::vector<T> readEntities(const ObjectReader &in, quint32 count)
{
    std::vector<T> rows = readRows<T>(in, count);
    for (size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].id.isEmpty())
            in.fail(cell("id", i), "is missing");
    }
    return rows;
}

void readContent(const ObjectReader &in, SnapshotPart &part)
{
    switch (part.topic) {
    case Topic::Cases: part.content = readEntities<Incident>(in, part.rows); break;
    case Topic::Alarms: part.content = readEntities<Alarm>(in, part.rows); break;
    case Topic::Orders: part.content = readEntities<Order>(in, part.rows); break;
    case Topic::Warnings: part.content = readEntities<Warning>(in, part.rows); break;
    case Topic::Devices: part.content = readDevices(in, part.rows); break;
    case Topic::Units: part.content = readUnits(in, part.rows, part.slot); break;
    case Topic::Indicators: part.content = readIndicators(in, part.rows); break;
    case Topic::Figures: part.content = readEntities<Figure>(in, part.rows); break;
    case Topic::Sources: part.content = readEntities<FeedHealth>(in, part.rows); break;
    }
}

} // namespace

SnapshotPart readSnapshot(const ObjectReader &in)
{
    SnapshotPart part;
    in.required("topic", part.topic);
    in.required("seq", part.seq);
    in.required("part", part.part);
    in.required("parts", part.parts);
    in.optional("slot", part.slot);
    in.optional("total", part.total);
    part.rows = readCount(in);
    if (part.part < 1 || part.part > part.parts)
        in.fail("part", "1 to `parts` expected");
    if (part.slot > std::numeric_limits<quint32>::max() - part.rows)
        in.fail("slot", "slots beyond 32 bits");
    if (!in.failed())
        readContent(in, part);
    return part;
}

StateDelta readState(const ObjectReader &in)
{
    StateDelta state;
    in.required("topic", state.topic);
    in.required("n", state.n);
    in.required("at", state.at);
    in.optional("last", state.last);
    const quint32 rows = readCount(in);
    if (in.failed())
        return state;
    switch (state.topic) {
    case Topic::Devices: state.content = readReadings(in, rows); break;
    case Topic::Units: state.content = readPositions(in, rows); break;
    case Topic::Indicators: state.content = readIndicators(in, rows); break;
    case Topic::Figures: state.content = readEntities<Figure>(in, rows); break;
    case Topic::Sources: state.content = readEntities<FeedHealth>(in, rows); break;
    default: in.fail("topic", "a state topic expected");
    }
    return state;
}

} // namespace guancheng::protocol
