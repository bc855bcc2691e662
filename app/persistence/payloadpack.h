// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <memory>

namespace guancheng {

/**
 * Payloads as they lie on disk: raw deflate (RFC 1951) against a dictionary of the words that stand in most events, about
 * half of their size. A payload stands for itself: each can be read without any other. The first byte tells the form:
 * 0 = as it was, after this byte; 1 = packed with dictionary 1; any other = as it was, from a time before packing.
 * Thread: one at a time.
 */
class PayloadPack
{
public:
    PayloadPack();
    ~PayloadPack();
    Q_DISABLE_COPY_MOVE(PayloadPack)

    QByteArray pack(const QByteArray &payload);
    /** Bytes that pack() did not make come back as they are: the checksum of the record tells. At most 16 MiB come out. */
    QByteArray unpack(const QByteArray &stored);

private:
    struct Streams;
    std::unique_ptr<Streams> m;
};

} // namespace guancheng
