// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"
#include "palette.h"
#include "wallgeometry.h"

#include <QObject>
#include <QTranslator>
#include <QtQmlIntegration/qqmlintegration.h>

QT_FORWARD_DECLARE_CLASS(QJSEngine)
QT_FORWARD_DECLARE_CLASS(QQmlEngine)

namespace guancheng {

/**
 * The look of the wall and its language: colours, sizes from the wall's geometry, font, Chinese or English. One an
 * engine. Setting \c chinese swaps the translator and has every qsTr() evaluated again at once. Thread: GUI.
 */
class Theme : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(guancheng::WallPalette palette READ palette CONSTANT FINAL)
    Q_PROPERTY(guancheng::WallSizes size READ size NOTIFY canvasChanged FINAL)
    Q_PROPERTY(QString layout READ layout NOTIFY canvasChanged FINAL)
    Q_PROPERTY(QString family READ family CONSTANT FINAL)
    Q_PROPERTY(bool chinese READ chinese WRITE setChinese NOTIFY chineseChanged FINAL)

public:
    explicit Theme(QQmlEngine *engine, QObject *parent = nullptr);
    ~Theme() override;
    static Theme *create(QQmlEngine *engine, QJSEngine *);

    WallPalette palette() const { return {}; }
    WallSizes size() const { return m_size; }
    /** 'hall', 'panorama' or 'desk': the arrangement for the canvas. */
    QString layout() const { return m_layout; }
    QString family() const;
    bool chinese() const { return m_chinese; }
    void setChinese(bool chinese);

    /** The canvas has this many pixels: chooses the geometry and computes the sizes. */
    Q_INVOKABLE void setCanvas(double width, double height);
    Q_INVOKABLE static QColor levelColor(int level);
    Q_INVOKABLE static QColor levelTint(int level, const QColor &ground);
    Q_INVOKABLE static QColor levelBorder(int level, const QColor &ground, const QColor &quiet);

Q_SIGNALS:
    void canvasChanged();
    void chineseChanged();

private:
    QQmlEngine *m_engine;
    QList<WallGeometry> m_geometries;
    WallSizes m_size;
    QString m_layout;
    QTranslator m_english;
    bool m_chinese = true;
};

} // namespace guancheng
