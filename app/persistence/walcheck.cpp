// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/walcheck.h"

#include <QFile>
#include <QtEndian>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHeader = 32;
constexpr qint64 kFrameHeader = 24;
constexpr quint32 kMagic = 0x377f0682; ///< the lowest bit tells the byte order of the checksums
constexpr quint32 kMostRounds = 1'000'000;

quint32 wordAt(const QByteArray &bytes, qsizetype at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

/** The running checksum of the log, over pairs of words. */
struct Sum
{
    bool bigEndian = false;
    quint32 first = 0;
    quint32 second = 0;

    void add(const char *bytes, qsizetype size)
    {
        for (qsizetype at = 0; at + 8 <= size; at += 8) {
            const auto word = [&](qsizetype offset) {
                return bigEndian ? qFromBigEndian<quint32>(bytes + offset) : qFromLittleEndian<quint32>(bytes + offset);
            };
            first += word(at) + second;
            second += word(at + 4) + first;
        }
    }
    bool fits(const QByteArray &bytes, qsizetype at) const
    {
        return wordAt(bytes, at) == first && wordAt(bytes, at + 4) == second;
    }
};

} // namespace

std::optional<Error> walDamage(const QString &databaseFile)
{
    const QString name = databaseFile + u"-wal"_s;
    QFile file(name);
    if (!file.exists() || file.size() == 0)
        return {};
    if (!file.open(QIODevice::ReadOnly))
        return Error{name, {}, file.errorString()};
    const auto damage = [&](qint64 at) {
        return Error{name, u"byte %1"_s.arg(at),
                     u"the end of the journal is damaged: %1 bytes from here on cannot be read"_s.arg(file.size() - at)};
    };
    const QByteArray header = file.read(kHeader);
    if (header.size() < kHeader || (wordAt(header, 0) & ~1U) != kMagic)
        return damage(0);
    Sum sum{(wordAt(header, 0) & 1U) != 0};
    sum.add(header.constData(), 24);
    const qint64 page = wordAt(header, 8);
    if (!sum.fits(header, 24) || page < 512 || page > 65536)
        return damage(0);
    const quint32 salt = wordAt(header, 16);
    for (qint64 at = kHeader; at < file.size(); at += kFrameHeader + page) {
        const QByteArray frame = file.read(kFrameHeader + page);
        if (frame.size() == kFrameHeader && file.atEnd())
            return {}; // killed between the two writes of a frame: nobody was told of what it was to hold
        if (frame.size() < kFrameHeader + page)
            return damage(at);
        const quint32 round = salt - wordAt(frame, 8); // each round adds one to the salt
        if (round > 0 && round < kMostRounds)
            return {};
        sum.add(frame.constData(), 8);
        sum.add(frame.constData() + kFrameHeader, page);
        if (round != 0 || wordAt(frame, 12) != wordAt(header, 20) || !sum.fits(frame, 16))
            return damage(at);
    }
    return {};
}

} // namespace guancheng
