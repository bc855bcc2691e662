// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/journalrecord.h"

#include <QtEndian>

#include <array>

namespace guancheng {

static constexpr std::array<quint32, 256> makeTable()
{
    std::array<quint32, 256> table{};
    for (quint32 i = 0; i < 256; ++i) {
        quint32 value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value & 1U) ? (value >> 1U) ^ 0xEDB88320U : value >> 1U;
        table[i] = value;
    }
    return table;
}

quint32 crc32(QByteArrayView bytes, quint32 start)
{
    static constexpr std::array<quint32, 256> kTable = makeTable();
    quint32 value = ~start;
    for (const char c : bytes)
        value = kTable[(value ^ static_cast<quint8>(c)) & 0xFFU] ^ (value >> 8U);
    return ~value;
}

quint32 JournalRecord::checksum() const
{
    std::array<char, 25> head{};
    qToLittleEndian(seq, head.data());
    qToLittleEndian(prev, head.data() + 8);
    qToLittleEndian(at, head.data() + 16);
    head[24] = static_cast<char>(kind);
    quint32 value = crc32(QByteArrayView(head.data(), head.size()));
    value = crc32(entityId.toUtf8(), value);
    return crc32(payload, value);
}

} // namespace guancheng
