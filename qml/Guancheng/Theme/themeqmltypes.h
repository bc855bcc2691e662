// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"

#include <QtQmlIntegration/qqmlintegration.h>

// The domain does not know QML; its enumerations get their QML name here: City.Critical, City.Handling, City.Lost ...
namespace guancheng::city_foreign {
Q_NAMESPACE
QML_FOREIGN_NAMESPACE(guancheng)
QML_NAMED_ELEMENT(City)
} // namespace guancheng::city_foreign
