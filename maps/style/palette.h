// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QRgb>
#include <QString>

#include <vector>

namespace guancheng {

/** Ground of the night map: what a toned colour fades into. */
inline constexpr QRgb kNightGround = 0xff101b25u;

/** Colours of a named sequence ('teal', 'violet', 'green', 'slate', 'heat'), from little to much; empty: no such name. */
std::vector<QRgb> namedPalette(const QString &name);
/** \c count colours spread over a sequence. */
std::vector<QRgb> spread(const std::vector<QRgb> &palette, int count);
/** Whether a person takes this colour for that of a warning (red, orange, yellow, and the blue of level IV). */
bool isReserved(QRgb colour);
/** The quiet colour of the n-th layer without a style. */
QRgb quietColour(int n);

} // namespace guancheng
