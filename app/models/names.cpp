// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/names.h"

#include "catalogue/catalogue.h"
#include "city/city.h"

#include <array>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

template<typename T>
Bilingual nameIn(const Registry<T> &registry, const QString &id)
{
    const T *entry = registry.find(id);
    return entry ? Bilingual{entry->nameZh, entry->nameEn} : Bilingual{id, id};
}

template<typename T>
Bilingual nameAt(const Registry<T> &registry, int index)
{
    if (index < 0 || index >= registry.size())
        return {QString::number(index), QString::number(index)};
    return {registry[index].nameZh, registry[index].nameEn};
}

struct VerbName
{
    QLatin1StringView verb;
    const char16_t *zh;
    const char *en;
};

constexpr std::array kVerbs{
    VerbName{"open"_L1, u"立案", "Opened"},
    VerbName{"report"_L1, u"上报", "Reported"},
    VerbName{"route"_L1, u"下派", "Handed down"},
    VerbName{"dispatch"_L1, u"派单", "Dispatched"},
    VerbName{"offer"_L1, u"派遣", "Offered"},
    VerbName{"accept"_L1, u"接单", "Accepted"},
    VerbName{"refuse"_L1, u"拒单", "Refused"},
    VerbName{"enroute"_L1, u"出发", "En route"},
    VerbName{"arrive"_L1, u"到场", "On scene"},
    VerbName{"feedback"_L1, u"反馈", "Fed back"},
    VerbName{"verify"_L1, u"核查", "Verified"},
    VerbName{"close"_L1, u"结案", "Closed"},
    VerbName{"urge"_L1, u"督办", "Urged"},
    VerbName{"escalate"_L1, u"升级", "Escalated"},
    VerbName{"return"_L1, u"回退", "Returned"},
    VerbName{"void"_L1, u"作废", "Voided"},
    VerbName{"duplicate"_L1, u"重复上报", "Reported again"},
    VerbName{"withdraw"_L1, u"撤单", "Order withdrawn"},
    VerbName{"raise"_L1, u"报警", "Raised"},
    VerbName{"clear"_L1, u"恢复", "Cleared"},
    VerbName{"acknowledge"_L1, u"确认", "Acknowledged"},
    VerbName{"shelve"_L1, u"搁置", "Shelved"},
    VerbName{"unshelve"_L1, u"取消搁置", "Unshelved"},
    VerbName{"retire"_L1, u"停用", "Out of service"},
    VerbName{"reinstate"_L1, u"投用", "Back in service"},
    VerbName{"raised"_L1, u"报警", "Raised"},
    VerbName{"changed"_L1, u"级别变化", "Level changed"},
    VerbName{"cleared"_L1, u"恢复", "Cleared"},
    VerbName{"acknowledged"_L1, u"确认", "Acknowledged"},
    VerbName{"rearmed"_L1, u"再次提醒", "Asks again"},
    VerbName{"shelved"_L1, u"搁置", "Shelved"},
    VerbName{"unshelved"_L1, u"取消搁置", "Unshelved"},
    VerbName{"suppressed"_L1, u"逻辑抑制", "Suppressed"},
    VerbName{"released"_L1, u"解除抑制", "Released"},
    VerbName{"retired"_L1, u"停用", "Out of service"},
    VerbName{"reinstated"_L1, u"投用", "Back in service"},
    VerbName{"linked"_L1, u"立案", "Case opened"},
    VerbName{"withdrawn"_L1, u"操作撤回", "Taken back"},
    VerbName{"mode"_L1, u"切换模式", "Mode changed"},
};

} // namespace

Names::Names(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const City> city)
    : m_catalogue(std::move(catalogue))
    , m_city(std::move(city))
{
    if (!m_catalogue)
        return;
    for (int i = 0; i < m_catalogue->deviceClasses().size(); ++i)
        m_classByCode.insert(m_catalogue->deviceClasses()[i].code, i);
}

Names::~Names() = default;

Bilingual Names::matter(const QString &id) const
{
    return m_catalogue ? nameIn(m_catalogue->matters(), id) : Bilingual{id, id};
}

Bilingual Names::department(const QString &id) const
{
    return m_catalogue ? nameIn(m_catalogue->departments(), id) : Bilingual{id, id};
}

Bilingual Names::unitKind(int index) const
{
    return m_catalogue ? nameAt(m_catalogue->unitKinds(), index) : Bilingual{QString::number(index), QString::number(index)};
}

Bilingual Names::deviceClass(int index) const
{
    return m_catalogue ? nameAt(m_catalogue->deviceClasses(), index)
                       : Bilingual{QString::number(index), QString::number(index)};
}

Bilingual Names::source(const QString &id) const
{
    return m_catalogue ? nameIn(m_catalogue->sources(), id) : Bilingual{id, id};
}

