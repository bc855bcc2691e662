// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/helper/raster/rasterreader.h"
#include "maps/geo/datum.h"
#include "maps/geo/mercator.h"

#include <cpl_http.h>
#include <cpl_minixml.h>
#include <cpl_string.h>

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <cmath>

namespace guancheng {

namespace {

constexpr int kMaxAnswer = 32 << 20;

struct Answer
{
    QByteArray body;
    QString type;
};

/** The first words of a text that is not what it should be, for a message. */
QString excerpt(const QByteArray &body)
{
    QString text = QString::fromUtf8(body.left(2000));
    static const QRegularExpression kTags(QStringLiteral("<(script|style)[^>]*>.*?</\\1>|<[^>]*>"),
                                          QRegularExpression::DotMatchesEverythingOption);
    return text.remove(kTags).simplified().left(120);
}

Result<Answer> fetch(const QString &url, int seconds)
{
    CPLStringList options;
    options.SetNameValue("TIMEOUT", QByteArray::number(seconds).constData());
    options.SetNameValue("CONNECTTIMEOUT", QByteArray::number(std::max(1, seconds / 2)).constData());
    options.SetNameValue("MAX_FILE_SIZE", QByteArray::number(kMaxAnswer).constData());
    takeMessages();
    const std::unique_ptr<CPLHTTPResult, decltype(&CPLHTTPDestroyResult)> result(
        CPLHTTPFetch(url.toUtf8().constData(), options.List()), CPLHTTPDestroyResult);
    if (!result)
        return Error{url, {}, QStringLiteral("the server cannot be asked")};
    if (result->pszErrBuf)
        return Error{url,
                     {},
                     QStringLiteral("the server does not answer as it should: %1")
                         .arg(QString::fromUtf8(result->pszErrBuf).simplified().left(200))};
    if (result->nDataLen <= 0)
        return Error{url, {}, QStringLiteral("the server's answer is empty")};
    return Answer{QByteArray(reinterpret_cast<const char *>(result->pabyData), result->nDataLen),
                  QString::fromUtf8(result->pszContentType)};
}

struct XmlFree
{
    void operator()(CPLXMLNode *node) const { CPLDestroyXMLNode(node); }
};
using Xml = std::unique_ptr<CPLXMLNode, XmlFree>;

Xml parseXml(const QByteArray &body)
{
    Xml xml(CPLParseXMLString(body.constData()));
    if (xml)
        CPLStripXMLNamespace(xml.get(), nullptr, TRUE);
    return xml;
}

QString valueOf(const CPLXMLNode *node, const char *path)
{
    return QString::fromUtf8(CPLGetXMLValue(node, path, ""));
}

/** A named layer of the capabilities, with what it has from those that hold it. */
struct WmsLayer
{
    QString name;
    QString title;
    QRectF bounds;
    QStringList systems;
    QString attribution;
};

void collectLayers(const CPLXMLNode *node, WmsLayer inherited, std::vector<WmsLayer> &into, int depth = 0)
{
    if (depth > 32 || into.size() > 5000)
        return;
    inherited.name = valueOf(node, "Name");
    inherited.title = valueOf(node, "Title");
    if (const QString owner = valueOf(node, "Attribution.Title"); !owner.isEmpty())
        inherited.attribution = owner;
    for (const CPLXMLNode *child = node->psChild; child; child = child->psNext) {
        const QLatin1StringView tag(child->pszValue);
        if (child->eType != CXT_Element)
            continue;
        if (tag == QLatin1String("CRS") || tag == QLatin1String("SRS"))
            inherited.systems << valueOf(child, nullptr).split(u' ', Qt::SkipEmptyParts);
        else if (tag == QLatin1String("EX_GeographicBoundingBox"))
            inherited.bounds = QRectF(
                QPointF(valueOf(child, "westBoundLongitude").toDouble(), valueOf(child, "southBoundLatitude").toDouble()),
                QPointF(valueOf(child, "eastBoundLongitude").toDouble(), valueOf(child, "northBoundLatitude").toDouble()));
        else if (tag == QLatin1String("LatLonBoundingBox"))
            inherited.bounds = QRectF(QPointF(valueOf(child, "minx").toDouble(), valueOf(child, "miny").toDouble()),
                                      QPointF(valueOf(child, "maxx").toDouble(), valueOf(child, "maxy").toDouble()));
    }
    if (!inherited.name.isEmpty())
        into.push_back(inherited);
    for (const CPLXMLNode *child = node->psChild; child; child = child->psNext)
        if (child->eType == CXT_Element && QLatin1StringView(child->pszValue) == QLatin1String("Layer"))
            collectLayers(child, inherited, into, depth + 1);
}

class Wms final : public RasterReader
{
public:
    explicit Wms(const OpenRequest &request) : m_request(request) {}

