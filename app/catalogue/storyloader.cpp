// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/story.h"
#include "catalogue/tablereader.h"
#include "jsonfile/jsonfile.h"

#include <QDateTime>
#include <QDir>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<StoryStep::Do> kActions[] = {
    {"report"_L1, StoryStep::Do::Report},   {"field"_L1, StoryStep::Do::Field},     {"command"_L1, StoryStep::Do::Command},
    {"warning"_L1, StoryStep::Do::Warning}, {"reading"_L1, StoryStep::Do::Reading}, {"mode"_L1, StoryStep::Do::Mode}};
constexpr NamedValue<Tier> kTiers[] = {{"street"_L1, Tier::Street}, {"district"_L1, Tier::District}, {"city"_L1, Tier::City}};

StoryPlace readPlace(const JsonCursor &cursor)
{
    const JsonCursor member = cursor.child("place"_L1);
    StoryPlace place;
    place.name = member.string("name"_L1);
    place.street = member.string("street"_L1, QString());
    place.point = {member.number("longitude"_L1), member.number("latitude"_L1)};
    return place;
}

/** Reads one story; the clock times of its steps belong to the day of its start. */
class StoryReader
{
public:
    StoryReader(const JsonCursor &root, const Catalogue &catalogue) : m_root(root), m_catalogue(catalogue) {}

    Story read()
    {
        m_story.id = m_root.string("id"_L1);
        m_story.nameZh = m_root.string("nameZh"_L1);
        m_story.nameEn = m_root.string("nameEn"_L1);
        m_story.summaryZh = m_root.string("summaryZh"_L1, QString());
        m_story.summaryEn = m_root.string("summaryEn"_L1, QString());
        m_story.seed = static_cast<quint32>(qMax(0, m_root.integer("seed"_L1)));
        readTimes();
        readSetup();
        for (const JsonCursor &item : m_root.child("steps"_L1).items())
            m_story.steps.push_back(readStep(item));
        for (const JsonCursor &item : m_root.child("expect"_L1).items())
            m_story.expectations.push_back(readExpectation(item));
        return std::move(m_story);
    }

private:
    TimeMs readIso(QLatin1StringView key)
    {
        const QDateTime time = QDateTime::fromString(m_root.string(key), Qt::ISODateWithMs);
        if (!time.isValid())
            m_root.fail(key, u"is no date and time of ISO 8601"_s);
        m_story.utcOffsetSeconds = time.offsetFromUtc();
        return time.isValid() ? time.toMSecsSinceEpoch() : 0;
    }

    void readTimes()
    {
        m_story.end = readIso("end"_L1);
        m_story.start = readIso("start"_L1);
        if (m_story.end <= m_story.start)
            m_root.fail("end"_L1, u"is not after the start"_s);
    }

    /** A clock time; one that is earlier than the start belongs to the next day. */
    TimeMs readClock(const JsonCursor &item, QLatin1StringView key)
    {
        const QString text = item.string(key);
        QTime clock = QTime::fromString(text, u"HH:mm:ss"_s);
        if (!clock.isValid())
            clock = QTime::fromString(text, u"HH:mm:ss.zzz"_s);
        if (!clock.isValid()) {
            item.fail(key, u"'%1' is no clock time HH:mm:ss"_s.arg(text));
            return 0;
        }
        constexpr TimeMs kDay = 86'400'000;
        const TimeMs offset = TimeMs(m_story.utcOffsetSeconds) * 1000;
        const TimeMs midnight = (m_story.start + offset) / kDay * kDay - offset;
        TimeMs time = midnight + clock.msecsSinceStartOfDay();
        if (time < m_story.start)
            time += kDay;
        if (time > m_story.end)
            item.fail(key, u"%1 is not between start and end of the story"_s.arg(text));
        return time;
    }

    void readSetup()
    {
        const JsonCursor setup = m_root.child("setup"_L1);
        m_story.background = setup.number("background"_L1, 1);
        m_story.districts = setup.strings("districts"_L1);
        const JsonCursor weather = setup.optional("weather"_L1);
        m_story.weather = {weather.number("temperature"_L1, kNoLimit), weather.number("roadTemperature"_L1, kNoLimit),
                           weather.number("rain"_L1, kNoLimit), weather.number("gust"_L1, kNoLimit),
                           weather.number("visibility"_L1, kNoLimit)};
        for (const JsonCursor &item : setup.optional("units"_L1).items()) {
            m_story.units.push_back({item.string("id"_L1), item.string("callsign"_L1),
                                     readReference(item, "kind"_L1, m_catalogue.unitKinds(), "unit kind"_L1), readPlace(item)});
        }
        for (const JsonCursor &item : setup.optional("cameras"_L1).items())
            m_story.cameras.push_back({item.string("id"_L1), item.string("name"_L1), readPlace(item)});
    }

    StoryStep readStep(const JsonCursor &item)
    {
        StoryStep step;
        step.pointer = item.pointer();
        step.at = readClock(item, "at"_L1);
        if (!m_story.steps.empty() && step.at < m_story.steps.back().at)
            item.fail("at"_L1, u"is earlier than the step before"_s);
        step.action = readEnum(item, "do"_L1, kActions);
        step.textZh = item.string("textZh"_L1, QString());
        step.textEn = item.string("textEn"_L1, QString());
        step.picture = item.string("picture"_L1, QString());
        step.scene = item.string("scene"_L1, QString());
        step.level = readLevel(item, "level"_L1, Level::Normal);
        step.actor = item.string("actor"_L1, QString());
        step.args = item.optional("args"_L1).value().toObject();
        readAction(item, step);
        return step;
    }

