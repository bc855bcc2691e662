// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/card/selectioncontroller.h"

#include "catalogue/catalogue.h"
#include "models/card/cardanswers.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace guancheng {

SelectionController::SelectionController(std::shared_ptr<const Names> names, const OperationalPicture &picture, CommandBus &bus,
                                         QObject *parent)
    : QObject(parent)
    , m_names(std::move(names))
    , m_picture(picture)
    , m_bus(bus)
    , m_timeline(new TimelineListModel(this))
    , m_candidates(new CandidateListModel(this))
    , m_neighbours(new NeighbourListModel(this))
    , m_pictures(new PictureListModel(this))
{
    connect(&m_bus, &CommandBus::progressed, this, &SelectionController::progressed);
}

SelectionController::~SelectionController() = default;

void SelectionController::open(const QString &kind, const QString &id)
{
    static const QStringList kinds{u"incident"_s, u"alarm"_s, u"indicator"_s, u"device"_s, u"unit"_s};
    if (!kinds.contains(kind) || id.isEmpty()) {
        close();
        return;
    }
    clear();
    m_kind = kind;
    m_id = id;
    show();
    Q_EMIT selectionChanged();
    if (kind == "incident"_L1) {
        const QString path = u"/cases/"_s + id;
        ask(path, &SelectionController::takeCase);
        ask(path + u"/recommendation", &SelectionController::takeRecommendation);
        ask(path + u"/nearby", &SelectionController::takeNeighbours);
    } else if (kind == "alarm"_L1) {
        askHistory();
    } else if (kind == "device"_L1) {
        ask(u"/devices/"_s + id, &SelectionController::takeDevice);
    }
}

void SelectionController::close()
{
    if (m_kind.isEmpty())
        return;
    clear();
    Q_EMIT selectionChanged();
    Q_EMIT detailsChanged();
}

void SelectionController::clear()
{
    ++m_ticket;
    m_kind.clear();
    m_id.clear();
    m_incident.reset();
    m_details = {};
    m_verbs = {};
    m_timeline->setEntries({});
    m_candidates->setRows({});
    m_neighbours->setRows({});
    m_pictures->setPictures({});
    m_shortfall = {};
    m_commandKey.clear();
    Q_EMIT recommendationChanged();
    setCommand(CommandState::Idle, {}, {});
    if (std::exchange(m_waiting, 0) > 0)
        Q_EMIT loadingChanged();
}

void SelectionController::dispatch(const QString &unitId)
{
    submit(u"dispatch"_s, {{u"unit"_s, unitId}});
}
void SelectionController::urge(const QString &text)
{
    submit(u"urge"_s, {{u"text"_s, text}});
}
void SelectionController::escalate()
{
    submit(u"escalate"_s);
}
void SelectionController::returnCase(const QString &reason)
{
    submit(u"return"_s, {{u"reason"_s, reason}});
}
void SelectionController::voidCase(const QString &reason)
{
    submit(u"void"_s, {{u"reason"_s, reason}});
}
void SelectionController::verify(bool passed, const QString &text)
{
    submit(u"verify"_s, {{u"passed"_s, passed}, {u"text"_s, text}});
}
void SelectionController::closeCase(const QString &text)
{
    submit(u"close"_s, {{u"text"_s, text}});
}
void SelectionController::acknowledge(const QString &text)
{
    submit(u"acknowledge"_s, {{u"text"_s, text}});
}
void SelectionController::shelve(int minutes, const QString &reason)
{
    submit(u"shelve"_s, {{u"minutes"_s, minutes}, {u"reason"_s, reason}});
}
void SelectionController::shelveOnce(const QString &reason)
{
    submit(u"shelve"_s, {{u"once"_s, true}, {u"reason"_s, reason}});
}
void SelectionController::unshelve()
{
    submit(u"unshelve"_s);
}
void SelectionController::retire(const QString &reason)
{
    submit(u"retire"_s, {{u"reason"_s, reason}});
}
void SelectionController::reinstate()
{
    submit(u"reinstate"_s);
}

void SelectionController::refresh(const ChangeSet &changes)
{
    if (m_kind == "incident"_L1) {
        for (const IncidentEntry &change : changes.entries) {
            if (change.incident == m_id)
                m_timeline->append(change.entry);
        }
        if (!changes.incidentsReset && !changes.incidents.contains(m_id))
            return;
        const bool couldDispatch = m_verbs.canDispatch;
        show();
        if (changes.incidentsReset) // lines may have come while the link was down
            ask(u"/cases/"_s + m_id, &SelectionController::takeCase);
        if (m_verbs.canDispatch || couldDispatch)
            ask(u"/cases/"_s + m_id + u"/recommendation", &SelectionController::takeRecommendation);
    } else if (m_kind == "alarm"_L1 && (changes.alarmsReset || changes.alarms.contains(m_id))) {
        show();
        askHistory();
    } else if (m_kind == "indicator"_L1 && !changes.indicators.empty()) {
        show();
    }
}

void SelectionController::tick(TimeMs now)
{
    Q_UNUSED(now)
    if (m_kind == "unit"_L1 || m_kind == "device"_L1)
        show();
}

