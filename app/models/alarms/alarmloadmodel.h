// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/names.h"
#include "stores/alarmstore.h"

#include <QObject>
#include <QVariantList>

namespace guancheng {

/**
 * The alarm budget as the wall shows it (EEMUA 191, ISA-18.2): rates of the hall against the classes, the seats that carry
 * most, what rings most, and floods. A seat is the department that owns the alarms. Thread: GUI.
 */
class AlarmLoadModel : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int perTenMinutes READ perTenMinutes NOTIFY changed FINAL)
    Q_PROPERTY(int perHour READ perHour NOTIFY changed FINAL)
    Q_PROPERTY(int perDay READ perDay NOTIFY changed FINAL)
    /** 0 good, 1 manageable, 2 demanding, 3 too many */
    Q_PROPERTY(int loadClass READ loadClass NOTIFY changed FINAL)
    Q_PROPERTY(bool flood READ isFlood NOTIFY changed FINAL)
    /** City time, 0 while there is no flood */
    Q_PROPERTY(double floodSince READ floodSince NOTIFY changed FINAL)
    /** Of the last 24 hours */
    Q_PROPERTY(int floodMinutes READ floodMinutes NOTIFY changed FINAL)
    /** {seatId, nameZh, nameEn, perTenMinutes, perHour, loadClass, flood}, the busiest first */
    Q_PROPERTY(QVariantList seats READ seats NOTIFY changed FINAL)
    /** {nameZh, nameEn, count, share} of types, the loudest first */
    Q_PROPERTY(QVariantList loudest READ loudest NOTIFY changed FINAL)

public:
    AlarmLoadModel(std::shared_ptr<const Names> names, const AlarmStore &store, QObject *parent = nullptr);

    int perTenMinutes() const { return m_shown.perTenMinutes; }
    int perHour() const { return m_shown.perHour; }
    int perDay() const { return m_shown.perDay; }
    int loadClass() const { return m_shown.loadClass; }
    bool isFlood() const { return m_shown.floodSince != 0; }
    double floodSince() const { return static_cast<double>(m_shown.floodSince); }
    int floodMinutes() const { return m_shown.floodMinutes; }
    QVariantList seats() const { return m_shown.seats; }
    QVariantList loudest() const { return m_shown.loudest; }

    /** Looks at the store; cheap, and silent while what is shown stays the same. */
    void refresh();

Q_SIGNALS:
    void changed();

private:
    struct Shown
    {
        int perTenMinutes = 0;
        int perHour = 0;
        int perDay = 0;
        int loadClass = 0;
        TimeMs floodSince = 0;
        int floodMinutes = 0;
        QVariantList seats;
        QVariantList loudest;
        bool operator==(const Shown &) const = default;
    };
    QVariantList seatsNow() const;
    QVariantList loudestNow() const;

    std::shared_ptr<const Names> m_names;
    const AlarmStore &m_store;
    Shown m_shown;
};

} // namespace guancheng
