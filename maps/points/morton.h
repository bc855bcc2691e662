// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtTypes>

namespace guancheng {

/** 16 bits spread to the even places of 32. */
inline quint32 spreadBits(quint32 v)
{
    v = (v | v << 8) & 0x00ff00ffu;
    v = (v | v << 4) & 0x0f0f0f0fu;
    v = (v | v << 2) & 0x33333333u;
    return (v | v << 1) & 0x55555555u;
}

/** Order along the Z curve (Morton 1966) of a 65536 x 65536 grid: neighbours in the plane are near in memory. */
inline quint32 mortonCode(quint32 x, quint32 y)
{
    return spreadBits(x) | spreadBits(y) << 1;
}

} // namespace guancheng
