// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"
#include "catalogue/tables.h"
#include "jsonfile/jsonfile.h"

#include <QCryptographicHash>
#include <QFile>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

struct TableFile
{
    QLatin1StringView file;
    QLatin1StringView schema;
    void (*read)(const JsonCursor &, CatalogueTables &);
};

/** In an order in which every reference leads to what was read before. */
constexpr TableFile kFiles[] = {
    {"indicators/rhythms.json"_L1, "rhythms"_L1, readRhythms},
    {"departments/departments.json"_L1, "departments"_L1, readDepartments},
    {"sources/sources.json"_L1, "sources"_L1, readSources},
    {"units/kinds.json"_L1, "unit-kinds"_L1, readUnitKinds},
    {"matters/matters.json"_L1, "matters"_L1, readMatters},
    {"alarms/types.json"_L1, "alarm-types"_L1, readAlarmTypes},
    {"devices/classes.json"_L1, "device-classes"_L1, readDeviceClasses},
    {"indicators/dimensions.json"_L1, "dimensions"_L1, readDimensions},
    {"indicators/reference.json"_L1, "indicators"_L1, readIndicators},
    {"alarms/rules.json"_L1, "alarm-rules"_L1, readAlarmRules},
    {"figures/figures.json"_L1, "figures"_L1, readFigures},
    {"warnings/kinds.json"_L1, "warnings"_L1, readWarnings},
};

} // namespace

Result<std::shared_ptr<const Catalogue>> loadCatalogue(const QString &resourceDir)
{
    CatalogueTables tables;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const TableFile &table : kFiles) {
        const QString path = resourceDir + u'/' + table.file;
        const Result<QJsonDocument> document = loadJson(path, u"%1/schemas/%2.schema.json"_s.arg(resourceDir, table.schema));
        if (!document)
            return document.error();
        const JsonCursor root(path, *document);
        table.read(root, tables);
        if (root.error())
            return *root.error();
        QFile bytes(path);
        if (bytes.open(QIODevice::ReadOnly))
            hash.addData(&bytes);
    }
    const QString revision = QString::fromLatin1(hash.result().toHex().first(16));
    return std::make_shared<const Catalogue>(std::move(tables), revision);
}

} // namespace guancheng
