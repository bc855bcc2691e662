// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/backend/hub/huboptions.h"

#include <QHostAddress>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <memory>
#include <vector>

namespace guancheng {

class Endpoint;
class Session;
struct HubContext;
struct StateChanges;

/**
 * Serves a city to its walls and desks (docs/protocol.md).
 *
 * 1. Thread: one, that of the city; no locks. The city and its input must outlive the hub.
 * 2. Stream events leave at once; state is gathered for a pulse, whose timer runs only when something changed and
 *    somebody listens.
 * 3. Nothing a client sends can stop the hub: it is answered, counted and, where it goes on, closed.
 */
class Hub : public QObject, private CityObserver
{
    Q_OBJECT

public:
    /** \c input takes the telemetry of feeds; may be null, then none is accepted. */
    Hub(CityView &view, CityInput *input, HubOptions options, QObject *parent = nullptr);
    ~Hub() override;

    /** Port 0: any free one. */
    Status listen(const QHostAddress &address, quint16 port);
    /** Of the WebSocket: 'ws://127.0.0.1:4711/api/v1/live'. */
    QUrl url() const;
    const HubCounters &counters() const;
    int sessionCount() const { return static_cast<int>(m_sessions.size()); }

private:
    void streamed(const StreamEvent &event) override;
    void devicesDeclared() override;
    void unitsDeclared() override;
    void deviceChanged(quint32 slot) override;
    void unitChanged(quint32 slot) override;
    void indicatorChanged(quint16 index) override;
    void scoresChanged() override;
    void figuresChanged() override;
    void sourcesChanged() override;
    void modeChanged() override;

    void openSession();
    void closeSession(Session *session);
    /** Whether a change is worth a note; starts the pulse. */
    bool note();
    void pulse();
    void checkSessions();
    void resizeChanges();
    /** What clients did wrong since the last time goes into data health. */
    void tellProblems();

    CityInput *m_input;
    qint64 m_toldProblems = 0;
    std::unique_ptr<HubContext> m_context;
    std::unique_ptr<StateChanges> m_changes;
    Endpoint *m_endpoint;
    std::vector<Session *> m_sessions; ///< children
    QTimer m_pulse;
    QTimer m_watch;
    quint64 m_opened = 0;
};

} // namespace guancheng
