// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/wallapplication.h"

#include "maps/quick/citymap.h"
#include "maps/quick/pilot/mappilot.h"
#include "maps/style/layerstyle.h"
#include "maps/view/bookmarks.h"
#include "qml/Guancheng/Theme/theme.h"
#include "qml/Guancheng/Theme/wallgeometry.h"
#include "qml/Guancheng/Wall/wallcontext.h"
#include "shell/logging.h"
#include "shell/opsapplication.h"
#include "shell/process/processfigures.h"
#include "shell/questions/cityroadservice.h"
#include "shell/wall/questiondesk.h"
#include "shell/wall/tilelayer.h"
#include "shell/wall/viewexport.h"

#include <QDateTime>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickView>
#include <QScreen>
#include <QTimeZone>

#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(Guancheng_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_MapsPlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_WallPlugin)

namespace guancheng {

namespace {

CityLabel labelOf(const City &city)
{
    CityLabel label;
    label.nameZh = city.nameZh();
    label.nameEn = city.nameEn();
    QStringList zh;
    QStringList en;
    for (const Attribution &attribution : city.attributions()) {
        zh << attribution.zh;
        en << attribution.en;
    }
    label.attributionsZh = zh.join(QStringLiteral(" · "));
    label.attributionsEn = en.join(QStringLiteral(" · "));
    label.zoneOffsetSeconds = QTimeZone(city.timeZone().toUtf8()).offsetFromUtc(QDateTime::currentDateTimeUtc());
    return label;
}

} // namespace

WallApplication::WallApplication(WallOptions options, Resources resources, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_resources(std::move(resources))
{
}

WallApplication::~WallApplication()
{
    stop();
}

Status WallApplication::start()
{
    const bool ownBackend = m_options.connectUrl.isEmpty();
    // The theme takes its copy of the sizes by itself; that it had to is said with the other files.
    const auto walls = loadWallGeometries(m_resources.dir + QStringLiteral("/wall/geometry.json"),
                                          m_resources.dir + QStringLiteral("/schemas/wall-geometry.schema.json"));
    if (!walls)
        m_resources.problems.push_back(walls.error());
    if (ownBackend) {
        m_options.token = randomToken();
        // It builds its city while the window is being made.
        if (const Status started = startHost(); !started)
            return started;
    }
    OperationsOptions link;
    link.token = m_options.token;
    link.caFile = m_options.caFile;
    m_desk = std::make_unique<Desk>(link, m_resources);
    m_health = std::make_unique<DeskHealth>(m_desk->picture());
    if (ownBackend)
        connect(m_host.get(), &CityHost::ready, m_desk.get(), &Desk::start);
    if (const Status built = buildWindow(); !built)
        return built;
    if (const Status opened = openLayers(); !opened)
        return opened;
    if (!ownBackend) {
        m_health->reportFiles(resourceHealth(m_resources), SystemClock().now());
        m_desk->start(m_options.connectUrl);
    }
    return ok();
}

Status WallApplication::openLayers()
{
    m_mapDesk = std::make_unique<MapDesk>(*m_desk->scene().layers(), m_resources.city,
                                          [dir = m_resources.dir](const QString &style) { return findLayerStyle(style, dir); });
    auto *theme = m_window->engine()->singletonInstance<Theme *>("Guancheng.Theme", "Theme");
    m_mapDesk->setChinese(theme->chinese());
    connect(theme, &Theme::chineseChanged, m_mapDesk.get(), [this, theme] { m_mapDesk->setChinese(theme->chinese()); });
    connect(m_context.get(), &WallContext::filesDropped, m_mapDesk.get(), &MapDesk::openDropped);
    if (!m_options.layerCatalogue.isEmpty()) {
        const auto catalogue =
            loadLayerCatalogue(m_options.layerCatalogue, m_resources.dir + QStringLiteral("/schemas/layers.schema.json"));
        if (!catalogue)
            return catalogue.error();
        m_mapDesk->open(*catalogue);
    }
    for (const QString &text : m_options.layers) {
        const Result<LayerSpec> spec = parseLayerOption(text);
        if (!spec)
            return spec.error();
        m_mapDesk->open(*spec);
    }
    return ok();
}

Status WallApplication::startHost()
{
    HubSetup setup;
    setup.hub.access.append({m_options.token.toUtf8(), protocol::Role::Operator, QStringLiteral("值班长")});
    m_host = std::make_unique<CityHost>(m_options.city, m_resources, setup);
    connect(m_host.get(), &CityHost::problem, this,
            [](const Error &error) { qCWarning(lcShell).noquote() << error.toString(); });
    connect(m_host.get(), &CityHost::failed, this, [this](const Error &error) {
        qCCritical(lcShell).noquote() << error.toString();
        m_hostProblem = error.toString();
        if (m_context)
            m_context->setBackendMessage(m_hostProblem);
    });
    return m_host->start();
}

Status WallApplication::buildWindow()
{
    m_context = std::make_unique<WallContext>(m_desk->models(), labelOf(*m_resources.city), &m_desk->scene());
    m_roads = std::make_unique<CityRoadService>(m_resources.city, m_resources.dir, m_options.city.cityDir);
    m_questionDesk = std::make_unique<QuestionDesk>(m_resources, m_desk->picture(), m_desk->clock(), *m_roads);
    m_context->setQuestions(m_questionDesk->search(), m_questionDesk->questions());
    m_context->setBookmarkFile(Bookmarks::defaultFile());
    m_window = std::make_unique<QQuickView>();
    m_window->setColor(QColor(0x0a, 0x10, 0x16));
    m_window->setResizeMode(QQuickView::SizeRootObjectToView);
    m_window->setTitle(QStringLiteral("观城 Guancheng"));
    m_meter = std::make_unique<FrameMeter>(m_window.get());
    auto *theme = m_window->engine()->singletonInstance<Theme *>("Guancheng.Theme", "Theme");
    if (!theme)
        return Error{QStringLiteral("Guancheng.Theme"), {}, QStringLiteral("the theme cannot be made")};
    theme->setChinese(m_options.language != QLatin1String("en"));

    const QSize size = m_options.size.isEmpty() ? QGuiApplication::primaryScreen()->size() : m_options.size;
    theme->setCanvas(size.width(), size.height()); // before the first binding, so that nothing is laid out twice
    m_window->resize(size);
    m_window->setInitialProperties({{QStringLiteral("context"), QVariant::fromValue(m_context.get())}});
    m_window->loadFromModule("Guancheng.Wall", "WallWindow");
    if (m_window->status() != QQuickView::Ready) {
        const QList<QQmlError> errors = m_window->errors();
        const QString reason = errors.isEmpty() ? QStringLiteral("cannot be loaded") : errors.constFirst().toString();
        return Error{QStringLiteral("Guancheng.Wall"), QStringLiteral("WallWindow"), reason};
    }
    m_watchdog = std::make_unique<Watchdog>(dataDirectory(m_options.city) + QStringLiteral("/stalls.log"));
    connect(m_watchdog.get(), &Watchdog::stalled, this, [this](int ms, const QString &where) {
        m_health->reportStall(ms, where, m_desk->clock().now());
        m_context->setStallMessage(QStringLiteral("%1 s · %2").arg(ms / 1000.0, 0, 'f', 1).arg(where));
        QTimer::singleShot(60'000, m_context.get(), [context = m_context.get()] { context->setStallMessage({}); });
    });
    connect(m_desk.get(), &Desk::second, this, &WallApplication::refresh);
    connect(&m_desk->picture(), &OperationalPicture::changed, this, [this](const ChangeSet &changes) {
        if (!changes.mode)
            return;
        m_context->setMode(m_desk->picture().mode(), m_desk->picture().origin());
        m_context->mapScene()->layers()->setMode(m_desk->picture().mode());
    });
    if (m_host) {
        connect(m_host.get(), &CityHost::replayMoved, m_context->replay(), &ReplayControl::setStatus);
        connect(m_context->replay(), &ReplayControl::wanted, m_host.get(), &CityHost::control);
    }
    connect(m_window.get(), &QQuickWindow::frameSwapped, this, &WallApplication::checkComplete);
    startMap();
    showWindow(size);
    return ok();
}

void WallApplication::startMap()
{
    connect(m_context.get(), &WallContext::exportWanted, this, &WallApplication::exportView);
    if (!m_options.tiles.isEmpty()) {
        m_tiles = std::make_unique<TileLayer>(m_options.tiles, *m_desk->scene().layers());
        connect(m_tiles.get(), &TileLayer::ready, m_context.get(), &WallContext::setTileHost);
        m_tiles->start();
    }
    auto *pilot = m_window->rootObject()->findChild<MapPilot *>();
    if (!pilot)
        return;
    // What is closed is watched no longer.
    connect(&m_desk->picture(), &OperationalPicture::changed, pilot, [this, pilot](const ChangeSet &changes) {
        if (changes.incidents.isEmpty() && !changes.incidentsReset)
            return;
        const QStringList watched = pilot->watchedIds();
        for (const QString &id : watched) {
            const Incident *incident = m_desk->picture().incidents().find(id);
            if (incident && incident->isFinal())
                pilot->unwatch(id);
        }
    });
    if (!m_options.view.isEmpty())
        connect(this, &WallApplication::complete, pilot, [pilot, link = m_options.view] { pilot->openLink(link); });
}

void WallApplication::exportView()
{
    const CityMap *shown = map();
    if (!shown)
        return;
    SheetOrder order = sheetOf(*m_desk, *m_resources.city);
    order.view = shown->viewport();
    order.chinese = shown->chinese();
    order.selectedId = shown->selectedId();
    const QString folder = dataDirectory(m_options.city) + QStringLiteral("/exports");
    writeSheets(order, folder, m_context.get(), [context = m_context.get()](const Result<QString> &written) {
        if (written)
            Q_EMIT context->viewExported(*written);
        else
            Q_EMIT context->viewRefused(written.error().toString());
    });
}

void WallApplication::showWindow(QSize size)
{
    if (m_options.size.isEmpty()) {
        m_window->showFullScreen();
        return;
    }
    m_window->setFlag(Qt::FramelessWindowHint);
    m_window->setGeometry(QRect({0, 0}, size));
    m_window->show();
}

void WallApplication::refresh()
{
    m_context->setCityTime(m_desk->clock().now());
    // A backend that never began says why; of a lost link its own bar tells.
    m_context->setBackendMessage(m_hostProblem);
}

void WallApplication::checkComplete()
{
    if (m_complete || !m_desk->isComplete() || !map() || !map()->isReady())
        return;
    // The frame that has just gone out was drawn before the map was seen to be ready only if nothing changed since.
    m_complete = true;
    disconnect(m_window.get(), &QQuickWindow::frameSwapped, this, &WallApplication::checkComplete);
    const int ms = static_cast<int>(processAgeMs());
    qCInfo(lcShell).nospace() << "first complete wall after " << ms << " ms";
    Q_EMIT complete(ms);
    startQuestions();
}

void WallApplication::startQuestions()
{
    connect(m_roads.get(), &CityRoadService::ready, this, [this] {
        if (m_host)
            m_host->backend().post([travel = m_roads->travelTime()](World &world) { world.setTravelTime(travel); });
    });
    connect(m_roads.get(), &CityRoadService::failed, this,
            [](const Error &error) { qCWarning(lcShell).noquote() << error.toString(); });
    m_roads->start();
    m_questionDesk->start();
}

CityMap *WallApplication::map() const
{
    return m_window && m_window->rootObject() ? m_window->rootObject()->findChild<CityMap *>() : nullptr;
}

void WallApplication::stop()
{
    if (m_desk)
        m_desk->client().stop();
    if (m_host)
        m_host->stop();
}

InterfaceStatistics WallApplication::interfaceStatistics() const
{
    return {m_meter->framesPerSecond(), m_meter->frameMs(0.99), m_watchdog->stalls()};
}

Status WallApplication::saveShot(const QString &file)
{
    const QImage image = m_window->grabWindow();
    if (image.isNull())
        return Error{file, {}, QStringLiteral("the window shows nothing that could be taken")};
    if (!image.save(file, "PNG"))
        return Error{file, {}, QStringLiteral("cannot be written")};
    return ok();
}

} // namespace guancheng
