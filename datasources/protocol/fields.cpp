// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/fields.h"

#include <array>

namespace guancheng::protocol {

namespace {

template<typename V>
void writeValue(JsonWriter &out, const V &value)
{
    if constexpr (std::is_enum_v<V>)
        out.value(nameOf(value));
    else
        out.value(value);
}

/** A member reached by `Access`, which takes the entity and returns a reference into it. */
template<typename T, auto Access>
constexpr Field<T> field(std::string_view name, bool required = false)
{
    return {name, required, [](JsonWriter &out, const T &entity) { writeValue(out, Access(entity)); },
            [](Element element, T &entity) -> Expected {
                // null: NaN for a number with a fraction, else as a fresh entity has it
                using V = std::remove_reference_t<decltype(Access(entity))>;
                return element.is_null() && !std::is_floating_point_v<V> ? nullptr : read(element, Access(entity));
            }};
}

/** A time: 0 is 'not known' and written as null. */
template<typename T, auto Access>
constexpr Field<T> timeField(std::string_view name)
{
    return {name, false,
            [](JsonWriter &out, const T &entity) {
                if (Access(entity) == 0)
                    out.null();
                else
                    out.value(Access(entity));
            },
            [](Element element, T &entity) -> Expected { return read(element, Access(entity)); }};
}

#define AT(path) [](auto &entity) -> auto & { return entity.path; }

Expected readPictures(Element element, QList<Picture> &pictures)
{
    JsonArray array;
    if (element.get_array().get(array))
        return "an array of pictures expected";
    for (const Element item : array) {
        JsonObject object;
        if (item.get_object().get(object))
            return "an array of pictures expected";
        Verdict verdict;
        const ObjectReader in(verdict, object);
        Picture picture;
        in.requiredText("hash", picture.hash);
        in.optional("role", picture.role);
        in.optional("takenAt", picture.takenAt);
        in.optional("source", picture.source);
        if (verdict.failed())
            return "a picture with hash, role, takenAt and source expected";
        pictures.append(picture);
    }
    return nullptr;
}

void writePictures(JsonWriter &out, const QList<Picture> &pictures)
{
    using namespace Qt::StringLiterals;
    if (pictures.isEmpty()) {
        out.null();
        return;
    }
    out.beginArray();
    for (const Picture &picture : pictures) {
        out.beginObject();
        out.member("hash"_L1, picture.hash);
        out.member("role"_L1, picture.role);
        out.member("takenAt"_L1, picture.takenAt);
        out.member("source"_L1, picture.source);
        out.endObject();
    }
    out.endArray();
}

Expected readTrend(Element element, std::optional<std::vector<float>> &trend)
{
    JsonArray array;
    if (element.is_null())
        return nullptr;
    if (element.get_array().get(array))
        return "an array of numbers expected";
    trend.emplace();
    for (const Element item : array) {
        if (const Expected wrong = read(item, trend->emplace_back()))
            return wrong;
    }
    return nullptr;
}

void writeTrend(JsonWriter &out, const std::optional<std::vector<float>> &trend)
{
    if (!trend) {
        out.null();
        return;
    }
    out.beginArray();
    for (const float value : *trend)
        out.value(value);
    out.endArray();
}

constexpr Field<Incident> kPictures{"pictures", false,
                                    [](JsonWriter &out, const Incident &entity) { writePictures(out, entity.pictures); },
                                    [](Element element, Incident &entity) -> Expected {
                                        return element.is_null() ? nullptr : readPictures(element, entity.pictures);
                                    }};

} // namespace

template<>
std::span<const Field<Incident>> fieldsOf<Incident>()
{
    using T = Incident;
    static constexpr std::array kFields{
        field<T, AT(id)>("id", true),
        field<T, AT(version)>("version"),
        field<T, AT(matter)>("matter"),
        field<T, AT(title)>("title"),
        field<T, AT(source)>("source"),
        field<T, AT(sourceId)>("sourceId"),
        field<T, AT(level)>("level", true),
        field<T, AT(stage)>("stage", true),
        field<T, AT(tier)>("tier"),
        field<T, AT(place.point.longitude)>("lon"),
        field<T, AT(place.point.latitude)>("lat"),
        field<T, AT(place.name)>("place"),
        field<T, AT(place.district)>("district"),
        field<T, AT(place.street)>("street"),
        field<T, AT(place.grid)>("grid"),
        field<T, AT(department)>("department"),
        field<T, AT(unit)>("unit"),
        timeField<T, AT(openedAt)>("openedAt"),
        timeField<T, AT(stageSince)>("stageSince"),
        timeField<T, AT(stageDueAt)>("stageDueAt"),
        timeField<T, AT(dueAt)>("dueAt"),
        field<T, AT(urged)>("urged"),
        field<T, AT(returned)>("returned"),
        field<T, AT(automatic)>("automatic"),
        field<T, AT(alarm)>("alarm"),
        kPictures,
    };
    return kFields;
}

template<>
std::span<const Field<Alarm>> fieldsOf<Alarm>()
{
    using T = Alarm;
    static constexpr std::array kFields{
        field<T, AT(id)>("id", true),
        field<T, AT(version)>("version"),
        field<T, AT(source)>("source"),
        field<T, AT(type)>("type"),
        field<T, AT(level)>("level", true),
        field<T, AT(active)>("active", true),
        field<T, AT(state)>("state", true),
        field<T, AT(place.point.longitude)>("lon"),
        field<T, AT(place.point.latitude)>("lat"),
        field<T, AT(place.name)>("place"),
        field<T, AT(place.district)>("district"),
        field<T, AT(place.street)>("street"),
        field<T, AT(place.grid)>("grid"),
        field<T, AT(value)>("value"),
        field<T, AT(limit)>("limit"),
        timeField<T, AT(activeAt)>("activeAt"),
        timeField<T, AT(changedAt)>("changedAt"),
        field<T, AT(owner)>("owner"),
        field<T, AT(acknowledgedBy)>("acknowledgedBy"),
        timeField<T, AT(acknowledgedAt)>("acknowledgedAt"),
        timeField<T, AT(shelvedUntil)>("shelvedUntil"),
        field<T, AT(reason)>("reason"),
        field<T, AT(incident)>("incident"),
    };
    return kFields;
}

template<>
std::span<const Field<Order>> fieldsOf<Order>()
{
    using T = Order;
    static constexpr std::array kFields{
        field<T, AT(id)>("id", true),     field<T, AT(version)>("version"),     field<T, AT(incident)>("incident", true),
        field<T, AT(unit)>("unit", true), field<T, AT(status)>("status", true), timeField<T, AT(at)>("at"),
        field<T, AT(etaSeconds)>("eta"),  field<T, AT(reason)>("reason"),
    };
    return kFields;
}

template<>
std::span<const Field<Warning>> fieldsOf<Warning>()
{
    using T = Warning;
    static constexpr std::array kFields{
        field<T, AT(id)>("id", true),         field<T, AT(version)>("version"),       field<T, AT(kind)>("kind"),
        field<T, AT(level)>("level", true),   field<T, AT(headlineZh)>("headlineZh"), field<T, AT(headlineEn)>("headlineEn"),
        field<T, AT(issuer)>("issuer"),       timeField<T, AT(issuedAt)>("issuedAt"), timeField<T, AT(expiresAt)>("expiresAt"),
        field<T, AT(cancelled)>("cancelled"), field<T, AT(exercise)>("exercise"),
    };
    return kFields;
}

template<>
std::span<const Field<UnitRow>> fieldsOf<UnitRow>()
{
    using T = UnitRow;
    static constexpr std::array kFields{
        field<T, AT(unit.id)>("id"),
        field<T, AT(unit.callsign)>("callsign"),
        field<T, AT(unit.kind)>("kind"),
        field<T, AT(unit.department)>("department"),
        field<T, AT(unit.street)>("street"),
        field<T, AT(position.point.longitude)>("lon"),
        field<T, AT(position.point.latitude)>("lat"),
        timeField<T, AT(position.at)>("at"),
        field<T, AT(position.heading)>("heading"),
        field<T, AT(position.speed)>("speed"),
        field<T, AT(position.status)>("status"),
        field<T, AT(position.activity)>("activity"),
    };
    return kFields;
}

template<>
std::span<const Field<DeviceRow>> fieldsOf<DeviceRow>()
{
    using T = DeviceRow;
    static constexpr std::array kFields{
        field<T, AT(id)>("id"),
        field<T, AT(point.longitude)>("lon"),
        field<T, AT(point.latitude)>("lat"),
        field<T, AT(deviceClass)>("class"),
        field<T, AT(street)>("street"),
        field<T, AT(reading.value)>("value"),
        timeField<T, AT(reading.at)>("at"),
        field<T, AT(reading.state)>("state"),
    };
    return kFields;
}

template<>
std::span<const Field<TelemetryRecord>> fieldsOf<TelemetryRecord>()
{
    using T = TelemetryRecord;
    static constexpr std::array kFields{
        field<T, AT(slot)>("slot", true),
        field<T, AT(value)>("value"),
        timeField<T, AT(at)>("at"),
        field<T, AT(state)>("state", true),
    };
    return kFields;
}

template<>
std::span<const Field<UnitRecord>> fieldsOf<UnitRecord>()
{
    using T = UnitRecord;
    static constexpr std::array kFields{
        field<T, AT(slot)>("slot", true),     field<T, AT(point.longitude)>("lon"),     field<T, AT(point.latitude)>("lat"),
        timeField<T, AT(at)>("at"),           field<T, AT(heading)>("heading"),         field<T, AT(speed)>("speed"),
        field<T, AT(status)>("status", true), field<T, AT(activity)>("activity", true),
    };
    return kFields;
}

template<>
std::span<const Field<IndicatorRow>> fieldsOf<IndicatorRow>()
{
    using T = IndicatorRow;
    static constexpr std::array kFields{
        field<T, AT(value.index)>("index", true),
        field<T, AT(value.value)>("value"),
        field<T, AT(value.level)>("level", true),
        field<T, AT(value.quality)>("quality", true),
        timeField<T, AT(value.at)>("at"),
        field<T, AT(value.source)>("source"),
        Field<T>{"trend", false, [](JsonWriter &out, const T &entity) { writeTrend(out, entity.trend); },
                 [](Element element, T &entity) { return readTrend(element, entity.trend); }},
    };
    return kFields;
}

template<>
std::span<const Field<Figure>> fieldsOf<Figure>()
{
    using T = Figure;
    static constexpr std::array kFields{field<T, AT(id)>("id", true), field<T, AT(value)>("value"), timeField<T, AT(at)>("at")};
    return kFields;
}

template<>
std::span<const Field<FeedHealth>> fieldsOf<FeedHealth>()
{
    using T = FeedHealth;
    static constexpr std::array kFields{
        field<T, AT(id)>("id", true),         field<T, AT(nameZh)>("nameZh"),     field<T, AT(nameEn)>("nameEn"),
        field<T, AT(state)>("state", true),   timeField<T, AT(lastAt)>("lastAt"), field<T, AT(received)>("received"),
        field<T, AT(rejected)>("rejected"),   field<T, AT(late)>("late"),         field<T, AT(message)>("message"),
        field<T, AT(simulated)>("simulated"), field<T, AT(replayed)>("replayed"), field<T, AT(duplicates)>("duplicates"),
        field<T, AT(devices)>("devices"),     timeField<T, AT(offset)>("offset"),
    };
    return kFields;
}

template<>
std::span<const Field<TimelineEntry>> fieldsOf<TimelineEntry>()
{
    using T = TimelineEntry;
    static constexpr std::array kFields{
        field<T, AT(seq)>("seq"),   timeField<T, AT(at)>("at"),   field<T, AT(stage)>("stage", true),
        field<T, AT(verb)>("verb"), field<T, AT(actor)>("actor"), field<T, AT(text)>("text"),
    };
    return kFields;
}

#undef AT

} // namespace guancheng::protocol
