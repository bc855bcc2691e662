// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/stories/storychecker.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace guancheng {
namespace {

QString tierName(Tier tier)
{
    switch (tier) {
    case Tier::City: return QStringLiteral("city");
    case Tier::District: return QStringLiteral("district");
    case Tier::Street: return QStringLiteral("street");
    }
    return {};
}

QString namesOf(const QList<Tier> &tiers)
{
    QStringList names;
    for (const Tier tier : tiers)
        names.append(tierName(tier));
    return names.join(QStringLiteral(" > "));
}

/** Whether `wanted` occurs in `passed` in this order. */
bool inOrder(const QList<Tier> &wanted, const QList<Tier> &passed)
{
    auto next = wanted.begin();
    for (const Tier tier : passed)
        if (next != wanted.end() && *next == tier)
            ++next;
    return next == wanted.end();
}

TimeMs milliseconds(double seconds)
{
    return static_cast<TimeMs>(std::llround(seconds * 1000));
}

} // namespace

StoryChecker::StoryChecker(const Story &story) : m_id(story.id), m_zoneOffsetSeconds(story.utcOffsetSeconds)
{
    for (const StoryExpectation &expectation : story.expectations)
        m_checks.push_back({expectation, StoryCheck::State::Open, 0, {}});
}

QString StoryChecker::clock(TimeMs at) const
{
    return QDateTime::fromMSecsSinceEpoch(at, QTimeZone::fromSecondsAheadOfUtc(m_zoneOffsetSeconds))
        .toString(QStringLiteral("HH:mm:ss.zzz"));
}

void StoryChecker::changed(const QString &subject, const QString &change, const Incident &incident, TimeMs at)
{
    Trail &trail = m_trails[subject];
    if (trail.tiers.isEmpty() || trail.tiers.back() != incident.tier)
        trail.tiers.append(incident.tier);
    if (trail.first.contains(change))
        return;
    trail.first.insert(change, at);
    for (StoryCheck &check : m_checks)
        if (check.state == StoryCheck::State::Open && check.expectation.subject == subject && check.expectation.what == change)
            decide(check, incident, trail, at);
}

void StoryChecker::decide(StoryCheck &check, const Incident &incident, const Trail &trail, TimeMs at)
{
    const StoryExpectation &expected = check.expectation;
    const TimeMs tolerance = milliseconds(expected.toleranceSeconds);
    QStringList reasons;
    if (expected.at && std::abs(at - *expected.at) > tolerance)
        reasons.append(
            QStringLiteral("came at %1, not at %2 +- %3 s").arg(clock(at), clock(*expected.at)).arg(expected.toleranceSeconds));
    if (expected.by && at > *expected.by + tolerance)
        reasons.append(QStringLiteral("came at %1, later than %2").arg(clock(at), clock(*expected.by)));
    if (expected.withinMs) {
        const auto from = trail.first.constFind(expected.after);
        if (from == trail.first.cend())
            reasons.append(QStringLiteral("came before '%1'").arg(expected.after));
        else if (at - *from > *expected.withinMs + tolerance)
            reasons.append(QStringLiteral("came %1 ms after '%2', not within %3 ms")
                               .arg(at - *from)
                               .arg(expected.after)
                               .arg(*expected.withinMs));
    }
    if (!inOrder(expected.tiers, trail.tiers))
        reasons.append(QStringLiteral("passed %1, not %2").arg(namesOf(trail.tiers), namesOf(expected.tiers)));
    for (const QString &role : expected.pictures)
        if (std::none_of(incident.pictures.begin(), incident.pictures.end(),
                         [&role](const Picture &p) { return p.role == role; }))
            reasons.append(QStringLiteral("has no picture '%1'").arg(role));
    if (!expected.street.isEmpty() && incident.place.street != expected.street)
        reasons.append(QStringLiteral("lies in street '%1', not in '%2'").arg(incident.place.street, expected.street));
    check.at = at;
    check.reason = reasons.join(QStringLiteral("; "));
    check.state = reasons.isEmpty() ? StoryCheck::State::Passed : StoryCheck::State::Failed;
}

TimeMs StoryChecker::limitOf(const StoryCheck &check) const
{
    const StoryExpectation &expected = check.expectation;
    const TimeMs tolerance = milliseconds(expected.toleranceSeconds);
    if (expected.at)
        return *expected.at + tolerance;
    if (expected.by)
        return *expected.by + tolerance;
    const auto trail = m_trails.constFind(expected.subject);
    if (trail == m_trails.cend() || !trail->first.contains(expected.after))
        return 0;
    return trail->first.value(expected.after) + expected.withinMs.value_or(0) + tolerance;
}

void StoryChecker::expire(TimeMs now, bool over)
{
    // What happened in time may be told a moment later: durable first, then streamed.
    constexpr TimeMs kGraceMs = 3'000;
    for (StoryCheck &check : m_checks) {
        if (check.state != StoryCheck::State::Open)
            continue;
        const TimeMs limit = limitOf(check);
        if (over || (limit != 0 && now > limit + kGraceMs)) {
            check.state = StoryCheck::State::Failed;
            check.reason =
                limit != 0 ? QStringLiteral("did not come until %1").arg(clock(limit)) : QStringLiteral("did not come");
        }
    }
}

void StoryChecker::problem(const QString &pointer, const QString &reason)
{
    m_problems.append(QStringLiteral("%1: %2").arg(pointer, reason));
}

bool StoryChecker::allDecided() const
{
    return std::none_of(m_checks.begin(), m_checks.end(),
                        [](const StoryCheck &c) { return c.state == StoryCheck::State::Open; });
}

bool StoryChecker::ok() const
{
    return m_problems.isEmpty() && std::all_of(m_checks.begin(), m_checks.end(),
                                               [](const StoryCheck &c) { return c.state == StoryCheck::State::Passed; });
}

QString StoryChecker::report() const
{
    QStringList lines;
    int passed = 0;
    for (const StoryCheck &check : m_checks) {
        const bool good = check.state == StoryCheck::State::Passed;
        passed += good ? 1 : 0;
        QString line = QStringLiteral("%1 %2 %3 %4 %5")
                           .arg(m_id, good ? QStringLiteral("passed") : QStringLiteral("FAILED"),
                                check.at != 0 ? clock(check.at) : QStringLiteral("--:--:--.---"), check.expectation.subject,
                                check.expectation.what);
        if (!check.reason.isEmpty())
            line += QStringLiteral(" (%1: %2)").arg(check.expectation.pointer, check.reason);
        lines.append(line);
    }
    for (const QString &problem : m_problems)
        lines.append(QStringLiteral("%1 FAILED %2").arg(m_id, problem));
    lines.append(QStringLiteral("%1: %2 of %3 expectations passed").arg(m_id).arg(passed).arg(m_checks.size()));
    return lines.join(QLatin1Char('\n'));
}

} // namespace guancheng
