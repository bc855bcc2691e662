// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/print/mapsheet.h"

#include "maps/print/sheetfurniture.h"
#include "maps/print/sheetmap.h"

#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr double kUnit = 96;   // a inch
constexpr int kPdfUnit = 1200; // a inch
constexpr int kPngUnit = 288;  // a inch
constexpr double kMargin = 38; // 1 cm
constexpr double kHead = 58;
constexpr double kFoot = 118;

} // namespace

QSizeF MapSheet::size()
{
    return {420 / 25.4 * kUnit, 297 / 25.4 * kUnit};
}

QRectF MapSheet::mapFrame()
{
    return QRectF(QPointF(0, 0), size()).adjusted(kMargin, kMargin + kHead, -kMargin, -kMargin - kFoot);
}

Viewport MapSheet::viewOf(const SheetOrder &order)
{
    // All that was seen is on the sheet; where the shapes differ, more of its surroundings.
    Viewport view = Viewport::fitted(order.view.visible(), mapFrame().size());
    view.centre = order.view.centre;
    return view;
}

void MapSheet::paint(QPainter &painter, const SheetOrder &order)
{
    const QRectF frame = mapFrame();
    const Viewport view = viewOf(order);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), size()), Qt::white);
    painter.save();
    painter.setClipRect(frame);
    painter.translate(frame.topLeft());
    paintSheetMap(painter, order, view);
    painter.restore();
    paintSheetFurniture(painter, order, view, frame,
                        QRectF(QPointF(0, 0), size()).adjusted(kMargin, kMargin, -kMargin, -kMargin));
}

Status MapSheet::writePdf(const SheetOrder &order, QIODevice &device)
{
    QPdfWriter writer(&device);
    writer.setResolution(kPdfUnit);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A3), QPageLayout::Landscape, QMarginsF()));
    writer.setTitle(order.title);
    writer.setCreator(u"观城 Guancheng"_s);
    QPainter painter;
    if (!painter.begin(&writer))
        return Error{order.title, {}, u"the PDF cannot be begun"_s};
    painter.scale(kPdfUnit / kUnit, kPdfUnit / kUnit);
    paint(painter, order);
    return painter.end() ? ok() : Error{order.title, {}, u"the PDF cannot be finished"_s};
}

Status MapSheet::writePng(const SheetOrder &order, QIODevice &device)
{
    const double scale = kPngUnit / kUnit;
    QImage image((size() * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return Error{order.title, {}, u"there is no memory for the picture"_s};
    image.setDotsPerMeterX(static_cast<int>(kPngUnit / 0.0254));
    image.setDotsPerMeterY(static_cast<int>(kPngUnit / 0.0254));
    QPainter painter(&image);
    painter.scale(scale, scale);
    paint(painter, order);
    painter.end();
    return image.save(&device, "PNG") ? ok() : Error{order.title, {}, u"the picture cannot be written"_s};
}

Status MapSheet::write(const SheetOrder &order, const QString &file)
{
    const bool pdf = file.endsWith(".pdf"_L1, Qt::CaseInsensitive);
    if (!pdf && !file.endsWith(".png"_L1, Qt::CaseInsensitive))
        return Error{file, {}, u"wants a name that ends with .pdf or .png"_s};
    if (!order.snapshot.geometry || !order.snapshot.style || order.view.size.isEmpty())
        return Error{file, {}, u"there is no map yet"_s};
    QSaveFile device(file);
    if (!device.open(QIODevice::WriteOnly))
        return Error{file, {}, device.errorString()};
    const Status written = pdf ? writePdf(order, device) : writePng(order, device);
    if (!written)
        return Error{file, {}, written.error().reason};
    return device.commit() ? ok() : Error{file, {}, device.errorString()};
}

} // namespace guancheng
