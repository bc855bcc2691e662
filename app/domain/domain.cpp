// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/enums.h"

#include "moc_enums.cpp"

namespace guancheng {

QString levelNumeral(Level level)
{
    switch (level) {
    case Level::Critical: return QStringLiteral("I");
    case Level::Major: return QStringLiteral("II");
    case Level::Moderate: return QStringLiteral("III");
    case Level::Minor: return QStringLiteral("IV");
    case Level::Normal: break;
    }
    return {};
}

} // namespace guancheng
