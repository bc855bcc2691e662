// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
//
// The wall with made-up data, for the eye and the stopwatch: not installed, needs no backend.
//   gallery --size 3840x2160 --lang en --state busy --open case --shot FILE.png
//   gallery --bench N      frames a second while all tiles change
#include "qml/Guancheng/Theme/theme.h"
#include "support/wall/fakewall.h"

#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickView>
#include <QTextStream>
#include <QTimer>
#include <QtQml/QQmlExtensionPlugin>

Q_IMPORT_QML_PLUGIN(Guancheng_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_MapsPlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_WallPlugin)

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

FakeWall::State stateOf(const QString &name)
{
    if (name == "calm"_L1)
        return FakeWall::State::Calm;
    if (name == "emergency"_L1)
        return FakeWall::State::Emergency;
    if (name == "lost"_L1)
        return FakeWall::State::FeedLost;
    return name == "link"_L1 ? FakeWall::State::LinkLost : FakeWall::State::Busy;
}

void press(QQuickView &view, int key)
{
    QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
    QKeyEvent up(QEvent::KeyRelease, key, Qt::NoModifier);
    QCoreApplication::sendEvent(&view, &down);
    QCoreApplication::sendEvent(&view, &up);
}

void openThing(FakeWall &wall, QQuickView &view, const QString &what)
{
    SelectionController *selection = wall.context()->selection();
    if (what == "case"_L1)
        selection->open(u"incident"_s, u"C20260120-000999"_s);
    else if (what == "alarm"_L1)
        selection->open(u"alarm"_s, u"D1/road-ice"_s);
    else if (what == "indicator"_L1)
        selection->open(u"indicator"_s, u"road-temperature"_s);
    else if (what == "health"_L1)
        press(view, Qt::Key_H);
    else if (what == "help"_L1)
        press(view, Qt::Key_F1);
}

/** Frames a second with every tile changed in each; each frame is flushed before the next begins. */
int bench(FakeWall &wall, QQuickView &view, int frames)
{
    QElapsedTimer timer;
    int done = 0;
    QObject::connect(
        &view, &QQuickWindow::frameSwapped, &view,
        [&] {
            if (done == 5)
                timer.start();
            if (++done >= frames + 5) {
                const double seconds = double(timer.nsecsElapsed()) / 1e9;
                QTextStream(stdout) << "gallery frames=" << frames << " fps=" << frames / seconds << Qt::endl;
                QCoreApplication::quit();
                return;
            }
            wall.shakeIndicators(done);
        },
        Qt::QueuedConnection);
    wall.shakeIndicators(0);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"size"_s, u"canvas"_s, u"WxH"_s, u"3840x2160"_s},
                       {u"lang"_s, u"zh or en"_s, u"L"_s, u"zh"_s},
                       {u"state"_s, u"calm, busy, emergency, lost, link"_s, u"S"_s, u"busy"_s},
                       {u"open"_s, u"case, alarm, indicator, health, help"_s, u"W"_s},
                       {u"shot"_s, u"where to"_s, u"FILE"_s},
                       {u"bench"_s, u"frames"_s, u"N"_s}});
    parser.process(application);
    FakeWall wall;
    if (!wall.isGood())
        return 2;
    wall.fill(stateOf(parser.value(u"state"_s)));
    QQuickView view;
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    const QStringList size = parser.value(u"size"_s).split(u'x');
    view.resize(size.value(0).toInt(), size.value(1).toInt());
    auto *theme = view.engine()->singletonInstance<Theme *>("Guancheng.Theme", "Theme");
    theme->setChinese(parser.value(u"lang"_s) != "en"_L1);
    view.setInitialProperties({{u"context"_s, QVariant::fromValue(wall.context())}});
    view.loadFromModule("Guancheng.Wall", "WallWindow");
    if (view.status() != QQuickView::Ready)
        return 3;
    view.show();
    view.requestActivate();
    if (parser.isSet(u"bench"_s))
        return bench(wall, view, parser.value(u"bench"_s).toInt());
    QTimer::singleShot(400, &view, [&] { openThing(wall, view, parser.value(u"open"_s)); });
    QTimer::singleShot(2500, &view, [&] {
        const bool good = !parser.isSet(u"shot"_s) || view.grabWindow().save(parser.value(u"shot"_s));
        QCoreApplication::exit(good ? 0 : 1);
    });
    return QGuiApplication::exec();
}
