// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/checker.h"
#include "datasources/conformance/conformance.h"

#include "support/hubscene.h"
#include "support/lyingserver.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

using namespace guancheng;
using namespace guancheng::conformance;
using namespace Qt::StringLiterals;

namespace {

/** A hub whose city never rests. */
struct LivingScene : HubScene
{
    QTimer life;
    int turn = 0;

    static HubOptions lively()
    {
        HubOptions made = options();
        made.heartbeatMs = 1000;
        return made;
    }
    LivingScene() : HubScene(lively(), 500)
    {
        QObject::connect(&life, &QTimer::timeout, &life, [this] { live(); });
        life.start(25);
    }
    void live()
    {
        ++turn;
        city.m_now += 25;
        city.setReading(static_cast<quint32>(turn % 500), static_cast<float>(turn));
        city.happen(u"opened"_s, FakeCity::someCase(u"C-%1"_s.arg(turn % 9)));
    }
};

QString reportOf(const Checker &checker, Outcome::Kind kind)
{
    QStringList lines;
    for (const Finding &finding : checker.findings()) {
        if (finding.outcome.kind == kind)
            lines.append(finding.rule + u": "_s + finding.outcome.seen);
    }
    return lines.join(u'\n');
}

} // namespace

class TestConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ourHubKeepsEveryRule();
    void wrongServersAreCaught_data();
    void wrongServersAreCaught();
    void silentServerFailsInTime();
    void nobodyThere();
    void noWebSocketAtAll();
    void commandLine();
    void urls();
};

void TestConformance::ourHubKeepsEveryRule()
{
    LivingScene scene;
    Checker checker({liveUrl(scene.hub.url().toString()), u"op"_s, true, {}, 1500});
    QSignalSpy finished(&checker, &Checker::finished);
    checker.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 110000);
    QCOMPARE(reportOf(checker, Outcome::Kind::Failed), QString());
    QCOMPARE(reportOf(checker, Outcome::Kind::Skipped), QString());
    QVERIFY(checker.count(Outcome::Kind::Passed) > 35);
    QCOMPARE(finished.count(), 1);
}

using Lie = std::function<void(LyingServer &)>;

