// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/map/layerspec.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"
#include "maps/datum/datumspec.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace guancheng {

namespace {

Status takeOption(LayerSpec &spec, const QString &key, const QString &value)
{
    const auto number = [&](double least, double most, auto &into) -> Status {
        bool good = false;
        const double read = value.toDouble(&good);
        if (!good || !(read >= least && read <= most))
            return Error{QStringLiteral("--layer"), key,
                         QStringLiteral("wants a number from %1 to %2, not '%3'").arg(least).arg(most).arg(value)};
        into = static_cast<std::remove_reference_t<decltype(into)>>(read);
        return ok();
    };
    if (key == QLatin1String("opacity"))
        return number(0, 1, spec.opacity);
    if (key == QLatin1String("minzoom"))
        return number(0, 30, spec.minZoom);
    if (key == QLatin1String("maxzoom"))
        return number(0, 99, spec.maxZoom);
    if (key == QLatin1String("refresh"))
        return number(0, 86'400, spec.refreshSeconds);
    if (key == QLatin1String("datum")) {
        spec.datum = value;
        return checkDatumText(value);
    }
    QString &text = key == QLatin1String("style")      ? spec.style
                    : key == QLatin1String("name")     ? spec.nameZh
                    : key == QLatin1String("layer")    ? spec.layer
                    : key == QLatin1String("encoding") ? spec.encoding
                                                       : spec.id;
    text = value;
    return ok();
}

/** Beside the catalogue, unless it is an address or an absolute path. */
QString resolved(const QString &source, const QDir &folder)
{
    static const QRegularExpression kAddress(QStringLiteral("^([a-z]{2,12}:|/|:/)"), QRegularExpression::CaseInsensitiveOption);
    return source.isEmpty() || kAddress.match(source).hasMatch() ? source : folder.absoluteFilePath(source);
}

LayerSpec specFrom(const JsonCursor &json, const QDir &folder)
{
    LayerSpec spec;
    spec.id = json.string(QLatin1StringView("id"));
    spec.source = resolved(json.string(QLatin1StringView("source")), folder);
    spec.layer = json.string(QLatin1StringView("layer"), {});
    spec.datum = json.string(QLatin1StringView("datum"), {});
    spec.encoding = json.string(QLatin1StringView("encoding"), {});
    spec.style = json.string(QLatin1StringView("style"), {});
    if (spec.style.endsWith(QLatin1String(".json"))) // else the name of one of ours
        spec.style = resolved(spec.style, folder);
    spec.nameZh = json.string(QLatin1StringView("nameZh"));
    spec.nameEn = json.string(QLatin1StringView("nameEn"), {});
    spec.group = json.string(QLatin1StringView("group"), {});
    spec.opacity = json.number(QLatin1StringView("opacity"), 1);
    spec.minZoom = json.number(QLatin1StringView("minZoom"), 0);
    spec.maxZoom = json.number(QLatin1StringView("maxZoom"), 99);
    spec.order = json.integer(QLatin1StringView("order"), 0);
    spec.visible = json.boolean(QLatin1StringView("visible"), true);
    spec.modes = json.strings(QLatin1StringView("modes"));
    spec.refreshSeconds = json.integer(QLatin1StringView("refreshSeconds"), 0);
    if (const Status datum = checkDatumText(spec.datum); !datum)
        json.fail(QLatin1StringView("datum"), datum.error().reason);
    if (spec.minZoom > spec.maxZoom)
        json.fail(QLatin1StringView("minZoom"), QStringLiteral("is larger than maxZoom"));
    return spec;
}

} // namespace

Result<LayerSpec> parseLayerOption(const QString &text)
{
    static const QRegularExpression kOption(
        QStringLiteral(",(datum|style|name|layer|encoding|opacity|minzoom|maxzoom|refresh|id)=([^,]*)$"));
    LayerSpec spec;
    QString rest = text;
    for (auto match = kOption.match(rest); match.hasMatch(); match = kOption.match(rest)) {
        if (const Status taken = takeOption(spec, match.captured(1), match.captured(2)); !taken)
            return taken.error();
        rest.truncate(match.capturedStart());
    }
    if (rest.trimmed().isEmpty())
        return Error{QStringLiteral("--layer"), {}, QStringLiteral("names no file or address")};
    spec.source = rest;
    return spec;
}

Result<LayerCatalogue> loadLayerCatalogue(const QString &file, const QString &schemaFile)
{
    const Result<QJsonDocument> document = loadJson(file, schemaFile);
    if (!document)
        return document.error();
    const JsonCursor root(file, *document);
    const QDir folder = QFileInfo(file).absoluteDir();
    LayerCatalogue catalogue;
    QStringList ids;
    for (const JsonCursor &json : root.optional(QLatin1StringView("groups")).items()) {
        catalogue.groups.push_back({json.string(QLatin1StringView("id")), json.string(QLatin1StringView("nameZh")),
                                    json.string(QLatin1StringView("nameEn"), {}),
                                    json.boolean(QLatin1StringView("visible"), true)});
        ids << catalogue.groups.back().id;
    }
    const QStringList groups = ids;
    for (const JsonCursor &json : root.child(QLatin1StringView("layers")).items()) {
        catalogue.layers.push_back(specFrom(json, folder));
        const LayerSpec &spec = catalogue.layers.back();
        if (ids.contains(spec.id))
            json.fail(QLatin1StringView("id"), QStringLiteral("is there twice: '%1'").arg(spec.id));
        if (!spec.group.isEmpty() && !groups.contains(spec.group))
            json.fail(QLatin1StringView("group"), QStringLiteral("is no group of this file: '%1'").arg(spec.group));
        ids << spec.id;
    }
    if (root.error())
        return *root.error();
    std::stable_sort(catalogue.layers.begin(), catalogue.layers.end(),
                     [](const LayerSpec &a, const LayerSpec &b) { return a.order < b.order; });
    return catalogue;
}

} // namespace guancheng
