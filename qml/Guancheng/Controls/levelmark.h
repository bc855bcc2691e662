// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickPaintedItem>

namespace guancheng {

/** The mark of a level as an item; \c level is guancheng::Level. Painted once, then an image. */
class LevelMark : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int level READ level WRITE setLevel NOTIFY levelChanged FINAL)

public:
    explicit LevelMark(QQuickItem *parent = nullptr);
    int level() const { return m_level; }
    void setLevel(int level);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void levelChanged();

private:
    int m_level = 0;
};

} // namespace guancheng
