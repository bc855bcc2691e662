// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/hubscene.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;
using protocol::Topic;

class TestHubLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badMessageCostsItself_data();
    void badMessageCostsItself();
    void binaryGarbageIsCounted();
    void whatClientsDoWrongStandsInDataHealth();
    void tooManyErrorsCloseTheSession();
    void oversizedTextIsAnsweredThenClosed();
    void hugeTextIsClosed();
    void noMoreSessionsThanAllowed();
    void feedSendsTelemetryBothWays();
    void onlyFeedsSendTelemetry();
    void rest_data();
    void rest();
    void postedCommand();
    void answersAfterTheAskerOrTheHubIsGone();
    void aBodyThatNeverEndsIsCutOff_data();
    void aBodyThatNeverEndsIsCutOff();
    void postedTelemetry();
    void questionsOverTheSocket();

private:
    /** Status and body of a request with the token; an empty body is a GET. */
    std::pair<int, QJsonObject> ask(const HubScene &scene, const QString &path, const QByteArray &body = {},
                                    const QByteArray &token = "op");
    QNetworkAccessManager m_network;
};

std::pair<int, QJsonObject> TestHubLimits::ask(const HubScene &scene, const QString &path, const QByteArray &body,
                                               const QByteArray &token)
{
    QUrl url(u"http://127.0.0.1:%1%2"_s.arg(scene.hub.url().port()).arg(path));
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    const std::unique_ptr<QNetworkReply> reply(body.isEmpty() ? m_network.get(request) : m_network.post(request, body));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }))
        return {0, {}};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            QJsonDocument::fromJson(reply->readAll()).object()};
}

void TestHubLimits::badMessageCostsItself_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("place");
    QTest::newRow("no JSON") << QByteArray(R"({"type":"ping",,})") << u"bad-json"_s << u"byte 16"_s;
    QTest::newRow("cut off") << QByteArray(R"({"type":"ping")") << u"bad-json"_s << u"byte 14"_s;
    QTest::newRow("an array") << QByteArray("[1,2]") << u"bad-json"_s << u"byte 0"_s;
    QTest::newRow("empty") << QByteArray(" ") << u"bad-json"_s << QString();
    QTest::newRow("no type") << QByteArray(R"({"t0":1})") << u"bad-argument"_s << u"/type"_s;
    QTest::newRow("another type") << QByteArray(R"({"type":"dance"})") << u"unknown-type"_s << u"/type"_s;
    QTest::newRow("type is a number") << QByteArray(R"({"type":7})") << u"bad-argument"_s << u"/type"_s;
    QTest::newRow("ping without t0") << QByteArray(R"({"type":"ping"})") << u"bad-argument"_s << u"/t0"_s;
    QTest::newRow("credit of a text") << QByteArray(R"({"type":"credit","frames":"9"})") << u"bad-argument"_s << u"/frames"_s;
    QTest::newRow("credit too great") << QByteArray(R"({"type":"credit","frames":257})") << u"bad-argument"_s << u"/frames"_s;
    QTest::newRow("credit below 1") << QByteArray(R"({"type":"credit","frames":-1})") << u"bad-argument"_s << u"/frames"_s;
    QTest::newRow("areas of numbers") << QByteArray(R"({"type":"subscribe","topics":[],"areas":[310115]})") << u"bad-argument"_s
                                      << u"/areas/0"_s;
    QTest::newRow("no topics") << QByteArray(R"({"type":"subscribe"})") << u"bad-argument"_s << u"/topics"_s;
    QTest::newRow("command without key") << QByteArray(R"({"type":"command","verb":"urge"})") << u"bad-argument"_s << u"/key"_s;
    QTest::newRow("args of a text") << QByteArray(R"({"type":"command","key":"k","verb":"urge","args":"x"})")
                                    << u"bad-argument"_s << u"/args"_s;
    QTest::newRow("second hello") << QByteArray(R"({"type":"hello","versions":[1],"token":"op"})") << u"bad-argument"_s
                                  << u"/type"_s;
    QTest::newRow("deep") << QByteArray(5000, '[') << u"bad-json"_s << QString();
}

