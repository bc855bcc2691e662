// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/conformance/conformance.h"

#include "datasources/conformance/checker.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>

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
    QString problem;
};

Arguments parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption token(u"token"_s, {}, u"T"_s);
    const QCommandLineOption only(u"only"_s, {}, u"RULES"_s);
    const QCommandLineOption write(u"write"_s);
    const QCommandLineOption json(u"json"_s);
    parser.addOptions({token, only, write, json});
    Arguments out;
    if (!parser.parse(QStringList{u"check"_s} + arguments))
        out.problem = parser.errorText();
    else if (parser.positionalArguments().size() != 1)
        out.problem = u"which server? check URL [--token T] [--write] [--only P-010,...] [--json]"_s;
    else
        out.options.url = liveUrl(parser.positionalArguments().constFirst());
    if (out.problem.isEmpty() && !out.options.url.isValid())
        out.problem =
            u"'%1' is no URL of a server (ws://host:port, http://host:port)"_s.arg(parser.positionalArguments().constFirst());
    out.options.token = parser.value(token);
    out.options.write = parser.isSet(write);
    out.options.only = parser.value(only).split(u',', Qt::SkipEmptyParts);
    out.json = parser.isSet(json);
    return out;
}

} // namespace

int runConformance(const QStringList &arguments, QTextStream &out, QTextStream &errors)
{
    const Arguments parsed = parse(arguments);
    if (!parsed.problem.isEmpty()) {
        errors << "guancheng-ops: " << parsed.problem << Qt::endl;
        return 2;
    }
    Checker checker(parsed.options);
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
