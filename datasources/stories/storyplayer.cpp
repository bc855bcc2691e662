// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/stories/storyplayer.h"

#include <QLoggingCategory>
#include <QPointer>

#include <algorithm>
#include <array>

namespace guancheng {

Q_LOGGING_CATEGORY(lcStories, "guancheng.stories", QtInfoMsg)

namespace {

constexpr TimeMs kAfterEndMs = 5'000;
constexpr double kSamePlaceMetres = 60;

QString feedOf(const Catalogue &catalogue, IncidentSource source)
{
    static const std::array<QString, 5> kFeeds{QStringLiteral("hotline"), QStringLiteral("grid"), QStringLiteral("video"),
                                               QStringLiteral("iot"), QStringLiteral("services")};
    const QString &feed = kFeeds[static_cast<size_t>(source)];
    return catalogue.sources().contains(feed) || catalogue.sources().isEmpty() ? feed : catalogue.sources()[0].id;
}

} // namespace

StoryPlayer::StoryPlayer(Story story, const Catalogue &catalogue, CityInput &city, StoryDoors doors, QObject *parent)
    : QObject(parent)
    , m_story(std::move(story))
    , m_catalogue(catalogue)
    , m_city(city)
    , m_doors(std::move(doors))
    , m_checker(m_story)
    , m_done(m_story.steps.size(), false)
{
}

bool StoryPlayer::belongs(const StoryStep &step, const Incident &incident) const
{
    if (step.action != StoryStep::Do::Report || incident.openedAt < m_story.start)
        return false;
    if (incident.sourceId == step.sourceId && incident.title == step.textZh)
        return true;
    // Somebody else found it a little earlier: the city has made one case of both.
    return incident.matter == m_catalogue.matters()[step.matter].id && incident.place.point.isValid() &&
           distanceMetres(incident.place.point, step.place.point) < kSamePlaceMetres;
}

bool StoryPlayer::scripts(const Incident &incident) const
{
    for (const StoryStep &step : m_story.steps) {
        if (!belongs(step, incident))
            continue;
        return std::any_of(m_story.steps.begin(), m_story.steps.end(), [&step](const StoryStep &other) {
            return other.action == StoryStep::Do::Field && other.subject == step.subject;
        });
    }
    return false;
}

void StoryPlayer::streamed(const StreamEvent &event)
{
    const auto *incident = std::get_if<Incident>(&event.entity);
    if (!incident || m_finished)
        return;
    QString subject = m_subject.value(incident->id);
    if (subject.isEmpty()) {
        for (size_t i = 0; i < m_story.steps.size() && subject.isEmpty(); ++i)
            if (m_done[i] && !m_cases.contains(m_story.steps[i].subject) && belongs(m_story.steps[i], *incident))
                subject = m_story.steps[i].subject;
        if (subject.isEmpty())
            return;
        m_subject.insert(incident->id, subject);
        qCInfo(lcStories) << m_story.id << subject << "is" << incident->id;
    }
    m_cases.insert(subject, *incident);
    m_checker.changed(subject, event.change, *incident, event.entry.at != 0 ? event.entry.at : event.at);
}

void StoryPlayer::advance(TimeMs now)
{
    if (m_finished)
        return;
    for (size_t i = 0; i < m_story.steps.size(); ++i) {
        const StoryStep &step = m_story.steps[i];
        if (m_done[i] || now < step.at)
            continue;
        // Marked first: the city may stream the case before the call returns.
        m_done[i] = true;
        if (!perform(step, now)) {
            m_done[i] = false;
            break; // what follows waits as well: steps keep their order
        }
    }
    const bool over = now >= m_story.end + kAfterEndMs;
    m_checker.expire(now, over);
    const bool allDone = std::all_of(m_done.begin(), m_done.end(), [](bool done) { return done; });
    if (over || (allDone && m_checker.allDecided()))
        finish(now);
}

bool StoryPlayer::perform(const StoryStep &step, TimeMs now)
{
    switch (step.action) {
    case StoryStep::Do::Report: report(step); return true;
    case StoryStep::Do::Field: return field(step, now);
    case StoryStep::Do::Command: return command(step, now);
    case StoryStep::Do::Warning: warning(step); return true;
    case StoryStep::Do::Reading: return reading(step);
    case StoryStep::Do::Mode: {
        Command mode;
        mode.verb = QStringLiteral("mode");
        mode.args.insert(QStringLiteral("mode"), step.verb);
        mode.issuedAt = now;
        send(step, std::move(mode));
        return true;
    }
    }
    return true;
}

void StoryPlayer::report(const StoryStep &step)
{
    Report report;
    report.matter = m_catalogue.matters()[step.matter].id;
    report.title = step.textZh;
    report.source = step.source;
    report.sourceId = step.sourceId;
    report.point = step.place.point;
    report.placeName = step.place.name;
    report.level = step.level;
    report.at = step.at;
    if (!step.picture.isEmpty() && m_doors.photograph)
        report.pictures.append(photograph(step, step.sourceId, step.sourceId, step.at));
    m_city.report(feedOf(m_catalogue, step.source), report);
}

Picture StoryPlayer::photograph(const StoryStep &step, const QString &camera, const QString &by, TimeMs at) const
{
    const auto named = std::find_if(m_story.cameras.begin(), m_story.cameras.end(),
                                    [&camera](const StoryCamera &c) { return c.id == camera; });
    Picture picture = m_doors.photograph(step.scene, step.picture, named == m_story.cameras.end() ? camera : named->name, at);
    picture.source = by;
    return picture;
}

bool StoryPlayer::field(const StoryStep &step, TimeMs now)
{
    const auto it = m_cases.constFind(step.subject);
    if (it == m_cases.cend() || it->unit.isEmpty())
        return false;
    FieldEvent event;
    event.incident = it->id;
    event.unit = it->unit;
    event.verb = step.verb;
    event.text = step.textZh;
    event.at = now;
    if (!step.picture.isEmpty() && m_doors.photograph)
        event.pictures.append(photograph(step, it->sourceId, event.unit, now));
    m_city.field(feedOf(m_catalogue, IncidentSource::Patrol), event);
    if (m_doors.spoken)
        m_doors.spoken(event);
    return true;
}

bool StoryPlayer::command(const StoryStep &step, TimeMs now)
{
    const auto it = m_cases.constFind(step.subject);
    if (it == m_cases.cend())
        return false;
    Command command;
    command.verb = step.verb;
    command.target = it->id;
    command.args = step.args;
    if (!step.textZh.isEmpty() && !command.args.contains(QStringLiteral("text")))
        command.args.insert(QStringLiteral("text"), step.textZh);
    if (step.verb == QLatin1String("verify") && !command.args.contains(QStringLiteral("passed")))
        command.args.insert(QStringLiteral("passed"), true);
    command.issuedAt = now;
    send(step, std::move(command));
    return true;
}

void StoryPlayer::send(const StoryStep &step, Command command)
{
    command.actor = step.actor.isEmpty() ? QStringLiteral("story-%1").arg(m_story.id) : step.actor;
    command.key = QStringLiteral("story/%1%2/%3/%4").arg(m_story.id, step.pointer, command.target).arg(command.issuedAt);
    if (!m_doors.execute)
        return m_checker.problem(step.pointer, QStringLiteral("no one carries commands out"));
    QPointer<StoryPlayer> self(this);
    m_doors.execute(command, [self, pointer = step.pointer](const CommandAnswer &answer) {
        if (self && !answer.accepted)
            self->m_checker.problem(pointer, QStringLiteral("refused (%1): %2").arg(answer.code, answer.reasonEn));
    });
}

void StoryPlayer::warning(const StoryStep &step)
{
    const WarningKind &kind = m_catalogue.warningKinds()[step.warningKind];
    Warning warning;
    warning.id = QStringLiteral("%1-%2-%3").arg(m_story.id, kind.id).arg(step.at);
    warning.kind = kind.id;
    warning.level = step.level;
    warning.issuer = kind.issuerZh;
    warning.issuedAt = step.at;
    warning.expiresAt = step.at + TimeMs(kind.validHours) * 3'600'000;
    warning.headlineZh = step.textZh;
    warning.headlineEn = step.textEn;
    m_city.warning(QStringLiteral("weather"), warning);
}

bool StoryPlayer::reading(const StoryStep &step)
{
    if (step.indicator >= 0) {
        const IndicatorReading reading{static_cast<quint16>(step.indicator), step.value, step.at};
        m_city.indicators(m_catalogue.sources()[m_catalogue.indicators()[step.indicator].source].id, {&reading, 1});
        return true;
    }
    const qint64 slot = m_doors.deviceNear ? m_doors.deviceNear(step.deviceClass, step.place.point) : -1;
    if (slot < 0) {
        m_checker.problem(step.pointer, QStringLiteral("there is no device of this class"));
        return true;
    }
    const DeviceClass &entry = m_catalogue.deviceClasses()[step.deviceClass];
    const TelemetryRecord record{static_cast<quint32>(slot), static_cast<float>(step.value), step.at,
                                 static_cast<DeviceState>(entry.limits.levelOf(step.value))};
    m_city.telemetry(QStringLiteral("iot"), {&record, 1});
    return true;
}

void StoryPlayer::finish(TimeMs now)
{
    for (size_t i = 0; i < m_done.size(); ++i)
        if (!m_done[i])
            m_checker.problem(m_story.steps[i].pointer,
                              QStringLiteral("could not be made: the case has no unit or is not known"));
    m_checker.expire(now, true);
    m_finished = true;
    const QString text = m_checker.report();
    Q_EMIT finished(m_checker.ok(), text);
}

} // namespace guancheng