    Status open()
    {
        const Result<DatumSpec> datum = parseDatum(m_request.datum);
        if (!datum)
            return datum.error();
        m_shift = datum->shift;
        const Result<Answer> answer = fetch(url({{QStringLiteral("SERVICE"), QStringLiteral("WMS")},
                                                 {QStringLiteral("REQUEST"), QStringLiteral("GetCapabilities")}}),
                                            m_request.networkSeconds);
        if (!answer)
            return answer.error();
        const Xml xml = parseXml(answer->body);
        CPLXMLNode *root = xml ? CPLGetXMLNode(xml.get(), "=WMS_Capabilities") : nullptr;
        if (!root && xml)
            root = CPLGetXMLNode(xml.get(), "=WMT_MS_Capabilities");
        if (!root)
            return fail(QStringLiteral("the server answers with %1 instead of the capabilities of a WMS: '%2'")
                            .arg(answer->type.isEmpty() ? QStringLiteral("something") : answer->type, excerpt(answer->body)));
        m_version =
            valueOf(root, "version").startsWith(QLatin1String("1.3")) ? QStringLiteral("1.3.0") : QStringLiteral("1.1.1");
        m_title = valueOf(root, "Service.Title");
        return choose(root);
    }

    Description describe() const override { return {m_title, m_attribution, m_bounds, 0}; }

    Result<QImage> render(const QRectF &world, QSize size) override
    {
        const Result<Answer> answer = fetch(mapUrl(shifted(world), size), m_request.networkSeconds);
        if (!answer)
            return answer.error();
        QImage image = decodeImage(answer->body);
        if (image.isNull())
            return fail(QStringLiteral("the server answers with %1 instead of a picture: '%2'")
                            .arg(answer->type.isEmpty() ? QStringLiteral("something") : answer->type, excerpt(answer->body)));
        if (image.size() != size)
            image = image.scaled(size).convertToFormat(QImage::Format_ARGB32);
        return m_isMercator ? image : toMercator(image, world);
    }

private:
    Error fail(const QString &reason) const { return Error{m_request.address, {}, reason}; }

    QString url(const QList<std::pair<QString, QString>> &items) const
    {
        QUrl address(m_request.address);
        QUrlQuery query(address);
        for (const auto &[key, value] : items) {
            const auto present = query.queryItems();
            for (const auto &[other, unused] : present)
                if (other.compare(key, Qt::CaseInsensitive) == 0)
                    query.removeAllQueryItems(other);
            // Empty, not null: servers want 'STYLES='.
            query.addQueryItem(key,
                               value.isEmpty() ? QStringLiteral("") : QString::fromUtf8(QUrl::toPercentEncoding(value, "/:,")));
        }
        address.setQuery(query);
        return address.toString(QUrl::FullyEncoded);
    }

    Status choose(CPLXMLNode *root)
    {
        std::vector<WmsLayer> layers;
        if (const CPLXMLNode *top = CPLGetXMLNode(root, "Capability.Layer"))
            collectLayers(top, {}, layers);
        if (layers.empty())
            return fail(QStringLiteral("the WMS offers no layers"));
        QStringList names;
        for (const WmsLayer &layer : layers)
            names << layer.name;
        m_layers = m_request.layer;
        if (m_layers.isEmpty() && layers.size() > 1)
            return fail(
                QStringLiteral("the WMS has several layers, name one: %1").arg(names.mid(0, 20).join(QStringLiteral(", "))));
        if (m_layers.isEmpty())
            m_layers = names.constFirst();
        const QString first = m_layers.section(u',', 0, 0);
        const auto found =
            std::find_if(layers.begin(), layers.end(), [&first](const WmsLayer &layer) { return layer.name == first; });
        if (found == layers.end())
            return fail(QStringLiteral("the WMS has no layer '%1'; it has: %2")
                            .arg(first, names.mid(0, 20).join(QStringLiteral(", "))));
        m_bounds = found->bounds;
        m_attribution = found->attribution;
        if (!found->title.isEmpty())
            m_title = found->title;
        m_isMercator = found->systems.contains(QLatin1String("EPSG:3857")) || found->systems.isEmpty();
        return ok();
    }

