// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "scorering.h"

#include "qml/Guancheng/Theme/levelstyle.h"
#include "qml/Guancheng/Theme/palette.h"

#include <QPainter>

#include <cmath>

namespace guancheng {

namespace {

constexpr double kGoodScore = 80;

QColor ringColor(double score)
{
    const WallPalette palette;
    if (score >= kGoodScore)
        return palette.data;
    if (score >= 60)
        return levelColor(Level::Moderate);
    return levelColor(score >= 40 ? Level::Major : Level::Critical);
}

} // namespace

ScoreRing::ScoreRing(QQuickItem *parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
}

void ScoreRing::setScore(double score)
{
    if (score == m_score || (std::isnan(score) && std::isnan(m_score)))
        return;
    const QString before = shownText();
    m_score = score;
    if (shownText() != before)
        update();
    Q_EMIT scoreChanged();
}

void ScoreRing::setFrozen(bool frozen)
{
    if (frozen == m_frozen)
        return;
    m_frozen = frozen;
    update();
    Q_EMIT frozenChanged();
}

void ScoreRing::setPartial(bool partial)
{
    if (partial == m_partial)
        return;
    m_partial = partial;
    update();
    Q_EMIT partialChanged();
}

void ScoreRing::setFamily(const QString &family)
{
    if (family == m_family)
        return;
    m_family = family;
    update();
    Q_EMIT familyChanged();
}

QString ScoreRing::shownText() const
{
    return std::isfinite(m_score) ? QString::number(std::lround(m_score)) : QString(QChar(0x2014));
}

void ScoreRing::paint(QPainter *painter)
{
    const WallPalette palette;
    const double side = std::min(width(), height());
    const double stroke = side * 0.09;
    const QRectF ring = QRectF(0, 0, side, side).adjusted(stroke, stroke, -stroke, -stroke);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(palette.hairline, stroke, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(ring, 0, 360 * 16);
    if (std::isfinite(m_score)) {
        const bool good = m_score >= kGoodScore;
        QPen pen(m_frozen || (m_partial && good) ? palette.faint : ringColor(m_score), stroke, Qt::SolidLine, Qt::FlatCap);
        if (m_frozen || m_partial)
            pen.setDashPattern({0.55, 0.45}); // in strokes
        painter->setPen(pen);
        painter->drawArc(ring, 90 * 16, -static_cast<int>(std::lround(std::round(m_score) / 100 * 360 * 16)));
    }
    QFont font(m_family);
    font.setPixelSize(std::max(1, static_cast<int>(side * (shownText().size() > 2 ? 0.32 : 0.4))));
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(m_frozen || m_partial ? palette.third : palette.text);
    painter->drawText(QRectF(0, 0, side, side), Qt::AlignCenter, shownText());
}

} // namespace guancheng
