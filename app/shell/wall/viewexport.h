// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/print/mapsheet.h"
#include "shell/options.h"
#include "shell/resources.h"

#include <functional>

namespace guancheng {

class Desk;

/** All of a sheet but what part of the map it shows: the picture of this moment. GUI thread. */
SheetOrder sheetOf(Desk &desk, const City &city);

/** Writes the sheet as PDF and PNG below \c folder in a worker; \c then, in the GUI thread, gets the file without suffix. */
void writeSheets(const SheetOrder &order, const QString &folder, QObject *context,
                 const std::function<void(const Result<QString> &)> &then);

/** `guancheng --export-view FILE`: lives until the city is there, writes, ends. No window. */
Status runExport(const WallOptions &options, const Resources &resources);

} // namespace guancheng
