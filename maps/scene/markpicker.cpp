// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/markpicker.h"

#include "catalogue/catalogue.h"
#include "stores/operationalpicture.h"

#include <algorithm>

namespace guancheng {

namespace {

/** '博华路 消防通道占用'; the place once where the name of the matter already holds it. */
QString label(const QString &place, const QString &what)
{
    return place.isEmpty() || what.contains(place) ? what : QString(place + u' ' + what);
}

/** In English without a place that has no English name: the mark stands there, and its card says where. */
QString labelEn(const QString &place, const QString &what)
{
    const bool latin = std::all_of(place.begin(), place.end(), [](QChar c) { return c.unicode() < 0x2e80; });
    return label(latin ? place : QString(), what);
}

/** What is handled in time by a crew needs nobody's eye, unless it is grave. */
bool deservesAnEye(const Incident &incident, TimeMs now)
{
    const bool late = incident.stageDueAt > 0 && incident.stageDueAt < now;
    const bool nobodyHasIt = incident.stage <= Stage::Dispatching && incident.level >= Level::Moderate;
    const bool heldByCity = incident.tier == Tier::City && incident.stage != Stage::Discovered;
    return incident.level >= Level::Major || late || nobodyHasIt || heldByCity;
}

} // namespace

MapMark MarkPicker::markOf(const Incident &incident) const
{
    const MatterType *matter = m_catalogue->matters().find(incident.matter);
    return {incident.id,
            QStringLiteral("incident"),
            incident.level,
            incident.place.point,
            label(incident.place.name, matter ? matter->nameZh : incident.title),
            labelEn(incident.place.name, matter ? matter->nameEn : incident.title)};
}

MapMark MarkPicker::markOf(const Alarm &alarm) const
{
    const AlarmType *type = m_catalogue->alarmTypes().find(alarm.type);
    return {alarm.id,
            QStringLiteral("alarm"),
            alarm.level,
            alarm.place.point,
            label(alarm.place.name, type ? type->nameZh : alarm.type),
            labelEn(alarm.place.name, type ? type->nameEn : alarm.type)};
}

std::vector<MapMark> MarkPicker::pick(const OperationalPicture &picture, TimeMs now, const QString &selectedId,
                                      size_t limit) const
{
    std::vector<MapMark> marks;
    for (const Alarm *alarm : picture.alarms().first(picture.alarms().count())) {
        const bool shown = alarm->active && alarm->state != AlarmState::Shelved && alarm->state != AlarmState::Suppressed &&
                           alarm->state != AlarmState::OutOfService;
        if (alarm->place.point.isValid() && (shown || alarm->id == selectedId))
            marks.push_back(markOf(*alarm));
    }
    picture.incidents().each([&](const Incident &incident, bool) {
        const bool shown = !incident.isFinal() && deservesAnEye(incident, now);
        if (incident.place.point.isValid() && (shown || incident.id == selectedId))
            marks.push_back(markOf(incident));
    });
    std::stable_sort(marks.begin(), marks.end(), [&](const MapMark &a, const MapMark &b) {
        const bool aSelected = a.id == selectedId;
        const bool bSelected = b.id == selectedId;
        return aSelected != bSelected ? aSelected : a.level != b.level ? a.level > b.level : a.id > b.id;
    });
    if (marks.size() > limit)
        marks.resize(limit);
    return marks;
}

} // namespace guancheng
