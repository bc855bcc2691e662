// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

namespace guancheng {

/** A layer as the command line, a catalogue file or a drop asks for it. */
struct LayerSpec
{
    QString id;     ///< stable; empty: made from the name of the source
    QString source; ///< as parseSourceAddress() takes it
    QString layer;  ///< of a source with several; empty = all
    QString datum;  ///< as parseDatum() takes it
    QString encoding;
    QString style; ///< a style file; empty = by the kind of geometry
    QString nameZh;
    QString nameEn;
    QString group; ///< id of a group of the catalogue; empty = none
    double opacity = 1;
    double minZoom = 0;
    double maxZoom = 99;
    int order = 0; ///< larger ones lie above
    bool visible = true;
    QStringList modes;      ///< 'ordinary', 'emergency'; empty = both
    int refreshSeconds = 0; ///< 0 = read once
    bool operator==(const LayerSpec &) const = default;
};

struct LayerGroup
{
    QString id;
    QString nameZh;
    QString nameEn;
    bool visible = true;
};

/** A file of layers, see resources/schemas/layers.schema.json. */
struct LayerCatalogue
{
    std::vector<LayerGroup> groups;
    std::vector<LayerSpec> layers; ///< the lowest first
};

/** `FILE_OR_URL[,datum=...][,style=...][,name=...][,layer=...][,encoding=...]...`; a comma of the file name stays its own. */
Result<LayerSpec> parseLayerOption(const QString &text);
/** Reads a catalogue; relative files are beside it. Errors name the file and the place. */
Result<LayerCatalogue> loadLayerCatalogue(const QString &file, const QString &schemaFile);

} // namespace guancheng
