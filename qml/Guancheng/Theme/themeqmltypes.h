// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"

#include <QtQmlIntegration/qqmlintegration.h>

// The domain does not know QML; its enumerations get their QML name here: City.Level.Critical,
// City.FeedState.Lost. Always with the name of the enumeration: several have a value of the same name.
namespace guancheng::city_foreign {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(guancheng)
QML_NAMED_ELEMENT(City)
} // namespace guancheng::city_foreign