void TestHubLimits::badMessageCostsItself()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, code);
    QFETCH(QString, place);
    HubScene scene;
    const auto client = scene.welcomed();
    client->send(message);
    client->send(R"({"type":"ping","t0":5})");
    QTRY_COMPARE(client->count("pong"_L1), 1);
    QCOMPARE(client->count("error"_L1), 1);
    QCOMPARE(client->last("error"_L1)["code"_L1].toString(), code);
    if (!place.isEmpty())
        QCOMPARE(client->last("error"_L1)["place"_L1].toString(), place);
    QVERIFY(!client->last("error"_L1)["reason"_L1].toString().isEmpty());
    QCOMPARE(scene.hub.counters().badMessages, 1);
}

void TestHubLimits::whatClientsDoWrongStandsInDataHealth()
{
    HubOptions options = HubScene::options();
    options.heartbeatMs = 200;
    HubScene scene(options);
    const auto client = scene.welcomed();
    client->send("{");
    client->send(R"({"type":"credit","frames":-1})");
    QTRY_COMPARE(scene.city.clientProblems, 2);
    QVERIFY2(scene.city.clientProblem.contains(u"/frames"_s) && scene.city.clientProblem.contains(u"s-1"_s),
             qPrintable(scene.city.clientProblem));
    QCOMPARE(ask(scene, u"/api/v1/cases"_s, {}, "wrong").first, 401);
    const auto stranger = scene.client();
    stranger->hello(u"wrong"_s);
    QTRY_VERIFY(scene.city.clientProblems >= 4);
    QVERIFY2(scene.city.clientProblem.contains(u"token"_s), qPrintable(scene.city.clientProblem));
}

void TestHubLimits::binaryGarbageIsCounted()
{
    HubScene scene;
    const auto client = scene.welcomed(u"iot"_s, true, u"iot"_s);
    const TelemetryRecord good{1, 5, scene.city.m_now, DeviceState::Normal};
    const QByteArray frame = protocol::encodeTelemetry({.last = true, .time = scene.city.m_now}, {&good, 1});
    QByteArray badState = frame;
    badState[32 + 12] = 99;
    const QList<QByteArray> garbage{"",          "GCB1",   QByteArray(32, '\0'),      frame.chopped(1),
                                    frame + 'x', badState, QByteArray(100000, '\xff')};
    for (const QByteArray &bytes : garbage)
        client->socket.sendBinaryMessage(bytes);
    client->socket.sendBinaryMessage(frame);
    client->send(R"({"type":"ping","t0":5})");
    QTRY_COMPARE(client->count("pong"_L1), 1);
    QCOMPARE(client->count("error"_L1), garbage.size());
    for (const QJsonObject &error : client->ofType("error"_L1)) {
        QCOMPARE(error["code"_L1].toString(), u"bad-frame"_s);
        QVERIFY(error["place"_L1].toString().startsWith("byte "_L1));
    }
    QCOMPARE(scene.city.received.size(), 1u);
    QCOMPARE(scene.city.rejectedCount, garbage.size());
}

void TestHubLimits::tooManyErrorsCloseTheSession()
{
    HubScene scene;
    const auto client = scene.welcomed();
    for (int i = 0; i < 150; ++i)
        client->send("nonsense");
    QTRY_VERIFY(client->closed);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 4429);
    QCOMPARE(client->count("error"_L1), 101);
}

void TestHubLimits::oversizedTextIsAnsweredThenClosed()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->send(QByteArray(R"({"type":"ping","t0":1,"pad":")") + QByteArray(1024 * 1024, 'x') + "\"}");
    QTRY_VERIFY(client->closed);
    QCOMPARE(client->last("error"_L1)["code"_L1].toString(), u"too-large"_s);
    QCOMPARE(static_cast<int>(client->socket.closeCode()), 1009);
}

