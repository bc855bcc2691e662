// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/city/citycommand.h"

#include "maps/pack/city/cityjson.h"
#include "maps/pack/packimporter.h"

#include <QCommandLineParser>
#include <QDir>
#include <QElapsedTimer>
#include <QTimeZone>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

std::atomic_bool g_stopped{false};
static_assert(std::atomic_bool::is_always_lock_free, "set by a signal");

void stop(int)
{
    g_stopped = true;
}

void listenForStop()
{
    struct sigaction action = {};
    action.sa_handler = stop;
    action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND); // a second one ends it at once
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void say(FILE *to, const QString &text)
{
    std::fprintf(to, "%s\n", text.toUtf8().constData());
    std::fflush(to);
}

int refuse(const QString &reason)
{
    say(stderr, reason);
    say(stderr, u"guancheng city import FILE.osm.pbf --name NAME [--out DIR] [--bounds W,S,E,N] [--adcode CODE]\n"
                "                      [--time-zone ZONE] [--district-level N] [--street-level N]\n"
                "guancheng city list [DIR]\n"
                "guancheng city check DIR"_s);
    return 2;
}

/** One line that is written over on a terminal; a line every tenth of a stage elsewhere. */
class ProgressLine
{
public:
    void show(const ImportProgress &progress)
    {
        const int tenth = static_cast<int>(progress.share * 10);
        const bool news = progress.stage != m_stage || tenth != m_tenth;
        if (m_terminal ? !(news || m_since.elapsed() > 200) : !news)
            return;
        m_stage = progress.stage;
        m_tenth = tenth;
        m_since.start();
        const QString text = u"%1/%2 %3 %4 %"_s.arg(progress.index + 1)
                                 .arg(progress.count)
                                 .arg(progress.stage, -6)
                                 .arg(static_cast<int>(progress.share * 100), 3);
        std::fprintf(stderr, m_terminal ? "\r%s" : "%s\n", text.toUtf8().constData());
        std::fflush(stderr);
        m_open = m_terminal;
    }
    void end()
    {
        if (m_open)
            std::fputc('\n', stderr);
        m_open = false;
    }

private:
    bool m_terminal = isatty(STDERR_FILENO) == 1;
    bool m_open = false;
    QString m_stage;
    int m_tenth = -1;
    QElapsedTimer m_since;
};

std::optional<GeoBox> parseBounds(const QString &text)
{
    const QStringList parts = text.split(u',');
    if (parts.size() != 4)
        return std::nullopt;
    double values[4] = {};
    for (int i = 0; i < 4; ++i) {
        bool isNumber = false;
        values[i] = parts[i].toDouble(&isNumber);
        if (!isNumber)
            return std::nullopt;
    }
    const GeoBox box{values[0], values[1], values[2], values[3]};
    const bool good = GeoPoint{box.west, box.south}.isValid() && GeoPoint{box.east, box.north}.isValid() &&
                      box.west < box.east && box.south < box.north;
    return good ? std::optional(box) : std::nullopt;
}

void printManifest(const PackManifest &manifest)
{
    QStringList names = manifest.counts.keys();
    names.sort();
    for (const QString &name : std::as_const(names))
        say(stdout, u"  %1 %2"_s.arg(manifest.counts[name], 10).arg(name));
    for (const QString &problem : manifest.problems)
        say(stdout, u"  ! "_s + problem);
}

