// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/scenepainter.h"

#include "datasources/simulator/nature/random.h"

#include <QPainter>
#include <QPainterPath>

#include <array>

namespace guancheng {
namespace {

/** Letters of five columns, a bit a row from the top: enough to say SIMULATED where no font can be had. */
struct Letter
{
    char letter;
    std::array<quint8, 5> columns;
};
constexpr Letter kLetters[] = {
    {'S', {0x46, 0x49, 0x49, 0x49, 0x31}}, {'I', {0x00, 0x41, 0x7f, 0x41, 0x00}}, {'M', {0x7f, 0x02, 0x0c, 0x02, 0x7f}},
    {'U', {0x3f, 0x40, 0x40, 0x40, 0x3f}}, {'L', {0x7f, 0x40, 0x40, 0x40, 0x40}}, {'A', {0x7e, 0x11, 0x11, 0x11, 0x7e}},
    {'T', {0x01, 0x01, 0x7f, 0x01, 0x01}}, {'E', {0x7f, 0x49, 0x49, 0x49, 0x41}}, {'D', {0x7f, 0x41, 0x41, 0x22, 0x1c}}};

void drawLetters(QPainter &painter, const char *text, int x, int y, int pixel)
{
    for (; *text; ++text, x += 6 * pixel)
        for (const Letter &entry : kLetters)
            if (entry.letter == *text)
                for (int column = 0; column < 5; ++column)
                    for (int row = 0; row < 7; ++row)
                        if (entry.columns[static_cast<size_t>(column)] & (1 << row))
                            painter.fillRect(x + column * pixel, y + row * pixel, pixel, pixel, QColor(0xff, 0xff, 0xff));
}

} // namespace

ScenePainter::ScenePainter(QPainter &painter, QSize size, quint64 variant)
    : m_painter(painter)
    , m_size(size)
    , m_variant(variant)
{
}

double ScenePainter::draw(double low, double high)
{
    return low + (high - low) * sim::unit64(sim::mix64(m_variant, ++m_draws));
}

void ScenePainter::paint(const QString &scene, bool after)
{
    m_painter.setPen(Qt::NoPen);
    street();
    if (scene == QLatin1String("fire-lane"))
        lane();
    if (!after)
        matter(scene);
}

void ScenePainter::street()
{
    const int w = m_size.width(), h = m_size.height();
    m_painter.fillRect(0, 0, w, h, QColor(0x9f, 0xb3, 0xc1));
    for (int x = -20; x < w;) {
        const int width = static_cast<int>(draw(70, 130));
        const int top = static_cast<int>(draw(20, 110));
        const int grey = static_cast<int>(draw(95, 150));
        m_painter.fillRect(x, top, width - 4, 190 - top, QColor(grey, grey + 4, grey + 10));
        for (int wy = top + 12; wy < 172; wy += 24)
            for (int wx = x + 10; wx < x + width - 18; wx += 22)
                m_painter.fillRect(wx, wy, 11, 13, draw(0, 1) < 0.3 ? QColor(0xe6, 0xd9, 0xa8) : QColor(0x5b, 0x6c, 0x79));
        x += width;
    }
    m_painter.fillRect(0, 190, w, 40, QColor(0xb4, 0xb0, 0xa6));
    m_painter.fillRect(0, 230, w, h - 230, QColor(0x55, 0x5b, 0x60));
    m_painter.fillRect(0, 227, w, 4, QColor(0xd6, 0xd2, 0xc8));
    for (int x = static_cast<int>(draw(0, 60)); x < w; x += 90)
        m_painter.fillRect(x, 284, 50, 5, QColor(0xe8, 0xe8, 0xe0));
    for (int i = 0; i < 2; ++i) {
        const double x = draw(30, w - 30);
        m_painter.fillRect(QRectF(x - 3, 150, 6, 62), QColor(0x5a, 0x46, 0x34));
        m_painter.setBrush(QColor(0x3f, 0x6b, 0x45));
        m_painter.drawEllipse(QPointF(x, 140), 26, 30);
    }
}

void ScenePainter::lane()
{
    m_painter.fillRect(QRectF(180, 238, 290, 62), QColor(0xb8, 0x9b, 0x2a));
    m_painter.fillRect(QRectF(186, 244, 278, 50), QColor(0x55, 0x5b, 0x60));
    for (int x = 196; x < 440; x += 26) {
        QPainterPath stripe(QPointF(x, 294));
        stripe.lineTo(x + 10, 294);
        stripe.lineTo(x + 26, 244);
        stripe.lineTo(x + 16, 244);
        stripe.closeSubpath();
        m_painter.fillPath(stripe, QColor(0xb8, 0x9b, 0x2a));
    }
}

void ScenePainter::car(double x, double y, const QColor &colour)
{
    m_painter.setBrush(colour);
    m_painter.drawRoundedRect(QRectF(x, y, 150, 40), 10, 10);
    m_painter.drawRoundedRect(QRectF(x + 32, y - 30, 82, 40), 12, 12);
    m_painter.setBrush(QColor(0x2b, 0x37, 0x40));
    m_painter.drawRoundedRect(QRectF(x + 40, y - 24, 66, 24), 6, 6);
    m_painter.setBrush(QColor(0x1b, 0x1d, 0x1f));
    m_painter.drawEllipse(QPointF(x + 34, y + 40), 15, 15);
    m_painter.drawEllipse(QPointF(x + 116, y + 40), 15, 15);
}

void ScenePainter::bag(double x, double y)
{
    m_painter.setBrush(QColor(0x22, 0x24, 0x28));
    QPainterPath sack(QPointF(x, y));
    sack.cubicTo(x - 34, y - 6, x - 26, y - 44, x - 6, y - 46);
    sack.lineTo(x - 2, y - 60);
    sack.lineTo(x + 8, y - 58);
    sack.lineTo(x + 8, y - 46);
    sack.cubicTo(x + 30, y - 42, x + 32, y - 4, x, y);
    m_painter.drawPath(sack);
}

void ScenePainter::bike(double x, double y, double tilt)
{
    m_painter.save();
    m_painter.translate(x, y);
    m_painter.rotate(tilt);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.setPen(QPen(QColor(0x1d, 0x1f, 0x21), 3));
    m_painter.drawEllipse(QPointF(-22, 0), 16, 16);
    m_painter.drawEllipse(QPointF(22, 0), 16, 16);
    m_painter.setPen(QPen(QColor(0x2f, 0x8f, 0xc9), 4));
    m_painter.drawPolyline(QPolygonF({QPointF(-22, 0), QPointF(-6, -22), QPointF(16, -22), QPointF(22, 0)}));
    m_painter.restore();
    m_painter.setPen(Qt::NoPen);
}

void ScenePainter::matter(const QString &scene)
{
    if (scene == QLatin1String("fire-lane")) {
        car(230, 252, QColor(0xb9, 0x3b, 0x34));
    } else if (scene == QLatin1String("car")) {
        car(draw(120, 360), 200, QColor(0x3d, 0x63, 0x8c));
    } else if (scene == QLatin1String("litter")) {
        for (int i = 0; i < 3; ++i)
            bag(draw(230, 400), draw(222, 236));
    } else if (scene == QLatin1String("bikes")) {
        for (int i = 0; i < 7; ++i)
            bike(140 + i * 54 + draw(-10, 10), draw(206, 224), draw(-30, 30));
    } else if (scene == QLatin1String("water")) {
        m_painter.setBrush(QColor(0x7f, 0x9d, 0xb3, 200));
        m_painter.drawEllipse(QPointF(320, 280), draw(150, 220), 36);
        m_painter.drawEllipse(QPointF(draw(200, 440), 262), 90, 20);
    } else if (scene == QLatin1String("manhole")) {
        m_painter.setBrush(QColor(0x12, 0x13, 0x15));
        m_painter.drawEllipse(QPointF(320, 270), 44, 17);
        m_painter.setBrush(QColor(0x7c, 0x80, 0x84));
        m_painter.drawEllipse(QPointF(draw(390, 420), 282), 42, 15);
    } else if (scene == QLatin1String("stall")) {
        m_painter.fillRect(QRectF(250, 176, 130, 44), QColor(0x8a, 0x5a, 0x33));
        m_painter.fillRect(QRectF(236, 130, 158, 18), QColor(0xc2, 0x44, 0x3a));
        m_painter.fillRect(QRectF(250, 148, 5, 60), QColor(0x60, 0x60, 0x60));
        m_painter.fillRect(QRectF(375, 148, 5, 60), QColor(0x60, 0x60, 0x60));
    } else if (scene == QLatin1String("tree")) {
        m_painter.fillRect(QRectF(200, 262, 210, 12), QColor(0x5a, 0x46, 0x34));
        m_painter.setBrush(QColor(0x3f, 0x6b, 0x45));
        m_painter.drawEllipse(QPointF(430, 262), 60, 32);
    } else {
        for (int x = 250; x < 400; x += 34) { // cones around the spot
            QPainterPath cone(QPointF(x, 262));
            cone.lineTo(x + 9, 230);
            cone.lineTo(x + 18, 262);
            cone.closeSubpath();
            m_painter.fillPath(cone, QColor(0xd9, 0x6a, 0x2b));
        }
    }
}

void ScenePainter::stamp(QPainter &painter, QSize size, const QStringList &words)
{
    const int h = 34;
    painter.fillRect(0, size.height() - h, size.width(), h, QColor(0, 0, 0, 170));
    if (words.isEmpty())
        return drawLetters(painter, "SIMULATED", 12, size.height() - h + 10, 2);
    QFont font;
    font.setPixelSize(19);
    painter.setFont(font);
    painter.setPen(QColor(0xf2, 0xf4, 0xf5));
    painter.drawText(QRect(12, size.height() - h, size.width() - 24, h), Qt::AlignVCenter | Qt::AlignLeft,
                     words.join(QStringLiteral("   ")));
}

} // namespace guancheng
