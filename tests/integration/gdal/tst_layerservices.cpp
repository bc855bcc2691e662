// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "serviceanswers.h"
#include "support/gdalfixture.h"

#include "maps/geo/mercator.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>
#include <QUrlQuery>

#include <functional>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

namespace {

struct Answer
{
    QByteArray body;
    QByteArray type = "text/html";
    int status = 200;
    bool silent = false; ///< takes the question and never answers
};

/** A small web server on loopback, in a thread of its own as render() blocks the one of the test. */
class WebServer
{
public:
    using Handler = std::function<Answer(const QUrl &)>;
    explicit WebServer(Handler handler) : m_handler(std::move(handler))
    {
        m_context.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_context,
            [this] {
                m_server = new QTcpServer(&m_context);
                m_server->listen(QHostAddress::LocalHost, 0);
                m_port = m_server->serverPort();
                QObject::connect(m_server, &QTcpServer::newConnection, m_server, [this] { accept(); });
            },
            Qt::BlockingQueuedConnection);
    }
    ~WebServer()
    {
        QMetaObject::invokeMethod(&m_context, [this] { delete m_server; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    QString address(const QString &path) const { return u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path); }

private:
    void accept()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { answer(socket); });
    }
    void answer(QTcpSocket *socket)
    {
        const QByteArray request = socket->property("request").toByteArray() + socket->readAll();
        socket->setProperty("request", request);
        if (!request.contains("\r\n\r\n"))
            return;
        socket->setProperty("request", QByteArray());
        const Answer reply = m_handler(QUrl::fromEncoded(request.split(' ').value(1)));
        if (reply.silent)
            return;
        socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + " X\r\nContent-Type: " + reply.type +
                      "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\nConnection: close\r\n\r\n" +
                      reply.body);
        socket->disconnectFromHost();
    }

    Handler m_handler;
    QThread m_thread;
    QObject m_context;
    QTcpServer *m_server = nullptr;
    quint16 m_port = 0;
};

