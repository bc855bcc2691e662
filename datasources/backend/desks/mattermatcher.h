// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <vector>

namespace guancheng {

class Catalogue;

/** Finds the matter type in the words of a report: the longest name or phrase of the catalogue that occurs in it. */
class MatterMatcher
{
public:
    explicit MatterMatcher(const Catalogue &catalogue);
    /** The index of the matter, or -1. Takes some 10 us with 360 types. */
    int match(const QString &title) const;

private:
    struct Phrase
    {
        QString text; ///< lower case
        int matter = 0;
    };
    void add(const QString &text, int matter);

    std::vector<Phrase> m_phrases; ///< longest first
};

} // namespace guancheng
