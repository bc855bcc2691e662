// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/viewlink.h"

#include "maps/geo/viewport.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>
#include <QStringList>
#include <QTimeZone>
#include <QUrl>

#include <cctype>
#include <optional>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

const QString &prefix()
{
    static const QString kPrefix = u"guancheng://view?"_s;
    return kPrefix;
}

Error refusal(const QString &key, const QString &reason)
{
    return {u"link"_s, key, reason};
}

/** Percent encoding of all but what an id usually has. */
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, "/"));
}

/** Nothing when the escapes are broken, or say bytes that are no UTF-8, or a control character. */
std::optional<QString> decoded(const QString &text)
{
    const QByteArray raw = text.toUtf8();
    const auto isHex = [&raw](qsizetype at) { return at < raw.size() && std::isxdigit(static_cast<unsigned char>(raw[at])); };
    for (qsizetype i = 0; i < raw.size(); ++i) {
        if (raw[i] == '%' && (!isHex(i + 1) || !isHex(i + 2)))
            return std::nullopt;
    }
    const QByteArray bytes = QByteArray::fromPercentEncoding(raw);
    const QString result = QString::fromUtf8(bytes);
    if (result.toUtf8() != bytes)
        return std::nullopt;
    for (const QChar c : result) {
        if (c.category() == QChar::Other_Control)
            return std::nullopt;
    }
    return result;
}

std::optional<double> numberIn(const QString &text, double least, double most)
{
    // C locale; no 'inf', no hexadecimal, no blanks.
    for (const QChar c : text) {
        if (!(c >= u'0' && c <= u'9') && c != u'.' && c != u'-' && c != u'e' && c != u'+')
            return std::nullopt;
    }
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !(value >= least && value <= most))
        return std::nullopt;
    return value;
}

QString numberText(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    while (text.contains(u'.') && (text.endsWith(u'0') || text.endsWith(u'.')))
        text.chop(1);
    return text == "-0"_L1 ? u"0"_s : text;
}

std::optional<LayerChoice> layerOf(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (parts.size() < 2 || parts.size() > 3 || (parts[1] != "0"_L1 && parts[1] != "1"_L1))
        return std::nullopt;
    LayerChoice layer;
    const auto id = decoded(parts[0]);
    if (!id || id->isEmpty())
        return std::nullopt;
    layer.id = *id;
    layer.visible = parts[1] == "1"_L1;
    if (parts.size() == 3) {
        const auto opacity = numberIn(parts[2], 0, 1);
        if (!opacity)
            return std::nullopt;
        layer.opacity = *opacity;
    }
    return layer;
}

std::optional<Error> takeLayers(const QString &text, ViewLink &link)
{
    const QStringList parts = text.split(u',');
    if (parts.size() > ViewLink::kMaxLayers)
        return refusal(u"layers"_s, u"has more than %1 layers"_s.arg(ViewLink::kMaxLayers));
    for (const QString &part : parts) {
        const auto layer = layerOf(part);
        if (!layer)
            return refusal(u"layers"_s, u"wants id:0 or id:1[:opacity], not '%1'"_s.arg(part.left(60)));
        for (const LayerChoice &other : std::as_const(link.layers)) {
            if (other.id == layer->id)
                return refusal(u"layers"_s, u"names '%1' twice"_s.arg(layer->id.left(60)));
        }
        link.layers.append(*layer);
    }
    return std::nullopt;
}

std::optional<Error> takeSelection(const QString &text, ViewLink &link)
{
    static const QStringList kKinds{u"incident"_s, u"alarm"_s, u"unit"_s, u"device"_s, u"indicator"_s};
    const qsizetype colon = text.indexOf(u':');
    const auto id = decoded(text.mid(colon + 1));
    link.kind = text.left(colon);
    if (colon < 0 || !kKinds.contains(link.kind) || !id || id->isEmpty())
        return refusal(u"sel"_s, u"wants kind:id, not '%1'"_s.arg(text.left(60)));
    link.id = *id;
    return std::nullopt;
}

