// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QSize>
#include <QStringList>

class QPainter;

namespace guancheng {

/** Paints the sketch of a street: houses, pavement, road, and what the matter puts on it. */
class ScenePainter
{
public:
    ScenePainter(QPainter &painter, QSize size, quint64 variant);
    /** `after`: the matter is put right. Unknown scenes are an empty street with a cordon. */
    void paint(const QString &scene, bool after);
    /** The band below with the words; without words a plain SIMULATED of drawn bars. */
    static void stamp(QPainter &painter, QSize size, const QStringList &words);

private:
    void street();
    void matter(const QString &scene);
    void car(double x, double y, const QColor &colour);
    void bag(double x, double y);
    void bike(double x, double y, double tilt);
    void lane();
    double draw(double low, double high);

    QPainter &m_painter;
    QSize m_size;
    quint64 m_variant;
    quint64 m_draws = 0;
};

} // namespace guancheng
