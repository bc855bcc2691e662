// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include <optional>

namespace guancheng {

/** The next line of standard input as JSON; nothing at its end or when it is no object. Takes not a byte beyond the line. */
std::optional<QJsonObject> readRequestLine();

} // namespace guancheng
