// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/tiles/wmtscapabilities.h"

#include <QHash>
#include <QUrlQuery>
#include <QXmlStreamReader>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr qsizetype kMaxBytes = 16 * 1024 * 1024;

struct Layer
{
    QString id;
    QString title;
    QString style;
    QStringList sets;
    QStringList formats;
    QString resource; ///< template of a picture
};

struct MatrixSet
{
    QString crs;
    QHash<int, QString> names; ///< by zoom
};

QString best(const QStringList &formats)
{
    for (const QString &wanted : {u"image/png"_s, u"image/jpeg"_s, u"image/webp"_s}) {
        if (formats.contains(wanted))
            return wanted;
    }
    return {};
}

/** The zoom of a matrix of web mercator by its scale denominator (of pixels of 0.28 mm); -1 when it is none. */
int zoomOf(double denominator)
{
    constexpr double kZoomZero = 559082264.0287178;
    if (!(denominator > 0))
        return -1;
    const double zoom = std::log2(kZoomZero / denominator);
    return std::abs(zoom - std::round(zoom)) < 0.01 && zoom > -0.5 && zoom < 24.5 ? static_cast<int>(std::lround(zoom)) : -1;
}

class Reader
{
public:
    explicit Reader(const QByteArray &xml) : m_xml(xml) { m_xml.setEntityExpansionLimit(0); }

    std::vector<Layer> layers;
    QHash<QString, MatrixSet> sets;

    QString read()
    {
        QStringList path;
        while (!m_xml.atEnd()) {
            m_xml.readNext();
            if (m_xml.isDTD())
                return u"has a document type, which may be a bomb"_s;
            if (m_xml.isStartElement()) {
                path.append(m_xml.name().toString());
                if (path.size() > 40)
                    return u"is nested too deep"_s;
                start(path);
            } else if (m_xml.isEndElement()) {
                if (!m_text.isEmpty())
                    text(path);
                m_text.clear();
                path.removeLast();
            } else if (m_xml.isCharacters()) {
                m_text += m_xml.text().toString().trimmed().left(1000);
            }
        }
        return m_xml.hasError() ? u"is no capabilities document: "_s + m_xml.errorString() : QString();
    }

private:
    void start(const QStringList &path)
    {
        m_text.clear();
        const QString &name = path.constLast();
        const QString parent = path.size() > 1 ? path[path.size() - 2] : QString();
        if (name == "Layer"_L1 && parent == "Contents"_L1)
            layers.emplace_back();
        else if (name == "ResourceURL"_L1 && !layers.empty() && layers.back().resource.isEmpty() &&
                 m_xml.attributes().value("resourceType"_L1) == "tile"_L1 &&
                 m_xml.attributes().value("format"_L1).startsWith("image/"_L1))
            layers.back().resource = m_xml.attributes().value("template"_L1).toString();
        else if (name == "Style"_L1)
            m_styleIsDefault = m_xml.attributes().value("isDefault"_L1) == "true"_L1;
        else if (name == "TileMatrix"_L1 && parent == "TileMatrixSet"_L1)
            m_matrix.clear();
    }
    void text(const QStringList &path)
    {
        const QString &name = path.constLast();
        const QString parent = path.size() > 1 ? path[path.size() - 2] : QString();
        if (!layers.empty() && parent == "Layer"_L1) {
            Layer &layer = layers.back();
            if (name == "Identifier"_L1)
                layer.id = m_text;
            else if (name == "Title"_L1)
                layer.title = m_text;
            else if (name == "Format"_L1)
                layer.formats.append(m_text);
        } else if (!layers.empty() && parent == "Style"_L1 && name == "Identifier"_L1) {
            if (layers.back().style.isEmpty() || m_styleIsDefault)
                layers.back().style = m_text;
        } else if (!layers.empty() && parent == "TileMatrixSetLink"_L1 && name == "TileMatrixSet"_L1) {
            layers.back().sets.append(m_text);
        } else if (parent == "TileMatrixSet"_L1 && name == "Identifier"_L1) {
            m_set = m_text;
        } else if (parent == "TileMatrixSet"_L1 && name == "SupportedCRS"_L1) {
            sets[m_set].crs = m_text;
        } else if (parent == "TileMatrix"_L1 && name == "Identifier"_L1) {
            m_matrix = m_text;
        } else if (parent == "TileMatrix"_L1 && name == "ScaleDenominator"_L1) {
            if (const int zoom = zoomOf(m_text.toDouble()); zoom >= 0)
                sets[m_set].names.insert(zoom, m_matrix);
        }
    }

