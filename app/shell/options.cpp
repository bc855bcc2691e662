// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/options.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QRegularExpression>

#include <optional>

namespace guancheng {

namespace {

/** A parser whose values are checked one by one; the first problem is kept with the name of its option. */
class CommandLine
{
public:
    explicit CommandLine(const QString &description)
    {
        m_parser.setApplicationDescription(description);
        m_parser.addHelpOption();
        m_parser.addVersionOption();
    }

    void add(const QString &name, const QString &text, const QString &value = {}) { add(QStringList{name}, text, value); }
    /** With further names for the same. */
    void add(const QStringList &names, const QString &text, const QString &value)
    {
        m_parser.addOption(value.isEmpty() ? QCommandLineOption(names, text) : QCommandLineOption(names, text, value));
    }

    Status parse(const QStringList &arguments)
    {
        if (!m_parser.parse(arguments))
            return Error{QStringLiteral("command line"), {}, m_parser.errorText()};
        if (m_parser.isSet(QStringLiteral("help")) || m_parser.isSet(QStringLiteral("help-all")))
            m_parser.showHelp();
        if (m_parser.isSet(QStringLiteral("version")))
            m_parser.showVersion();
        if (!m_parser.positionalArguments().isEmpty())
            fail(m_parser.positionalArguments().constFirst(), QStringLiteral("is not expected here"));
        return ok();
    }

