// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/checker.h"

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {
/** No rule takes as long with a server that answers. */
constexpr int kRuleLimitMs = 30000;
} // namespace

QUrl liveUrl(const QString &text)
{
    QUrl url(text.contains("://"_L1) ? text : u"ws://"_s + text, QUrl::StrictMode);
    if (url.scheme() == "http"_L1)
        url.setScheme(u"ws"_s);
    else if (url.scheme() == "https"_L1)
        url.setScheme(u"wss"_s);
    if ((url.scheme() != "ws"_L1 && url.scheme() != "wss"_L1) || url.host().isEmpty())
        return {};
    url.setPath(u"/api/v1/live"_s);
    url.setQuery(QString());
    return url;
}

Checker::Checker(CheckOptions options, QObject *parent) : QObject(parent), m_options(std::move(options))
{
    for (const QList<Rule> &part :
         {handshakeRules(), topicRules(), streamRules(), stateRules(), commandRules(), errorRules()}) {
        std::ranges::copy_if(part, std::back_inserter(m_rules),
                             [this](const Rule &rule) { return m_options.only.isEmpty() || m_options.only.contains(rule.id); });
    }
    m_limit.setSingleShot(true);
    m_limit.setInterval(kRuleLimitMs);
    connect(&m_limit, &QTimer::timeout, this,
            [this] { end(Outcome::failed(u"no verdict within %1 s; "_s.arg(kRuleLimitMs / 1000) + m_probe->story())); });
}

Checker::~Checker()
{
    // The script first: it refers to the probe.
    m_script = Script();
}

int Checker::count(Outcome::Kind kind) const
{
    return static_cast<int>(
        std::ranges::count_if(m_findings, [kind](const Finding &item) { return item.outcome.kind == kind; }));
}

void Checker::start()
{
    next();
}

void Checker::next()
{
    // The script first: it refers to the probe.
    m_script = Script();
    m_probe.reset();
    if (++m_at >= m_rules.size()) {
        Q_EMIT finished();
        return;
    }
    const Rule &rule = m_rules[m_at];
    m_ended = false;
    m_clock.start();
    m_limit.start();
    m_probe = std::make_unique<Probe>(m_options.url, m_options.token, m_options.patienceMs);
    if (rule.writes && !m_options.write) {
        end(Outcome::skipped(u"changes the city; asked for with --write"_s));
        return;
    }
    m_script = rule.run(*m_probe);
    m_script.start([this](const Outcome &outcome) { end(outcome); });
}

void Checker::end(const Outcome &outcome)
{
    if (m_ended)
        return;
    m_ended = true;
    m_limit.stop();
    const Rule &rule = m_rules[m_at];
    m_findings.append({rule.id, rule.section, rule.text, outcome, m_clock.elapsed()});
    Q_EMIT found(m_findings.constLast());
    // Later: this is called from within the script that next() destroys.
    QMetaObject::invokeMethod(this, &Checker::next, Qt::QueuedConnection);
}

} // namespace guancheng::conformance