std::optional<Error> takeTime(const QString &text, ViewLink &link)
{
    const auto plain = decoded(text);
    const QDateTime time = plain ? QDateTime::fromString(*plain, Qt::ISODateWithMs) : QDateTime();
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime || time.toMSecsSinceEpoch() <= 0)
        return refusal(u"time"_s, u"wants ISO 8601 with its zone, not '%1'"_s.arg(text.left(60)));
    link.time = time.toMSecsSinceEpoch();
    return std::nullopt;
}

std::optional<Error> take(const QString &key, const QString &value, ViewLink &link)
{
    const auto number = [&](double least, double most, double &into) -> std::optional<Error> {
        const auto read = numberIn(value, least, most);
        if (!read)
            return refusal(key, u"wants a number from %1 to %2, not '%3'"_s.arg(least).arg(most).arg(value.left(60)));
        into = *read;
        return std::nullopt;
    };
    if (key == "lat"_L1)
        return number(-85, 85, link.centre.latitude);
    if (key == "lon"_L1)
        return number(-180, 180, link.centre.longitude);
    if (key == "zoom"_L1)
        return number(Viewport::kMinZoom, Viewport::kMaxZoom, link.zoom);
    if (key == "layers"_L1)
        return takeLayers(value, link);
    if (key == "sel"_L1)
        return takeSelection(value, link);
    if (key == "time"_L1)
        return takeTime(value, link);
    if (key == "mode"_L1) {
        if (value != "ordinary"_L1 && value != "emergency"_L1 && value != "exercise"_L1)
            return refusal(key, u"wants ordinary, emergency or exercise, not '%1'"_s.arg(value.left(60)));
        link.mode = value;
        return std::nullopt;
    }
    return refusal(key.left(60), u"is not known"_s);
}

} // namespace

QString ViewLink::toString() const
{
    QString text = prefix() % u"lat=" % numberText(centre.latitude, 7) % u"&lon=" % numberText(centre.longitude, 7) %
                   u"&zoom=" % numberText(zoom, 4);
    QStringList entries;
    for (const LayerChoice &layer : layers) {
        QString entry = encoded(layer.id) % u':' % (layer.visible ? u'1' : u'0');
        if (layer.opacity < 1)
            entry += u':' % numberText(layer.opacity, 3);
        entries.append(entry);
    }
    if (!entries.isEmpty())
        text += u"&layers=" % entries.join(u',');
    if (!mode.isEmpty())
        text += u"&mode=" % mode;
    if (!kind.isEmpty())
        text += u"&sel=" % kind % u':' % encoded(id);
    if (time > 0)
        text += u"&time=" % QDateTime::fromMSecsSinceEpoch(time, QTimeZone::UTC).toString(Qt::ISODateWithMs);
    return text;
}

Result<ViewLink> ViewLink::parse(const QString &text)
{
    if (text.size() > kMaxLength)
        return refusal({}, u"is longer than %1 characters"_s.arg(kMaxLength));
    // A desktop may write the empty path of an address as '/'.
    const QString &wanted = prefix();
    QString query;
    if (text.startsWith(wanted))
        query = text.mid(wanted.size());
    else if (text.startsWith("guancheng://view/?"_L1))
        query = text.mid(wanted.size() + 1);
    else
        return refusal({}, u"does not begin with '%1'"_s.arg(wanted));
    ViewLink link;
    QStringList seen;
    const QStringList pairs = query.split(u'&');
    for (const QString &pair : pairs) {
        const qsizetype equals = pair.indexOf(u'=');
        const QString key = pair.left(equals);
        if (equals < 1)
            return refusal(pair.left(60), u"wants key=value"_s);
        if (seen.contains(key))
            return refusal(key.left(60), u"is there twice"_s);
        seen.append(key);
        if (const auto problem = take(key, pair.mid(equals + 1), link))
            return *problem;
    }
    for (const QLatin1StringView key : {"lat"_L1, "lon"_L1, "zoom"_L1}) {
        if (!seen.contains(key))
            return refusal(key, u"is missing"_s);
    }
    return link;
}

} // namespace guancheng
