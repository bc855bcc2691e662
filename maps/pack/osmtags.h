// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QString>

#include <osmium/osm/tag.hpp>

#include <functional>

/** How we read objects of OpenStreetMap. Only maps/pack sees libosmium. */
namespace guancheng {

struct OsmNames
{
    QString zh; ///< name:zh, name:zh-Hans, name; null when there is none
    QString en; ///< name:en, int_name, name in Latin letters; null
    /** Both, each from the other when it is missing; null when there is no name at all. */
    OsmNames filled() const;
};

QString tagText(const osmium::TagList &tags, const char *key);
OsmNames namesOf(const osmium::TagList &tags);
/** Whether the tag is there and does not say no. */
bool isYes(const osmium::TagList &tags, const char *key);

/** Runs work of libosmium, whose exceptions are results here. */
Status guarded(const QString &file, const std::function<Status()> &work);

} // namespace guancheng
