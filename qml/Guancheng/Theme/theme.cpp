// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "theme.h"

#include "jsonfile/resourcedir.h"
#include "levelstyle.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QQmlEngine>

#include <algorithm>

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcTheme, "guancheng.theme", QtInfoMsg)

namespace guancheng {

namespace {

Level toLevel(int level)
{
    return static_cast<Level>(std::clamp(level, 0, static_cast<int>(Level::Critical)));
}

Result<QList<WallGeometry>> geometriesBelow(const QString &dir)
{
    return loadWallGeometries(dir + u"/wall/geometry.json"_s, dir + u"/schemas/wall-geometry.schema.json"_s);
}

/** Where the file is broken, the copy inside the program counts; a test without one has the size that the wall was drawn for.
 */
QList<WallGeometry> geometries()
{
    auto loaded = geometriesBelow(resourceDir());
    if (loaded)
        return *loaded;
    qCWarning(lcTheme).noquote() << loaded.error().toString() << "- the copy inside the program is used instead";
    if (auto copy = geometriesBelow(u":/guancheng"_s))
        return *copy;
    return {{u"hall"_s, u"hall"_s, 3840, 2160, 2.7, 5.25}};
}

} // namespace

Theme::Theme(QQmlEngine *engine, QObject *parent) : QObject(parent), m_engine(engine), m_geometries(geometries())
{
    if (!m_english.load(u":/i18n/guancheng_en.qm"_s))
        qCWarning(lcTheme) << "the English of the interface is not in this program: :/i18n/guancheng_en.qm";
    setCanvas(3840, 2160);
}

Theme::~Theme()
{
    QCoreApplication::removeTranslator(&m_english);
}

Theme *Theme::create(QQmlEngine *engine, QJSEngine *)
{
    return new Theme(engine);
}

QString Theme::family() const
{
    return u"Noto Sans CJK SC"_s;
}

void Theme::setChinese(bool chinese)
{
    if (chinese == m_chinese)
        return;
    m_chinese = chinese;
    if (chinese)
        QCoreApplication::removeTranslator(&m_english);
    else
        QCoreApplication::installTranslator(&m_english);
    Q_EMIT chineseChanged();
    m_engine->retranslate();
}

void Theme::setCanvas(double width, double height)
{
    const QSize canvas(static_cast<int>(width), static_cast<int>(height));
    if (canvas.width() < 100 || canvas.height() < 100)
        return;
    const WallGeometry nearest = nearestGeometry(m_geometries, canvas);
    const WallSizes size(nearest.driven(canvas));
    if (size == m_size && nearest.layout == m_layout)
        return;
    m_size = size;
    m_layout = nearest.layout;
    Q_EMIT canvasChanged();
}

QColor Theme::levelColor(int level)
{
    return guancheng::levelColor(toLevel(level));
}

QColor Theme::levelTint(int level, const QColor &ground)
{
    return guancheng::levelTint(toLevel(level), ground);
}

QColor Theme::levelBorder(int level, const QColor &ground, const QColor &quiet)
{
    return guancheng::levelBorder(toLevel(level), ground, quiet);
}

} // namespace guancheng
