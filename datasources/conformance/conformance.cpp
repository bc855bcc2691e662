// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/conformance.h"

#include "datasources/conformance/checker.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace guancheng::conformance {

namespace {

QString word(Outcome::Kind kind)
{
    switch (kind) {
    case Outcome::Kind::Passed: return u"passed"_s;
    case Outcome::Kind::Failed: return u"failed"_s;
    case Outcome::Kind::Skipped: break;
    }
    return u"skipped"_s;
}

QString line(const Finding &finding)
{
    const QString text = word(finding.outcome.kind) + u' ' + finding.rule + u' ' + finding.text;
    return finding.outcome.seen.isEmpty() ? text : text + u": "_s + finding.outcome.seen;
}

QJsonObject toJson(const Checker &checker)
{
    QJsonArray rules;
    for (const Finding &finding : checker.findings()) {
        rules.append(QJsonObject{{u"rule"_s, finding.rule},
                                 {u"section"_s, finding.section},
                                 {u"text"_s, finding.text},
                                 {u"result"_s, word(finding.outcome.kind)},
                                 {u"seen"_s, finding.outcome.seen},
                                 {u"ms"_s, finding.ms}});
    }
    return {{u"passed"_s, checker.count(Outcome::Kind::Passed)},
            {u"failed"_s, checker.count(Outcome::Kind::Failed)},
            {u"skipped"_s, checker.count(Outcome::Kind::Skipped)},
            {u"rules"_s, rules}};
}

struct Arguments
{
    CheckOptions options;
    bool json = false;
    QString caFile;
    QString problem;
};

Arguments parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption token(u"token"_s, {}, u"T"_s);
    const QCommandLineOption only(u"only"_s, {}, u"RULES"_s);
    const QCommandLineOption write(u"write"_s);
    const QCommandLineOption json(u"json"_s);
    const QCommandLineOption ca(u"ca"_s, {}, u"FILE"_s);
    parser.addOptions({token, only, write, json, ca});
    Arguments out;
    if (!parser.parse(QStringList{u"check"_s} + arguments))
        out.problem = parser.errorText();
    else if (parser.positionalArguments().size() != 1)
        out.problem = u"which server? check URL [--token T] [--write] [--only P-010,...] [--json] [--ca FILE]"_s;
    else
        out.options.url = liveUrl(parser.positionalArguments().constFirst());
    if (out.problem.isEmpty() && !out.options.url.isValid())
        out.problem =
            u"'%1' is no URL of a server (ws://host:port, http://host:port)"_s.arg(parser.positionalArguments().constFirst());
    out.options.token = parser.value(token);
    out.options.write = parser.isSet(write);
    out.options.only = parser.value(only).split(u',', Qt::SkipEmptyParts);
    out.json = parser.isSet(json);
    out.caFile = parser.value(ca);
    return out;
}

/** Why nobody listens there; empty when somebody does. Without this every rule would fail for the same reason. */
QString unreachable(const QUrl &url)
{
    constexpr int kPatienceMs = 5000;
    constexpr int kPlainPort = 80;
    constexpr int kSecurePort = 443;
    const bool secure = url.scheme() == "wss"_L1;
    QStringList complaints;
    QSslSocket socket;
    QEventLoop loop;
    QTimer limit;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    QObject::connect(&socket, &QSslSocket::sslErrors, &loop, [&complaints](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            complaints.append(error.errorString());
    });
    QObject::connect(&socket, &QSslSocket::encrypted, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    if (!secure)
        QObject::connect(&socket, &QSslSocket::connected, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    QObject::connect(&socket, &QSslSocket::errorOccurred, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    limit.start(kPatienceMs);
    const auto port = static_cast<quint16>(url.port(secure ? kSecurePort : kPlainPort));
    if (secure)
        socket.connectToHostEncrypted(url.host(), port);
    else
        socket.connectToHost(url.host(), port);
    loop.exec();
    if (socket.isEncrypted() || (!secure && socket.state() == QAbstractSocket::ConnectedState))
        return {};
    if (!complaints.isEmpty())
        return u"its certificate is not accepted: %1 (--ca FILE names whom to believe)"_s.arg(complaints.join(u"; "_s));
    return limit.isActive() ? socket.errorString() : u"no answer within %1 s"_s.arg(kPatienceMs / 1000);
}

/** Whom all connections of this process believe over TLS; why not, or empty. */
QString believe(const QString &pemFile)
{
    QFile file(pemFile);
    if (!file.open(QIODevice::ReadOnly))
        return u"%1: %2"_s.arg(pemFile, file.errorString());
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return u"%1: no certificate in PEM"_s.arg(pemFile);
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(certificates);
    QSslConfiguration::setDefaultConfiguration(tls);
    return {};
}

} // namespace

int runConformance(const QStringList &arguments, QTextStream &out, QTextStream &errors)
{
    const Arguments parsed = parse(arguments);
    if (!parsed.problem.isEmpty()) {
        errors << "guancheng-ops: " << parsed.problem << Qt::endl;
        return 2;
    }
    if (!parsed.caFile.isEmpty()) {
        if (const QString problem = believe(parsed.caFile); !problem.isEmpty()) {
            errors << "guancheng-ops: " << problem << Qt::endl;
            return 2;
        }
    }
    Checker checker(parsed.options);
    if (checker.ruleCount() == 0) {
        errors << "guancheng-ops: there is no rule " << parsed.options.only.join(u", "_s) << Qt::endl;
        return 2;
    }
    if (const QString reason = unreachable(parsed.options.url); !reason.isEmpty()) {
        errors << "guancheng-ops: " << parsed.options.url.toString() << " cannot be reached, nothing was tested: " << reason
               << Qt::endl;
        return 2;
    }
    QEventLoop loop;
    QObject::connect(&checker, &Checker::finished, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    if (!parsed.json)
        QObject::connect(&checker, &Checker::found, &loop,
                         [&out](const Finding &finding) { out << line(finding) << Qt::endl; });
    checker.start();
    loop.exec();
    if (parsed.json)
        out << QString::fromUtf8(QJsonDocument(toJson(checker)).toJson()) << Qt::flush;
    else
        out << checker.count(Outcome::Kind::Passed) << " passed, " << checker.count(Outcome::Kind::Failed) << " failed, "
            << checker.count(Outcome::Kind::Skipped) << " skipped" << Qt::endl;
    return checker.count(Outcome::Kind::Failed) > 0 ? 1 : 0;
}

} // namespace guancheng::conformance