    void readAction(const JsonCursor &item, StoryStep &step)
    {
        switch (step.action) {
        case StoryStep::Do::Report: readReport(item, step); break;
        case StoryStep::Do::Field:
        case StoryStep::Do::Command:
            step.subject = readCase(item);
            step.verb = item.string("verb"_L1);
            break;
        case StoryStep::Do::Mode: step.verb = item.string("verb"_L1); break;
        case StoryStep::Do::Warning:
            step.warningKind = readReference(item, "kind"_L1, m_catalogue.warningKinds(), "warning kind"_L1);
            if (!m_catalogue.warningKinds().isEmpty() &&
                !m_catalogue.warningKinds()[step.warningKind].levels.contains(step.level))
                item.fail("level"_L1, u"this kind of warning has no such colour"_s);
            break;
        case StoryStep::Do::Reading:
            step.indicator = readOptionalReference(item, "indicator"_L1, m_catalogue.indicators(), "indicator"_L1);
            step.deviceClass = readOptionalReference(item, "deviceClass"_L1, m_catalogue.deviceClasses(), "device class"_L1);
            step.value = item.number("value"_L1);
            if ((step.indicator < 0) == (step.deviceClass < 0))
                item.fail(u"a reading is of an indicator or of a deviceClass, one of them"_s);
            if (step.deviceClass >= 0)
                step.place = readPlace(item);
            break;
        }
    }

    void readReport(const JsonCursor &item, StoryStep &step)
    {
        step.subject = item.string("case"_L1);
        if (m_cases.contains(step.subject))
            item.fail("case"_L1, u"the case '%1' is reported twice"_s.arg(step.subject));
        m_cases.append(step.subject);
        step.matter = readReference(item, "matter"_L1, m_catalogue.matters(), "matter type"_L1);
        step.source = readIncidentSource(item, "source"_L1);
        step.sourceId = item.string("sourceId"_L1, QString());
        step.place = readPlace(item);
    }

    QString readCase(const JsonCursor &item)
    {
        const QString key = item.string("case"_L1);
        if (!m_cases.contains(key))
            item.fail("case"_L1, u"no step before reports the case '%1'"_s.arg(key));
        return key;
    }

    StoryExpectation readExpectation(const JsonCursor &item)
    {
        StoryExpectation expectation;
        expectation.pointer = item.pointer();
        expectation.subject = readCase(item);
        expectation.what = item.string("what"_L1);
        if (item.has("at"_L1))
            expectation.at = readClock(item, "at"_L1);
        if (item.has("by"_L1))
            expectation.by = readClock(item, "by"_L1);
        if (item.has("withinMs"_L1))
            expectation.withinMs = item.integer("withinMs"_L1);
        if (int(expectation.at.has_value()) + int(expectation.by.has_value()) + int(expectation.withinMs.has_value()) != 1)
            item.fail(u"exactly one of at, by and withinMs is expected"_s);
        expectation.after = item.string("after"_L1, u"opened"_s);
        expectation.toleranceSeconds = item.number("toleranceSeconds"_L1, 0);
        for (const JsonCursor &tier : item.optional("tiers"_L1).items())
            expectation.tiers.append(tierOf(tier));
        expectation.pictures = item.strings("pictures"_L1);
        expectation.street = item.string("street"_L1, QString());
        return expectation;
    }

    static Tier tierOf(const JsonCursor &item)
    {
        const QString text = item.toString();
        for (const auto &tier : kTiers) {
            if (tier.name == text)
                return tier.value;
        }
        item.fail(u"'%1' is none of street, district, city"_s.arg(text));
        return Tier::Street;
    }

    JsonCursor m_root;
    const Catalogue &m_catalogue;
    Story m_story;
    QStringList m_cases;
};

} // namespace

QStringList storyIds(const QString &resourceDir)
{
    QStringList ids;
    for (const QFileInfo &file : QDir(resourceDir + u"/stories"_s).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Name))
        ids.append(file.completeBaseName());
    return ids;
}

Result<Story> loadStory(const QString &resourceDir, const QString &id, const Catalogue &catalogue)
{
    const QString path = u"%1/stories/%2.json"_s.arg(resourceDir, id);
    const QStringList known = storyIds(resourceDir);
    if (!known.contains(id))
        return Error{path, {}, u"there is no story '%1'; there are: %2"_s.arg(id, known.join(u", "_s))};
    const Result<QJsonDocument> document = loadJson(path, resourceDir + u"/schemas/story.schema.json"_s);
    if (!document)
        return document.error();
    const JsonCursor root(path, *document);
    Story story = StoryReader(root, catalogue).read();
    if (story.id != id)
        root.fail("id"_L1, u"is '%1' in a file named '%2'"_s.arg(story.id, id));
    if (root.error())
        return *root.error();
    return story;
}

} // namespace guancheng
