// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/textdecoder.h"

#include <QStringList>

namespace guancheng {

namespace {

using Byte = unsigned char;

Byte at(std::string_view raw, size_t i)
{
    return static_cast<Byte>(raw[i]);
}

/** Declared names that a file gets when nobody thought of an encoding. */
bool isThoughtless(const QString &declared)
{
    static const QStringList kThoughtless{QString(),
                                          QStringLiteral("ISO-8859-1"),
                                          QStringLiteral("ISO8859-1"),
                                          QStringLiteral("CP1252"),
                                          QStringLiteral("WINDOWS-1252"),
                                          QStringLiteral("ANSI 1252"),
                                          QStringLiteral("LATIN1"),
                                          QStringLiteral("ASCII"),
                                          QStringLiteral("UTF-8"),
                                          QStringLiteral("UTF8")};
    return kThoughtless.contains(declared.toUpper());
}

QString canonical(const QString &declared)
{
    const QString name = declared.trimmed().toUpper();
    static const QStringList kChinese{QStringLiteral("GBK"),    QStringLiteral("CP936"),   QStringLiteral("936"),
                                      QStringLiteral("GB2312"), QStringLiteral("GB18030"), QStringLiteral("ANSI 936"),
                                      QStringLiteral("MS936"),  QStringLiteral("EUC-CN")};
    if (kChinese.contains(name))
        return QStringLiteral("GB18030");
    if (name == QLatin1String("UTF8") || name == QLatin1String("65001"))
        return QStringLiteral("UTF-8");
    if (name == QLatin1String("950") || name == QLatin1String("CP950"))
        return QStringLiteral("Big5");
    if (name == QLatin1String("CP1252") || name == QLatin1String("1252") || name == QLatin1String("ANSI 1252") ||
        name == QLatin1String("LATIN1"))
        return QStringLiteral("windows-1252");
    return name;
}

} // namespace

TextDecoder::TextDecoder(const QString &declared, bool isCertain) : m_declared(canonical(declared)), m_isCertain(isCertain) {}

bool TextDecoder::isAscii(std::string_view raw)
{
    return std::all_of(raw.begin(), raw.end(), [](char c) { return static_cast<Byte>(c) < 0x80; });
}

bool TextDecoder::isUtf8(std::string_view raw)
{
    for (size_t i = 0; i < raw.size();) {
        const Byte lead = at(raw, i++);
        const int more = lead < 0x80                   ? 0
                         : lead >= 0xC2 && lead < 0xE0 ? 1
                         : lead >= 0xE0 && lead < 0xF0 ? 2
                         : lead >= 0xF0 && lead < 0xF5 ? 3
                                                       : -1;
        if (more < 0)
            return false;
        for (int k = 0; k < more; ++k, ++i) {
            if (i == raw.size())
                return true; // cut off
            if ((at(raw, i) & 0xC0) != 0x80)
                return false;
        }
    }
    return true;
}

bool TextDecoder::isGb18030(std::string_view raw)
{
    for (size_t i = 0; i < raw.size();) {
        const Byte lead = at(raw, i++);
        if (lead < 0x80)
            continue;
        if (lead == 0x80 || lead == 0xFF)
            return false;
        if (i == raw.size())
            return true; // cut off
        const Byte second = at(raw, i++);
        if (second >= 0x40 && second != 0x7F && second != 0xFF)
            continue;
        if (second < 0x30 || second > 0x39)
            return false;
        if (i + 2 > raw.size())
            return true;
        if (at(raw, i) < 0x81 || at(raw, i) == 0xFF || at(raw, i + 1) < 0x30 || at(raw, i + 1) > 0x39)
            return false;
        i += 2;
    }
    return true;
}

void TextDecoder::sample(std::string_view raw)
{
    if (isAscii(raw))
        return;
    ++m_samples;
    m_allUtf8 = m_allUtf8 && isUtf8(raw);
    m_allGb = m_allGb && isGb18030(raw);
}

void TextDecoder::decide()
{
    if (m_isCertain && !m_declared.isEmpty())
        m_encoding = m_declared;
    else if (m_samples == 0)
        m_encoding.clear();
    else if (m_allUtf8)
        m_encoding = QStringLiteral("UTF-8");
    else if (m_allGb && (isThoughtless(m_declared) || m_declared == QLatin1String("GB18030")))
        m_encoding = QStringLiteral("GB18030");
    else
        m_encoding = m_declared.isEmpty() ? QStringLiteral("ISO-8859-1") : m_declared;
    if (m_encoding.isEmpty() || m_encoding == QLatin1String("UTF-8"))
        return;
    m_decoder = QStringDecoder(m_encoding.toLatin1().constData());
    if (!m_decoder.isValid()) {
        m_encoding = m_allGb ? QStringLiteral("GB18030") : QStringLiteral("ISO-8859-1");
        m_decoder = QStringDecoder(m_encoding.toLatin1().constData());
    }
}

QString TextDecoder::toString(std::string_view raw)
{
    return QString::fromUtf8(toUtf8(raw));
}

std::string_view TextDecoder::toUtf8(std::string_view raw)
{
    if (isAscii(raw))
        return raw;
    const QByteArrayView bytes(raw.data(), static_cast<qsizetype>(raw.size()));
    QString text;
    if (m_decoder.isValid()) {
        m_decoder.resetState();
        text = m_decoder.decode(bytes);
    } else if (bytes.isValidUtf8()) {
        return raw;
    } else {
        text = QString::fromUtf8(bytes);
    }
    // A character that was cut off at the end of a field goes.
    while (text.endsWith(QChar::ReplacementCharacter))
        text.chop(1);
    if (text.contains(QChar::ReplacementCharacter))
        ++m_broken;
    m_scratch = text.toUtf8();
    return {m_scratch.constData(), static_cast<size_t>(m_scratch.size())};
}

} // namespace guancheng