    QXmlStreamReader m_xml;
    QString m_text;
    QString m_set;
    QString m_matrix;
    bool m_styleIsDefault = false;
};

bool isMercator(const QString &crs)
{
    return crs.endsWith("3857"_L1) || crs.endsWith("900913"_L1) || crs.contains("GoogleMapsCompatible"_L1);
}

QString kvpTemplate(const QString &url, const Layer &layer, const QString &set)
{
    QUrl address(url);
    const auto encoded = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    QStringList query;
    // What the address brings along (such as a key) stays, but not its own request.
    const auto pairs = QUrlQuery(address).queryItems(QUrl::FullyEncoded);
    for (const auto &[key, value] : pairs) {
        const QString lower = key.toLower();
        if (lower != "service"_L1 && lower != "request"_L1 && lower != "version"_L1)
            query.append(key + u'=' + value);
    }
    query << u"SERVICE=WMTS"_s << u"REQUEST=GetTile"_s << u"VERSION=1.0.0"_s << u"LAYER="_s + encoded(layer.id)
          << u"STYLE="_s + encoded(layer.style) << u"TILEMATRIXSET="_s + encoded(set)
          << u"FORMAT="_s + encoded(best(layer.formats)) << u"TILEMATRIX={z}&TILECOL={x}&TILEROW={y}"_s;
    address.setQuery(QString());
    return address.toString(QUrl::FullyEncoded) + (address.toString().endsWith(u'?') ? u""_s : u"?"_s) + query.join(u'&');
}

} // namespace

Result<WmtsOffer> readWmtsCapabilities(const QByteArray &xml, const QString &url, const QString &layerId)
{
    if (xml.size() > kMaxBytes)
        return Error{shownUrl(url), {}, u"the capabilities are larger than %1 bytes"_s.arg(kMaxBytes)};
    Reader reader(xml);
    if (const QString problem = reader.read(); !problem.isEmpty())
        return Error{shownUrl(url), {}, problem};
    for (const Layer &layer : reader.layers) {
        if ((!layerId.isEmpty() && layer.id != layerId) || best(layer.formats).isEmpty())
            continue;
        for (const QString &set : layer.sets) {
            const MatrixSet matrices = reader.sets.value(set);
            if (!isMercator(matrices.crs) || matrices.names.isEmpty())
                continue;
            QString text = layer.resource;
            text.replace(u"{TileMatrixSet}"_s, set, Qt::CaseInsensitive)
                .replace(u"{Style}"_s, layer.style, Qt::CaseInsensitive);
            auto tiles = TileTemplate::parse(text.isEmpty() ? kvpTemplate(url, layer, set) : text);
            if (!tiles)
                return tiles.error();
            const QList<int> zooms = matrices.names.keys();
            tiles->minZoom = *std::ranges::min_element(zooms);
            tiles->maxZoom = *std::ranges::max_element(zooms);
            for (int zoom = 0; zoom <= tiles->maxZoom; ++zoom)
                tiles->matrices.append(matrices.names.value(zoom, QString::number(zoom)));
            return WmtsOffer{*tiles, layer.title};
        }
    }
    return Error{shownUrl(url),
                 {},
                 layerId.isEmpty() ? u"offers no pictures in web mercator"_s
                                   : u"offers no layer '%1' with pictures in web mercator"_s.arg(layerId)};
}

} // namespace guancheng
