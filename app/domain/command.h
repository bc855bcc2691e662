// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QJsonObject>
#include <QString>

namespace guancheng {

/**
 * What a person asks the backend to do. The backend accepts or refuses it with a reason; the same key is answered
 * with the same answer, so a command may be sent again after a broken link.
 *
 * Verbs on a case: dispatch {unit}, urge {text}, escalate {}, return {reason}, void {reason}, feedback {text, picture},
 * verify {passed, text}, close {text}. On an alarm: acknowledge {text}, shelve {minutes, reason}, unshelve {}.
 * Without target: report {matter, title, longitude, latitude, level}, mode {mode}.
 */
struct Command
{
    QString key; ///< idempotency key, unique a client
    QString verb;
    QString target;
    QJsonObject args;
    QString actor; ///< seat; set by the backend from the session, never trusted from the wire
    TimeMs issuedAt = 0;
    bool operator==(const Command &) const = default;
};

struct CommandAnswer
{
    QString key;
    bool accepted = false;
    quint64 seq = 0;  ///< journal sequence of the change, when accepted
    QString code;     ///< machine-readable, when refused: 'illegal-stage', 'unknown-target', 'forbidden' ...
    QString reason;   ///< one sentence, Chinese
    QString reasonEn; ///< one sentence, English
    bool operator==(const CommandAnswer &) const = default;
};

} // namespace guancheng
