// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "datasources/backend/cityview.h"
#include "datasources/replay/recording.h"

#include <QHash>

namespace guancheng {

/**
 * What a backend once wrote to its journal, played into another city: cases come as the reports that they were, alarms
 * as readings of their device or indicator, warnings as they are. The present rules decide anew; when they order a unit
 * to a case, the crew says what the crew of that day said, in the same intervals.
 */
class JournalRecording final : public Recording, public FieldListener
{
public:
    /** Reads a copy of the file, so the journal itself stays as it is. Bad records are skipped and counted. */
    static Result<std::unique_ptr<JournalRecording>> open(const QString &file, const Catalogue &catalogue, const City &city);
    /** From events, oldest first; an error when nothing in them can be played. */
    static Result<std::unique_ptr<JournalRecording>> fromEvents(const QString &name, std::vector<StreamEvent> events,
                                                                const Catalogue &catalogue, const City &city);
    ~JournalRecording() override;

    QString name() const override { return m_name; }
    TimeMs begin() const override { return m_events.front().at; }
    TimeMs end() const override { return m_events.back().at; }
    const ReadingReport &report() const override { return m_report; }
    void declare(CityInput &city) override;
    void play(CityInput &city, TimeMs from, TimeMs to, const ReplayStamp &stamp) override;
    void restore(CityInput &city, const ReplayStamp &stamp) override;

    void ordered(const Order &order, const Incident &incident) override;
    void cancelled(const Order &order) override;

private:
    struct Line
    {
        TimeMs after = 0; ///< the order
        QString verb;
        QString text;
    };
    struct Pending
    {
        QString order;
        TimeMs due = 0; ///< of the city
        FieldEvent event;
    };

    JournalRecording(QString name, const Catalogue &catalogue, const City &city);
    void index();
    void tell(CityInput &city, const StreamEvent &event, const ReplayStamp &stamp);
    void tellCase(CityInput &city, const Incident &incident, const ReplayStamp &stamp) const;
    void tellAlarm(CityInput &city, const Alarm &alarm, bool active, const ReplayStamp &stamp) const;
    void addDevice(const Alarm &alarm);
    QString feedOf(IncidentSource source) const;
    static QString keyOf(const Incident &incident) { return incident.title + QLatin1Char('|') + incident.sourceId; }

    QString m_name;
    const Catalogue &m_catalogue;
    const City &m_city;
    std::vector<StreamEvent> m_events; ///< ascending by time
    DeviceTable m_devices;             ///< that alarms came from
    QHash<QString, quint32> m_slotOf;
    std::vector<std::pair<Unit, GeoPoint>> m_units;
    QHash<QString, QString> m_caseByKey;          ///< title and source -> id of that day
    QHash<QString, QList<QList<Line>>> m_fieldOf; ///< id of that day -> order by order, what the crew said
    QHash<QString, qsizetype> m_ordersOf;         ///< id of that day -> orders that the present rules have given
    std::vector<Pending> m_pending;
    ReplayStamp m_stamp;
    CityInput *m_input = nullptr;
    ReadingReport m_report;
};

} // namespace guancheng
