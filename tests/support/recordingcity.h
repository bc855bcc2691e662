// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"

#include <QCryptographicHash>
#include <QHash>

namespace guancheng {

/** A city that only takes notes of what its sources tell it. */
class RecordingCity final : public CityInput
{
public:
    void declareSource(const SourceHealth &source) override { sources.push_back(source); }
    void declareDevices(DeviceTable table) override { devices = std::move(table); }
    void declareUnits(std::vector<Unit> declared) override { units = std::move(declared); }
    void declareCameras(std::vector<Camera> declared) override { cameras = std::move(declared); }

    void telemetry(const QString &source, std::span<const TelemetryRecord> records) override
    {
        ++calls[source];
        telemetryCount += qint64(records.size());
        for (const TelemetryRecord &record : records) {
            mark(&record.slot, sizeof record.slot);
            mark(&record.value, sizeof record.value);
            mark(&record.at, sizeof record.at);
            if (keep)
                telemetryRecords.push_back(record);
        }
    }
    void unitPositions(const QString &source, std::span<const UnitRecord> records) override
    {
        ++calls[source];
        unitCount += qint64(records.size());
        for (const UnitRecord &record : records) {
            mark(&record.point.longitude, sizeof(double));
            mark(&record.point.latitude, sizeof(double));
            if (keep)
                unitRecords.push_back(record);
        }
    }
    void indicators(const QString &source, std::span<const IndicatorReading> readings) override
    {
        ++calls[source];
        for (const IndicatorReading &reading : readings) {
            mark(&reading.value, sizeof reading.value);
            if (keep)
                indicatorReadings.push_back({source, reading});
        }
    }
    void figure(const Figure &figure) override { figures.push_back(figure); }
    void report(const QString &source, const Report &report) override
    {
        ++calls[source];
        mark(report.title.constData(), size_t(report.title.size()) * 2);
        reports.push_back({source, report});
    }
    void field(const QString &source, const FieldEvent &event) override
    {
        ++calls[source];
        mark(event.verb.constData(), size_t(event.verb.size()) * 2);
        fieldEvents.push_back(event);
    }
    void warning(const QString &source, const Warning &warning) override
    {
        ++calls[source];
        warnings.push_back(warning);
    }
    void rejected(const QString &source, qint64 count, const QString &) override { rejectedCount[source] += count; }
    QString storePicture(const QByteArray &bytes) override
    {
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        pictures.insert(hash, bytes);
        return hash;
    }
    void setFieldListener(FieldListener *given) override { listener = given; }

    /** Of everything that came, in its order. */
    quint64 fingerprint() const { return m_fingerprint; }

    bool keep = true; ///< the single records; counts are always kept
    std::vector<SourceHealth> sources;
    DeviceTable devices;
    std::vector<Unit> units;
    std::vector<Camera> cameras;
    std::vector<TelemetryRecord> telemetryRecords;
    std::vector<UnitRecord> unitRecords;
    std::vector<std::pair<QString, IndicatorReading>> indicatorReadings;
    std::vector<std::pair<QString, Report>> reports;
    std::vector<FieldEvent> fieldEvents;
    std::vector<Warning> warnings;
    std::vector<Figure> figures;
    QHash<QString, qint64> calls;
    QHash<QString, qint64> rejectedCount;
    QHash<QString, QByteArray> pictures;
    qint64 telemetryCount = 0;
    qint64 unitCount = 0;
    FieldListener *listener = nullptr;

private:
    void mark(const void *bytes, size_t size)
    {
        const auto *byte = static_cast<const unsigned char *>(bytes);
        for (size_t i = 0; i < size; ++i)
            m_fingerprint = (m_fingerprint ^ byte[i]) * 0x100000001b3ULL; // FNV-1a
    }
    quint64 m_fingerprint = 0xcbf29ce484222325ULL;
};

} // namespace guancheng
