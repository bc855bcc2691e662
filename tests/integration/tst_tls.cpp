// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/conformance.h"
#include "datasources/operations/operationsclient.h"
#include "support/hubscene.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

QString certificate(const QString &name)
{
    return QStringLiteral(GUANCHENG_SOURCE_DIR "/tests/data/tls/") + name;
}

HubOptions secured(const QString &name)
{
    HubOptions options = HubScene::options();
    options.certificateFile = certificate(name + u".pem"_s);
    options.keyFile = certificate(name + u".key"_s);
    return options;
}

/** A client without a wall. */
struct Client
{
    Client(QUrl url, const QString &caFile) : client(options(std::move(url), caFile), picture, clock, pulse)
    {
        QObject::connect(&client, &OperationsClient::welcomed, &client, [this] { ++welcomes; });
        client.start();
    }
    static OperationsOptions options(QUrl url, const QString &caFile)
    {
        OperationsOptions options;
        options.url = std::move(url);
        options.token = u"op"_s;
        options.caFile = caFile;
        return options;
    }
    const SourceHealth &link() const
    {
        static const SourceHealth kNone;
        const SourceHealth *health = picture.sources().find(u"link"_s);
        return health ? *health : kNone;
    }

    OperationalPicture picture;
    CityClock clock;
    FramePulse pulse{20};
    OperationsClient client;
    int welcomes = 0;
};

} // namespace

/** The link over wss with certificates of the house: tests/data/tls holds two self-signed ones, of 127.0.0.1 and of another
 * name. */
class TestTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QSslSocket::supportsSsl())
            QFAIL("Qt has no TLS here");
    }
    void aCertificateOfTheHouse();
    void aPinnedCertificateOfAnotherName();
    void notAccepted_data();
    void notAccepted();
    void aWrongCertificateIsNotTriedInHaste();
    void theOtherSideSpeaksAnotherLanguage();
    void aServerWithoutItsKeySaysSo();
    void restOverHttps();
    void theCheckOverHttps();
};

void TestTls::aCertificateOfTheHouse()
{
    HubScene scene(secured(u"server"_s));
    QCOMPARE(scene.hub.url().scheme(), u"wss"_s);
    Client desk(scene.hub.url(), certificate(u"server.pem"_s));
    QTRY_COMPARE(desk.welcomes, 1);
    QTRY_COMPARE(desk.picture.devices().size(), scene.city.devices().size());
}

void TestTls::aPinnedCertificateOfAnotherName()
{
    HubScene scene(secured(u"other"_s));
    Client desk(scene.hub.url(), certificate(u"other.pem"_s));
    QTRY_COMPARE(desk.welcomes, 1);
}

void TestTls::notAccepted_data()
{
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QString>("told");
    QTest::newRow("of nobody known") << QString() << u"certificate is not accepted"_s;
    QTest::newRow("of another") << certificate(u"other.pem"_s) << u"certificate is not accepted"_s;
    QTest::newRow("no such file") << certificate(u"nothing.pem"_s) << u"nothing.pem"_s;
    QTest::newRow("a key, no certificate") << certificate(u"server.key"_s) << u"no certificate in PEM"_s;
}

void TestTls::notAccepted()
{
    QFETCH(QString, caFile);
    QFETCH(QString, told);
    HubScene scene(secured(u"server"_s));
    Client desk(scene.hub.url(), caFile);
    QTRY_COMPARE(desk.link().state, FeedState::Lost);
    QTRY_VERIFY2(desk.link().message.contains(told), qPrintable(desk.link().message));
    QVERIFY2(desk.link().message.contains(u"127.0.0.1"_s), qPrintable(desk.link().message));
    QCOMPARE(desk.welcomes, 0);
}

void TestTls::aWrongCertificateIsNotTriedInHaste()
{
    QSslServer server;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    QFile pem(certificate(u"server.pem"_s));
    QFile key(certificate(u"server.key"_s));
    QVERIFY(pem.open(QIODevice::ReadOnly) && key.open(QIODevice::ReadOnly));
    tls.setLocalCertificate(QSslCertificate(pem.readAll()));
    tls.setPrivateKey(QSslKey(key.readAll(), QSsl::Ec));
    server.setSslConfiguration(tls);
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const QSignalSpy attempts(&server, &QSslServer::startedEncryptionHandshake);
    QUrl url(u"wss://127.0.0.1/"_s);
    url.setPort(server.serverPort());
    Client desk(url, {});
    QTRY_VERIFY(desk.link().message.contains(u"certificate"_s));
    // A person has to put it right: not before five seconds.
    QVERIFY(!QTest::qWaitFor([&attempts] { return attempts.size() > 1; }, 2'000));
}

void TestTls::theOtherSideSpeaksAnotherLanguage()
{
    HubScene plain;
    QUrl secure = plain.hub.url();
    secure.setScheme(u"wss"_s);
    Client hopeful(secure, certificate(u"server.pem"_s));
    HubScene scene(secured(u"server"_s));
    QUrl open = scene.hub.url();
    open.setScheme(u"ws"_s);
    Client careless(open, {});
    QTRY_COMPARE_WITH_TIMEOUT(hopeful.link().state, FeedState::Lost, 8'000);
    QTRY_COMPARE_WITH_TIMEOUT(careless.link().state, FeedState::Lost, 8'000);
    QVERIFY(!hopeful.link().message.isEmpty() && !careless.link().message.isEmpty());
    // Others are served as before.
    Client good(scene.hub.url(), certificate(u"server.pem"_s));
    QTRY_COMPARE(good.welcomes, 1);
}

void TestTls::aServerWithoutItsKeySaysSo()
{
    HubOptions options = secured(u"server"_s);
    options.keyFile = certificate(u"absent.key"_s);
    FakeCity city(10);
    Hub hub(city, &city, options);
    const Status listening = hub.listen(QHostAddress::LocalHost, 0);
    QVERIFY(!listening);
    QVERIFY2(listening.error().toString().contains(u"absent.key"_s), qPrintable(listening.error().toString()));
}

void TestTls::restOverHttps()
{
    HubScene scene(secured(u"server"_s));
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(u"https://127.0.0.1:%1/api/v1/health"_s.arg(scene.hub.url().port())));
    request.setSslConfiguration(TlsTrust::fromFile(certificate(u"server.pem"_s))->configuration());
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);
}

void TestTls::theCheckOverHttps()
{
    HubScene scene(secured(u"server"_s));
    const QString url = u"https://127.0.0.1:%1"_s.arg(scene.hub.url().port());
    QString said, complained;
    QTextStream out(&said), errors(&complained);
    QCOMPARE(conformance::runConformance({url, u"--token"_s, u"op"_s}, out, errors), 2);
    QVERIFY2(complained.contains(u"certificate"_s), qPrintable(complained));
    const QStringList trusting{url,         u"--token"_s,    u"op"_s, u"--ca"_s, certificate(u"server.pem"_s),
                               u"--only"_s, u"P-001,P-010"_s};
    const int result = conformance::runConformance(trusting, out, errors);
    QVERIFY2(result == 0, qPrintable(said + complained));
    QSslConfiguration::setDefaultConfiguration({}); // it is of the whole process
}

QTEST_MAIN(TestTls)
#include "tst_tls.moc"
