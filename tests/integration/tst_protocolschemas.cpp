// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/jsonfile.h"
#include "jsonfile/jsonschema.h"

#include "support/hubscene.h"

#include <QDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;
using protocol::Topic;

namespace {

const QString kSchemas = QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/schemas/protocol/");
const QString kGoldens = QStringLiteral(GUANCHENG_SOURCE_DIR "/tests/data/protocol/");

/** Where the schema of a message lies. */
QString schemaOf(const QJsonObject &message, bool fromClient)
{
    QString type = message["type"_L1].toString();
    if (fromClient)
        return kSchemas + u"client/"_s + (type == "telemetry"_L1 ? u"telemetry-readings"_s : type) + u".schema.json"_s;
    const QString topic = message["topic"_L1].toString();
    if (type == "snapshot"_L1)
        return kSchemas + u"snapshots/snapshot-"_s + topic + u".schema.json"_s;
    if (type == "event"_L1 || type == "state"_L1)
        return kSchemas + u"changes/"_s + type + u'-' + topic + u".schema.json"_s;
    return kSchemas + u"server/"_s + (type == "telemetry"_L1 ? u"telemetry-result"_s : type) + u".schema.json"_s;
}

/** Empty when the message keeps its schema. */
QString problemOf(const QByteArray &json, bool fromClient)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QString file = schemaOf(document.object(), fromClient);
    const auto schema = JsonSchema::fromFile(file);
    if (!schema)
        return schema.error().toString();
    const Status status = (*schema)->check(document, u"message"_s);
    return status ? QString() : status.error().toString();
}

} // namespace

/** The published schemas hold for the goldens and for what a hub really says. */
class TestProtocolSchemas : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySchemaCompiles_data();
    void everySchemaCompiles();
    void goldens_data();
    void goldens();
    void whatTheHubSays();
    void schemasRefuseWhatTheCodecRefuses();
};

void TestProtocolSchemas::everySchemaCompiles_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &folder : {u"client/"_s, u"server/"_s, u"snapshots/"_s, u"changes/"_s}) {
        for (const QString &name : QDir(kSchemas + folder).entryList({u"*.schema.json"_s}))
            QTest::newRow(qPrintable(folder + name)) << QString(kSchemas + folder + name);
    }
}

void TestProtocolSchemas::everySchemaCompiles()
{
    QFETCH(QString, file);
    const auto schema = JsonSchema::fromFile(file);
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().toString()));
    QFile asyncapi(QStringLiteral(GUANCHENG_SOURCE_DIR "/docs/asyncapi.yaml"));
    QVERIFY(asyncapi.open(QIODevice::ReadOnly));
    const QString relative = u"../"_s + QDir(QStringLiteral(GUANCHENG_SOURCE_DIR)).relativeFilePath(file);
    if (!file.endsWith("problem.schema.json"_L1)) // REST only
        QVERIFY2(asyncapi.readAll().contains(relative.toUtf8()), qPrintable(relative));
}

void TestProtocolSchemas::goldens_data()
{
    QTest::addColumn<QString>("file");
    for (const QString &folder : {u"client/"_s, u"server/"_s}) {
        for (const QString &name : QDir(kGoldens + folder).entryList({u"*.json"_s}))
            QTest::newRow(qPrintable(folder + name)) << QString(kGoldens + folder + name);
    }
}

void TestProtocolSchemas::goldens()
{
    QFETCH(QString, file);
    QFile golden(file);
    QVERIFY(golden.open(QIODevice::ReadOnly));
    QCOMPARE(problemOf(golden.readAll(), file.contains("/client/"_L1)), QString());
}

void TestProtocolSchemas::whatTheHubSays()
{
    HubScene scene;
    Incident incident = FakeCity::someCase(u"C-1"_s);
    incident.pictures.append({QString(64, u'a'), u"before"_s, scene.city.m_now, u"CAM-1"_s});
    scene.city.happen(u"opened"_s, incident);
    const auto client = scene.welcomed(u"op"_s, false);
    client->subscribe({Topic::Cases, Topic::Alarms, Topic::Orders, Topic::Warnings, Topic::Devices, Topic::Units,
                       Topic::Indicators, Topic::Figures, Topic::Sources},
                      {}, {}, true);
    QTRY_COMPARE(client->count("snapshot"_L1), 9);
    Alarm alarm;
    alarm.id = u"D-1/gale"_s;
    scene.city.happen(u"raised"_s, alarm);
    Order order;
    order.id = u"O-1"_s;
    order.incident = u"C-1"_s;
    order.unit = u"U-1"_s;
    order.status = u"offered"_s;
    scene.city.happen(u"offered"_s, order);
    Warning warning;
    warning.id = u"W-1"_s;
    scene.city.happen(u"issued"_s, warning);
    scene.city.happen(u"urged"_s, incident);
    scene.city.setReading(1, std::numeric_limits<float>::quiet_NaN());
    scene.city.tell([](CityObserver &observer) {
        observer.unitChanged(1);
        observer.indicatorChanged(1);
        observer.scoresChanged();
        observer.figuresChanged();
        observer.sourcesChanged();
        observer.modeChanged();
    });
    client->send(R"({"type":"command","key":"k1","verb":"report","args":{"title":"x"}})");
    client->send(R"({"type":"command","key":"k2","verb":"nothing"})");
    client->send(R"({"type":"get","id":"q1","path":"/cases/C-1"})");
    client->send(R"({"type":"dance"})");
    client->send(R"({"type":"ping","t0":1})");
    QTRY_COMPARE(client->count("state"_L1), 5);
    QTRY_COMPARE(client->count("pong"_L1), 1);
    QTRY_COMPARE(client->count("event"_L1), 5);
    for (const QString &text : std::as_const(client->texts)) {
        const QString problem = problemOf(text.toUtf8(), false);
        QVERIFY2(problem.isEmpty(), qPrintable(problem + u'\n' + text.left(2000)));
    }
}

void TestProtocolSchemas::schemasRefuseWhatTheCodecRefuses()
{
    QVERIFY(!problemOf(R"({"type":"credit","frames":300})", true).isEmpty());
    QVERIFY(!problemOf(R"({"type":"hello","token":"x"})", true).isEmpty());
    QVERIFY(!problemOf(R"({"type":"result","key":"k","status":"accepted"})", false).isEmpty());
    QVERIFY(!problemOf(R"({"type":"mode","mode":"party"})", false).isEmpty());
}

QTEST_GUILESS_MAIN(TestProtocolSchemas)
#include "tst_protocolschemas.moc"
