// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/card/carddetails.h"

#include "catalogue/catalogue.h"
#include "models/card/cardanswers.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

void setTitle(CardDetails &card, const Bilingual &title)
{
    card.titleZh = title.zh;
    card.titleEn = title.en;
}

void setPlace(CardDetails &card, const Place &place, const Names &names)
{
    const Bilingual area = names.area(place);
    card.placeName = place.name;
    card.areaZh = area.zh;
    card.areaEn = area.en;
    card.grid = place.grid;
    card.longitude = place.point.longitude;
    card.latitude = place.point.latitude;
}

/** From the smallest responsibility to the greatest: grid, street and district, department. */
void setOwner(CardDetails &card, const Place &place, const QString &department, const Names &names)
{
    QStringList zh;
    QStringList en;
    const auto add = [&](const QString &partZh, const QString &partEn) {
        if (!partZh.isEmpty()) {
            zh.append(partZh);
            en.append(partEn);
        }
    };
    const QString grid = place.grid.section(u'-', -1);
    if (!grid.isEmpty())
        add(u"网格 "_s + grid, u"Grid "_s + grid);
    add(card.areaZh, card.areaEn);
    if (!department.isEmpty())
        add(names.department(department).zh, names.department(department).en);
    card.ownerZh = zh.join(u" › ");
    card.ownerEn = en.join(u" › ");
}

} // namespace

CardDetails detailsOf(const Incident &incident, const OperationalPicture &picture, const Names &names)
{
    CardDetails card;
    setTitle(card, incident.matter.isEmpty() ? Bilingual{incident.title, incident.title} : names.matter(incident.matter));
    card.subtitle = incident.title;
    card.level = static_cast<int>(incident.level);
    setPlace(card, incident.place, names);
    setOwner(card, incident.place, incident.department, names);
    card.source = wireName(incident.source);
    card.sourceId = incident.sourceId;
    card.openedAt = static_cast<double>(incident.openedAt);
    card.stage = static_cast<int>(incident.stage);
    card.stageSince = static_cast<double>(incident.stageSince);
    card.stageDueAt = static_cast<double>(incident.stageDueAt);
    card.dueAt = static_cast<double>(incident.dueAt);
    card.tier = static_cast<int>(incident.tier);
    const std::shared_ptr<const UnitDirectory> units = picture.units().directory();
    const Unit *unit = units->find(incident.unit);
    card.unitCallsign = unit ? unit->callsign : incident.unit;
    card.urged = incident.urged;
    card.automatic = incident.automatic;
    card.orphaned = picture.incidents().isOrphaned(incident.id);
    card.state = wireName(incident.stage);
    return card;
}

CardDetails detailsOf(const Alarm &alarm, const OperationalPicture &picture, const Names &names)
{
    Q_UNUSED(picture)
    CardDetails card;
    const AlarmWords words = names.alarm(alarm);
    setTitle(card, words.type);
    card.level = static_cast<int>(alarm.level);
    setPlace(card, alarm.place, names);
    setOwner(card, alarm.place, alarm.owner, names);
    card.source = u"device"_s;
    card.sourceId = alarm.source;
    card.openedAt = static_cast<double>(alarm.activeAt);
    card.at = static_cast<double>(alarm.changedAt);
    card.value = alarm.value;
    card.limit = alarm.limit;
    card.unitZh = words.unit.zh;
    card.unitEn = words.unit.en;
    card.textZh = words.valueText.zh;
    card.textEn = words.valueText.en;
    card.decimals = words.decimals;
    card.state = wireName(alarm.state);
    card.causeZh = words.cause.zh;
    card.causeEn = words.cause.en;
    card.consequenceZh = words.consequence.zh;
    card.consequenceEn = words.consequence.en;
    card.actionZh = words.action.zh;
    card.actionEn = words.action.en;
    card.incidentId = alarm.incident;
    card.acknowledgedBy = alarm.acknowledgedBy;
    return card;
}