int importCity(const QCommandLineParser &line, const QStringList &rest)
{
    if (rest.size() != 1)
        return refuse(u"import wants one file"_s);
    ImportOptions options;
    options.file = rest.first();
    options.name = line.value(u"name"_s).trimmed();
    if (options.name.isEmpty())
        return refuse(u"--name is missing"_s);
    options.outDir =
        line.isSet(u"out"_s) ? QDir(line.value(u"out"_s)).absolutePath() : packsDir() + u'/' + slugOf(options.name);
    options.adcode = line.value(u"adcode"_s);
    if (!options.adcode.isEmpty() && (options.adcode.size() != 6 || options.adcode.toInt() <= 0))
        return refuse(u"--adcode wants six digits"_s);
    if (line.isSet(u"time-zone"_s))
        options.timeZone = line.value(u"time-zone"_s);
    if (!QTimeZone(options.timeZone.toLatin1()).isValid())
        return refuse(u"--time-zone: there is no zone '%1'"_s.arg(options.timeZone));
    if (line.isSet(u"bounds"_s)) {
        options.bounds = parseBounds(line.value(u"bounds"_s));
        if (!options.bounds)
            return refuse(u"--bounds wants west,south,east,north in degrees"_s);
    }
    for (const auto &[name, level] :
         {std::pair(u"district-level"_s, &options.districtLevel), std::pair(u"street-level"_s, &options.streetLevel)}) {
        if (!line.isSet(name))
            continue;
        *level = line.value(name).toInt();
        if (*level < 1 || *level > 12)
            return refuse(u"--%1 wants a number from 1 to 12"_s.arg(name));
    }
    listenForStop();
    ProgressLine progress;
    PackImporter importer(options, [&](const ImportProgress &at) { progress.show(at); }, &g_stopped);
    const Result<PackManifest> pack = importer.run();
    progress.end();
    if (!importer.resumed().isEmpty())
        say(stderr, u"taken over from an earlier start: %1"_s.arg(importer.resumed().join(u", "_s)));
    if (!pack) {
        say(stderr, pack.error().toString());
        return g_stopped ? 130 : 2;
    }
    say(stdout, u"%1: %2"_s.arg(pack->name, options.outDir));
    printManifest(*pack);
    return 0;
}

int listPacks(const QStringList &rest)
{
    if (rest.size() > 1)
        return refuse(u"list wants one folder"_s);
    const QDir dir(rest.value(0, packsDir()));
    const QStringList names = dir.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        const Result<PackManifest> manifest = readManifest(dir.filePath(name));
        if (!manifest)
            say(stdout, u"%1\t%2"_s.arg(name, manifest.error().reason));
        else
            say(stdout, u"%1\t%2\t%3\t%4"_s.arg(name, manifest->name, manifest->madeAt.toString(Qt::ISODate), manifest->input));
    }
    if (names.isEmpty())
        say(stdout, u"%1: no packs"_s.arg(dir.path()));
    return 0;
}

int checkCity(const QStringList &rest)
{
    if (rest.size() != 1)
        return refuse(u"check wants one folder"_s);
    const auto findings = checkPack(rest.first());
    if (!findings) {
        say(stderr, findings.error().toString());
        return 1;
    }
    int faults = 0;
    for (const PackFinding &finding : *findings) {
        faults += finding.error.has_value();
        const QString count = finding.features < 0 ? QString() : u" (%1)"_s.arg(finding.features);
        say(stdout, finding.error ? u"FAULT %1: %2"_s.arg(finding.file, finding.error->toString())
                                  : u"ok    %1%2"_s.arg(finding.file, count));
    }
    return faults == 0 ? 0 : 1;
}

} // namespace

int runCityCommand(const QStringList &arguments)
{
    QCommandLineParser line;
    line.setApplicationDescription(u"City packs from OpenStreetMap extracts."_s);
    line.addHelpOption();
    line.addPositionalArgument(u"city import|list|check"_s, u"What to do."_s);
    for (const auto &[name, text] :
         {std::pair(u"name"_s, u"Name of the city."_s), std::pair(u"out"_s, u"Folder of the pack."_s),
          std::pair(u"bounds"_s, u"west,south,east,north: what lies outside is left out."_s),
          std::pair(u"adcode"_s, u"Code of the city, six digits."_s), std::pair(u"time-zone"_s, u"IANA name."_s),
          std::pair(u"district-level"_s, u"admin_level of districts."_s),
          std::pair(u"street-level"_s, u"admin_level of streets and towns."_s)})
        line.addOption(QCommandLineOption(name, text, u"value"_s));
    if (!line.parse(arguments))
        return refuse(line.errorText());
    if (line.isSet(u"help"_s)) {
        say(stdout, line.helpText());
        return 0;
    }
    const QStringList words = line.positionalArguments();
    const QString verb = words.value(1);
    if (verb == "import"_L1)
        return importCity(line, words.sliced(2));
    if (verb == "list"_L1)
        return listPacks(words.sliced(2));
    if (verb == "check"_L1)
        return checkCity(words.sliced(2));
    return refuse(verb.isEmpty() ? u"city wants import, list or check"_s : u"city knows no '%1'"_s.arg(verb));
}

} // namespace guancheng
