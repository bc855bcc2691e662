// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringDecoder>

#include <string_view>

namespace guancheng {

/**
 * Texts in the encoding they really have. Declared encodings are often wrong: GBK files that say ISO-8859-1 or nothing, UTF-8
 * files with the code page of some desktop. So samples decide: what is all UTF-8 is UTF-8, else what is all GB18030 and was
 * not declared to be something else that fits is GB18030 (which holds GBK and GB2312), else the declared encoding.
 */
class TextDecoder
{
public:
    /** \c declared as in a .cpg file or by a person; may be empty. \c isCertain: a person said so. */
    explicit TextDecoder(const QString &declared = {}, bool isCertain = false);

    /** Looks at a text, before decode() is used. */
    void sample(std::string_view raw);
    void decide();

    /** UTF-8 of \c raw; the text itself when nothing is to be done. */
    std::string_view toUtf8(std::string_view raw);
    QString toString(std::string_view raw);

    /** 'UTF-8', 'GB18030', 'ISO-8859-1' ...; empty as long as all is ASCII. */
    QString encoding() const { return m_encoding; }
    /** Texts in which something could not be decoded. */
    quint64 broken() const { return m_broken; }

    /** Whether \c raw is valid; a character cut off at the end, as DBF fields have it, does not count against it. */
    static bool isUtf8(std::string_view raw);
    static bool isGb18030(std::string_view raw);
    static bool isAscii(std::string_view raw);

private:
    QString m_declared;
    bool m_isCertain;
    QString m_encoding;
    QByteArray m_scratch;
    QStringDecoder m_decoder;
    quint64 m_samples = 0;
    bool m_allUtf8 = true;
    bool m_allGb = true;
    quint64 m_broken = 0;
};

} // namespace guancheng