    QRectF shifted(const QRectF &world) const
    {
        if (m_shift == DatumSpec::Shift::None)
            return world;
        const GeoPoint centre = toGeo(world.center());
        const GeoPoint there = m_shift == DatumSpec::Shift::Gcj02 ? gcj02FromWgs84(centre) : bd09FromWgs84(centre);
        return world.translated(toWorld(there) - world.center());
    }

    QString mapUrl(const QRectF &world, QSize size) const
    {
        const bool is13 = m_version == QLatin1String("1.3.0");
        QString box;
        const auto join = [](double a, double b, double c, double d) {
            return QStringLiteral("%1,%2,%3,%4").arg(a, 0, 'f', 8).arg(b, 0, 'f', 8).arg(c, 0, 'f', 8).arg(d, 0, 'f', 8);
        };
        if (m_isMercator) {
            const auto metres = [](double value) { return value * kEquatorMetres; };
            box = join(metres(world.left() - 0.5), metres(0.5 - world.bottom()), metres(world.right() - 0.5),
                       metres(0.5 - world.top()));
        } else {
            const GeoPoint southWest = toGeo(world.bottomLeft());
            const GeoPoint northEast = toGeo(world.topRight());
            // In 1.3.0 the axes of EPSG:4326 are latitude, longitude.
            box = is13 ? join(southWest.latitude, southWest.longitude, northEast.latitude, northEast.longitude)
                       : join(southWest.longitude, southWest.latitude, northEast.longitude, northEast.latitude);
        }
        return url(
            {{QStringLiteral("SERVICE"), QStringLiteral("WMS")},
             {QStringLiteral("VERSION"), m_version},
             {QStringLiteral("REQUEST"), QStringLiteral("GetMap")},
             {QStringLiteral("LAYERS"), m_layers},
             {QStringLiteral("STYLES"), QString()},
             {is13 ? QStringLiteral("CRS") : QStringLiteral("SRS"),
              m_isMercator ? QStringLiteral("EPSG:3857") : QStringLiteral("EPSG:4326")},
             {QStringLiteral("BBOX"), box},
             {QStringLiteral("WIDTH"), QString::number(size.width())},
             {QStringLiteral("HEIGHT"), QString::number(size.height())},
             {QStringLiteral("FORMAT"), QStringLiteral("image/png")},
             {QStringLiteral("TRANSPARENT"), QStringLiteral("TRUE")},
             {QStringLiteral("EXCEPTIONS"), is13 ? QStringLiteral("XML") : QStringLiteral("application/vnd.ogc.se_xml")}});
    }

    /** Rows at even steps of latitude to rows at even steps of mercator. */
    static QImage toMercator(const QImage &plain, const QRectF &world)
    {
        QImage image(plain.size(), QImage::Format_ARGB32);
        const double north = toGeo(world.topLeft()).latitude;
        const double south = toGeo(world.bottomLeft()).latitude;
        for (int y = 0; y < image.height(); ++y) {
            const double latitude = toGeo({world.left(), world.top() + (y + 0.5) / image.height() * world.height()}).latitude;
            const int from =
                std::clamp(static_cast<int>((north - latitude) / (north - south) * image.height()), 0, image.height() - 1);
            std::copy_n(plain.constScanLine(from), image.bytesPerLine(), image.scanLine(y));
        }
        return image;
    }

    OpenRequest m_request;
    DatumSpec::Shift m_shift = DatumSpec::Shift::None;
    QString m_version;
    QString m_layers;
    QString m_title;
    QString m_attribution;
    QRectF m_bounds;
    bool m_isMercator = true;
};

} // namespace

Result<std::unique_ptr<RasterReader>> makeWms(const OpenRequest &request)
{
    auto wms = std::make_unique<Wms>(request);
    if (const Status opened = wms->open(); !opened)
        return opened.error();
    return std::unique_ptr<RasterReader>(std::move(wms));
}

} // namespace guancheng
