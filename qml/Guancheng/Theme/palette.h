// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QColor>
#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/**
 * The colours of the calm page. Saturated colour is for levels only, see levelstyle.h; all pairs of text and ground here
 * have a contrast of at least 4.5:1 except \c faint, which is for what may be overlooked.
 */
class WallPalette
{
    Q_GADGET
    QML_VALUE_TYPE(wallPalette)
    Q_PROPERTY(QColor background MEMBER background CONSTANT FINAL)
    Q_PROPERTY(QColor panel MEMBER panel CONSTANT FINAL)
    Q_PROPERTY(QColor tile MEMBER tile CONSTANT FINAL)
    Q_PROPERTY(QColor raised MEMBER raised CONSTANT FINAL)
    Q_PROPERTY(QColor hairline MEMBER hairline CONSTANT FINAL)
    Q_PROPERTY(QColor outline MEMBER outline CONSTANT FINAL)
    Q_PROPERTY(QColor text MEMBER text CONSTANT FINAL)
    Q_PROPERTY(QColor second MEMBER second CONSTANT FINAL)
    Q_PROPERTY(QColor third MEMBER third CONSTANT FINAL)
    Q_PROPERTY(QColor faint MEMBER faint CONSTANT FINAL)
    Q_PROPERTY(QColor data MEMBER data CONSTANT FINAL)
    Q_PROPERTY(QColor accent MEMBER accent CONSTANT FINAL)
    Q_PROPERTY(QColor accentText MEMBER accentText CONSTANT FINAL)
    Q_PROPERTY(QColor band MEMBER band CONSTANT FINAL)

public:
    QColor background{0x0A, 0x10, 0x16};
    QColor panel{0x0F, 0x18, 0x20};
    QColor tile{0x12, 0x1D, 0x26};
    QColor raised{0x17, 0x25, 0x30}; ///< buttons, the row under the cursor
    QColor hairline{0x1B, 0x28, 0x33};
    QColor outline{0x33, 0x47, 0x56}; ///< frames of what can be pressed, of the card
    QColor text{0xE6, 0xED, 0xF3};
    QColor second{0x9D, 0xB0, 0xBE};
    QColor third{0x7B, 0x90, 0xA0};
    QColor faint{0x5F, 0x74, 0x84};
    QColor data{0x7F, 0x9D, 0xB3};
    QColor accent{0xDC, 0xE8, 0xEF}; ///< the next step, and only it
    QColor accentText{0x0A, 0x10, 0x16};
    QColor band{0x16, 0x23, 0x2D}; ///< the normal band behind a trend
};

} // namespace guancheng
