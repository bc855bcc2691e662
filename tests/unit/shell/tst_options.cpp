// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/options.h"

#include <QTest>

using namespace guancheng;

class TestOptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGivenIsTheDocumentedCity()
    {
        const auto options = parseWallOptions({QStringLiteral("guancheng")});
        QVERIFY(options);
        QCOMPARE(options->city.devices, 110'000u);
        QCOMPARE(options->city.units, 3'000u);
        QCOMPARE(options->city.recordsPerSecond, 400.0);
        QCOMPARE(options->language, QStringLiteral("zh"));
        QVERIFY(options->city.simulator);
        QVERIFY(options->connectUrl.isEmpty());
    }

    void everyValueArrives()
    {
        const auto options =
            parseWallOptions(QStringLiteral("guancheng --size 7680x2160 --lang en --seed 7 --devices 5100000 --rate 39000 "
                                            "--demo emergency --fail air=lost --fail iot=burst@100 --connect wss://hall:8460 "
                                            "--token t --seconds 5 --shot a.png --summary --speed 60 --ca hall.pem --no-past "
                                            "--journal-days 2.5 --journal-mb 300")
                                 .split(u' '));
        QVERIFY2(options, options ? "" : qPrintable(options.error().toString()));
        QCOMPARE(options->size, QSize(7680, 2160));
        QCOMPARE(options->language, QStringLiteral("en"));
        QCOMPARE(options->city.seed, 7ull);
        QCOMPARE(options->city.devices, 5'100'000u);
        QCOMPARE(options->city.recordsPerSecond, 39'000.0);
        QCOMPARE(options->city.scenario, QStringLiteral("emergency"));
        QCOMPARE(options->city.failures, QStringList({QStringLiteral("air=lost"), QStringLiteral("iot=burst@100")}));
        QCOMPARE(options->connectUrl, QUrl(QStringLiteral("wss://hall:8460")));
        QCOMPARE(options->city.speed, 60.0);
        QVERIFY(options->summary);
        QCOMPARE(options->caFile, QStringLiteral("hall.pem"));
        QVERIFY(!options->city.past);
        QCOMPARE(options->city.journalDays, 2.5);
        QCOMPARE(options->city.journalMegabytes, 300.0);
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("place");
        QTest::newRow("devices") << "--devices 6000000" << "devices";
        QTest::newRow("no number") << "--rate fast" << "rate";
        QTest::newRow("not a number") << "--rate nan" << "rate";
        QTest::newRow("size") << "--size 4K" << "size";
        QTest::newRow("language") << "--lang fr" << "lang";
        QTest::newRow("state") << "--demo panic" << "demo";
        QTest::newRow("scheme") << "--connect ftp://x" << "connect";
        QTest::newRow("start") << "--start yesterday" << "start";
        QTest::newRow("story") << "--story S03 --connect ws://x" << "story";
        QTest::newRow("journal") << "--journal-days 0" << "journal-days";
        QTest::newRow("stray word") << "wall" << "wall";
    }
    void whatIsWrongIsNamed()
    {
        QFETCH(const QString, line);
        QFETCH(const QString, place);
        const auto options = parseWallOptions(QString(QStringLiteral("guancheng ") + line).split(u' '));
        QVERIFY(!options);
        QCOMPARE(options.error().source, QStringLiteral("command line"));
        QCOMPARE(options.error().place, place);
    }

    void bothNamesOfTheCertificate()
    {
        for (const char *line : {"ops --tls-certificate c.pem --tls-key k.pem", "ops --certificate c.pem --key k.pem"}) {
            const auto options = parseOpsOptions(QString::fromLatin1(line).split(u' '));
            QVERIFY(options);
            QCOMPARE(options->certificate, QStringLiteral("c.pem"));
            QCOMPARE(options->key, QStringLiteral("k.pem"));
        }
        QVERIFY(!parseOpsOptions({QStringLiteral("ops"), QStringLiteral("--tls-key"), QStringLiteral("k.pem")}));
    }

    void anUnknownOptionIsRefused()
    {
        QVERIFY(!parseWallOptions({QStringLiteral("guancheng"), QStringLiteral("--wat")}));
        QVERIFY(!parseOpsOptions({QStringLiteral("guancheng-ops"), QStringLiteral("--size"), QStringLiteral("1x1")}));
    }

    void theBackendListensWhereItIsTold()
    {
        const auto options =
            parseOpsOptions({QStringLiteral("guancheng-ops"), QStringLiteral("--listen"), QStringLiteral("0.0.0.0:0")});
        QVERIFY(options);
        QCOMPARE(options->host, QStringLiteral("0.0.0.0"));
        QCOMPARE(options->port, quint16(0));
        QVERIFY(!parseOpsOptions({QStringLiteral("guancheng-ops"), QStringLiteral("--listen"), QStringLiteral("here")}));
        QVERIFY(!parseOpsOptions({QStringLiteral("guancheng-ops"), QStringLiteral("--key"), QStringLiteral("k.pem")}));
    }
};

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
