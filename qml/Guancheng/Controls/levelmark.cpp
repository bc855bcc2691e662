// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "levelmark.h"

#include "qml/Guancheng/Theme/levelstyle.h"

#include <QPainter>

#include <algorithm>

namespace guancheng {

LevelMark::LevelMark(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void LevelMark::setLevel(int level)
{
    if (level == m_level)
        return;
    m_level = level;
    update();
    Q_EMIT levelChanged();
}

void LevelMark::paint(QPainter *painter)
{
    const int level = std::clamp(m_level, 0, static_cast<int>(Level::Critical));
    paintLevelMark(*painter, QRectF(0.5, 0.5, width() - 1, height() - 1), static_cast<Level>(level));
}

} // namespace guancheng
