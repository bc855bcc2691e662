// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/cataloguejson.h"

#include "catalogue/catalogue.h"
#include "city/city.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace guancheng {

namespace {

template<typename Table, typename Describe>
QJsonArray table(const Table &entries, Describe describe)
{
    QJsonArray array;
    int index = 0;
    for (const auto &entry : entries) {
        QJsonObject object = describe(entry);
        object.insert(QStringLiteral("index"), index++);
        object.insert(QStringLiteral("nameZh"), entry.nameZh);
        object.insert(QStringLiteral("nameEn"), entry.nameEn);
        array.append(object);
    }
    return array;
}

template<typename Table>
QJsonArray names(const Table &entries)
{
    return table(entries, [](const auto &entry) { return QJsonObject{{QStringLiteral("id"), entry.id}}; });
}

} // namespace

QByteArray catalogueJson(const Catalogue &catalogue, const City &city)
{
    const auto indicator = [&](const IndicatorSpec &spec) {
        return QJsonObject{{QStringLiteral("id"), spec.id},
                           {QStringLiteral("dimension"), spec.dimension},
                           {QStringLiteral("unitZh"), spec.unitZh},
                           {QStringLiteral("unitEn"), spec.unitEn},
                           {QStringLiteral("decimals"), spec.decimals}};
    };
    const auto district = [](const District &entry) { return QJsonObject{{QStringLiteral("adcode"), entry.adcode}}; };
    const auto street = [](const Street &entry) {
        return QJsonObject{{QStringLiteral("code"), entry.code}, {QStringLiteral("district"), entry.district}};
    };
    const QJsonObject body{{QStringLiteral("revision"), catalogue.revision()},
                           {QStringLiteral("city"),
                            QJsonObject{{QStringLiteral("nameZh"), city.nameZh()}, {QStringLiteral("nameEn"), city.nameEn()}}},
                           {QStringLiteral("dimensions"), names(catalogue.dimensions())},
                           {QStringLiteral("indicators"), table(catalogue.indicators(), indicator)},
                           {QStringLiteral("classes"), names(catalogue.deviceClasses())},
                           {QStringLiteral("matters"), names(catalogue.matters())},
                           {QStringLiteral("alarms"), names(catalogue.alarmTypes())},
                           {QStringLiteral("departments"), names(catalogue.departments())},
                           {QStringLiteral("unitKinds"), names(catalogue.unitKinds())},
                           {QStringLiteral("figures"), names(catalogue.figures())},
                           {QStringLiteral("warnings"), names(catalogue.warningKinds())},
                           {QStringLiteral("districts"), table(city.districts(), district)},
                           {QStringLiteral("streets"), table(city.streets(), street)}};
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace guancheng
