// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/messages.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace guancheng {

/** Who may come in: the holder of a token acts as this seat in this role. */
struct Access
{
    QByteArray token;
    protocol::Role role = protocol::Role::Viewer;
    QString seat; ///< actor of the commands; empty: the role
};

/** The entry of a token, or nullptr. Takes the same time for every token of one length. */
const Access *findAccess(const QList<Access> &table, QByteArrayView token);

} // namespace guancheng
