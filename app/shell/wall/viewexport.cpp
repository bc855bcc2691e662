// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/viewexport.h"

#include "maps/geo/mercator.h"
#include "maps/view/viewlink.h"
#include "shell/cityhost.h"
#include "shell/opsapplication.h"
#include "shell/wall/desk.h"
#include "shell/wall/tilelayer.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QPointer>
#include <QThreadPool>
#include <QTimeZone>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr int kWaitMs = 90'000;
/** As the map of a 1080-line desk; also the size for which the zoom of the city's data is meant. */
const QSizeF kViewSize(1600, 1000);
const QSizeF kReference(2000, 1500);

QString modeText(Desk &desk, bool chinese)
{
    QStringList parts;
    const CityMode mode = desk.picture().mode();
    if (desk.picture().origin() == DataOrigin::Simulated)
        parts << (chinese ? u"模拟数据"_s : u"Simulated data"_s);
    if (desk.picture().origin() == DataOrigin::Replay)
        parts << (chinese ? u"回放数据"_s : u"Replay"_s);
    if (mode == CityMode::Emergency)
        parts << (chinese ? u"应急"_s : u"Emergency"_s);
    if (mode == CityMode::Exercise)
        parts << (chinese ? u"演练"_s : u"Exercise"_s);
    return parts.join(u" · "_s);
}

/** Everything that is to be on the map is there. */
bool isThere(Desk &desk)
{
    return desk.isComplete() && desk.picture().devices().size() > 0 &&
           desk.scene().deviceCount() >= desk.picture().devices().size() / 2;
}

} // namespace

SheetOrder sheetOf(Desk &desk, const City &city)
{
    SheetOrder order;
    order.snapshot = desk.scene().snapshot();
    order.title = city.nameZh() + u" · 城市运行图"_s;
    order.mode = modeText(desk, true);
    order.time = desk.clock().now();
    order.zoneOffsetSeconds = QTimeZone(city.timeZone().toUtf8()).offsetFromUtc(QDateTime::fromMSecsSinceEpoch(order.time));
    for (const Attribution &attribution : city.attributions())
        order.attributions << attribution.zh;
    order.attributions << desk.scene().layers()->attributions();
    for (const LayerEntry &entry : desk.scene().layers()->entries()) {
        if (entry.kind == LayerKind::Features && desk.scene().layers()->isShown(entry.id)) {
            for (const LegendEntry &line : entry.legend)
                order.legend << line;
        }
    }
    return order;
}

void writeSheets(const SheetOrder &order, const QString &folder, QObject *context,
                 const std::function<void(const Result<QString> &)> &then)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(order.time, QTimeZone(order.zoneOffsetSeconds));
    const QString name = folder + u"/guancheng-"_s + time.toString(u"yyyyMMdd-HHmmss"_s);
    QThreadPool::globalInstance()->start([order, folder, name, context = QPointer(context), then] {
        QDir().mkpath(folder);
        Status status = MapSheet::write(order, name + u".pdf"_s);
        if (status)
            status = MapSheet::write(order, name + u".png"_s);
        QMetaObject::invokeMethod(
            qApp,
            [context, then, name, status] {
                if (context)
                    then(status ? Result<QString>(name) : Result<QString>(status.error()));
            },
            Qt::QueuedConnection);
    });
}

Status runExport(const WallOptions &options, const Resources &resources)
{
    std::optional<ViewLink> link;
    if (!options.view.isEmpty()) {
        const auto read = ViewLink::parse(options.view);
        if (!read)
            return read.error();
        link = *read;
    }
    OperationsOptions operations;
    operations.token = options.connectUrl.isEmpty() ? randomToken() : options.token;
    std::unique_ptr<CityHost> host;
    if (options.connectUrl.isEmpty()) {
        HubSetup setup;
        setup.hub.access.append({operations.token.toUtf8(), protocol::Role::Operator, u"导出"_s});
        host = std::make_unique<CityHost>(options.city, resources, setup);
        if (const Status started = host->start(); !started)
            return started;
    }
    Desk desk(operations, resources);
    if (host)
        QObject::connect(host.get(), &CityHost::ready, &desk, &Desk::start);
    else
        desk.start(options.connectUrl);
    std::unique_ptr<TileLayer> tiles;
    if (!options.tiles.isEmpty()) {
        tiles = std::make_unique<TileLayer>(options.tiles, *desk.scene().layers());
        tiles->start();
    }
    Status result = Error{options.exportView, {}, u"the city did not come within %1 s"_s.arg(kWaitMs / 1000)};
    QObject::connect(&desk, &Desk::second, &desk, [&] {
        if (!isThere(desk))
            return;
        SheetOrder order = sheetOf(desk, *resources.city);
        order.chinese = options.language != "en"_L1;
        order.mode = modeText(desk, order.chinese);
        order.view.size = options.size.isEmpty() ? kViewSize : QSizeF(options.size);
        order.view.centre = toWorld(link ? link->centre : resources.city->viewCentre());
        const double fit =
            std::min(order.view.size.width() / kReference.width(), order.view.size.height() / kReference.height());
        order.view.zoom = link ? link->zoom : resources.city->viewZoom() + std::log2(fit);
        order.selectedId = link ? link->id : QString();
        result = MapSheet::write(order, options.exportView);
        QCoreApplication::quit();
    });
    QTimer::singleShot(kWaitMs, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    desk.client().stop();
    if (host)
        host->stop();
    return result;
}

} // namespace guancheng
