// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/conformance/rule.h"

#include <QElapsedTimer>
#include <QObject>

namespace guancheng::conformance {

/** What one rule said. */
struct Finding
{
    QString rule;
    QString section;
    QString text;
    Outcome outcome;
    qint64 ms = 0;
};

struct CheckOptions
{
    QUrl url; ///< of the server in any form: http://host:port, ws://host:port/api/v1/live
    QString token;
    bool write = false;                  ///< also the rules that change the city: they report a case and void it
    QStringList only;                    ///< ids of rules; empty: all
    int patienceMs = Probe::kPatienceMs; ///< for an answer, and for watching what happens
};

/** The WebSocket of a server told in any form; invalid when that cannot be. */
QUrl liveUrl(const QString &text);

/**
 * Runs the rules one after another, each with connections of its own, in the event loop of the calling thread.
 * finished() comes exactly once after start(); a server that is wrong, silent or gone makes rules fail, never the checker.
 */
class Checker : public QObject
{
    Q_OBJECT

public:
    explicit Checker(CheckOptions options, QObject *parent = nullptr);
    ~Checker() override;

    void start();
    const QList<Finding> &findings() const { return m_findings; }
    int count(Outcome::Kind kind) const;
    /** Rules that will run. */
    qsizetype ruleCount() const { return m_rules.size(); }

Q_SIGNALS:
    void found(const guancheng::conformance::Finding &finding);
    void finished();

private:
    void next();
    void end(const Outcome &outcome);

    CheckOptions m_options;
    QList<Rule> m_rules;
    qsizetype m_at = -1;
    std::unique_ptr<Probe> m_probe;
    Script m_script;
    bool m_ended = true;
    QList<Finding> m_findings;
    QTimer m_limit;
    QElapsedTimer m_clock;
};

} // namespace guancheng::conformance
