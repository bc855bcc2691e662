// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/style/stylevalues.h"

#include <cmath>

namespace guancheng {

/** A number of a style whose attribute was found in a table; both have to outlive it. */
struct BoundNumber
{
    const StyleNumber *number = nullptr;
    const FeatureTable::Column *column = nullptr;

    BoundNumber() = default;
    BoundNumber(const StyleNumber &n, const FeatureTable &table)
        : number(&n)
        , column(n.attribute.isEmpty() ? nullptr : table.column(n.attribute))
    {
    }
    /** Within \c low and \c high whatever the data say. */
    double at(double zoom, size_t feature, double low, double high) const
    {
        const double value = number->at(zoom, column ? attributeNumber(*column, feature) : std::nan(""));
        return std::isfinite(value) ? std::clamp(value, low, high) : low;
    }
};

/** The same for a colour. */
struct BoundColour
{
    const StyleColour *colour = nullptr;
    const FeatureTable::Column *column = nullptr;

    BoundColour() = default;
    BoundColour(const StyleColour &c, const FeatureTable &table)
        : colour(&c)
        , column(c.attribute.isEmpty() ? nullptr : table.column(c.attribute))
    {
    }
    bool isSet() const { return colour && colour->isSet(); }
    QRgb at(double zoom, size_t feature) const { return colour->at(zoom, column, feature); }
    /** With \c opacity on top of its own. */
    QColor at(double zoom, size_t feature, double opacity) const
    {
        QColor result = QColor::fromRgba(at(zoom, feature));
        result.setAlphaF(static_cast<float>(result.alphaF() * opacity));
        return result;
    }
};

} // namespace guancheng
