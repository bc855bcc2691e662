// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/story.h"
#include "domain/incident.h"

#include <QHash>

namespace guancheng {

/** One expectation and what came of it. */
struct StoryCheck
{
    enum class State : quint8 { Open, Passed, Failed };
    StoryExpectation expectation;
    State state = State::Open;
    TimeMs at = 0;  ///< when the expected change came
    QString reason; ///< why it failed
};

/** Holds a case's changes against what the story expects. Pure. */
class StoryChecker
{
public:
    explicit StoryChecker(const Story &story);

    /** A change of the case that the story calls `subject`. */
    void changed(const QString &subject, const QString &change, const Incident &incident, TimeMs at);
    /** Fails what can no longer come: later than its limit, or everything when the story is over. */
    void expire(TimeMs now, bool over);
    /** Something else that went wrong: a step that could not be made, a command that was refused. */
    void problem(const QString &pointer, const QString &reason);

    bool allDecided() const;
    bool ok() const;
    const std::vector<StoryCheck> &checks() const { return m_checks; }
    /** A line for each expectation and problem, times in the zone of the story. */
    QString report() const;

private:
    struct Trail
    {
        QHash<QString, TimeMs> first; ///< change -> when it came first
        QList<Tier> tiers;            ///< passed, in their order
    };

    void decide(StoryCheck &check, const Incident &incident, const Trail &trail, TimeMs at);
    /** The last moment at which it may come; 0 while that is not known. */
    TimeMs limitOf(const StoryCheck &check) const;
    QString clock(TimeMs at) const;

    QString m_id;
    int m_zoneOffsetSeconds;
    std::vector<StoryCheck> m_checks;
    QHash<QString, Trail> m_trails;
    QStringList m_problems;
};

} // namespace guancheng