void TestConformance::wrongServersAreCaught_data()
{
    QTest::addColumn<Lie>("lie");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char *name, const QString &rule, Lie lie) { QTest::newRow(name) << std::move(lie) << rule; };
    const auto swallow = [](const QString &type) {
        return [type](const QJsonObject &message) {
            return message["type"_L1].toString() == type ? std::nullopt : std::optional(message);
        };
    };
    const auto alter = [](const QString &type, const QString &member, const QJsonValue &value) {
        return [type, member, value](QJsonObject message) {
            if (message["type"_L1].toString() == type)
                message[member] = value;
            return std::optional(message);
        };
    };
    row("never answers a ping", u"P-070"_s, [=](LyingServer &liar) { liar.toClient = swallow(u"pong"_s); });
    row("makes t0 up", u"P-070"_s, [=](LyingServer &liar) { liar.toClient = alter(u"pong"_s, u"t0"_s, 7); });
    row("welcome without lineage", u"P-010"_s,
        [=](LyingServer &liar) { liar.toClient = alter(u"welcome"_s, u"lineage"_s, QJsonValue()); });
    row("wrong prev", u"P-030"_s, [=](LyingServer &liar) { liar.toClient = alter(u"event"_s, u"prev"_s, 5); });
    row("drops events", u"P-030"_s, [](LyingServer &liar) {
        liar.toClient = [turn = 0](const QJsonObject &message) mutable {
            return message["type"_L1].toString() == "event"_L1 && ++turn % 5 == 0 ? std::nullopt : std::optional(message);
        };
    });
    row("conflates the stream and hides it", u"P-031"_s, [](LyingServer &liar) {
        auto state = std::make_shared<std::pair<int, qint64>>(0, -1);
        liar.toClient = [state](QJsonObject message) -> std::optional<QJsonObject> {
            const QString type = message["type"_L1].toString();
            if (type == "welcome"_L1)
                *state = {0, -1};
            if (type == "snapshot"_L1)
                state->second = message["seq"_L1].toInteger();
            if (type != "event"_L1 || state->second < 0)
                return message;
            if (++state->first % 3 == 0)
                return std::nullopt;
            message[u"prev"_s] = state->second;
            state->second = message["seq"_L1].toInteger();
            return message;
        };
    });
    row("any token will do", u"P-012"_s, [=](LyingServer &liar) { liar.toServer = alter(u"hello"_s, u"token"_s, u"op"_s); });
    row("needs no token", u"P-013"_s, [=](LyingServer &liar) { liar.toServer = alter(u"hello"_s, u"token"_s, u"op"_s); });
    row("any version will do", u"P-011"_s,
        [=](LyingServer &liar) { liar.toServer = alter(u"hello"_s, u"versions"_s, QJsonArray{1}); });
    row("n jumps", u"P-040"_s, [](LyingServer &liar) {
        liar.frameToClient = [](const QByteArray &frame) {
            QByteArray out = frame;
            const auto header = protocol::decodeFrameHeader(frame);
            if (header && header->kind == protocol::FrameKind::Telemetry && header->n > 3)
                protocol::setFrameNumber(out, header->n + 1);
            return std::optional(out);
        };
    });
    row("takes no notice of credit", u"P-041"_s, [](LyingServer &liar) {
        liar.toServer = [](const QJsonObject &message) -> std::optional<QJsonObject> {
            if (message["type"_L1].toString() == "ping"_L1)
                return QJsonObject{{u"type"_s, u"credit"_s}, {u"frames"_s, 200}};
            return message;
        };
    });
    row("frames without meaning", u"P-042"_s, [](LyingServer &liar) {
        liar.frameToClient = [](const QByteArray &frame) { return std::optional(frame.chopped(1)); };
    });
    row("changes without snapshot", u"P-020"_s, [=](LyingServer &liar) { liar.toClient = swallow(u"snapshot"_s); });
    row("columns of different length", u"P-020"_s,
        [=](LyingServer &liar) { liar.toClient = alter(u"snapshot"_s, u"rows"_s, 3); });
    row("resumes what it does not know", u"P-017"_s,
        [=](LyingServer &liar) { liar.toClient = alter(u"welcome"_s, u"resumed"_s, true); });
    row("says nothing of unknown topics", u"P-022"_s, [=](LyingServer &liar) { liar.toClient = swallow(u"error"_s); });
    row("accepts every command", u"P-050"_s,
        [=](LyingServer &liar) { liar.toClient = alter(u"result"_s, u"status"_s, u"accepted"_s); });
    row("has no reasons", u"P-051"_s,
        [=](LyingServer &liar) { liar.toClient = alter(u"result"_s, u"reason"_s, QJsonValue()); });
    row("answers other questions", u"P-060"_s,
        [=](LyingServer &liar) { liar.toClient = alter(u"response"_s, u"id"_s, u"q"_s); });
    row("binary for everyone", u"P-021"_s,
        [=](LyingServer &liar) { liar.toServer = alter(u"hello"_s, u"encodings"_s, QJsonArray{u"binary"_s}); });
    row("areas for nobody", u"P-024"_s,
        [=](LyingServer &liar) { liar.toServer = alter(u"subscribe"_s, u"areas"_s, QJsonArray{}); });
}

void TestConformance::wrongServersAreCaught()
{
    QFETCH(Lie, lie);
    QFETCH(QString, rule);
    LivingScene scene;
    LyingServer liar(scene.hub.url());
    // First the honest proxy: the rule must not fail for another reason.
    for (const bool honest : {true, false}) {
        if (!honest)
            lie(liar);
        Checker checker({liar.url(), u"op"_s, false, {rule}, 1500});
        QSignalSpy finished(&checker, &Checker::finished);
        checker.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 40000);
        const Finding finding = checker.findings().constFirst();
        const bool failed = finding.outcome.kind == Outcome::Kind::Failed;
        QVERIFY2(failed != honest, qPrintable((honest ? u"honest: "_s : u"lie not seen: "_s) + finding.outcome.seen));
        QVERIFY(honest || !finding.outcome.seen.isEmpty());
    }
}

