// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/story.h"
#include "datasources/backend/cityview.h"
#include "datasources/core/cityinput.h"
#include "datasources/stories/storychecker.h"

#include <QHash>
#include <QObject>

#include <functional>

namespace guancheng {

/** Where a story reaches into the city, beside the CityInput. */
struct StoryDoors
{
    /** Carries a command out as command.actor and answers once. */
    std::function<void(const Command &, std::function<void(const CommandAnswer &)>)> execute;
    /** A picture of a scene, stored: 'before' or 'after', with the name of the spot written on it. Empty: no pictures. */
    std::function<Picture(const QString &scene, const QString &role, const QString &spot, TimeMs at)> photograph;
    /** The slot of the device of a class nearest to a place, or -1; for readings of devices. */
    std::function<qint64(int deviceClass, const GeoPoint &place)> deviceNear;
    /** Told what a crew says in the story, so that the simulated crew agrees. */
    std::function<void(const FieldEvent &)> spoken;
};

/**
 * Plays a story on the clock of the city and holds the city to its timeline: each step at its time, each expectation
 * against what the city streams. Ends exactly once, in finished(): when every step was made and every expectation is
 * decided, at the latest some seconds after the end of the story.
 *
 * A field step needs the unit that the city has put in charge; it waits until there is one.
 * Thread: the backend's. Attach with CityView::addObserver(); catalogue and input have to outlive it.
 */
class StoryPlayer final : public QObject, public CityObserver
{
    Q_OBJECT

public:
    StoryPlayer(Story story, const Catalogue &catalogue, CityInput &city, StoryDoors doors, QObject *parent = nullptr);

    const Story &story() const { return m_story; }
    void advance(TimeMs now);
    bool isFinished() const { return m_finished; }
    const StoryChecker &checker() const { return m_checker; }
    /** Whether this is a case of the story whose crew speaks by the story. */
    bool scripts(const Incident &incident) const;

    void streamed(const StreamEvent &event) override;
    void devicesDeclared() override {}
    void unitsDeclared() override {}
    void deviceChanged(quint32) override {}
    void unitChanged(quint32) override {}
    void indicatorChanged(quint16) override {}
    void scoresChanged() override {}
    void figuresChanged() override {}
    void sourcesChanged() override {}
    void modeChanged() override {}

Q_SIGNALS:
    /** `report` is the text to print: a line for each expectation. */
    void finished(bool ok, const QString &report);

private:
    /** Whether the step could be made. */
    bool perform(const StoryStep &step, TimeMs now);
    void report(const StoryStep &step);
    /** Taken where the case is, by a camera or a crew. */
    Picture photograph(const StoryStep &step, const QString &camera, const QString &by, TimeMs at) const;
    bool field(const StoryStep &step, TimeMs now);
    bool command(const StoryStep &step, TimeMs now);
    void warning(const StoryStep &step);
    bool reading(const StoryStep &step);
    void send(const StoryStep &step, Command command);
    bool belongs(const StoryStep &step, const Incident &incident) const;
    void finish(TimeMs now);

    Story m_story;
    const Catalogue &m_catalogue;
    CityInput &m_city;
    StoryDoors m_doors;
    StoryChecker m_checker;
    std::vector<bool> m_done;          ///< by step
    QHash<QString, Incident> m_cases;  ///< by the key within the story: as last streamed
    QHash<QString, QString> m_subject; ///< case id -> key
    bool m_finished = false;
};

} // namespace guancheng