void TestHubLimits::hugeTextIsClosed()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->send(QByteArray(12 * 1024 * 1024, 'x'));
    QTRY_VERIFY(client->closed);
    QTRY_COMPARE(scene.hub.sessionCount(), 0);
    scene.welcomed();
}

void TestHubLimits::noMoreSessionsThanAllowed()
{
    HubOptions few = HubScene::options();
    few.limits.sessions = 2;
    HubScene scene(few);
    const auto first = scene.welcomed();
    const auto second = scene.welcomed();
    const auto third = scene.client();
    QTRY_VERIFY(third->closed || third->socket.error() != QAbstractSocket::UnknownSocketError);
    QVERIFY(!third->socket.isValid());
    second->socket.close();
    QTRY_COMPARE(scene.hub.sessionCount(), 1);
    scene.welcomed();
}

void TestHubLimits::feedSendsTelemetryBothWays()
{
    HubScene scene;
    const auto client = scene.welcomed(u"iot"_s, true, u"iot"_s);
    const QByteArray json = R"({"type":"telemetry","source":"iot","records":[
        {"slot":1,"value":2.5,"at":1763776800000,"state":"normal"},
        {"id":"D-7","value":null,"at":1763776800000,"state":"offline"},
        {"id":"nobody","value":1,"at":1763776800000,"state":"normal"},
        {"slot":5000,"value":1,"at":1763776800000,"state":"normal"},
        {"slot":2,"value":1,"at":1963776800000,"state":"normal"},
        {"slot":2,"value":"x","at":1763776800000,"state":"normal"}]})";
    client->send(json);
    QTRY_COMPARE(client->count("telemetry"_L1), 1);
    QCOMPARE(client->last("telemetry"_L1)["accepted"_L1].toInt(), 2);
    QCOMPARE(client->last("telemetry"_L1)["rejected"_L1].toInt(), 4);
    QCOMPARE(scene.city.received.size(), 2u);
    QVERIFY(std::isnan(scene.city.received[1].value));
    QCOMPARE(scene.city.received[1].slot, 7u);
    QCOMPARE(scene.city.rejectedCount, 4);

    client->send(R"({"type":"telemetry","source":"stranger","records":[]})");
    QTRY_COMPARE(client->last("error"_L1)["place"_L1].toString(), u"/source"_s);
}

void TestHubLimits::onlyFeedsSendTelemetry()
{
    HubScene scene;
    const auto client = scene.welcomed();
    client->send(R"({"type":"telemetry","source":"iot","records":[]})");
    QTRY_COMPARE(client->last("error"_L1)["code"_L1].toString(), u"forbidden"_s);
    const TelemetryRecord good{1, 5, scene.city.m_now, DeviceState::Normal};
    client->socket.sendBinaryMessage(protocol::encodeTelemetry({.last = true, .time = scene.city.m_now}, {&good, 1}));
    QTRY_COMPARE(client->count("error"_L1), 2);
    QVERIFY(scene.city.received.empty());
}

