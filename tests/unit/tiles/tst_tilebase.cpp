// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/tilebase.h"
#include "maps/tiles/tilebytes.h"

#include <QBuffer>
#include <QDirIterator>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

QByteArray picture()
{
    QImage image(256, 256, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/** A server of tiles that can be told to be bad. */
class Upstream : public QTcpServer
{
public:
    enum class Manner { Good, Html, Refuse, Silent, Huge, Elsewhere };
    Manner manner = Manner::Good;
    QStringList paths;

    Upstream()
    {
        listen(QHostAddress::LocalHost, 0);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
            }
        });
    }
    QString url() const { return u"http://u:geheim@127.0.0.1:%1/{z}/{x}/{y}.png?tk=hidden"_s.arg(serverPort()); }

private:
    void answer(QTcpSocket *socket)
    {
        const QByteArray request = socket->readAll();
        const qsizetype count = request.count("GET ");
        for (qsizetype i = 0; i < count; ++i) {
            paths.append(QString::fromLatin1(request.split(' ').value(1)));
            switch (manner) {
            case Manner::Good: reply(socket, "200 OK", picture()); break;
            case Manner::Html: reply(socket, "200 OK", "<!DOCTYPE html><html>Please log in"); break;
            case Manner::Refuse: reply(socket, "503 No", "later"); break;
            case Manner::Huge: reply(socket, "200 OK", QByteArray(6 * 1024 * 1024, 'x')); break;
            case Manner::Elsewhere:
                socket->write("HTTP/1.1 302 Found\r\nLocation: http://localhost:1/x.png\r\nContent-Length: 0\r\n\r\n");
                break;
            case Manner::Silent: break;
            }
        }
    }
    static void reply(QTcpSocket *socket, const QByteArray &status, const QByteArray &body)
    {
        socket->write("HTTP/1.1 " + status + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
};

} // namespace

class TestTileBase : public QObject
{
    Q_OBJECT

    QNetworkAccessManager m_network;

