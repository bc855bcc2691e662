// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "datasources/core/cityinput.h"
#include "datasources/simulator/field/anchors.h"

namespace guancheng::sim {

/**
 * The devices of the city: as many of each class as its share says (every class at least once when there are enough),
 * each where its class belongs, sorted along a Morton curve so that slots near one another are near on the map.
 */
DeviceTable placeDevices(const Catalogue &catalogue, const Anchors &anchors, quint32 count, quint64 seed);

/** The directory of cameras: at roads and blocks, named by street and place: '北蔡镇 沪南路 #0017'. About 97% online. */
std::vector<Camera> placeCameras(const Anchors &anchors, quint32 count, quint64 seed);

/** The id of a device: '<street code>-<class code>-<serial>', the serial with six digits. */
QString deviceIdOf(const Catalogue &catalogue, const City &city, quint16 street, quint16 deviceClass, quint32 serial);

} // namespace guancheng::sim
