// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QHash>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace guancheng {

/**
 * How Chinese characters are read (pinyin without tones) and written in simplified form. The common reading comes from ICU;
 * characters with several readings, and the readings of place names, from resources/search/readings.json. Grows as characters
 * are asked for; one thread.
 */
class Readings
{
public:
    Readings();
    ~Readings();
    Q_DISABLE_COPY_MOVE(Readings)

    /** Adds what the file says; checked by resources/schemas/readings.schema.json. */
    Status load(const QString &file, const QString &schemaFile);

    /** The readings of a character, the usual one first: 长 -> chang, zhang. Empty for what is no Chinese character. */
    const std::vector<std::string> &of(char16_t character);
    /** Learns all characters of the text at once, which is faster than one by one. */
    void learn(const QString &text);

    /**
     * For comparing: half-width, lower case, simplified, Latin letters without accents; what is no letter or digit becomes a
     * space, spaces are single and none stands at an end.
     */
    QString folded(const QString &text) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace guancheng