    QByteArray get(const QUrl &url, int *code = nullptr)
    {
        QNetworkReply *reply = m_network.get(QNetworkRequest(url));
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!finished.wait(10'000))
            return "no answer";
        if (code)
            *code = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        reply->deleteLater();
        return reply->readAll();
    }
    static bool isReady(TileBase &base)
    {
        QSignalSpy ready(&base, &TileBase::ready);
        base.start();
        return ready.wait(10'000);
    }

private Q_SLOTS:
    void servesTilesOfAServer();
    void onlyTilesAndOnlyWithTheSecret();
    void badServers_data();
    void badServers();
    void aSlowServerCostsOnlyItsTiles();
    void cacheHasALimit();
    void mbtilesOfGdal();
    void whatCannotBeOpened();
};

void TestTileBase::servesTilesOfAServer()
{
    Upstream upstream;
    const QTemporaryDir cache;
    TileBase base(upstream.url(), cache.path());
    QVERIFY(isReady(base));
    QCOMPARE(base.host().host(), u"127.0.0.1"_s);
    QCOMPARE(get(base.host().resolved(QUrl(u"3/4/2.png"_s))), picture());
    QCOMPARE(upstream.paths, QStringList{u"/3/4/2.png?tk=hidden"_s});
    QCOMPARE(get(base.host().resolved(QUrl(u"3/4/2.png"_s))), picture());
    QCOMPARE(upstream.paths.size(), 1); // from the disk
    QTRY_COMPARE(base.figures().fetched, 1u);
    QVERIFY(base.raster());
    // Not in the thread of the test: it is the server.
    Result<QImage> image = Error{};
    std::unique_ptr<QThread> painter(
        QThread::create([&] { image = base.raster()->render({0.5, 0.25, 0.125, 0.125}, {256, 256}); }));
    painter->start();
    QTRY_VERIFY_WITH_TIMEOUT(painter->isFinished(), 15'000);
    QVERIFY2(image, image ? "" : qPrintable(image.error().toString()));
    QCOMPARE(image->pixelColor(128, 128), QColor(Qt::red));
}

void TestTileBase::onlyTilesAndOnlyWithTheSecret()
{
    Upstream upstream;
    TileBase base(upstream.url(), {});
    QVERIFY(isReady(base));
    QUrl root = base.host();
    root.setPath(u"/"_s);
    const QString below = base.host().path();
    const QStringList wrong{u"/3/4/2.png"_s,
                            u"/0123456789abcdef0123456789abcdef/3/4/2.png"_s,
                            below + u"../etc/passwd"_s,
                            below + u"3/4/9.png"_s,
                            below + u"3/..%2f4/2.png"_s,
                            u"/"_s};
    for (const QString &path : wrong) {
        int code = 0;
        QUrl url = root;
        url.setPath(path, QUrl::TolerantMode);
        get(url, &code);
        QVERIFY2(code == 404, qPrintable(path));
    }
    QVERIFY(upstream.paths.isEmpty());
}

void TestTileBase::badServers_data()
{
    QTest::addColumn<int>("manner");
    QTest::addColumn<QString>("says");
    QTest::newRow("html") << int(Upstream::Manner::Html) << u"page"_s;
    QTest::newRow("503") << int(Upstream::Manner::Refuse) << u"503"_s;
    QTest::newRow("huge") << int(Upstream::Manner::Huge) << u"larger"_s;
    QTest::newRow("another host") << int(Upstream::Manner::Elsewhere) << u"fails"_s;
}

void TestTileBase::badServers()
{
    QFETCH(const int, manner);
    QFETCH(const QString, says);
    Upstream upstream;
    upstream.manner = Upstream::Manner(manner);
    const QTemporaryDir cache;
    TileBase base(upstream.url(), cache.path());
    QVERIFY(isReady(base));
    int code = 0;
    QCOMPARE(get(base.host().resolved(QUrl(u"3/4/2.png"_s)), &code), emptyTile());
    QCOMPARE(code, 200);
    QTRY_COMPARE(base.figures().failed, 1u);
    const QString problem = base.figures().problem;
    QVERIFY2(problem.contains(says), qPrintable(problem));
    QVERIFY2(!problem.contains("geheim"_L1) && !problem.contains("hidden"_L1), qPrintable(problem));
    // Not asked again at once.
    const auto asked = upstream.paths.size();
    QCOMPARE(get(base.host().resolved(QUrl(u"3/4/2.png"_s))), emptyTile());
    QCOMPARE(upstream.paths.size(), asked);
    // A good one takes the message away.
    upstream.manner = Upstream::Manner::Good;
    QCOMPARE(get(base.host().resolved(QUrl(u"3/4/3.png"_s))), picture());
    QTRY_VERIFY(base.figures().problem.isEmpty());
}

void TestTileBase::aSlowServerCostsOnlyItsTiles()
{
    Upstream upstream;
    upstream.manner = Upstream::Manner::Silent;
    QNetworkAccessManager network;
    TileFeed feed(*TileTemplate::parse(upstream.url()), DiskCache({}, 0), &network);
    feed.setTimeout(300);
    int answered = 0;
    constexpr int kTiles = 400;
    for (int i = 0; i < kTiles; ++i)
        feed.fetch({10, i, 5}, [&](const QByteArray &bytes) { answered += bytes.isEmpty() ? 1 : 1000; });
    QVERIFY(feed.figures().running <= TileFeed::kRunning);
    QCOMPARE(feed.figures().dropped, quint64(kTiles) - TileFeed::kQueue - TileFeed::kRunning);
    QTRY_VERIFY_WITH_TIMEOUT(feed.figures().failed >= 12, 10'000);
    QVERIFY(feed.figures().problem.contains("does not answer"_L1));
    QVERIFY(feed.figures().running <= TileFeed::kRunning);
}

void TestTileBase::cacheHasALimit()
{
    const QTemporaryDir dir;
    DiskCache cache(dir.path(), 10'000);
    for (int i = 0; i < 50; ++i)
        cache.insert({10, i, 1}, QByteArray(1000, 'x'));
    QVERIFY(cache.size() <= 10'000);
    qint64 onDisk = 0;
    QDirIterator walk(dir.path(), QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        onDisk += walk.nextFileInfo().size();
    QCOMPARE(onDisk, cache.size());
    QVERIFY(onDisk >= 5'000);
    cache.insert({11, 1, 1}, QByteArray(20'000, 'x'));
    QVERIFY(cache.tile({11, 1, 1}).isEmpty());
    // No folder can be made below a file.
    QFile file(dir.filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    DiskCache none(file.fileName() + u"/cache"_s, 10'000);
    none.insert({1, 0, 0}, "x");
    QVERIFY(none.tile({1, 0, 0}).isEmpty());
}

void TestTileBase::mbtilesOfGdal()
{
    const QString create = QStandardPaths::findExecutable(u"gdal_create"_s);
    const QString translate = QStandardPaths::findExecutable(u"gdal_translate"_s);
    QVERIFY2(!create.isEmpty() && !translate.isEmpty(), "gdal-bin is in resources/setup/packages.txt");
    const QTemporaryDir dir;
    const QString tif = dir.filePath(u"a.tif"_s);
    const QString mbtiles = dir.filePath(u"a.mbtiles"_s);
    // Four tiles of zoom 12 around a corner in Shanghai: 1 in 4096 of the world each.
    const double side = 40075016.68557849 / 4096;
    const double x = -20037508.342789244 + 3428 * side;
    const double y = 20037508.342789244 - 1672 * side;
    const auto text = [](double value) { return QString::number(value, 'f', 6); };
    const QStringList made{
        u"-of"_s, u"GTiff"_s, u"-outsize"_s,      u"512"_s,           u"512"_s, u"-bands"_s, u"3"_s,         u"-burn"_s,
        u"10"_s,  u"-burn"_s, u"200"_s,           u"-burn"_s,         u"30"_s,  u"-a_srs"_s, u"EPSG:3857"_s, u"-a_ullr"_s,
        text(x),  text(y),    text(x + 2 * side), text(y - 2 * side), tif};
    QCOMPARE(QProcess::execute(create, made), 0);
    QCOMPARE(QProcess::execute(translate, {u"-q"_s, u"-of"_s, u"MBTILES"_s, tif, mbtiles}), 0);
    TileBase base(mbtiles, {});
    QVERIFY(isReady(base));
    const auto image = decodeTile(get(base.host().resolved(QUrl(u"12/3428/1672.png"_s))), u"t"_s);
    QVERIFY(image);
    const QColor colour = image->pixelColor(128, 128);
    QVERIFY2(std::abs(colour.green() - 200) < 6, qPrintable(colour.name()));
    QCOMPARE(get(base.host().resolved(QUrl(u"12/3428/1675.png"_s))), emptyTile());
}

void TestTileBase::whatCannotBeOpened()
{
    const QTemporaryDir dir;
    QFile text(dir.filePath(u"a.mbtiles"_s));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("hello");
    text.close();
    QFile sqlite(dir.filePath(u"b.mbtiles"_s));
    QVERIFY(sqlite.open(QIODevice::WriteOnly));
    sqlite.write(QByteArray("SQLite format 3\0", 16) + QByteArray(5000, 'x'));
    sqlite.close();
    for (const QString &source : {u"/nowhere/at/all.mbtiles"_s, text.fileName(), sqlite.fileName(),
                                  u"http://127.0.0.1/{z}/{x}.png"_s, u"http://127.0.0.1:1/capabilities.xml"_s}) {
        TileBase base(source, {});
        QSignalSpy failed(&base, &TileBase::failed);
        base.start();
        QVERIFY2(failed.wait(10'000), qPrintable(source));
        QVERIFY(!failed.first().first().value<Error>().reason.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestTileBase)
#include "tst_tilebase.moc"
