// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/wall/fakewall.h"

#include <QQmlContext>
#include <QQmlEngine>
#include <QtQml/QQmlExtensionPlugin>
#include <QtQuickTest>

Q_IMPORT_QML_PLUGIN(Guancheng_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_MapsPlugin)
Q_IMPORT_QML_PLUGIN(Guancheng_WallPlugin)

/** Gives each test file a wall of its own with made-up data. */
class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        auto *fake = new guancheng::FakeWall(engine);
        fake->fill(guancheng::FakeWall::State::Busy);
        engine->rootContext()->setContextProperty(QStringLiteral("fake"), fake);
        engine->rootContext()->setContextProperty(QStringLiteral("wallContext"), fake->context());
    }
};

QUICK_TEST_MAIN_WITH_SETUP(wall, Setup)
#include "tst_wall_quick.moc"
