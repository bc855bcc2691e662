// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

/** What good servers answer. Apart from the test, because moc takes the addresses in raw strings for comments. */
namespace guancheng::test {

extern const QByteArray kWmsCapabilities;
extern const QByteArray kWfsCapabilities;
extern const QByteArray kWfsDescription;
extern const QByteArray kWfsFeatures; ///< two points, latitude first
extern const QByteArray kCollection;  ///< of OGC API Features; %1 is the address of the server
QByteArray wmtsCapabilities(const QString &base);

} // namespace guancheng::test
