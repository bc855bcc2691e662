// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/incident.h"
#include "engines/refusal.h"

#include <memory>

namespace guancheng {

class Catalogue;
struct MatterType;

/** What is known when a case is opened. */
struct CaseOpening
{
    QString id;
    int matter = -1; ///< index in the catalogue; -1 = not known
    QString title;
    IncidentSource source = IncidentSource::Other;
    QString sourceId;
    Level level = Level::Normal; ///< Normal: that of the matter
    Place place;
    QString alarm;
    QList<Picture> pictures;
    QString actor;
};

/** Something that is done to a case. */
struct CaseAction
{
    enum class Verb : quint8 {
        Route,    ///< the platform hands the case down one tier
        Dispatch, ///< to a unit
        Accept,   ///< the unit takes it
        Refuse,   ///< the unit does not
        EnRoute,
        Arrive,
        Feedback,
        Verify, ///< passed or not
        Close,
        Urge,
        Escalate,
        Return,
        Void,
        Duplicate, ///< reported again
        Withdraw   ///< an order that nobody answered
    };
    Verb verb = Verb::Urge;
    QString actor = {};
    QString text = {};
    QString unit = {};      ///< Dispatch, and who speaks in Accept to Feedback
    bool passed = true;     ///< Verify
    bool byRule = false;    ///< no person did it
    Tier tier = Tier::City; ///< Route: to which
    QList<Picture> pictures = {};
    TimeMs at = 0;
};

/** The case after an action, the line for its timeline (not yet added) and the name of the change on the stream. */
struct CaseOutcome
{
    Incident incident;
    TimelineEntry entry;
    QString change;
};

/**
 * The rules of a case: the stages of GB/T 30428, which verb is legal in which of them, and the clocks. Pure; any thread.
 *
 *     Discovered -route-> Dispatching -dispatch-> Dispatching -accept-> Handling -feedback-> FeedBack
 *       -verify(passed)-> Verifying -close-> Closed;   verify(failed) -> Handling;   return -> Dispatching without a unit
 *
 * void ends a case in any stage; urge, escalate and duplicate leave the stage. A field report that comes early ('feedback'
 * before 'accept') stands for those that were lost on the way. The time of an entry never runs backwards.
 */
class CaseEngine
{
public:
    explicit CaseEngine(std::shared_ptr<const Catalogue> catalogue);

    CaseOutcome open(const CaseOpening &opening, TimeMs at) const;
    /** Codes: 'illegal-stage', 'bad-argument'. */
    Ruling<CaseOutcome> apply(const Incident &incident, const CaseAction &action) const;

    /** When time next brings something about for this case; 0 = never. */
    TimeMs nextDue(const Incident &incident) const;
    /**
     * What is due at \c now by itself: urge once a stage when its limit has passed, escalate once a stage when it has
     * passed by 100%, verify and close small matters some minutes after their feedback. Null when nothing is due.
     */
    std::unique_ptr<CaseAction> due(const Incident &incident, TimeMs now) const;

    /** Minor and Moderate: a unit may queue up to three of them, and the rules may verify and close them. */
    static bool isSmall(const Incident &incident) { return incident.level <= Level::Moderate; }
    static QString verbName(CaseAction::Verb verb);

private:
    struct Due;
    const MatterType *matterOf(const Incident &incident) const;
    TimeMs stageLimit(const Incident &incident, Stage stage) const;
    void enter(Incident &incident, Stage stage, TimeMs at) const;
    Due nextStep(const Incident &incident) const;
    void act(Incident &incident, const CaseAction &action, TimeMs at) const;

    std::shared_ptr<const Catalogue> m_catalogue;
};

} // namespace guancheng
