// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/incident.h"
#include "domain/records.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace guancheng {

/** All devices of the city by slot, as arrays: 17 bytes a device, since there may be 5.1 million of them. */
struct DeviceTable
{
    std::vector<quint16> deviceClass; ///< index in the catalogue
    std::vector<quint16> street;      ///< index in the city
    std::vector<qint32> longitudeE7;  ///< degrees x 1e7, WGS-84
    std::vector<qint32> latitudeE7;
    std::vector<quint32> serial; ///< number within (street, class); the id is '<street code>-<class code>-<serial>'

    size_t size() const { return deviceClass.size(); }
};

/** Something found in the city that asks for a case: a call to 12345, a finding of a patrol or a camera. */
struct Report
{
    QString matter; ///< matter type; empty when the source does not say
    QString title;  ///< in the words of the source
    IncidentSource source = IncidentSource::Other;
    QString sourceId;
    GeoPoint point;
    QString placeName;
    Level level = Level::Normal; ///< Normal: the default of the matter
    TimeMs at = 0;
    QList<Picture> pictures;
    QString duplicateKey; ///< reports with the same non-empty key are one case
};

/** What a unit in the field says about the order it has. */
struct FieldEvent
{
    QString incident;
    QString unit;
    QString verb; ///< 'accept', 'refuse', 'enroute', 'arrive', 'feedback'
    QString text;
    QList<Picture> pictures;
    TimeMs at = 0;
};

/** A reading of an indicator by its feed. */
struct IndicatorReading
{
    quint16 index = 0; ///< in the catalogue
    double value = 0;  ///< NaN = the feed says that it is missing
    TimeMs at = 0;
};

/** Told of orders, so that simulated crews can carry them out. Thread: the backend's. */
class FieldListener
{
public:
    virtual ~FieldListener() = default;
    virtual void ordered(const Order &order, const Incident &incident) = 0;
    virtual void cancelled(const Order &order) = 0;
};

/**
 * The one door through which a source (simulator, replay, a real feed) tells the backend what happens in the city.
 *
 * 1. Thread: all calls come in the backend's thread.
 * 2. `source` is the id of a declared feed; every call counts as a sign of life of that feed.
 * 3. Impossible values (unknown slot, NaN position, a time more than an hour ahead) are counted as rejected in the
 *    health of the feed and dropped; older than what is known counts as late. Nothing is thrown.
 * 4. The directory calls (declare...) come before the first record that refers to them and replace what was declared.
 */
class CityInput
{
public:
    virtual ~CityInput() = default;

    virtual void declareSource(const SourceHealth &source) = 0;
    virtual void declareDevices(DeviceTable devices) = 0;
    virtual void declareUnits(std::vector<Unit> units) = 0;
    virtual void declareCameras(std::vector<Camera> cameras) = 0;

    virtual void telemetry(const QString &source, std::span<const TelemetryRecord> records) = 0;
    virtual void unitPositions(const QString &source, std::span<const UnitRecord> records) = 0;
    virtual void indicators(const QString &source, std::span<const IndicatorReading> readings) = 0;
    virtual void figure(const Figure &figure) = 0;
    virtual void report(const QString &source, const Report &report) = 0;
    virtual void field(const QString &source, const FieldEvent &event) = 0;
    virtual void warning(const QString &source, const Warning &warning) = 0;
    /** Counts `count` messages of the feed that could not be used, with the reason of the last. */
    virtual void rejected(const QString &source, qint64 count, const QString &reason) = 0;
    /** Keeps the picture (JPEG, PNG or SVG bytes, <= 4 MB) and returns its SHA-256 in hex. */
    virtual QString storePicture(const QByteArray &bytes) = 0;

    virtual void setFieldListener(FieldListener *listener) = 0;
};

} // namespace guancheng
