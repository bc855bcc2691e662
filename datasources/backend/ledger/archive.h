// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QList>
#include <QString>

#include <concepts>

namespace guancheng {

template<typename T>
concept Enumeration = std::is_enum_v<T>;

/** Writes values one after the other into a CBOR array of indefinite length. */
class ArchiveWriter
{
public:
    static constexpr bool kReads = false;

    explicit ArchiveWriter(QByteArray *bytes) : m_writer(bytes) { m_writer.startArray(); }
    /** To be called once, at the end. */
    void finish() { m_writer.endArray(); }

    template<typename... T>
    void operator()(T &...values)
    {
        (one(values), ...);
    }

private:
    void one(const QString &value) { m_writer.append(QStringView(value)); }
    void one(const QByteArray &value) { m_writer.append(value); }
    void one(bool value) { m_writer.append(value); }
    void one(double value) { m_writer.append(value); }
    void one(int value) { m_writer.append(static_cast<qint64>(value)); }
    void one(qint64 value) { m_writer.append(value); }
    void one(quint64 value) { m_writer.append(value); }
    template<Enumeration T>
    void one(T value)
    {
        m_writer.append(static_cast<quint64>(value));
    }
    template<typename T>
    void one(const QList<T> &values)
    {
        m_writer.append(static_cast<quint64>(values.size()));
        for (const T &value : values)
            archive(*this, const_cast<T &>(value)); // one list of members serves both directions; nothing is changed here
    }

    QCborStreamWriter m_writer;
};

/** Reads what ArchiveWriter wrote; any deviation makes it bad, and then all values are neutral. */
class ArchiveReader
{
public:
    static constexpr bool kReads = true;

    explicit ArchiveReader(const QByteArray &bytes) : m_reader(bytes)
    {
        m_good = m_reader.isArray() && m_reader.enterContainer();
    }
    bool isGood() const { return m_good; }
    /** Good and nothing left over. */
    bool isComplete() const { return m_good && !m_reader.hasNext() && m_reader.lastError() == QCborError::NoError; }

    template<typename... T>
    void operator()(T &...values)
    {
        (one(values), ...);
    }

private:
    bool expect(bool right)
    {
        m_good = m_good && right;
        return m_good;
    }
    void next() { m_good = m_reader.next() && m_good; }
    void one(QString &value)
    {
        if (expect(m_reader.isString()))
            value = m_reader.readAllString();
        m_good = m_good && m_reader.lastError() == QCborError::NoError;
    }
    void one(QByteArray &value)
    {
        if (expect(m_reader.isByteArray()))
            value = m_reader.readAllByteArray();
        m_good = m_good && m_reader.lastError() == QCborError::NoError;
    }
    void one(bool &value)
    {
        if (!expect(m_reader.isBool()))
            return;
        value = m_reader.toBool();
        next();
    }
    void one(double &value)
    {
        if (!expect(m_reader.isDouble()))
            return;
        value = m_reader.toDouble();
        next();
    }
    void one(qint64 &value)
    {
        if (!expect(m_reader.isInteger()))
            return;
        value = m_reader.toInteger();
        next();
    }
    void one(quint64 &value)
    {
        if (!expect(m_reader.isUnsignedInteger()))
            return;
        value = m_reader.toUnsignedInteger();
        next();
    }
    void one(int &value)
    {
        qint64 wide = 0;
        one(wide);
        if (expect(wide >= std::numeric_limits<int>::min() && wide <= std::numeric_limits<int>::max()))
            value = static_cast<int>(wide);
    }
    template<Enumeration T>
    void one(T &value)
    {
        quint64 wide = 0;
        one(wide);
        if (expect(wide <= 16)) // no enumeration of the domain has more members
            value = static_cast<T>(wide);
    }
    template<typename T>
    void one(QList<T> &values)
    {
        quint64 count = 0;
        one(count);
        for (quint64 i = 0; i < count && m_good; ++i) {
            T value{};
            archive(*this, value);
            values.append(std::move(value));
        }
    }

    QCborStreamReader m_reader;
    bool m_good = false;
};

} // namespace guancheng