    bool isSet(const QString &name) const { return m_parser.isSet(name); }
    void take(const QString &name, QString &into) const
    {
        if (isSet(name))
            into = m_parser.value(name);
    }
    void takeAll(const QString &name, QStringList &into) const
    {
        if (isSet(name))
            into = m_parser.values(name);
    }
    void takeChoice(const QString &name, const QStringList &choices, QString &into)
    {
        take(name, into);
        if (!choices.contains(into))
            fail(name, QStringLiteral("wants one of %1, not '%2'").arg(choices.join(u", "), into));
    }
    template<typename T>
    void takeNumber(const QString &name, double least, double most, T &into)
    {
        if (!isSet(name))
            return;
        bool isNumber = false;
        const double value = m_parser.value(name).toDouble(&isNumber);
        if (!isNumber || !(value >= least && value <= most))
            fail(name, QStringLiteral("wants a number from %1 to %2, not '%3'").arg(least).arg(most).arg(m_parser.value(name)));
        else
            into = static_cast<T>(value);
    }
    void fail(const QString &name, const QString &reason)
    {
        if (!m_error)
            m_error = Error{QStringLiteral("command line"), name, reason};
    }
    const std::optional<Error> &error() const { return m_error; }

private:
    QCommandLineParser m_parser;
    std::optional<Error> m_error;
};

void addCityOptions(CommandLine &line)
{
    line.add(QStringLiteral("seed"), QStringLiteral("Seed of the simulated city."), QStringLiteral("number"));
    line.add(QStringLiteral("devices"), QStringLiteral("Devices of the city, up to 5100000."), QStringLiteral("number"));
    line.add(QStringLiteral("units"), QStringLiteral("Moving units, up to 50000."), QStringLiteral("number"));
    line.add(QStringLiteral("cameras"), QStringLiteral("Cameras in the directory."), QStringLiteral("number"));
    line.add(QStringLiteral("rate"), QStringLiteral("Records of devices a second."), QStringLiteral("number"));
    line.add(QStringLiteral("cases"), QStringLiteral("Cases a district and day."), QStringLiteral("number"));
    line.add(QStringLiteral("demo"), QStringLiteral("State of the simulated city: calm, busy, emergency, lost."),
             QStringLiteral("state"));
    line.add(QStringLiteral("fail"),
             QStringLiteral(
                 "Failure of a feed, may be repeated: feed=lost, stale, noise, clock-skew, duplicates, out-of-order, burst."),
             QStringLiteral("feed=mode"));
    line.add(QStringLiteral("no-simulator"), QStringLiteral("The city stays empty until a feed sends something."));
    line.add(QStringLiteral("no-past"), QStringLiteral("A city without a journal begins with nothing to do."));
    line.add(QStringLiteral("story"), QStringLiteral("Plays a story of resources/stories and checks its timeline."),
             QStringLiteral("id"));
    line.add(QStringLiteral("replay"), QStringLiteral("Plays a journal or CSV instead of the simulator; may be repeated."),
             QStringLiteral("file"));
    line.add(QStringLiteral("replay-speed"), QStringLiteral("Recorded seconds a second of the city."),
             QStringLiteral("factor"));
    line.add(QStringLiteral("replay-from"), QStringLiteral("Where the recording begins: HH:MM or ISO 8601."),
             QStringLiteral("time"));
    line.add(QStringLiteral("speed"), QStringLiteral("City seconds a real second."), QStringLiteral("factor"));
    line.add(QStringLiteral("start"), QStringLiteral("Time at which the city's clock starts, ISO 8601."),
             QStringLiteral("time"));
    line.add(QStringLiteral("journal"), QStringLiteral("SQLite file of the event journal, or ':memory:'."),
             QStringLiteral("file"));
    line.add(QStringLiteral("journal-days"), QStringLiteral("Days that the journal reaches back; open cases stay."),
             QStringLiteral("days"));
    line.add(QStringLiteral("journal-mb"), QStringLiteral("Megabytes of journal beyond which the oldest days go sooner."),
             QStringLiteral("number"));
    line.add(QStringLiteral("city"), QStringLiteral("Folder of a city pack; else the built-in Shanghai."),
             QStringLiteral("folder"));
    line.add(QStringLiteral("data-dir"), QStringLiteral("Folder for journal and pictures."), QStringLiteral("folder"));
}

void takeCityOptions(CommandLine &line, CityOptions &city)
{
    line.takeNumber(QStringLiteral("seed"), 0, 9e15, city.seed);
    line.takeNumber(QStringLiteral("devices"), 0, 5.1e6, city.devices);
    line.takeNumber(QStringLiteral("units"), 0, 50'000, city.units);
    line.takeNumber(QStringLiteral("cameras"), 0, 200'000, city.cameras);
    line.takeNumber(QStringLiteral("rate"), 0, 1e6, city.recordsPerSecond);
    line.takeNumber(QStringLiteral("cases"), 0, 1e6, city.casesPerDistrictDay);
    line.takeNumber(QStringLiteral("speed"), 0.01, 3'600, city.speed);
    line.takeNumber(QStringLiteral("journal-days"), 0.01, 3'650, city.journalDays);
    line.takeNumber(QStringLiteral("journal-mb"), 16, 1e6, city.journalMegabytes);
    line.takeChoice(QStringLiteral("demo"),
                    {QStringLiteral("calm"), QStringLiteral("busy"), QStringLiteral("emergency"), QStringLiteral("lost")},
                    city.scenario);
    line.takeAll(QStringLiteral("fail"), city.failures);
    line.takeAll(QStringLiteral("replay"), city.replay);
    line.takeNumber(QStringLiteral("replay-speed"), 0.01, 3'600, city.replaySpeed);
    line.take(QStringLiteral("replay-from"), city.replayFrom);
    line.take(QStringLiteral("story"), city.story);
    line.take(QStringLiteral("start"), city.start);
    line.take(QStringLiteral("journal"), city.journal);
    line.take(QStringLiteral("data-dir"), city.dataDir);
    city.past = !line.isSet(QStringLiteral("no-past"));
    line.take(QStringLiteral("city"), city.cityDir);
    city.simulator = !line.isSet(QStringLiteral("no-simulator"));
    if (!city.start.isEmpty() && !QDateTime::fromString(city.start, Qt::ISODate).isValid())
        line.fail(QStringLiteral("start"), QStringLiteral("is no ISO 8601 time: '%1'").arg(city.start));
}

} // namespace

Result<WallOptions> parseWallOptions(const QStringList &arguments)
{
    CommandLine line(QStringLiteral("观城 Guancheng: one screen views the whole city."));
    addCityOptions(line);
    line.add(QStringLiteral("size"), QStringLiteral("Size of the wall in pixels; else the screen."), QStringLiteral("WxH"));
    line.add(QStringLiteral("lang"), QStringLiteral("Language at the start: zh or en (L switches)."),
             QStringLiteral("language"));
    line.add(QStringLiteral("renderer"), QStringLiteral("auto, software or rhi."), QStringLiteral("kind"));
    line.add(QStringLiteral("presenter"),
             QStringLiteral("Who draws the map: auto, tiles (processor) or geometry (points and units by the GPU)."),
             QStringLiteral("kind"));
    line.add(QStringLiteral("connect"), QStringLiteral("Operations backend to use instead of the built-in one."),
             QStringLiteral("url"));
    line.add(QStringLiteral("token"), QStringLiteral("Token for that backend."), QStringLiteral("token"));
    line.add(QStringLiteral("ca"), QStringLiteral("PEM certificates to believe over wss: an authority, or the backend's own."),
             QStringLiteral("file"));
    line.add(QStringLiteral("seconds"), QStringLiteral("Ends after so many seconds."), QStringLiteral("number"));
    line.add(QStringLiteral("shot"), QStringLiteral("Writes the wall as PNG before the end."), QStringLiteral("file"));
    line.add(QStringLiteral("open-case"), QStringLiteral("Opens the card of this case, or of the 'worst', before the shot."),
             QStringLiteral("id"));
    line.add(QStringLiteral("layer"),
             QStringLiteral(
                 "Shows a file or service on the map, may be repeated: FILE_OR_URL[,datum=GCJ-02][,style=FILE][,name=TEXT]."),
             QStringLiteral("source"));
    line.add(QStringLiteral("layers"), QStringLiteral("Shows the layers of a catalogue file, see docs/guides/layers.md."),
             QStringLiteral("file"));
    line.add(QStringLiteral("tiles"),
             QStringLiteral("Tile base below the layers: XYZ template, WMTS capabilities, MBTiles or PMTiles file."),
             QStringLiteral("address"));
    line.add(QStringLiteral("view"), QStringLiteral("Shows this view first: guancheng://view?..."), QStringLiteral("link"));
    line.add(QStringLiteral("export-view"), QStringLiteral("Writes the view as PDF or PNG without a window, and ends."),
             QStringLiteral("file"));
    line.add(QStringLiteral("summary"), QStringLiteral("Prints what happened at the end."));
    line.add(QStringLiteral("self-test"),
             QStringLiteral("Checks that everything the wall needs is there and works, and ends."));
    if (const Status parsed = line.parse(arguments); !parsed)
        return parsed.error();

    WallOptions options;
    takeCityOptions(line, options.city);
    if (line.isSet(QStringLiteral("size"))) {
        static const QRegularExpression kSize(QStringLiteral("^(\\d{3,5})x(\\d{3,5})$"));
        QString text;
        line.take(QStringLiteral("size"), text);
        const auto match = kSize.match(text);
        if (match.hasMatch())
            options.size = QSize(match.captured(1).toInt(), match.captured(2).toInt());
        else
            line.fail(QStringLiteral("size"), QStringLiteral("wants WIDTHxHEIGHT, not '%1'").arg(text));
    }
    line.takeChoice(QStringLiteral("lang"), {QStringLiteral("zh"), QStringLiteral("en")}, options.language);
    line.takeChoice(QStringLiteral("renderer"), {QStringLiteral("auto"), QStringLiteral("software"), QStringLiteral("rhi")},
                    options.renderer);
    line.takeChoice(QStringLiteral("presenter"), {QStringLiteral("auto"), QStringLiteral("tiles"), QStringLiteral("geometry")},
                    options.presenter);
    QString url;
    line.take(QStringLiteral("connect"), url);
    options.connectUrl = QUrl(url);
    static const QStringList kSchemes{QString(), QStringLiteral("ws"), QStringLiteral("wss")};
    if (!options.connectUrl.isValid() && !url.isEmpty())
        line.fail(QStringLiteral("connect"), QStringLiteral("is no URL: '%1'").arg(url));
    else if (!kSchemes.contains(options.connectUrl.scheme()))
        line.fail(QStringLiteral("connect"), QStringLiteral("wants ws:// or wss://, not '%1'").arg(url));
    line.take(QStringLiteral("token"), options.token);
    line.take(QStringLiteral("ca"), options.caFile);
    line.takeNumber(QStringLiteral("seconds"), 0, 1e8, options.seconds);
    line.take(QStringLiteral("shot"), options.shot);
    line.take(QStringLiteral("open-case"), options.openCase);
    line.takeAll(QStringLiteral("layer"), options.layers);
    line.take(QStringLiteral("layers"), options.layerCatalogue);
    line.take(QStringLiteral("tiles"), options.tiles);
    line.take(QStringLiteral("view"), options.view);
    line.take(QStringLiteral("export-view"), options.exportView);
    const QString name = options.exportView.toLower();
    if (!name.isEmpty() && !name.endsWith(QStringLiteral(".pdf")) && !name.endsWith(QStringLiteral(".png")))
        line.fail(QStringLiteral("export-view"),
                  QStringLiteral("wants a name that ends with .pdf or .png, not '%1'").arg(options.exportView));
    options.summary = line.isSet(QStringLiteral("summary"));
    options.selfTest = line.isSet(QStringLiteral("self-test"));
    if (!options.city.story.isEmpty() && !options.connectUrl.isEmpty())
        line.fail(QStringLiteral("story"), QStringLiteral("needs the built-in backend, not --connect"));
    if (line.error())
        return *line.error();
    return options;
}

Result<OpsOptions> parseOpsOptions(const QStringList &arguments)
{
    CommandLine line(QStringLiteral("The operations backend of Guancheng, alone. 'guancheng-ops check URL' tests any server."));
    addCityOptions(line);
    line.add(QStringLiteral("listen"), QStringLiteral("Address and port, 127.0.0.1:8460; port 0 takes a free one."),
             QStringLiteral("host:port"));
    line.add(QStringLiteral("token"), QStringLiteral("Token of operators."), QStringLiteral("token"));
    line.add(QStringLiteral("viewer-token"), QStringLiteral("Token of those who may only look."), QStringLiteral("token"));
    line.add(QStringLiteral("feed-token"), QStringLiteral("Token of feeds that send telemetry."), QStringLiteral("token"));
    line.add(QStringList{QStringLiteral("tls-certificate"), QStringLiteral("certificate")},
             QStringLiteral("PEM certificate: https and wss."), QStringLiteral("file"));
    line.add(QStringList{QStringLiteral("tls-key"), QStringLiteral("key")}, QStringLiteral("PEM key of the certificate."),
             QStringLiteral("file"));
    line.add(QStringLiteral("seconds"), QStringLiteral("Ends after so many seconds."), QStringLiteral("number"));
    if (const Status parsed = line.parse(arguments); !parsed)
        return parsed.error();

    OpsOptions options;
    takeCityOptions(line, options.city);
    if (line.isSet(QStringLiteral("listen"))) {
        QString text;
        line.take(QStringLiteral("listen"), text);
        const qsizetype colon = text.lastIndexOf(u':');
        bool isPort = false;
        options.port = text.mid(colon + 1).toUShort(&isPort);
        options.host = text.left(colon);
        if (colon < 1 || !isPort)
            line.fail(QStringLiteral("listen"), QStringLiteral("wants HOST:PORT, not '%1'").arg(text));
    }
    line.take(QStringLiteral("token"), options.token);
    line.take(QStringLiteral("viewer-token"), options.viewerToken);
    line.take(QStringLiteral("feed-token"), options.feedToken);
    line.take(QStringLiteral("certificate"), options.certificate);
    line.take(QStringLiteral("key"), options.key);
    line.takeNumber(QStringLiteral("seconds"), 0, 1e8, options.seconds);
    if (options.certificate.isEmpty() != options.key.isEmpty())
        line.fail(QStringLiteral("tls-certificate"), QStringLiteral("needs --tls-key as well, and the other way round"));
    if (line.error())
        return *line.error();
    return options;
}

} // namespace guancheng