QString value(const QUrl &url, const QString &name)
{
    for (const auto &[key, text] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return text;
    return {};
}

QByteArray png(QSize size, QColor colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

const QByteArray kHtml = "<!DOCTYPE html><html><head><title>登录</title></head><body>Please log in</body></html>";

} // namespace

/** Services of other servers, those that work and those that answer nonsense, or never. */
class TestLayerServices : public QObject
{
    Q_OBJECT

    std::unique_ptr<GdalFixture> m_gdal;

    Result<LoadedSource> load(const QString &source)
    {
        LayerRequest request;
        request.source = source;
        request.limits.networkSeconds = 2;
        request.limits.idleSeconds = 8;
        const Result<LoadedSource> result = m_gdal->load(request);
        if (!result)
            qInfo().noquote() << result.error().toString();
        return result;
    }

private Q_SLOTS:
    void init() { m_gdal = std::make_unique<GdalFixture>(); }

    void wms()
    {
        const WebServer server([](const QUrl &url) -> Answer {
            if (value(url, u"REQUEST"_s) == u"GetCapabilities")
                return {kWmsCapabilities, "text/xml"};
            const QSize size(value(url, u"WIDTH"_s).toInt(), value(url, u"HEIGHT"_s).toInt());
            // Blue for what was asked rightly.
            const bool good = value(url, u"LAYERS"_s) == u"ortho" && value(url, u"CRS"_s) == u"EPSG:3857" &&
                              value(url, u"map"_s) == u"/a b.map" &&
                              value(url, u"BBOX"_s).split(u',').value(0).toDouble() > 13'000'000;
            return {png(size, good ? Qt::blue : Qt::red), "image/png"};
        });
        const Result<LoadedSource> source = load(u"wms:"_s + server.address(u"/wms?map=/a%20b.map&layers=ortho"_s));
        QVERIFY(source && source->raster);
        QCOMPARE(source->raster->name(), u"航拍"_s);
        QVERIFY(std::fabs(source->raster->bounds().left() - toWorld({121, 31}).x()) < 1e-9);
        const QRectF world(toWorld({121.4, 31.3}), toWorld({121.5, 31.2}));
        const Result<QImage> image = source->raster->render(world, {300, 200});
        QVERIFY2(image, image ? "" : qPrintable(image.error().toString()));
        QCOMPARE(image->size(), QSize(300, 200));
        QCOMPARE(image->pixelColor(150, 100), QColor(Qt::blue));
        const Result<LoadedSource> unnamed = load(u"wms:"_s + server.address(u"/wms"_s));
        QVERIFY(!unnamed && unnamed.error().reason.contains(u"ortho"));
        const Result<LoadedSource> wrong = load(u"wms:"_s + server.address(u"/wms?layers=x');DROP"_s));
        QVERIFY(!wrong && wrong.error().reason.contains(u"has no layer"));
    }

    void wmsThatAnswersHtml()
    {
        const WebServer server([](const QUrl &) { return Answer{kHtml}; });
        const Result<LoadedSource> source = load(u"wms:"_s + server.address(u"/wms?layers=a"_s));
        QVERIFY(!source);
        QVERIFY2(source.error().reason.contains(u"text/html") && source.error().reason.contains(u"Please log in"),
                 qPrintable(source.error().reason));
    }

    void wmsWhosePicturesFail()
    {
        const WebServer server([](const QUrl &url) -> Answer {
            if (value(url, u"REQUEST"_s) == u"GetCapabilities")
                return {kWmsCapabilities, "text/xml"};
            const double west = value(url, u"BBOX"_s).split(u',').value(0).toDouble();
            const QSize size(value(url, u"WIDTH"_s).toInt(), value(url, u"HEIGHT"_s).toInt());
            if (west < toWorld({121.2, 0}).x() * kEquatorMetres - kEquatorMetres / 2)
                return {kHtml, "text/html", 500};
            if (west < toWorld({121.4, 0}).x() * kEquatorMetres - kEquatorMetres / 2)
                return {"<ServiceExceptionReport><ServiceException>no such thing</ServiceException></ServiceExceptionReport>",
                        "text/xml"};
            if (west < toWorld({121.6, 0}).x() * kEquatorMetres - kEquatorMetres / 2)
                return {{}, {}, 200, true};
            return {png(size, Qt::green), "image/png"};
        });
        const Result<LoadedSource> source = load(u"wms:"_s + server.address(u"/wms?layers=ortho"_s));
        QVERIFY(source && source->raster);
        const auto at = [&](double longitude) {
            return source->raster->render(QRectF(toWorld({longitude, 31.3}), toWorld({longitude + 0.05, 31.25})), {64, 64},
                                          10'000);
        };
        QVERIFY(!at(121.1));
        const Result<QImage> exception = at(121.3);
        QVERIFY(!exception && exception.error().reason.contains(u"no such thing"));
        QElapsedTimer since;
        since.start();
        QVERIFY(!at(121.5));
        QVERIFY2(since.elapsed() < 9000, qPrintable(QString::number(since.elapsed())));
        QVERIFY(at(121.7));
        QCOMPARE(source->raster->failed(), quint64(3));
        QCOMPARE(source->raster->rendered(), quint64(1));
        QVERIFY(!source->raster->lastProblem().isEmpty());
    }

    void serversThatNeverAnswer_data()
    {
        QTest::addColumn<QString>("prefix");
        for (const char *prefix : {"wms:", "wmts:", "wfs:", "oapif:", ""})
            QTest::newRow(*prefix ? prefix : "file") << QString::fromLatin1(prefix);
    }
    void serversThatNeverAnswer()
    {
        QFETCH(QString, prefix);
        const WebServer server([](const QUrl &) { return Answer{{}, {}, 200, true}; });
        QElapsedTimer since;
        since.start();
        const Result<LoadedSource> source = load(prefix + server.address(u"/a.geojson?layer=a"_s));
        QVERIFY(!source);
        QVERIFY(!source.error().reason.contains(u"did not end"));
        QVERIFY2(since.elapsed() < 15'000, qPrintable(QString::number(since.elapsed())));
    }

    void serversThatAnswerNonsense_data() { serversThatNeverAnswer_data(); }
    void serversThatAnswerNonsense()
    {
        QFETCH(QString, prefix);
        for (const Answer &answer :
             {Answer{kHtml}, Answer{QByteArray(2000, '\x01'), "application/octet-stream"}, Answer{"", "text/xml"},
              Answer{kHtml, "text/html", 503}, Answer{"{\"links\":[{}]}", "application/json"}}) {
            const WebServer server([&answer](const QUrl &) { return answer; });
            const Result<LoadedSource> source = load(prefix + server.address(u"/a.geojson?layer=a"_s));
            QVERIFY(!source);
            QVERIFY(source.error().reason.size() > 5);
        }
        const Result<LoadedSource> nobody = load(prefix + u"http://127.0.0.1:1/a.geojson?layer=a"_s);
        QVERIFY(!nobody);
    }

    void wmts()
    {
        QString base;
        const WebServer server([&base](const QUrl &url) -> Answer {
            if (url.path().endsWith(u".png"))
                return {png({256, 256}, Qt::cyan), "image/png"};
            return {wmtsCapabilities(base), "text/xml"};
        });
        base = server.address({});
        const Result<LoadedSource> source =
            load(u"wmts:"_s + server.address(u"/wmts?SERVICE=WMTS&REQUEST=GetCapabilities&layer=vec"_s));
        QVERIFY(source && source->raster);
        const Result<QImage> image = source->raster->render(QRectF(toWorld({100, 50}), toWorld({140, 20})), {200, 200});
        QVERIFY2(image, image ? "" : qPrintable(image.error().toString()));
        QCOMPARE(image->pixelColor(100, 100), QColor(Qt::cyan));
    }

    void ogcApiFeatures()
    {
        QString base;
        const WebServer server([&base](const QUrl &url) -> Answer {
            const QByteArray type = "application/geo+json";
            const QString collection = QString::fromUtf8(kCollection).arg(base);
            if (url.path().endsWith(u"/items")) {
                // Two pages.
                const bool second = !value(url, u"page"_s).isEmpty();
                QByteArray page = placesGeoJson();
                page.chop(1);
                page +=
                    second
                        ? QByteArray(",\"links\":[]}")
                        : (u",\"links\":[{\"rel\":\"next\",\"type\":\"application/geo+json\",\"href\":\"%1/collections/places/items?page=2\"}]}"_s
                               .arg(base))
                              .toUtf8();
                return {page, type};
            }
            if (url.path().endsWith(u"/collections"))
                return {(u"{\"collections\":[%1],\"links\":[]}"_s.arg(collection)).toUtf8(), "application/json"};
            if (url.path().endsWith(u"/collections/places"))
                return {collection.toUtf8(), "application/json"};
            return {
                (u"{\"title\":\"t\",\"links\":[{\"rel\":\"data\",\"type\":\"application/json\",\"href\":\"%1/collections\"},{\"rel\":\"conformance\",\"href\":\"%1/conformance\"}]}"_s
                     .arg(base))
                    .toUtf8(),
                "application/json"};
        });
        base = server.address({});
        for (const QString &address : QStringList{u"oapif:"_s + base, base + u"/collections/places/items"_s}) {
            const Result<LoadedSource> source = load(address);
            QVERIFY(source && source->layers.size() == 1);
            QCOMPARE(source->layers[0].table->size(), size_t(6));
            QCOMPARE(source->layers[0].table->column(u"名称"_s)->texts[0], u"人民广场"_s);
        }
    }

    void wfs()
    {
        const WebServer server([](const QUrl &url) -> Answer {
            const QString request = value(url, u"REQUEST"_s);
            if (request == u"GetCapabilities")
                return {kWfsCapabilities, "text/xml"};
            if (request == u"DescribeFeatureType")
                return {kWfsDescription, "text/xml"};
            // Latitude first, as the urn demands.
            return {kWfsFeatures, "text/xml"};
        });
        const Result<LoadedSource> source = load(u"wfs:"_s + server.address(u"/wfs?typename=app:pumps"_s));
        QVERIFY(source && source->layers.size() == 1);
        const FeatureTable &table = *source->layers[0].table;
        QCOMPARE(table.size(), size_t(2));
        QCOMPARE(table.column(u"title"_s)->texts[0], u"一号泵站"_s);
        QVERIFY(std::fabs(table.vertices[0] - 121.4737) < 1e-9 && std::fabs(table.vertices[1] - 31.2304) < 1e-9);
    }

    void aFileOfAServer()
    {
        const WebServer server([](const QUrl &) { return Answer{placesGeoJson(), "application/geo+json"}; });
        const Result<LoadedSource> source = load(server.address(u"/places.geojson"_s));
        QVERIFY(source && source->layers.size() == 1);
        QCOMPARE(source->layers[0].table->size(), size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestLayerServices)
#include "tst_layerservices.moc"
