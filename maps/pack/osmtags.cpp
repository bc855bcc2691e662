// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/osmtags.h"

#include <algorithm>
#include <exception>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestText = 1000; ///< longer values are noise or an attack

QString firstOf(const osmium::TagList &tags, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        const QString text = tagText(tags, key);
        if (!text.isEmpty())
            return text;
    }
    return {};
}

bool isLatin(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x2000; });
}

} // namespace

OsmNames OsmNames::filled() const
{
    return {zh.isEmpty() ? en : zh, en.isEmpty() ? zh : en};
}

QString tagText(const osmium::TagList &tags, const char *key)
{
    const char *value = tags.get_value_by_key(key);
    return value && *value ? QString::fromUtf8(value).left(kLongestText).simplified() : QString();
}

OsmNames namesOf(const osmium::TagList &tags)
{
    OsmNames names;
    names.zh = firstOf(tags, {"name:zh", "name:zh-Hans", "name:zh-CN", "name", "official_name"});
    names.en = firstOf(tags, {"name:en", "int_name", "official_name:en"});
    const QString name = tagText(tags, "name");
    if (names.en.isEmpty() && !name.isEmpty() && isLatin(name))
        names.en = name;
    return names;
}

bool isYes(const osmium::TagList &tags, const char *key)
{
    const char *value = tags.get_value_by_key(key);
    return value && *value && qstrcmp(value, "no") != 0;
}

Status guarded(const QString &file, const std::function<Status()> &work)
{
    try {
        return work();
    } catch (const std::exception &problem) {
        return Error{file, {}, u"cannot be read as OpenStreetMap data: %1"_s.arg(QString::fromLocal8Bit(problem.what()))};
    }
}

} // namespace guancheng
