// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QQuickPaintedItem>

namespace guancheng {

/**
 * A score of 0-100 as an open ring with the number inside. The ring is grey while all is well (80 and above) and takes
 * the colour of a level below: 60-80 yellow, 40-60 orange, under 40 red. Not a number shows an em dash.
 */
class ScoreRing : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double score READ score WRITE setScore NOTIFY scoreChanged FINAL)
    Q_PROPERTY(bool frozen READ frozen WRITE setFrozen NOTIFY frozenChanged FINAL)
    Q_PROPERTY(bool partial READ isPartial WRITE setPartial NOTIFY partialChanged FINAL)
    Q_PROPERTY(QString family READ family WRITE setFamily NOTIFY familyChanged FINAL)

public:
    explicit ScoreRing(QQuickItem *parent = nullptr);
    double score() const { return m_score; }
    void setScore(double score);
    bool frozen() const { return m_frozen; }
    void setFrozen(bool frozen);
    /** Rests on some of its figures only: broken, and never in the colour of a good score. */
    bool isPartial() const { return m_partial; }
    void setPartial(bool partial);
    QString family() const { return m_family; }
    void setFamily(const QString &family);
    void paint(QPainter *painter) override;

Q_SIGNALS:
    void scoreChanged();
    void frozenChanged();
    void partialChanged();
    void familyChanged();

private:
    QString shownText() const;

    double m_score = 0;
    bool m_frozen = false;
    bool m_partial = false;
    QString m_family;
};

} // namespace guancheng
