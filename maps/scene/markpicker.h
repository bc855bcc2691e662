// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "domain/incident.h"
#include "maps/layers/marklayer.h"

#include <memory>
#include <vector>

namespace guancheng {

class Catalogue;
class OperationalPicture;

/**
 * Chooses what becomes a bright mark on the map: active alarms, and open cases that deserve an eye (level II and worse,
 * late, held by the city, or of level III while no crew has them). Everyday cases are in the strip and the figures, not here:
 * ten thousand marks are none. Thread: GUI.
 */
class MarkPicker
{
public:
    explicit MarkPicker(std::shared_ptr<const Catalogue> catalogue) : m_catalogue(std::move(catalogue)) {}

    /** The worst first, at most \c limit; the case or alarm \c selectedId is always among them. */
    std::vector<MapMark> pick(const OperationalPicture &picture, TimeMs now, const QString &selectedId,
                              size_t limit = 400) const;

private:
    MapMark markOf(const Incident &incident) const;
    MapMark markOf(const Alarm &alarm) const;

    std::shared_ptr<const Catalogue> m_catalogue;
};

} // namespace guancheng
