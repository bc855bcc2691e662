// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>

#include <concepts>

namespace guancheng::protocol {

/** Writes compact JSON (RFC 8259, UTF-8) straight into one buffer. It sets the commas; nesting is the caller's care. */
class JsonWriter
{
public:
    explicit JsonWriter(qsizetype reserve = 512) { m_out.reserve(reserve); }

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(QLatin1StringView name);

    void null() { literal("null"); }
    /** An empty text is written as `null`. */
    void value(const QString &text);
    void value(QLatin1StringView text);
    void value(bool boolean) { literal(boolean ? "true" : "false"); }
    /** NaN and infinity are written as `null`. */
    void value(double number);
    void value(float number);
    void value(std::signed_integral auto number) { integer(static_cast<qint64>(number)); }
    void value(std::unsigned_integral auto number) { natural(static_cast<quint64>(number)); }
    /** A JSON value that somebody else wrote. */
    void raw(QByteArrayView json);

    template<typename T>
    void member(QLatin1StringView name, const T &content)
    {
        key(name);
        value(content);
    }

    /** What was written, which leaves the writer empty. */
    QByteArray take();

private:
    void open(char bracket);
    void close(char bracket);
    void separate();
    void literal(QByteArrayView text);
    void integer(qint64 number);
    void natural(quint64 number);
    void text(QByteArrayView utf8);

    QByteArray m_out;
    bool m_comma = false;
};

} // namespace guancheng::protocol
