// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/enums.h"

#include <QString>
#include <QStringList>

#include <array>

namespace guancheng {

/** How units of a kind move when nobody sends them. */
enum class Movement : quint8 { Route, Patrol, Station };

/** A kind of moving units. */
struct UnitKind
{
    QString id;
    QString nameZh;
    QString nameEn;
    int department = 0; ///< index in the catalogue
    double share = 0;   ///< of all units; all kinds together 1
    Movement movement = Movement::Patrol;
    std::array<double, 24> speedKmh{}; ///< typical by hour
    QString symbol;                    ///< name of the mark on the map
    QStringList skills;
    int crew = 2;
    QString callsignZh; ///< pattern with {street}, {district}, {n}
    QString callsignEn;
    double onDutyNight = 1; ///< share on duty from 22:00 to 06:00
};

/** A kind of warning (CAP 1.2 event). */
struct WarningKind
{
    QString id;
    QString nameZh;
    QString nameEn;
    int department = 0; ///< that issues it, index in the catalogue
    QString issuerZh;
    QString issuerEn;
    QList<Level> levels;           ///< colours that exist, the mildest first
    std::array<QString, 4> textZh; ///< what each colour means, index 0 = Minor (blue); empty where it does not exist
    std::array<QString, 4> textEn;
    int validHours = 12;
};

/** The colour of a level in warnings: 红橙黄蓝. */
struct WarningColour
{
    QString id; ///< 'blue', 'yellow', 'orange', 'red'
    Level level = Level::Minor;
    QString nameZh;
    QString nameEn;
};

/**
 * A feed of the city. Its health is about the link, in real seconds: a live feed gives a sign of life (data or an empty
 * message) every periodSeconds. How old its values may be is said by the indicators.
 */
struct SourceSpec
{
    QString id;
    QString nameZh;
    QString nameEn;
    int department = 0; ///< that runs it, index in the catalogue
    double periodSeconds = 1;
    double staleAfterSeconds = 2;
    double lostAfterSeconds = 2.5;
};

} // namespace guancheng
