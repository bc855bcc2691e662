// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/conformance/probe.h"

#include <QList>

namespace guancheng::conformance {

/** One testable sentence of docs/protocol.md. */
struct Rule
{
    QString id;      ///< 'P-011'
    QString section; ///< of docs/protocol.md
    QString text;
    bool writes = false; ///< changes the city: only with --write
    Script (*run)(Probe &probe);
};

QList<Rule> handshakeRules();
QList<Rule> topicRules();
QList<Rule> streamRules();
QList<Rule> stateRules();
QList<Rule> commandRules();
QList<Rule> errorRules();

/** Connects and says \c hello (that of the probe when empty) as soon as it is open; true when a welcome came. */
Probe::Wait welcomed(Probe &probe, const QJsonObject &hello = {});

} // namespace guancheng::conformance