void SelectionController::show()
{
    const CardDetails before = m_details;
    if (m_kind == "incident"_L1) {
        if (const Incident *known = m_picture.incidents().find(m_id))
            showIncident(*known);
        else if (m_incident)
            showIncident(*m_incident);
    } else if (m_kind == "alarm"_L1) {
        if (const Alarm *alarm = m_picture.alarms().find(m_id)) {
            m_details = detailsOf(*alarm, m_picture, *m_names);
            m_verbs = verbsOf(*alarm);
        } else {
            m_verbs = {}; // it is normal again: the card stays as it was, without verbs
        }
    } else if (m_kind == "indicator"_L1) {
        const Catalogue *catalogue = m_names->catalogue();
        m_details = detailsOfIndicator(catalogue ? catalogue->indicators().indexOf(m_id) : -1, m_picture, *m_names);
    } else if (m_kind == "device"_L1) {
        bool isSlot = false;
        const uint slot = m_id.toUInt(&isSlot);
        if (isSlot)
            m_details = detailsOfDevice(slot, m_picture, *m_names);
        m_details.subtitle = before.subtitle; // the id, which came from the backend
    } else if (m_kind == "unit"_L1) {
        m_details = detailsOfUnit(m_id, m_picture, *m_names);
    }
    Q_EMIT detailsChanged();
}

void SelectionController::showIncident(const Incident &incident)
{
    m_details = detailsOf(incident, m_picture, *m_names);
    m_verbs = verbsOf(incident, m_details.orphaned);
    if (m_timeline->rows().empty())
        m_timeline->setEntries(incident.timeline);
    m_pictures->setPictures(incident.pictures);
    loadPictures();
}

void SelectionController::ask(const QString &path, void (SelectionController::*take)(const QJsonObject &))
{
    if (m_waiting++ == 0)
        Q_EMIT loadingChanged();
    m_bus.ask(path, [guard = QPointer(this), ticket = m_ticket, take](const Answer &answer) {
        SelectionController *self = guard.data();
        if (!self || self->m_ticket != ticket)
            return; // something else is open
        if (answer.isGood())
            (self->*take)(answer.body);
        if (--self->m_waiting == 0)
            Q_EMIT self->loadingChanged();
    });
}

void SelectionController::takeCase(const QJsonObject &body)
{
    Incident incident = incidentFromAnswer(body);
    if (incident.id != m_id)
        return;
    QList<TimelineEntry> timeline = incident.timeline;
    // A line may have come on the stream while the answer was on its way.
    for (const TimelineEntry &entry : m_timeline->entries()) {
        if (std::ranges::find(timeline, entry.seq, &TimelineEntry::seq) == timeline.end())
            timeline.append(entry);
    }
    m_timeline->setEntries(timeline);
    m_incident = std::move(incident);
    show();
}

void SelectionController::askHistory()
{
    const QString path = QString::fromLatin1(QUrl::toPercentEncoding(m_id, "/"));
    ask(u"/alarms/%1/history"_s.arg(path), &SelectionController::takeHistory);
}

void SelectionController::takeHistory(const QJsonObject &body)
{
    m_timeline->setEntries(historyFromAnswer(body));
}

void SelectionController::takeRecommendation(const QJsonObject &body)
{
    RecommendationAnswer answer = recommendationFromAnswer(body);
    const std::shared_ptr<const UnitDirectory> units = m_picture.units().directory();
    for (CandidateRow &row : answer.candidates) {
        if (const Unit *unit = units->find(row.key))
            row.callsign = unit->callsign;
    }
    m_candidates->setRows(std::move(answer.candidates));
    m_shortfall = answer.shortfall;
    Q_EMIT recommendationChanged();
}

void SelectionController::takeNeighbours(const QJsonObject &body)
{
    m_neighbours->setRows(neighboursFromAnswer(body, *m_names));
}

void SelectionController::takeDevice(const QJsonObject &body)
{
    m_details.subtitle = body["id"_L1].toString();
    const QJsonValue slot = body["slot"_L1];
    if (slot.isDouble() && m_id != QString::number(slot.toInteger())) {
        m_id = QString::number(slot.toInteger());
        Q_EMIT selectionChanged();
    }
    show();
}

void SelectionController::loadPictures()
{
    for (const QString &hash : m_pictures->missing()) {
        if (m_asked.contains(hash))
            continue;
        m_asked.insert(hash);
        m_bus.ask(u"/pictures/"_s + hash, [guard = QPointer(this), hash](const Answer &answer) {
            SelectionController *self = guard.data();
            if (!self)
                return;
            self->m_asked.remove(hash);
            if (answer.isGood())
                self->m_pictures->setUrl(hash, pictureUrlFromAnswer(answer.body));
        });
    }
}

void SelectionController::submit(const QString &verb, const QJsonObject &args)
{
    if (m_kind != "incident"_L1 && m_kind != "alarm"_L1)
        return;
    m_commandKey = m_bus.submit(verb, m_id, args);
    setCommand(CommandState::Pending, verb, {});
}

void SelectionController::progressed(const Command &command, CommandState state, const CommandAnswer &answer)
{
    if (command.key == m_commandKey)
        setCommand(state, command.verb, {answer.reason, answer.reasonEn.isEmpty() ? answer.reason : answer.reasonEn});
}

void SelectionController::setCommand(CommandState state, const QString &verb, const Bilingual &refusal)
{
    if (state == m_commandState && verb == m_commandVerb && refusal == m_refusal)
        return;
    m_commandState = state;
    m_commandVerb = verb;
    m_refusal = refusal;
    Q_EMIT commandChanged();
}

} // namespace guancheng