void TestHubLimits::rest_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("member");
    const auto row = [](const char *path, int status, const QString &member, const QByteArray &token = "op") {
        QTest::newRow(qPrintable(QString::fromLatin1(path) + u' ' + QString::number(status)))
            << QString::fromLatin1(path) << token << status << member;
    };
    row("/api/v1/health", 200, u"status"_s, {});
    row("/api/v1/cases", 401, u"code"_s, {});
    row("/api/v1/alarms", 401, u"code"_s, "wrong");
    row("/api/v1/cases", 200, u"items"_s);
    row("/api/v1/cases?stage=discovered&area=310115&limit=1", 200, u"items"_s);
    row("/api/v1/cases?stage=asleep", 400, u"place"_s);
    row("/api/v1/cases?limit=0", 400, u"place"_s);
    row("/api/v1/cases?limit=x", 400, u"place"_s);
    row("/api/v1/cases/C-1", 200, u"timeline"_s);
    row("/api/v1/cases/C-2", 404, u"reason"_s);
    row("/api/v1/cases/C-1/recommendation", 200, u"candidates"_s);
    row("/api/v1/cases/C-1/nearby", 200, u"cameras"_s);
    row("/api/v1/cases/C-1/weather", 404, u"code"_s);
    row("/api/v1/alarms", 200, u"items"_s);
    row("/api/v1/orders", 200, u"items"_s);
    row("/api/v1/warnings", 200, u"items"_s);
    row("/api/v1/indicators", 200, u"scores"_s);
    row("/api/v1/figures", 200, u"items"_s);
    row("/api/v1/sources", 200, u"items"_s);
    row("/api/v1/devices/3", 200, u"state"_s);
    row("/api/v1/devices/D-3", 200, u"streetCode"_s);
    row("/api/v1/devices/3000", 404, u"code"_s);
    row("/api/v1/units/U-3", 200, u"callsign"_s);
    row("/api/v1/units/U-300", 404, u"code"_s);
    row("/api/v1/cameras?lon=121.5&lat=31.2&limit=3", 200, u"items"_s);
    row("/api/v1/cameras?lon=999&lat=31.2", 400, u"code"_s);
    row("/api/v1/pictures/abc", 404, u"code"_s);
    row("/api/v1/nothing", 404, u"code"_s);
    row("/other", 404, u"code"_s);
}

void TestHubLimits::rest()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, token);
    QFETCH(int, status);
    QFETCH(QString, member);
    HubScene scene;
    scene.city.happen(u"opened"_s, FakeCity::someCase(u"C-1"_s));
    const auto [got, body] = ask(scene, path, {}, token);
    QCOMPARE(got, status);
    QVERIFY2(body.contains(member), qPrintable(QString::fromUtf8(QJsonDocument(body).toJson())));
}

void TestHubLimits::postedCommand()
{
    HubScene scene;
    const QByteArray report = R"({"key":"k","verb":"report","args":{"title":"路灯不亮"}})";
    const auto [status, body] = ask(scene, u"/api/v1/commands"_s, report);
    QCOMPARE(status, 200);
    QCOMPARE(body["status"_L1].toString(), u"accepted"_s);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, report).second, body);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, R"({"key":"k2","verb":"void","target":"C-0"})").first, 409);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, R"({"verb":"void"})").first, 400);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, "nonsense").first, 400);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, report, "eye").first, 409);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, report, "nobody").first, 401);
    QCOMPARE(ask(scene, u"/api/v1/commands"_s, QByteArray(1200000, ' ')).first, 413);
}

void TestHubLimits::answersAfterTheAskerOrTheHubIsGone()
{
    FakeCity city;
    city.holdsAnswers = true;
    auto hub = std::make_unique<Hub>(city, &city, HubScene::options());
    QVERIFY(hub->listen(QHostAddress::LocalHost, 0));
    const auto post = [this, &hub] {
        QNetworkRequest request(QUrl(u"http://127.0.0.1:%1/api/v1/commands"_s.arg(hub->url().port())));
        request.setRawHeader("Authorization", "Bearer op");
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        return std::unique_ptr<QNetworkReply>(m_network.post(request, R"({"key":"k","verb":"report"})"));
    };
    const auto client = std::make_unique<WireClient>(hub->url());
    client->hello(u"op"_s);
    QTRY_COMPARE(client->count("welcome"_L1), 1);
    client->send(R"({"type":"command","key":"k","verb":"report"})");
    auto gone = post();
    const auto waiting = post();
    QTRY_COMPARE(city.held.size(), 3u);
    gone->abort();
    gone.reset();
    client->socket.abort();
    QTRY_COMPARE(hub->sessionCount(), 0);
    const CommandAnswer answer{u"k"_s, true, 7, {}, {}, {}};
    city.held[0](answer);
    city.held[1](answer);
    city.held[2](answer);
    QTRY_VERIFY(waiting->isFinished());
    QCOMPARE(waiting->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 200);

    const auto late = post();
    QTRY_COMPARE(city.held.size(), 4u);
    hub.reset();
    city.held[3](answer);
    QTRY_VERIFY(late->isFinished());
    QVERIFY(city.observers.isEmpty());
}

