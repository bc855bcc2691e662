// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"

#include <QObject>
#include <QString>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/** A number as it is shown: digits in groups, and the unit with the power of ten that was taken out. */
struct ShownNumber
{
    QString digits; ///< '2 487', '-3.4'; an em dash when missing
    QString unit;   ///< '万人', 'k', '°C'; empty when there is none
    bool operator==(const ShownNumber &) const = default;
};

/**
 * Groups of three with thin spaces from four digits on; from 100 000 on scaled to 万 and 亿 or to k, M, G, so that a
 * number never needs more than five digits. Not a number gives an em dash without unit.
 */
ShownNumber shownNumber(double value, int decimals, const QString &unit, bool chinese);

/**
 * Words and figures of the interface that depend on language. Stateless: the language is an argument, so that a
 * binding which reads it is evaluated again when it changes. Time is the city's: \c offset seconds east of UTC.
 */
class Format : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    using QObject::QObject;

    Q_INVOKABLE static QString digits(double value, int decimals, bool chinese);
    Q_INVOKABLE static QString unit(double value, int decimals, const QString &unit, bool chinese);
    /** '2 487 万人': digits and unit in one. */
    Q_INVOKABLE static QString number(double value, int decimals, const QString &unit, bool chinese);
    /** '12 分', '12 min': rounded down, two figures at most; an em dash when unknown (NaN). */
    Q_INVOKABLE static QString duration(double seconds, bool chinese);
    /** '12 分前', '12 min ago'. */
    Q_INVOKABLE static QString age(double seconds, bool chinese);
    /** '剩 12 分', '12 min left'; '超 3 分', '3 min over' when negative. */
    Q_INVOKABLE static QString remaining(double seconds, bool chinese);
    /** '00:41' or '1:02:07' for stage clocks; '+00:12' when over. */
    Q_INVOKABLE static QString countdown(double seconds);
    Q_INVOKABLE static QString time(double ms, int offset);  ///< '10:04'
    Q_INVOKABLE static QString clock(double ms, int offset); ///< '10:04:37'
    Q_INVOKABLE static QString date(double ms, int offset, bool chinese);
    /** '340 m', '2.1 km'. */
    Q_INVOKABLE static QString distance(double metres);
};

} // namespace guancheng
