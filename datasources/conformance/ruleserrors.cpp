// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/rule.h"
#include "datasources/protocol/decode.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {

Script pingPong(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(R"({"type":"ping","t0":123456.5})"));
    co_await probe.untilCount("pong"_L1, 1);
    if (probe.count("pong"_L1) == 0)
        co_return Outcome::failed(u"no pong; "_s + probe.story());
    protocol::Decoder decoder;
    const auto message = decoder.server(probe.all().back().bytes);
    const QJsonObject pong = probe.last("pong"_L1);
    if (!message && probe.all().back().type() == "pong"_L1)
        co_return Outcome::failed(message.error().toString());
    if (pong["t0"_L1].toDouble() != 123456.5)
        co_return Outcome::failed(u"t0 came back as %1"_s.arg(pong["t0"_L1].toDouble()));
    probe.send(QByteArray(R"({"type":"ping","t0":123457})"));
    co_await probe.untilCount("pong"_L1, 2);
    if (probe.last("pong"_L1)["time"_L1].toInteger() < pong["time"_L1].toInteger())
        co_return Outcome::failed(u"the city time went back"_s);
    co_return Outcome::passed();
}

Script silenceCloses(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    const int heartbeat = probe.last("welcome"_L1)["heartbeatMs"_L1].toInt();
    constexpr int kTooLong = 5000;
    if (heartbeat <= 0 || heartbeat > kTooLong)
        co_return Outcome::skipped(u"a heartbeat of %1 ms is too long to wait for"_s.arg(heartbeat));
    co_await probe.untilClosed(heartbeat * 3 + probe.patienceMs());
    if (!probe.isClosed() || probe.closeCode() != 4408)
        co_return Outcome::failed(probe.story());
    co_return Outcome::passed();
}

/** A bad message must be answered with a code, and the session must live on. */
Script costsItself(Probe &probe, QByteArray bytes, bool binary, QString code)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    if (binary)
        probe.sendBinary(bytes);
    else
        probe.send(bytes);
    co_await probe.untilCount("error"_L1, 1);
    const QJsonObject error = probe.last("error"_L1);
    if (error["code"_L1].toString() != code)
        co_return Outcome::failed(u"no error %1; %2"_s.arg(code, probe.story()));
    if (error["reason"_L1].toString().isEmpty())
        co_return Outcome::failed(u"the error gives no reason"_s);
    probe.send(QByteArray(R"({"type":"ping","t0":1})"));
    co_await probe.untilCount("pong"_L1, 1);
    if (probe.count("pong"_L1) == 0)
        co_return Outcome::failed(u"the session did not survive; "_s + probe.story());
    co_return Outcome::passed();
}

Script badJson(Probe &probe)
{
    return costsItself(probe, R"({"type":"ping",)", false, u"bad-json"_s);
}

Script unknownType(Probe &probe)
{
    return costsItself(probe, R"({"type":"no-such-type"})", false, u"unknown-type"_s);
}

Script badArgument(Probe &probe)
{
    return costsItself(probe, R"({"type":"credit","frames":"many"})", false, u"bad-argument"_s);
}

Script badFrame(Probe &probe)
{
    return costsItself(probe, QByteArray(40, 'x'), true, u"bad-frame"_s);
}

Script unknownMembers(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(R"({"type":"ping","t0":1,"future":{"a":[1,2,3]},"more":null})"));
    co_await probe.untilCount("pong"_L1, 1);
    if (probe.count("pong"_L1) == 0 || probe.count("error"_L1) > 0)
        co_return Outcome::failed(probe.story());
    co_return Outcome::passed();
}

Script tooLarge(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(R"({"type":"ping","t0":1,"pad":")") + QByteArray(protocol::kMaxClientText, 'x') + QByteArray("\"}"));
    co_await probe.untilClosed();
    if (!probe.isClosed() || probe.closeCode() != 1009)
        co_return Outcome::failed(probe.story());
    co_return Outcome::passed();
}

Script tooManyErrors(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    constexpr int kMany = 130;
    for (int i = 0; i < kMany; ++i)
        probe.send(QByteArray("nonsense"));
    co_await probe.untilClosed();
    if (!probe.isClosed() || probe.closeCode() != 4429)
        co_return Outcome::failed(probe.story());
    if (probe.count("error"_L1) < 100)
        co_return Outcome::failed(u"closed after %1 errors"_s.arg(probe.count("error"_L1)));
    co_return Outcome::passed();
}

} // namespace

QList<Rule> errorRules()
{
    return {
        {u"P-070"_s, u"8"_s, u"ping is answered with pong: t0 as it was, the city time goes on"_s, false, pingPong},
        {u"P-071"_s, u"8"_s, u"Three silent heartbeats close with 4408"_s, false, silenceCloses},
        {u"P-080"_s, u"9"_s, u"Text that is no JSON is an error and costs itself"_s, false, badJson},
        {u"P-081"_s, u"9"_s, u"An unknown message is an error and costs itself"_s, false, unknownType},
        {u"P-082"_s, u"9"_s, u"A member of the wrong kind is an error and costs itself"_s, false, badArgument},
        {u"P-083"_s, u"9"_s, u"A bad binary frame is an error and costs itself"_s, false, badFrame},
        {u"P-084"_s, u"1"_s, u"A text of more than 1 MiB closes with 1009"_s, false, tooLarge},
        {u"P-085"_s, u"9"_s, u"More than 100 errors a minute close with 4429"_s, false, tooManyErrors},
        {u"P-086"_s, u"1"_s, u"Unknown members are ignored"_s, false, unknownMembers},
    };
}

} // namespace guancheng::conformance