void TestConformance::silentServerFailsInTime()
{
    LyingServer liar(QUrl(u"ws://127.0.0.1:1"_s));
    liar.deaf = true;
    Checker checker({liar.url(), u"op"_s, false, {u"P-010"_s, u"P-020"_s, u"P-070"_s}, 1500});
    QSignalSpy finished(&checker, &Checker::finished);
    checker.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30000);
    QCOMPARE(checker.count(Outcome::Kind::Failed), 3);
}

void TestConformance::nobodyThere()
{
    QTcpServer free;
    QVERIFY(free.listen(QHostAddress::LocalHost, 0));
    const quint16 port = free.serverPort();
    free.close();
    Checker checker({liveUrl(u"127.0.0.1:%1"_s.arg(port)), u"op"_s, false, {u"P-001"_s, u"P-010"_s, u"P-050"_s}, 1500});
    QSignalSpy finished(&checker, &Checker::finished);
    checker.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30000);
    QCOMPARE(checker.count(Outcome::Kind::Failed), 3);
}

void TestConformance::noWebSocketAtAll()
{
    QTcpServer rude;
    QVERIFY(rude.listen(QHostAddress::LocalHost, 0));
    connect(&rude, &QTcpServer::newConnection, this, [&rude] {
        QTcpSocket *socket = rude.nextPendingConnection();
        socket->write("SSH-2.0-nothing here\r\n");
        socket->disconnectFromHost();
    });
    Checker checker({liveUrl(u"127.0.0.1:%1"_s.arg(rude.serverPort())), u"op"_s, false, {u"P-001"_s, u"P-010"_s}, 1500});
    QSignalSpy finished(&checker, &Checker::finished);
    checker.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30000);
    QCOMPARE(checker.count(Outcome::Kind::Failed), 2);
}

void TestConformance::commandLine()
{
    LivingScene scene;
    QString text;
    QString errors;
    QTextStream out(&text);
    QTextStream problems(&errors);
    const QString url = scene.hub.url().toString();
    QCOMPARE(runConformance({url, u"--token"_s, u"op"_s, u"--only"_s, u"P-010,P-032"_s}, out, problems), 0);
    QCOMPARE(text,
             u"passed P-010 hello is answered with a complete welcome\n"
             "skipped P-032 Every accepted command has its own event on the stream: changes the city; asked for with --write\n"
             "1 passed, 0 failed, 1 skipped\n"_s);
    text.clear();
    QCOMPARE(runConformance({url, u"--token"_s, u"no"_s, u"--only"_s, u"P-010"_s, u"--json"_s}, out, problems), 1);
    const QJsonObject json = QJsonDocument::fromJson(text.toUtf8()).object();
    QCOMPARE(json["failed"_L1].toInt(), 1);
    QCOMPARE(json["rules"_L1].toArray().at(0)["rule"_L1].toString(), u"P-010"_s);
    QCOMPARE(runConformance({}, out, problems), 2);
    QCOMPARE(runConformance({u"ftp://x"_s}, out, problems), 2);
    QCOMPARE(runConformance({url, u"--bogus"_s}, out, problems), 2);
    QCOMPARE(runConformance({url, u"--only"_s, u"P-999"_s}, out, problems), 2);
    QTcpServer gone;
    QVERIFY(gone.listen(QHostAddress::LocalHost));
    const QString nobody = u"ws://127.0.0.1:%1"_s.arg(gone.serverPort());
    gone.close();
    QCOMPARE(runConformance({nobody}, out, problems), 2);
    problems.flush();
    QVERIFY2(errors.contains("cannot be reached"_L1), qPrintable(errors));
    QVERIFY(errors.contains(u"bogus"_s));
}

void TestConformance::urls()
{
    QCOMPARE(liveUrl(u"http://h:1"_s), QUrl(u"ws://h:1/api/v1/live"_s));
    QCOMPARE(liveUrl(u"https://h:1/api/v1"_s), QUrl(u"wss://h:1/api/v1/live"_s));
    QCOMPARE(liveUrl(u"h:1"_s), QUrl(u"ws://h:1/api/v1/live"_s));
    QVERIFY(!liveUrl(u"file:///x"_s).isValid());
    QVERIFY(!liveUrl(QString()).isValid());
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
