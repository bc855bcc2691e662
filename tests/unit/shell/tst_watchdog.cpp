// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/process/watchdog.h"

#include "domain/clock.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;

class TestWatchdog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStallIsRecordedWithItsStack()
    {
        const QTemporaryDir folder;
        const QString log = folder.filePath(QStringLiteral("stalls.log"));
        Watchdog dog(log, 100);
        QSignalSpy stalled(&dog, &Watchdog::stalled);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("the interface stood for \\d+ ms")));

        const TimeMs until = monotonicMs() + 400;
        while (monotonicMs() < until) // stands, on purpose
            ;
        QTRY_COMPARE(stalled.count(), 1);
        QVERIFY(stalled.first().at(0).toInt() >= 300);
        QCOMPARE(dog.stalls(), 1);
        QFile file(log);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains("stood for"), text.constData());
        QVERIFY2(text.count('\n') > 3, text.constData()); // a stack, not only a line
    }

    void aLivingInterfaceIsLeftAlone()
    {
        const QTemporaryDir folder;
        Watchdog dog(folder.filePath(QStringLiteral("stalls.log")), 200);
        QSignalSpy stalled(&dog, &Watchdog::stalled);
        QTimer alive;
        int beats = 0;
        connect(&alive, &QTimer::timeout, this, [&] { ++beats; });
        alive.start(20);
        QTRY_VERIFY(beats > 30);
        QCOMPARE(stalled.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestWatchdog)
#include "tst_watchdog.moc"