void TestHubLimits::aBodyThatNeverEndsIsCutOff_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::newRow("announced") << QByteArray("POST /api/v1/commands HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n");
    QTest::newRow("in chunks") << QByteArray(
        "POST /api/v1/commands HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n20000000\r\n");
    QTest::newRow("a header without end") << QByteArray("GET /api/v1/cases HTTP/1.1\r\nX-Long: ");
}

void TestHubLimits::aBodyThatNeverEndsIsCutOff()
{
    QFETCH(QByteArray, headers);
    HubScene scene;
    const auto socket = scene.welcomed(); // a session with frames of its own is not counted
    QTcpSocket sender;
    sender.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(scene.hub.url().port()));
    sender.write(headers);
    qint64 sent = 0;
    const auto push = [&] {
        if (sender.state() == QAbstractSocket::ConnectedState && sender.bytesToWrite() == 0) {
            sender.write(QByteArray(64 * 1024, 'x'));
            sent += 64 * 1024;
        }
        return sender.state() == QAbstractSocket::UnconnectedState;
    };
    QTRY_VERIFY_WITH_TIMEOUT(push(), 20'000);
    QVERIFY2(sent < 16 * 1024 * 1024, qPrintable(QString::number(sent)));
    QTRY_VERIFY(scene.hub.counters().badRequests > 0);
    // The others go on.
    QCOMPARE(ask(scene, u"/api/v1/cases"_s).first, 200);
    for (int i = 0; i < 30; ++i)
        socket->send(R"({"type":"ping","t0":5,"pad":")" + QByteArray(100'000, 'p') + R"("})");
    QTRY_COMPARE(socket->count("pong"_L1), 30);
    QVERIFY(!socket->closed);
}

void TestHubLimits::postedTelemetry()
{
    HubScene scene;
    const QByteArray body =
        R"({"source":"iot","records":[{"slot":1,"value":2.5,"at":1763776800000,"state":"normal"},{"slot":-1}]})";
    const auto [status, answer] = ask(scene, u"/api/v1/telemetry"_s, body, "iot");
    QCOMPARE(status, 200);
    QCOMPARE(answer["accepted"_L1].toInt(), 1);
    QCOMPARE(answer["rejected"_L1].toInt(), 1);
    QCOMPARE(ask(scene, u"/api/v1/telemetry"_s, body, "op").first, 403);
    QCOMPARE(ask(scene, u"/api/v1/telemetry"_s, R"({"source":"x","records":[]})", "iot").first, 400);
}

void TestHubLimits::questionsOverTheSocket()
{
    HubScene scene;
    scene.city.happen(u"opened"_s, FakeCity::someCase(u"C-1"_s));
    const QString hash = scene.city.storePicture("<svg/>");
    const auto client = scene.welcomed();
    client->send(R"({"type":"get","id":"q1","path":"/cases/C-1"})");
    QTRY_COMPARE(client->count("response"_L1), 1);
    QCOMPARE(client->last("response"_L1)["id"_L1].toString(), u"q1"_s);
    QCOMPARE(client->last("response"_L1)["status"_L1].toInt(), 200);
    QCOMPARE(client->last("response"_L1)["body"_L1]["timeline"_L1].toArray().size(), 1);
    client->send("{\"type\":\"get\",\"id\":\"q2\",\"path\":\"/pictures/" + hash.toLatin1() + "\"}");
    QTRY_COMPARE(client->count("response"_L1), 2);
    QCOMPARE(QByteArray::fromBase64(client->last("response"_L1)["body"_L1]["data"_L1].toString().toLatin1()), "<svg/>");
    client->send(R"({"type":"get","id":"q3","path":"//\\%%%"})");
    QTRY_COMPARE(client->last("response"_L1)["status"_L1].toInt(), 404);
}

QTEST_GUILESS_MAIN(TestHubLimits)
#include "tst_hublimits.moc"
