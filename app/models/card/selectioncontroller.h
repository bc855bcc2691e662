// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/card/carddetails.h"
#include "models/card/cardlistmodels.h"
#include "services/commandbus.h"

#include <QPointer>
#include <QSet>

#include <optional>

namespace guancheng {

/**
 * The card: what is selected, all that is known of it, and the verbs. Thread: GUI.
 *
 * open() shows at once what the stores know and asks the backend for the rest (timeline, recommendation, neighbours,
 * pictures); an answer that comes when something else is open is dropped. While a case is open its events go on changing
 * the card. Each verb is a command; commandState tells how it goes.
 */
class SelectionController : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString kind READ kind NOTIFY selectionChanged FINAL)
    Q_PROPERTY(QString id READ id NOTIFY selectionChanged FINAL)
    Q_PROPERTY(guancheng::CardDetails details READ details NOTIFY detailsChanged FINAL)
    Q_PROPERTY(guancheng::CardVerbs verbs READ verbs NOTIFY detailsChanged FINAL)
    Q_PROPERTY(bool loading READ isLoading NOTIFY loadingChanged FINAL)
    Q_PROPERTY(guancheng::TimelineListModel *timeline READ timeline CONSTANT FINAL)
    Q_PROPERTY(guancheng::CandidateListModel *candidates READ candidates CONSTANT FINAL)
    Q_PROPERTY(guancheng::NeighbourListModel *neighbours READ neighbours CONSTANT FINAL)
    Q_PROPERTY(guancheng::PictureListModel *pictures READ pictures CONSTANT FINAL)
    Q_PROPERTY(QString shortfallZh READ shortfallZh NOTIFY recommendationChanged FINAL)
    Q_PROPERTY(QString shortfallEn READ shortfallEn NOTIFY recommendationChanged FINAL)
    Q_PROPERTY(guancheng::CommandState commandState READ commandState NOTIFY commandChanged FINAL)
    Q_PROPERTY(QString commandVerb READ commandVerb NOTIFY commandChanged FINAL)
    Q_PROPERTY(QString refusalZh READ refusalZh NOTIFY commandChanged FINAL)
    Q_PROPERTY(QString refusalEn READ refusalEn NOTIFY commandChanged FINAL)

public:
    SelectionController(std::shared_ptr<const Names> names, const OperationalPicture &picture, CommandBus &bus,
                        QObject *parent = nullptr);
    ~SelectionController() override;

    QString kind() const { return m_kind; }
    QString id() const { return m_id; }
    CardDetails details() const { return m_details; }
    CardVerbs verbs() const { return m_verbs; }
    bool isLoading() const { return m_waiting > 0; }
    TimelineListModel *timeline() const { return m_timeline; }
    CandidateListModel *candidates() const { return m_candidates; }
    NeighbourListModel *neighbours() const { return m_neighbours; }
    PictureListModel *pictures() const { return m_pictures; }
    QString shortfallZh() const { return m_shortfall.zh; }
    QString shortfallEn() const { return m_shortfall.en; }
    CommandState commandState() const { return m_commandState; }
    QString commandVerb() const { return m_commandVerb; }
    QString refusalZh() const { return m_refusal.zh; }
    QString refusalEn() const { return m_refusal.en; }

    /** `kind`: 'incident', 'alarm', 'indicator', 'device' (slot), 'unit'; anything else closes. */
    Q_INVOKABLE void open(const QString &kind, const QString &id);
    Q_INVOKABLE void close();

    Q_INVOKABLE void dispatch(const QString &unitId);
    Q_INVOKABLE void urge(const QString &text);
    Q_INVOKABLE void escalate();
    Q_INVOKABLE void returnCase(const QString &reason);
    Q_INVOKABLE void voidCase(const QString &reason);
    Q_INVOKABLE void verify(bool passed, const QString &text);
    Q_INVOKABLE void closeCase(const QString &text);
    Q_INVOKABLE void acknowledge(const QString &text = {});
    Q_INVOKABLE void shelve(int minutes, const QString &reason);
    /** Until the condition is gone. */
    Q_INVOKABLE void shelveOnce(const QString &reason);
    Q_INVOKABLE void unshelve();
    /** Out of service, until put back. */
    Q_INVOKABLE void retire(const QString &reason);
    Q_INVOKABLE void reinstate();

    void refresh(const ChangeSet &changes);
    /** Once a second: what moves without an event (the place of a unit, the value of a device). */
    void tick(TimeMs now);

Q_SIGNALS:
    void selectionChanged();
    void detailsChanged();
    void loadingChanged();
    void recommendationChanged();
    void commandChanged();

private:
    void show();
    void showIncident(const Incident &incident);
    void clear();
    void ask(const QString &path, void (SelectionController::*take)(const QJsonObject &body));
    void takeCase(const QJsonObject &body);
    void askHistory();
    void takeHistory(const QJsonObject &body);
    void takeRecommendation(const QJsonObject &body);
    void takeNeighbours(const QJsonObject &body);
    void takeDevice(const QJsonObject &body);
    void loadPictures();
    void submit(const QString &verb, const QJsonObject &args = {});
    void progressed(const Command &command, CommandState state, const CommandAnswer &answer);
    void setCommand(CommandState state, const QString &verb, const Bilingual &refusal);

    std::shared_ptr<const Names> m_names;
    const OperationalPicture &m_picture;
    CommandBus &m_bus;
    QString m_kind;
    QString m_id;
    quint64 m_ticket = 0; ///< of the selection; answers to an older one are dropped
    int m_waiting = 0;
    std::optional<Incident> m_incident; ///< whole, as far as it is known
    CardDetails m_details;
    CardVerbs m_verbs;
    TimelineListModel *m_timeline;
    CandidateListModel *m_candidates;
    NeighbourListModel *m_neighbours;
    PictureListModel *m_pictures;
    Bilingual m_shortfall;
    QSet<QString> m_asked; ///< pictures whose answer is on its way
    QString m_commandKey;
    CommandState m_commandState = CommandState::Idle;
    QString m_commandVerb;
    Bilingual m_refusal;
};

} // namespace guancheng
