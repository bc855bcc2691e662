// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/payloadpack.h"

#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

/** Payloads come back as they were, and what nobody packed does no harm. */
class TestPayloadPack : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packsWhatIsAlike()
    {
        PayloadPack pack;
        const QByteArray event =
            u"dispatched C20261122-000123 城管巡查组，约 1.3 公里、5 分钟到场，空闲，属地街镇 urban-management auto"_s.toUtf8();
        const QByteArray packed = pack.pack(event);
        QVERIFY2(packed.size() * 10 < event.size() * 7, qPrintable(QString::number(packed.size())));
        QCOMPARE(pack.unpack(packed), event);
        quint32 state = 7;
        for (int i = 0; i < 3'000; ++i) {
            QByteArray bytes(i % 400, '\0');
            for (char &byte : bytes)
                byte = static_cast<char>((state = state * 1'664'525 + 1'013'904'223) >> (i % 3 == 0 ? 29 : 24));
            QCOMPARE(pack.unpack(pack.pack(bytes)), bytes);
            static_cast<void>(pack.unpack(QByteArray(1, '\1') + bytes)); // nobody packed this: no crash, no endless work
        }
        for (qsizetype length = 0; length < packed.size(); ++length)
            QVERIFY(pack.unpack(packed.first(length)) != event);
        const QByteArray large(5'000'000, 'x');
        QCOMPARE(pack.unpack(pack.pack(large)), large);
        QCOMPARE(pack.unpack("\x9f before packing"), QByteArray("\x9f before packing"));
    }
};

QTEST_GUILESS_MAIN(TestPayloadPack)
#include "tst_payloadpack.moc"
