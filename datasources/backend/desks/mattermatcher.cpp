// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/backend/desks/mattermatcher.h"

#include "catalogue/catalogue.h"

namespace guancheng {

using namespace Qt::StringLiterals;

/** Shorter Chinese fragments occur by chance; a European one needs more letters to mean as much. */
static bool saysEnough(const QString &text)
{
    const bool european = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x2E80; });
    return text.size() >= (european ? 8 : 3);
}

MatterMatcher::MatterMatcher(const Catalogue &catalogue)
{
    for (int matter = 0; matter < catalogue.matters().size(); ++matter) {
        const MatterType &type = catalogue.matters()[matter];
        add(type.nameZh, matter);
        add(type.nameEn, matter);
        for (const QString &title : type.titlesZh + type.titlesEn) {
            for (const QString &fragment : title.split(u"{place}"_s, Qt::SkipEmptyParts))
                add(fragment, matter);
        }
    }
    std::stable_sort(m_phrases.begin(), m_phrases.end(),
                     [](const Phrase &a, const Phrase &b) { return a.text.size() > b.text.size(); });
}

void MatterMatcher::add(const QString &text, int matter)
{
    QString phrase = text.toLower();
    while (!phrase.isEmpty() && !phrase.front().isLetterOrNumber())
        phrase.removeFirst();
    while (!phrase.isEmpty() && !phrase.back().isLetterOrNumber())
        phrase.removeLast();
    if (saysEnough(phrase))
        m_phrases.push_back({std::move(phrase), matter});
}

int MatterMatcher::match(const QString &title) const
{
    const QString text = title.toLower();
    for (const Phrase &phrase : m_phrases) {
        if (phrase.text.size() <= text.size() && text.contains(phrase.text))
            return phrase.matter;
    }
    return -1;
}

} // namespace guancheng
