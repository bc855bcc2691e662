// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/network/roadfile.h"

#include <QtEndian>

#include <array>
#include <bit>
#include <cstring>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kMagic = 0x44524347; // 'GCRD'
constexpr quint32 kVersion = 1;

quint32 crc32(QByteArrayView bytes)
{
    static const std::array<quint32, 256> kTable = [] {
        std::array<quint32, 256> table{};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 c = i;
            for (int bit = 0; bit < 8; ++bit)
                c = (c & 1U) != 0 ? 0xedb88320U ^ (c >> 1) : c >> 1;
            table[i] = c;
        }
        return table;
    }();
    quint32 sum = 0xffffffffU;
    for (const char byte : bytes)
        sum = kTable[(sum ^ static_cast<quint8>(byte)) & 0xffU] ^ (sum >> 8);
    return ~sum;
}

class Writer
{
public:
    template<typename T>
    void value(T v)
    {
        v = qToLittleEndian(v);
        bytes.append(reinterpret_cast<const char *>(&v), sizeof v);
    }
    template<typename T>
    void column(const std::vector<T> &values)
    {
        value(static_cast<quint32>(values.size()));
        for (const T &v : values) {
            if constexpr (std::is_same_v<T, float>)
                value(std::bit_cast<quint32>(v));
            else if constexpr (std::is_enum_v<T>)
                value(static_cast<quint8>(v));
            else
                value(v);
        }
    }
    void text(const QString &string)
    {
        const QByteArray utf8 = string.toUtf8();
        value(static_cast<quint32>(utf8.size()));
        bytes.append(utf8);
    }
    QByteArray bytes;
};

/** Never reads beyond the end; after the first problem all values are neutral. */
class Reader
{
public:
    explicit Reader(QByteArrayView bytes) : m_bytes(bytes) {}
    template<typename T>
    T value()
    {
        T v{};
        if (!has(sizeof v))
            return v;
        std::memcpy(&v, m_bytes.data() + m_at, sizeof v);
        m_at += static_cast<qsizetype>(sizeof v);
        return qFromLittleEndian(v);
    }
    template<typename T>
    void column(std::vector<T> &values)
    {
        const auto count = value<quint32>();
        if (!has(size_t(count) * sizeof(T)))
            return;
        values.resize(count);
        for (T &v : values) {
            if constexpr (std::is_same_v<T, float>)
                v = std::bit_cast<float>(value<quint32>());
            else if constexpr (std::is_enum_v<T>)
                v = static_cast<T>(value<quint8>());
            else
                v = value<T>();
        }
    }
    QString text()
    {
        const auto size = value<quint32>();
        if (!has(size))
            return {};
        const QString result = QString::fromUtf8(m_bytes.sliced(m_at, size));
        m_at += size;
        return result;
    }
    bool has(size_t size)
    {
        m_broken = m_broken || size > static_cast<size_t>(m_bytes.size() - m_at);
        return !m_broken;
    }
    bool isBroken() const { return m_broken; }
    bool isAtEnd() const { return m_at == m_bytes.size(); }
    qsizetype at() const { return m_at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_broken = false;
};

/** The same for both directions, so that they cannot drift apart. */
template<typename Stream, typename Roads>
void columns(Stream &stream, Roads &roads)
{
    stream.column(roads.nodeLongitudeE7);
    stream.column(roads.nodeLatitudeE7);
    stream.column(roads.edgeFrom);
    stream.column(roads.edgeTo);
    stream.column(roads.edgeMetres);
    stream.column(roads.edgeClass);
    stream.column(roads.edgeFlags);
    stream.column(roads.edgeAccess);
    stream.column(roads.edgeSpeedKmh);
    stream.column(roads.edgeProfile);
    stream.column(roads.edgeName);
    stream.column(roads.edgeShape);
    stream.column(roads.shapeLongitudeE7);
    stream.column(roads.shapeLatitudeE7);
}

} // namespace

Status writeRoads(QIODevice &out, const RoadArrays &roads)
{
    Writer writer;
    writer.value(kMagic);
    writer.value(kVersion);
    columns(writer, roads);
    writer.value(static_cast<quint32>(roads.names.size()));
    for (const WayName &name : roads.names) {
        writer.text(name.zh);
        writer.text(name.en);
        writer.text(name.code);
    }
    writer.value(static_cast<quint32>(roads.profiles.size()));
    for (const SpeedProfile &profile : roads.profiles)
        writer.column(profile.factors);
    writer.value(crc32(writer.bytes));
    if (out.write(writer.bytes) != writer.bytes.size())
        return Error{u"road network"_s, {}, out.errorString()};
    return ok();
}

Result<RoadArrays> readRoads(QIODevice &in, const QString &source)
{
    const QByteArray bytes = in.readAll();
    const auto fail = [&](qsizetype at, const QString &reason) { return Error{source, QString::number(at), reason}; };
    if (bytes.size() < 12)
        return fail(0, u"this is no road network: too short"_s);
    const QByteArrayView body(bytes.constData(), bytes.size() - 4);
    Reader reader(body);
    if (reader.value<quint32>() != kMagic)
        return fail(0, u"this is no road network"_s);
    if (const auto version = reader.value<quint32>(); version != kVersion)
        return fail(4, u"version %1 of the format is not known, only %2"_s.arg(version).arg(kVersion));
    if (crc32(body) != qFromLittleEndian<quint32>(bytes.constData() + body.size()))
        return fail(body.size(), u"the road network is damaged: wrong check sum"_s);
    RoadArrays roads;
    columns(reader, roads);
    const auto names = reader.value<quint32>();
    for (quint32 i = 0; i < names && !reader.isBroken(); ++i) {
        WayName name;
        name.zh = reader.text();
        name.en = reader.text();
        name.code = reader.text();
        roads.names.push_back(std::move(name));
    }
    const auto profiles = reader.value<quint32>();
    for (quint32 i = 0; i < profiles && !reader.isBroken(); ++i)
        reader.column(roads.profiles.emplace_back().factors);
    if (reader.isBroken() || !reader.isAtEnd())
        return fail(reader.at(), u"the road network is cut short, or goes on where it should end"_s);
    if (const QString problem = roads.inconsistency(); !problem.isEmpty())
        return fail(reader.at(), problem);
    return roads;
}

} // namespace guancheng
