// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "jsonfile/jsoncursor.h"

namespace guancheng {

/**
 * One function a file: reads the document into the tables, looking references up in the tables that were read before.
 * What is wrong is reported to the cursor; what was read is then of no use.
 */
void readRhythms(const JsonCursor &root, CatalogueTables &tables);
void readDepartments(const JsonCursor &root, CatalogueTables &tables);
void readSources(const JsonCursor &root, CatalogueTables &tables);
void readUnitKinds(const JsonCursor &root, CatalogueTables &tables);
void readMatters(const JsonCursor &root, CatalogueTables &tables);
void readAlarmTypes(const JsonCursor &root, CatalogueTables &tables);
void readDeviceClasses(const JsonCursor &root, CatalogueTables &tables);
void readDimensions(const JsonCursor &root, CatalogueTables &tables);
void readIndicators(const JsonCursor &root, CatalogueTables &tables);
void readAlarmRules(const JsonCursor &root, CatalogueTables &tables);
void readFigures(const JsonCursor &root, CatalogueTables &tables);
void readWarnings(const JsonCursor &root, CatalogueTables &tables);

} // namespace guancheng