Bilingual Names::area(const Place &place) const
{
    if (m_city) {
        if (const int street = m_city->streetIndex(place.street); street >= 0)
            return area(street);
        if (const int district = m_city->districtIndex(place.district); district >= 0) {
            const District &found = m_city->districts()[static_cast<size_t>(district)];
            return {found.nameZh, found.nameEn};
        }
    }
    const QString code = place.street.isEmpty() ? place.district : place.street;
    return {code, code};
}

Bilingual Names::area(int street) const
{
    if (!m_city || street < 0 || static_cast<size_t>(street) >= m_city->streets().size())
        return {};
    const Street &found = m_city->streets()[static_cast<size_t>(street)];
    const District &district = m_city->districts()[found.district];
    return {district.nameZh + u' ' + found.nameZh, district.nameEn + u", "_s + found.nameEn};
}

Bilingual Names::district(int index) const
{
    if (!m_city || index < 0 || static_cast<size_t>(index) >= m_city->districts().size())
        return {};
    const District &found = m_city->districts()[static_cast<size_t>(index)];
    return {found.nameZh, found.nameEn};
}

Bilingual Names::alarmType(const QString &id) const
{
    const QString known = id == "indicator"_L1 ? u"indicator-limit"_s : id;
    return m_catalogue ? nameIn(m_catalogue->alarmTypes(), known) : Bilingual{id, id};
}

Bilingual Names::alarmCause(int index) const
{
    if (m_catalogue && index >= kDimensionCauses)
        return nameAt(m_catalogue->dimensions(), index - kDimensionCauses);
    return m_catalogue && index >= 0 ? nameAt(m_catalogue->alarmCauses(), index) : Bilingual{};
}

AlarmWords Names::alarm(const Alarm &alarm) const
{
    AlarmWords words;
    words.type = {alarm.type, alarm.type};
    if (!m_catalogue)
        return words;
    const auto explain = [&words](const AlarmText &text) {
        words.cause = {text.causeZh, text.causeEn};
        words.consequence = {text.consequenceZh, text.consequenceEn};
        words.action = {text.actionZh, text.actionEn};
    };
    if (const AlarmType *type = m_catalogue->alarmTypes().find(alarm.type)) {
        words.type = {type->nameZh, type->nameEn};
        explain(type->text);
    }
    if (const IndicatorSpec *indicator = m_catalogue->indicators().find(alarm.source)) {
        words.type = {indicator->nameZh, indicator->nameEn};
        words.unit = {indicator->unitZh, indicator->unitEn};
        words.decimals = indicator->decimals;
        if (const ValueState *state = indicator->stateOf(alarm.value))
            words.valueText = {state->textZh, state->textEn};
        explain(indicator->alarm);
    } else if (const int index = m_classByCode.value(alarm.source.section(u'-', 1, 1), -1); index >= 0) {
        const DeviceClass &deviceClass = m_catalogue->deviceClasses()[index];
        words.unit = {deviceClass.unitZh, deviceClass.unitEn};
        words.decimals = deviceClass.decimals;
    }
    return words;
}

Bilingual Names::verb(const QString &verb)
{
    for (const VerbName &name : kVerbs) {
        if (verb == name.verb)
            return {QString::fromUtf16(name.zh), QString::fromLatin1(name.en)};
    }
    return {verb, verb};
}

Bilingual Names::stage(int stage)
{
    static const std::array<Bilingual, 7> kStages{{{u"发现"_s, u"Discover"_s},
                                                   {u"派遣"_s, u"Dispatch"_s},
                                                   {u"处置"_s, u"Handle"_s},
                                                   {u"反馈"_s, u"Feed back"_s},
                                                   {u"核查"_s, u"Verify"_s},
                                                   {u"结案"_s, u"Closed"_s},
                                                   {u"作废"_s, u"Voided"_s}}};
    return stage >= 0 && stage < 7 ? kStages[static_cast<size_t>(stage)] : Bilingual{};
}

int shownAgeSeconds(TimeMs now, TimeMs at)
{
    if (at <= 0)
        return -1;
    const TimeMs seconds = std::max<TimeMs>(0, now - at) / 1000;
    if (seconds < 60)
        return static_cast<int>(seconds - seconds % 5);
    if (seconds < 3600)
        return static_cast<int>(seconds - seconds % 60);
    return static_cast<int>(std::min<TimeMs>(seconds - seconds % 600, std::numeric_limits<int>::max()));
}

int shownRemainingSeconds(TimeMs now, TimeMs dueAt)
{
    if (dueAt <= 0)
        return 0;
    const TimeMs seconds = (dueAt - now) / 1000;
    const TimeMs shown = std::abs(seconds) < 120 ? seconds : seconds - seconds % 60;
    return static_cast<int>(std::clamp<TimeMs>(shown, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

} // namespace guancheng
