// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/resourcedir.h"
#include "shell/cityhost.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace guancheng;

/** The words of the command line that need data to be understood. */
class TestCityOptions : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;

private Q_SLOTS:
    void initTestCase()
    {
        const auto catalogue = loadCatalogue(resourceDir());
        QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().toString()));
        m_catalogue = *catalogue;
    }

    void failuresAreUnderstood()
    {
        const auto lost = parseFeedFailure(QStringLiteral("air=lost"), *m_catalogue);
        QVERIFY(lost);
        QCOMPARE(lost->feed, QStringLiteral("air"));
        QCOMPARE(lost->kind, FeedFailure::Kind::Lost);
        const auto burst = parseFeedFailure(QStringLiteral("iot=burst@10"), *m_catalogue);
        QVERIFY(burst);
        QCOMPARE(burst->amount, 10.0);
        const auto all = parseFeedFailure(QStringLiteral("all=noise"), *m_catalogue);
        QVERIFY(all && all->feed.isEmpty() && all->amount > 0);
    }

    void wrongFailuresAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"air", "air=asleep", "moon=lost", "air=burst@much", "air=burst@1@2", ""})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void wrongFailuresAreRefused()
    {
        QFETCH(const QString, text);
        const auto failure = parseFeedFailure(text, *m_catalogue);
        QVERIFY(!failure);
        QCOMPARE(failure.error().place, QStringLiteral("fail"));
    }

    void aReplayBeginsWhereItIsTold()
    {
        const QTimeZone zone = QTimeZone::fromSecondsAheadOfUtc(8 * 3600);
        const TimeMs begin = QDateTime(QDate(2013, 12, 6), QTime(0, 5), zone).toMSecsSinceEpoch();
        const auto at = [&](const QString &from) { return replayPosition({1, from, 8 * 3600}, begin); };
        QCOMPARE(*at({}), begin);
        QCOMPARE(*at(QStringLiteral("08:40")), begin + (8 * 60 + 35) * 60'000);
        QCOMPARE(*at(QStringLiteral("2013-12-07T00:05:00+08:00")), begin + 86'400'000);
        QVERIFY(!at(QStringLiteral("noon")));
    }
};

QTEST_GUILESS_MAIN(TestCityOptions)
#include "tst_cityoptions.moc"
