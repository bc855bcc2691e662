// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/encode.h"
#include "datasources/protocol/fields.h"

using namespace Qt::StringLiterals;

namespace guancheng::protocol {

namespace {

void writeScore(JsonWriter &out, const DimensionScore &score)
{
    out.beginObject();
    out.member("dimension"_L1, score.dimension);
    out.member("score"_L1, score.score);
    out.key("contributors"_L1);
    out.beginArray();
    for (const DimensionScore::Contributor &contributor : score.contributors) {
        out.beginObject();
        out.member("indicator"_L1, contributor.indicator);
        out.member("points"_L1, contributor.points);
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

void writeScores(JsonWriter &out, const std::vector<DimensionScore> &scores)
{
    if (scores.empty())
        return;
    out.key("scores"_L1);
    out.beginArray();
    for (const DimensionScore &score : scores)
        writeScore(out, score);
    out.endArray();
}

template<typename T>
void writeContent(JsonWriter &out, const std::vector<T> &rows)
{
    writeColumns(out, fieldsOf<T>(), rows.size(), [&rows](size_t i) -> const T & { return rows[i]; });
}

void writeContent(JsonWriter &out, const IndicatorColumns &columns)
{
    writeColumns(out, fieldsOf<IndicatorRow>(), columns.values.size(), [&columns](size_t i) {
        return IndicatorRow{columns.values[i], i < columns.trends.size() ? columns.trends[i] : std::nullopt};
    });
    writeScores(out, columns.scores);
}

void writeContent(JsonWriter &out, const UnitColumns &columns)
{
    writeColumns(out, fieldsOf<UnitRow>(), columns.units.size(),
                 [&columns](size_t i) { return UnitRow{columns.units[i], columns.positions[i]}; });
}

GeoPoint pointOf(const DeviceColumns &columns, size_t i)
{
    if (columns.longitudeE7[i] == DeviceColumns::kNoPosition)
        return {};
    return {columns.longitudeE7[i] / 1e7, columns.latitudeE7[i] / 1e7};
}

void writeContent(JsonWriter &out, const DeviceColumns &columns)
{
    // Without ids the column is left out: it would be the greater half of the message.
    const auto fields = fieldsOf<DeviceRow>().subspan(columns.id.empty() ? 1 : 0);
    writeColumns(out, fields, columns.size(), [&columns](size_t i) {
        return DeviceRow{columns.id.empty() ? QString() : columns.id[i], pointOf(columns, i), columns.deviceClass[i],
                         columns.street[i], TelemetryRecord{0, columns.value[i], columns.at[i], columns.state[i]}};
    });
}

template<typename T>
size_t rowsOf(const std::vector<T> &rows)
{
    return rows.size();
}
size_t rowsOf(const IndicatorColumns &columns)
{
    return columns.values.size();
}
size_t rowsOf(const UnitColumns &columns)
{
    return columns.units.size();
}
size_t rowsOf(const DeviceColumns &columns)
{
    return columns.size();
}

} // namespace

QByteArray encode(const SnapshotPart &message)
{
    JsonWriter out(64 * 1024);
    out.beginObject();
    out.member("type"_L1, "snapshot"_L1);
    out.member("topic"_L1, nameOf(message.topic));
    out.member("seq"_L1, message.seq);
    out.member("part"_L1, message.part);
    out.member("parts"_L1, message.parts);
    out.member("rows"_L1, std::visit([](const auto &content) { return rowsOf(content); }, message.content));
    if (message.topic == Topic::Devices || message.topic == Topic::Units) {
        out.member("slot"_L1, message.slot);
        out.member("total"_L1, message.total);
    }
    std::visit([&out](const auto &content) { writeContent(out, content); }, message.content);
    out.endObject();
    return out.take();
}

QByteArray encode(const StateDelta &message)
{
    JsonWriter out(8 * 1024);
    out.beginObject();
    out.member("type"_L1, "state"_L1);
    out.member("topic"_L1, nameOf(message.topic));
    out.member("n"_L1, message.n);
    out.member("at"_L1, message.at);
    out.member("last"_L1, message.last);
    out.member("rows"_L1, std::visit([](const auto &content) { return rowsOf(content); }, message.content));
    std::visit([&out](const auto &content) { writeContent(out, content); }, message.content);
    out.endObject();
    return out.take();
}

QByteArray encodeEntity(const DimensionScore &score)
{
    JsonWriter out;
    writeScore(out, score);
    return out.take();
}

} // namespace guancheng::protocol
