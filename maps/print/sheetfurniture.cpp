// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/print/sheetfurniture.h"

#include "maps/geo/mercator.h"
#include "maps/print/mapsheet.h"
#include "maps/print/scalebar.h"
#include "maps/style/symbolset.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QTimeZone>

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

const QColor kInk(0x14, 0x1c, 0x22);
const QColor kSecond(0x45, 0x52, 0x5c);
const QColor kLine(0x9a, 0xa6, 0xae);
constexpr double kUnitMetres = 0.0254 / 96;

class Furniture
{
public:
    Furniture(QPainter &painter, const SheetOrder &order, const Viewport &view, const QRectF &frame, const QRectF &page)
        : m_painter(painter)
        , m_order(order)
        , m_view(view)
        , m_frame(frame)
        , m_page(page)
    {
    }

    void paint()
    {
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(kInk, 0.8));
        m_painter.drawRect(m_frame);
        paintHead();
        paintNorth();
        const double right = paintScale();
        paintFacts(right);
        paintLegend(right - 24);
    }

private:
    QString word(const QString &zh, const QString &en) const { return m_order.chinese || en.isEmpty() ? zh : en; }
    void font(int size, bool bold = false)
    {
        QFont font(m_order.snapshot.style->font);
        font.setPixelSize(size);
        font.setBold(bold);
        m_painter.setFont(font);
    }
    double text(QPointF at, const QString &text, const QColor &colour)
    {
        m_painter.setPen(colour);
        m_painter.drawText(at, text);
        return m_painter.fontMetrics().horizontalAdvance(text);
    }
    void textRight(const QRectF &box, const QString &text, const QColor &colour)
    {
        m_painter.setPen(colour);
        m_painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }

    void paintHead()
    {
        font(26, true);
        const double width = text({m_page.left(), m_page.top() + 30}, m_order.title, kInk);
        if (!m_order.mode.isEmpty()) {
            font(13, true);
            const QSizeF size(m_painter.fontMetrics().horizontalAdvance(m_order.mode) + 16.0, 24);
            const QRectF box(QPointF(m_page.left() + width + 18, m_page.top() + 9), size);
            m_painter.setPen(QPen(kInk, 1));
            m_painter.drawRect(box);
            m_painter.drawText(box, Qt::AlignCenter, m_order.mode);
        }
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(m_order.time, QTimeZone(m_order.zoneOffsetSeconds));
        font(15);
        textRight({m_page.left(), m_page.top() + 8, m_page.width(), 28}, time.toString(u"yyyy-MM-dd HH:mm:ss  t"_s), kInk);
    }

    void paintNorth()
    {
        // Web mercator: north is up everywhere.
        const QPointF at(m_frame.right() - 30, m_frame.top() + 42);
        QPainterPath arrow(at + QPointF(0, -26));
        arrow.lineTo(at + QPointF(10, 10));
        arrow.lineTo(at + QPointF(0, 3));
        arrow.lineTo(at + QPointF(-10, 10));
        arrow.closeSubpath();
        m_painter.setPen(QPen(Qt::white, 1.2));
        m_painter.setBrush(kInk);
        m_painter.drawPath(arrow);
        m_painter.setBrush(Qt::NoBrush);
        font(13, true);
        const QString letter = word(u"北"_s, u"N"_s);
        QPainterPath path;
        path.addText(at + QPointF(-m_painter.fontMetrics().horizontalAdvance(letter) / 2.0, 26), m_painter.font(), letter);
        m_painter.strokePath(path, QPen(kInk, 3));
        m_painter.setPen(Qt::white);
        m_painter.drawText(at + QPointF(-m_painter.fontMetrics().horizontalAdvance(letter) / 2.0, 26), letter);
    }

    /** The left edge of what stands at the right. */
    double paintScale()
    {
        const ScaleBar bar = scaleBarFor(m_view, 260);
        const QPointF end(m_page.right(), m_frame.bottom() + 24);
        const QRectF box(end - QPointF(bar.pixels, 0), QSizeF(bar.pixels, 6));
        m_painter.setPen(QPen(kInk, 0.8));
        m_painter.drawRect(box);
        for (const int part : {0, 2})
            m_painter.fillRect(QRectF(box.left() + part * box.width() / 4, box.top(), box.width() / 4, box.height()), kInk);
        font(12);
        text({box.left(), box.bottom() + 16}, u"0"_s, kInk);
        textRight({box.left(), box.bottom() + 2, box.width(), 18}, bar.text(), kInk);
        const double metresPerUnit = bar.metres / bar.pixels;
        const double denominator = metresPerUnit / kUnitMetres;
        const double step = std::pow(10, std::floor(std::log10(denominator)) - 1);
        font(12);
        textRight({m_page.right() - 300, box.bottom() + 22, 300, 18},
                  word(u"A3 比例尺约 1 : %1"_s, u"about 1 : %1 on A3"_s)
                      .arg(QLocale::c().toString(qint64(std::round(denominator / step) * step))),
                  kSecond);
        return m_page.right() - 300;
    }

    void paintFacts(double left)
    {
        font(12);
        const GeoPoint centre = toGeo(m_view.centre);
        const QString middle = u"%1°%2 %3°%4"_s.arg(std::abs(centre.longitude), 0, 'f', 5)
                                   .arg(QChar(centre.longitude < 0 ? u'W' : u'E'))
                                   .arg(std::abs(centre.latitude), 0, 'f', 5)
                                   .arg(QChar(centre.latitude < 0 ? u'S' : u'N'));
        const double y = m_frame.bottom() + 70;
        textRight({left - 400, y, m_page.right() - left + 400, 18},
                  word(u"坐标系 WGS-84（EPSG:4326），投影 Web Mercator（EPSG:3857），中心 %1"_s,
                       u"Datum WGS-84 (EPSG:4326), projection Web Mercator (EPSG:3857), centre %1"_s)
                      .arg(middle),
                  kSecond);
        font(11);
        const QString sources = word(u"数据："_s, u"Data: "_s) + m_order.attributions.join(u" · "_s);
        m_painter.setPen(kSecond);
        m_painter.drawText(QRectF(m_page.left(), y + 20, m_page.width(), 28), Qt::AlignLeft | Qt::TextWordWrap, sources);
    }

    double sign(QPointF at, const LegendEntry &entry)
    {
        const QColor outline = entry.outline.isValid() ? entry.outline : kLine;
        switch (entry.symbol) {
        case LegendEntry::Symbol::Line:
            m_painter.setPen(QPen(entry.colour, std::clamp(entry.size, 1.5, 6.0)));
            m_painter.drawLine(at + QPointF(0, 0), at + QPointF(18, 0));
            break;
        case LegendEntry::Symbol::Area:
            m_painter.setPen(QPen(outline, 0.8));
            m_painter.setBrush(entry.colour);
            m_painter.drawRect(QRectF(at + QPointF(0, -6), QSizeF(18, 12)));
            break;
        case LegendEntry::Symbol::Point:
            m_painter.setPen(QPen(outline, 0.8));
            m_painter.setBrush(entry.colour);
            m_painter.drawEllipse(at + QPointF(9, 0), std::clamp(entry.size / 2, 2.5, 6.0),
                                  std::clamp(entry.size / 2, 2.5, 6.0));
            break;
        case LegendEntry::Symbol::Ramp:
            for (qsizetype i = 0; i < entry.ramp.size(); ++i)
                m_painter.fillRect(QRectF(at + QPointF(18.0 * double(i) / double(entry.ramp.size()), -6),
                                          QSizeF(18.0 / double(entry.ramp.size()) + 0.3, 12)),
                                   entry.ramp[i]);
            break;
        case LegendEntry::Symbol::Text: break;
        }
        m_painter.setBrush(Qt::NoBrush);
        return 24;
    }

    QList<LegendEntry> entries() const
    {
        const MapSnapshot &map = m_order.snapshot;
        const auto entry = [](const QString &zh, const QString &en, LegendEntry::Symbol symbol, const QColor &colour,
                              double size, qint64 count) {
            LegendEntry result;
            result.nameZh = zh;
            result.nameEn = en;
            result.symbol = symbol;
            result.colour = colour;
            result.size = size;
            result.count = count;
            return result;
        };
        QList<LegendEntry> list;
        for (const LineStyle &line : map.style->lines) {
            if (line.kind == "metro"_L1)
                list << entry(u"轨道交通"_s, u"Metro"_s, LegendEntry::Symbol::Line, line.colour, 2.5, -1);
            else if (line.kind == "elevated"_L1)
                list << entry(u"快速路"_s, u"Expressways"_s, LegendEntry::Symbol::Line, line.colour, 4, -1);
            else if (line.kind == "river"_L1)
                list << entry(u"水系"_s, u"Water"_s, LegendEntry::Symbol::Line, line.colour, 5, -1);
        }
        if (map.points && map.points->size() > 0)
            list << entry(u"设备"_s, u"Devices"_s, LegendEntry::Symbol::Point, map.style->deviceCalm, 5,
                          qint64(map.points->size()));
        if (!map.units->empty())
            list << entry(u"移动力量"_s, u"Mobile units"_s, LegendEntry::Symbol::Point, map.style->unitAvailable, 6,
                          qint64(map.units->size()));
        const std::array<std::pair<QString, QString>, 5> names{{{},
                                                                {u"IV 级"_s, u"Level IV"_s},
                                                                {u"III 级"_s, u"Level III"_s},
                                                                {u"II 级"_s, u"Level II"_s},
                                                                {u"I 级"_s, u"Level I"_s}}};
        for (int level = static_cast<int>(Level::Critical); level > 0; --level) {
            const auto count = std::ranges::count(*map.marks, Level(level), &MapMark::level);
            if (count > 0)
                list << entry(names[size_t(level)].first, names[size_t(level)].second, LegendEntry::Symbol::Point,
                              map.style->level(Level(level)), 11, count);
        }
        return list + m_order.legend;
    }

    void paintLegend(double right)
    {
        font(12);
        QPointF at(m_page.left(), m_frame.bottom() + 24);
        const double bottom = m_frame.bottom() + 74;
        const QList<LegendEntry> list = entries();
        for (const LegendEntry &entry : list) {
            QString name = word(entry.nameZh, entry.nameEn);
            if (entry.count >= 0)
                name += u"  "_s + QLocale::c().toString(entry.count);
            const double width = 24 + m_painter.fontMetrics().horizontalAdvance(name) + 20;
            if (at.x() + width > right) {
                at = {m_page.left(), at.y() + 20};
                if (at.y() > bottom)
                    return; // a legend longer than the sheet has room for is cut, the map is not
            }
            sign(at, entry);
            text(at + QPointF(24, 4), name, kInk);
            at.rx() += width;
        }
    }

    QPainter &m_painter;
    const SheetOrder &m_order;
    Viewport m_view;
    QRectF m_frame;
    QRectF m_page;
};

} // namespace

void paintSheetFurniture(QPainter &painter, const SheetOrder &order, const Viewport &view, const QRectF &frame,
                         const QRectF &page)
{
    Furniture(painter, order, view, frame, page).paint();
}

} // namespace guancheng
