// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QString>

namespace guancheng {

/** What kind of door a source has. */
enum class SourceKind : quint8 { File, RemoteFile, Wms, Wmts, Wfs, OgcFeatures, Postgis };

/**
 * Where data come from, taken apart: a file, or an address as people write it.
 * - `/path/file.gpkg`, `file:///path/file.zip`
 * - `wms:https://host/wms?layers=a,b`, `wmts:https://host/wmts?layer=a`, `wfs:https://host/wfs?typename=a`,
 *   `oapif:https://host/ogc?collection=a` (also `ogcapi:`); without the prefix where `service=` or a path such as
 *   `/collections` tells
 * - `postgresql://user:password@host:port/database?table=schema.name`, or `pg:host=... dbname=...`
 * - `https://host/file.geojson`: a file on a server
 */
struct SourceAddress
{
    SourceKind kind = SourceKind::File;
    QString address; ///< path, URL without prefix, or connection string of PostgreSQL
    QString layer;   ///< the layer that the address names, or empty
    QString shown;   ///< for people: without passwords and tokens

    bool isNetwork() const { return kind != SourceKind::File; }
    bool operator==(const SourceAddress &) const = default;
};

/** An error for what is no such address; whether there is something is not looked at, except that a file has to exist. */
Result<SourceAddress> parseSourceAddress(const QString &text);

/** \c text with the values of passwords, tokens and keys replaced by '***'. */
QString withoutCredentials(const QString &text);

} // namespace guancheng
