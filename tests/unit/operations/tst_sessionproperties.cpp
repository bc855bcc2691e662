// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "fakebackend.h"
#include "testdesk.h"

#include <QTest>

#include <rapidcheck.h>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

/** A desk and a backend with a bad line between them: what is on its way may be lost, doubled, swapped, cut or changed. */
struct BadLine
{
    explicit BadLine(unsigned seed) : backend(seed) {}

    void connectBoth()
    {
        desk.machine.opened(now);
        settle();
    }
    void breakLink()
    {
        desk.machine.closed(u"gone"_s, now);
        desk.said.clear();
        desk.closing.clear();
        backend.disconnected();
    }
    void listen()
    {
        while (!desk.said.empty()) {
            backend.receive(desk.said.front());
            desk.said.pop_front();
        }
    }
    void settle()
    {
        while (!desk.said.empty() || !backend.out.empty()) {
            listen();
            while (!backend.out.empty()) {
                deliver(backend.out.front());
                backend.out.pop_front();
            }
        }
        desk.drain();
    }
    void deliver(const FakeBackend::Outgoing &message)
    {
        delivered.push_back(message);
        if (message.binary)
            desk.machine.binary(message.bytes, now);
        else
            desk.machine.text(message.bytes, now);
    }
    void step(int what, quint32 chance)
    {
        now += chance % 400;
        auto &out = backend.out;
        const size_t at = out.empty() ? 0 : chance % out.size();
        switch (what) {
        case 0: backend.change(); break;
        case 1: backend.telemetry(); break;
        case 2: listen(); break;
        case 3:
            if (!out.empty()) {
                deliver(out.front());
                out.pop_front();
            }
            break;
        case 4: // lost
            if (!out.empty())
                out.erase(out.begin() + static_cast<std::ptrdiff_t>(at));
            break;
        case 5: // swapped
            if (out.size() > 1)
                std::swap(out[at], out[(at + 1) % out.size()]);
            break;
        case 6: // cut
            if (!out.empty())
                out[at].bytes.truncate(static_cast<qsizetype>(chance % 97));
            break;
        case 7: // changed
            if (!out.empty() && !out[at].bytes.isEmpty()) {
                const auto place = static_cast<qsizetype>(chance) % out[at].bytes.size();
                out[at].bytes[place] = static_cast<char>(out[at].bytes[place] ^ static_cast<char>(1U << (chance % 8)));
            }
            break;
        case 8: // said again, however old
            if (!delivered.empty())
                deliver(delivered[chance % delivered.size()]);
            break;
        case 9: deliver({QByteArray(static_cast<qsizetype>(chance % 200), static_cast<char>(chance)), chance % 2 == 0}); break;
        case 10: desk.machine.tick(now); break;
        case 11: desk.drain(); break;
        default:
            breakLink();
            desk.machine.opened(now);
            break;
        }
        if (!desk.closing.isEmpty()) { // the machine has had enough: the worker closes and comes again
            breakLink();
            desk.machine.opened(now);
        }
    }
    /** What the desk shows differs from the truth in this; empty when it does not. */
    QString difference() const
    {
        QString found;
        int open = 0;
        desk.picture.incidents().each([&](const Incident &incident, bool orphaned) {
            if (incident.isFinal() || orphaned)
                return;
            ++open;
            if (!backend.cases.contains(incident.id))
                found = u"shows "_s + incident.id;
            else if (backend.cases[incident.id].version != incident.version)
                found = u"is old about "_s + incident.id;
        });
        if (found.isEmpty() && open != backend.cases.size())
            found = u"%1 cases, not %2"_s.arg(open).arg(backend.cases.size());
        const auto devices = desk.picture.devices().arrays();
        if (devices->size() != backend.states().size())
            return u"%1 devices"_s.arg(devices->size());
        for (quint32 slot = 0; slot < devices->size(); ++slot) {
            if (devices->state(slot) != backend.states()[slot])
                found = u"device %1"_s.arg(slot);
        }
        return found;
    }

    TestDesk desk;
    FakeBackend backend;
    std::vector<FakeBackend::Outgoing> delivered;
    TimeMs now = 1'000'000;
};

using Script = std::vector<std::pair<int, quint32>>;

rc::Gen<Script> anyScript(int verbs)
{
    return rc::gen::container<Script>(rc::gen::pair(rc::gen::inRange(0, verbs), rc::gen::inRange<quint32>(0, 1'000'000'000)));
}

} // namespace

/** Whatever a line does to the protocol, the machine neither breaks nor shows what is not so after a clean connection. */
class TestSessionProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTruthWinsAfterAnyLine()
    {
        QVERIFY(rc::check("after any line a clean connection shows the truth", [](unsigned seed) {
            BadLine line(seed % 1'000);
            line.connectBoth();
            for (const auto &[what, chance] : *anyScript(13))
                line.step(what, chance);
            // Bytes may have been changed so that they still read well: a new journal makes all that was believed void.
            line.breakLink();
            line.backend.lineage = u"lineage-2"_s;
            line.connectBoth();
            const QString difference = line.difference();
            RC_LOG() << difference.toStdString();
            RC_ASSERT(difference.isEmpty());
        }));
    }
    void lossAloneNeverLies()
    {
        QVERIFY(rc::check("what is lost, swapped or said again is noticed on the same journal", [](unsigned seed) {
            BadLine line(seed % 1'000);
            line.connectBoth();
            for (const auto &[what, chance] : *anyScript(13)) {
                if (what != 6 && what != 7 && what != 9)
                    line.step(what, chance);
            }
            line.breakLink();
            line.connectBoth();
            const QString difference = line.difference();
            RC_LOG() << difference.toStdString();
            RC_ASSERT(difference.isEmpty());
        }));
    }
    void countersOnlyGrow()
    {
        QVERIFY(rc::check("what could not be used is counted, never forgotten", [](unsigned seed) {
            BadLine line(seed % 1'000);
            line.connectBoth();
            qint64 rejected = 0;
            for (const auto &[what, chance] : *anyScript(13)) {
                line.step(what, chance);
                const SourceHealth health = line.desk.machine.health();
                RC_ASSERT(health.rejected >= rejected);
                rejected = health.rejected;
            }
        }));
    }
};

QTEST_GUILESS_MAIN(TestSessionProperties)
#include "tst_sessionproperties.moc"