CardDetails detailsOfIndicator(int index, const OperationalPicture &picture, const Names &names)
{
    CardDetails card;
    const Catalogue *catalogue = names.catalogue();
    if (!catalogue || index < 0 || index >= catalogue->indicators().size())
        return card;
    const IndicatorSpec &spec = catalogue->indicators()[index];
    const IndicatorValue &value = picture.indicators().value(static_cast<quint16>(index));
    setTitle(card, {spec.nameZh, spec.nameEn});
    const Department &department = catalogue->departments()[spec.department];
    card.ownerZh = department.nameZh;
    card.ownerEn = department.nameEn;
    card.source = value.source;
    card.level = static_cast<int>(value.level);
    card.value = value.value;
    card.limit = spec.limits.limitOf(value.level, value.value);
    card.unitZh = spec.unitZh;
    card.unitEn = spec.unitEn;
    card.decimals = spec.decimals;
    if (const ValueState *state = spec.stateOf(value.value)) {
        card.textZh = state->textZh;
        card.textEn = state->textEn;
    }
    card.at = static_cast<double>(value.at);
    card.quality = static_cast<int>(value.quality);
    card.causeZh = spec.alarm.causeZh;
    card.causeEn = spec.alarm.causeEn;
    card.consequenceZh = spec.alarm.consequenceZh;
    card.consequenceEn = spec.alarm.consequenceEn;
    card.actionZh = spec.alarm.actionZh;
    card.actionEn = spec.alarm.actionEn;
    return card;
}

CardDetails detailsOfDevice(quint32 slot, const OperationalPicture &picture, const Names &names)
{
    CardDetails card;
    const std::shared_ptr<const DeviceArrays> devices = picture.devices().arrays();
    if (slot >= devices->size())
        return card;
    const int deviceClass = devices->deviceClass[slot];
    setTitle(card, names.deviceClass(deviceClass));
    const Bilingual area = names.area(devices->street[slot]);
    card.areaZh = area.zh;
    card.areaEn = area.en;
    card.longitude = devices->point(slot).longitude;
    card.latitude = devices->point(slot).latitude;
    card.value = static_cast<double>(devices->value(slot));
    card.at = static_cast<double>(devices->at(slot));
    const DeviceState state = devices->state(slot);
    card.state = wireName(state);
    card.level = state <= DeviceState::Critical ? static_cast<int>(state) : static_cast<int>(Level::Normal);
    card.quality = static_cast<int>(std::isnan(card.value) ? Quality::Missing : Quality::Good);
    if (const Catalogue *catalogue = names.catalogue(); catalogue && deviceClass < catalogue->deviceClasses().size()) {
        const DeviceClass &spec = catalogue->deviceClasses()[deviceClass];
        card.unitZh = spec.unitZh;
        card.unitEn = spec.unitEn;
        card.decimals = spec.decimals;
        card.limit = spec.limits.limitOf(static_cast<Level>(card.level), card.value);
    }
    return card;
}

CardDetails detailsOfUnit(const QString &id, const OperationalPicture &picture, const Names &names)
{
    CardDetails card;
    const std::shared_ptr<const UnitDirectory> units = picture.units().directory();
    const Unit *unit = units->find(id);
    if (!unit)
        return card;
    const UnitRecord position = picture.units().position(unit->slot);
    setTitle(card, names.unitKind(unit->kind));
    card.unitCallsign = unit->callsign;
    card.subtitle = unit->callsign;
    const Bilingual department = names.department(unit->department);
    card.ownerZh = department.zh;
    card.ownerEn = department.en;
    const Bilingual area = names.area(unit->street);
    card.areaZh = area.zh;
    card.areaEn = area.en;
    card.longitude = position.point.longitude;
    card.latitude = position.point.latitude;
    card.at = static_cast<double>(position.at);
    card.state = wireName(position.activity);
    card.value = static_cast<double>(position.speed);
    card.unitZh = card.unitEn = u"km/h"_s;
    card.decimals = 0;
    return card;
}

CardVerbs verbsOf(const Incident &incident, bool orphaned)
{
    CardVerbs verbs;
    if (incident.isFinal() || orphaned)
        return verbs;
    const Stage stage = incident.stage;
    verbs.canUrge = true;
    verbs.canVoid = true;
    verbs.canEscalate = incident.tier != Tier::City;
    verbs.canDispatch = stage == Stage::Discovered || stage == Stage::Dispatching || stage == Stage::Handling;
    verbs.canReturn = stage != Stage::Discovered && !incident.unit.isEmpty();
    verbs.canVerify = stage == Stage::FeedBack || stage == Stage::Verifying;
    verbs.canClose = stage == Stage::Verifying;
    return verbs;
}

CardVerbs verbsOf(const Alarm &alarm)
{
    CardVerbs verbs;
    verbs.canAcknowledge = alarm.state == AlarmState::Unacknowledged;
    verbs.canShelve = alarm.state == AlarmState::Unacknowledged || alarm.state == AlarmState::Acknowledged;
    verbs.canShelveOnce = verbs.canShelve && alarm.active;
    verbs.canUnshelve = alarm.state == AlarmState::Shelved;
    verbs.canReinstate = alarm.state == AlarmState::OutOfService;
    verbs.canRetire = !verbs.canReinstate;
    return verbs;
}

} // namespace guancheng
