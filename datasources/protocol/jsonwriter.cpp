// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/jsonwriter.h"

#include <array>
#include <charconv>
#include <cmath>

namespace guancheng::protocol {

namespace {

template<typename T>
void appendNumber(QByteArray &out, T number)
{
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.append(buffer.data(), end - buffer.data());
}

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void appendEscaped(QByteArray &out, char c)
{
    constexpr const char *kHex = "0123456789abcdef";
    switch (c) {
    case '"': out.append("\\\""); break;
    case '\\': out.append("\\\\"); break;
    case '\n': out.append("\\n"); break;
    case '\t': out.append("\\t"); break;
    case '\r': out.append("\\r"); break;
    default:
        out.append("\\u00");
        out.append(kHex[(c >> 4) & 0xf]);
        out.append(kHex[c & 0xf]);
    }
}

} // namespace

void JsonWriter::separate()
{
    if (m_comma)
        m_out.append(',');
    m_comma = true;
}

void JsonWriter::open(char bracket)
{
    separate();
    m_out.append(bracket);
    m_comma = false;
}

void JsonWriter::close(char bracket)
{
    m_out.append(bracket);
    m_comma = true;
}

void JsonWriter::key(QLatin1StringView name)
{
    separate();
    m_out.append('"').append(name.data(), name.size()).append("\":");
    m_comma = false;
}

void JsonWriter::literal(QByteArrayView text)
{
    separate();
    m_out.append(text);
}

void JsonWriter::raw(QByteArrayView json)
{
    literal(json);
}

void JsonWriter::integer(qint64 number)
{
    separate();
    appendNumber(m_out, number);
}

void JsonWriter::natural(quint64 number)
{
    separate();
    appendNumber(m_out, number);
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number)) {
        null();
        return;
    }
    separate();
    appendNumber(m_out, number);
}

void JsonWriter::value(float number)
{
    if (!std::isfinite(number)) {
        null();
        return;
    }
    separate();
    appendNumber(m_out, number);
}

void JsonWriter::value(const QString &content)
{
    if (content.isEmpty())
        null();
    else
        text(content.toUtf8());
}

void JsonWriter::value(QLatin1StringView content)
{
    text(QByteArrayView(content.data(), content.size()));
}

void JsonWriter::text(QByteArrayView utf8)
{
    separate();
    m_out.append('"');
    qsizetype from = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        if (isPlain(utf8[i]))
            continue;
        m_out.append(utf8.sliced(from, i - from));
        appendEscaped(m_out, utf8[i]);
        from = i + 1;
    }
    m_out.append(utf8.sliced(from)).append('"');
}

QByteArray JsonWriter::take()
{
    m_comma = false;
    return std::exchange(m_out, {});
}

} // namespace guancheng::protocol
