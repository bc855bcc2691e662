// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/rest/access.h"

namespace guancheng {

namespace {

bool sameBytes(QByteArrayView a, QByteArrayView b)
{
    if (a.size() != b.size() || a.isEmpty())
        return false;
    int difference = 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= a[i] ^ b[i];
    return difference == 0;
}

} // namespace

const Access *findAccess(const QList<Access> &table, QByteArrayView token)
{
    const Access *found = nullptr;
    for (const Access &access : table) {
        if (sameBytes(access.token, token))
            found = &access;
    }
    return found;
}

} // namespace guancheng
