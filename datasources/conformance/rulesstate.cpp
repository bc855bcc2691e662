// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/rule.h"
#include "datasources/protocol/decode.h"
#include "datasources/protocol/frames.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {

constexpr auto kSubscribe = R"({"type":"subscribe","topics":["devices","units","indicators","figures","sources"]})";

struct Numbers
{
    std::vector<quint64> n;
    QString problem;
};

/** The numbers of the state frames in the order in which they came. */
Numbers numbersOf(const Probe &probe)
{
    Numbers out;
    for (const Received &item : probe.all()) {
        if (item.type() == "state"_L1) {
            out.n.push_back(static_cast<quint64>(item.json["n"_L1].toInteger()));
        } else if (item.binary) {
            const auto header = protocol::decodeFrameHeader(item.bytes);
            if (!header)
                out.problem = header.error().toString();
            else if (header->kind != protocol::FrameKind::Devices)
                out.n.push_back(header->n);
        }
    }
    return out;
}

Outcome consecutive(const Numbers &numbers)
{
    if (!numbers.problem.isEmpty())
        return Outcome::failed(numbers.problem);
    quint64 expected = 1;
    for (const quint64 n : numbers.n) {
        if (n != expected)
            return Outcome::failed(u"state frame %1 came where %2 was expected"_s.arg(n).arg(expected));
        ++expected;
    }
    return Outcome::passed();
}

Script withinCredit(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(kSubscribe));
    co_await probe.watch(probe.patienceMs());
    const size_t before = numbersOf(probe).n.size();
    if (before > size_t(protocol::kInitialCredit))
        co_return Outcome::failed(u"%1 state frames came with a credit of 16"_s.arg(before));
    if (before < size_t(protocol::kInitialCredit))
        co_return Outcome::skipped(
            u"only %1 state frames within %2 s, fewer than the credit"_s.arg(before).arg(probe.patienceMs() / 1000));
    probe.send(QByteArray(R"({"type":"credit","frames":3})"));
    co_await probe.until([&probe, before] { return probe.isClosed() || numbersOf(probe).n.size() >= before + 3; });
    co_await probe.watch(1000);
    const size_t after = numbersOf(probe).n.size();
    if (after > before + 3)
        co_return Outcome::failed(u"%1 state frames came for a credit of 3"_s.arg(after - before));
    if (after == before)
        co_return Outcome::failed(u"nothing came after new credit"_s);
    co_return Outcome::passed();
}

Script numbered(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(kSubscribe));
    probe.send(QByteArray(R"({"type":"credit","frames":64})"));
    co_await probe.watch(probe.patienceMs());
    const Numbers numbers = numbersOf(probe);
    if (numbers.n.empty())
        co_return Outcome::skipped(u"no state frame within %1 s"_s.arg(probe.patienceMs() / 1000));
    co_return consecutive(numbers);
}

Outcome recordsAreGood(const Probe &probe)
{
    protocol::Decoder decoder;
    std::vector<TelemetryRecord> readings;
    std::vector<UnitRecord> positions;
    for (const Received &item : probe.all()) {
        if (item.binary) {
            const auto header = protocol::decodeFrameHeader(item.bytes);
            if (!header)
                return Outcome::failed(header.error().toString());
            if (header->kind == protocol::FrameKind::Telemetry && !protocol::decodeTelemetry(item.bytes, readings))
                return Outcome::failed(u"a frame of telemetry cannot be read"_s);
            if (header->kind == protocol::FrameKind::Units && !protocol::decodeUnits(item.bytes, positions))
                return Outcome::failed(u"a frame of units cannot be read"_s);
        } else if (const auto message = decoder.server(item.bytes); !message) {
            return Outcome::failed(message.error().toString());
        }
    }
    return Outcome::passed();
}

Script readable(Probe &probe)
{
    if (!co_await welcomed(probe))
        co_return Outcome::failed(probe.story());
    probe.send(QByteArray(kSubscribe));
    probe.send(QByteArray(R"({"type":"credit","frames":64})"));
    co_await probe.watch(probe.patienceMs());
    co_return recordsAreGood(probe);
}

} // namespace

QList<Rule> stateRules()
{
    return {
        {u"P-040"_s, u"3"_s, u"State frames are numbered from 1 without a gap"_s, false, numbered},
        {u"P-041"_s, u"3"_s, u"No more state frames come than there is credit"_s, false, withinCredit},
        {u"P-042"_s, u"5"_s, u"Every frame and message of the state topics can be read"_s, false, readable},
    };
}

} // namespace guancheng::conformance
