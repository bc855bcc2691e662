// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/names.h"
#include "models/rowlistmodel.h"
#include "stores/alarmstore.h"
#include "stores/change.h"

namespace guancheng {

struct AlarmRow
{
    QString key;
    Alarm alarm;
};

/**
 * The alarms that want attention: unacknowledged first, then the worst, then the newest; the first `limit` of them.
 * The properties count all. Thread: GUI.
 */
class AlarmListModel : public ROW_LIST_MODEL(AlarmRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countsChanged FINAL)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged FINAL)
    Q_PROPERTY(int activeCount READ activeCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int unacknowledgedCount READ unacknowledgedCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int shelvedCount READ shelvedCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(int lastTenMinutes READ lastTenMinutes NOTIFY countsChanged FINAL)

public:
    AlarmListModel(std::shared_ptr<const Names> names, const AlarmStore &store, QObject *parent = nullptr);

    /** All alarms that are not normal, also those beyond the limit. */
    int count() const { return m_counts.all; }
    int limit() const { return m_limit; }
    void setLimit(int limit);
    int activeCount() const { return m_counts.active; }
    int unacknowledgedCount() const { return m_counts.unacknowledged; }
    int shelvedCount() const { return m_counts.shelved; }
    /** Alarms that became active in the last ten minutes (EEMUA 191: more than ten are a flood). */
    int lastTenMinutes() const { return m_counts.lastTenMinutes; }

    void refresh(const ChangeSet &changes, TimeMs now);
    void tick(TimeMs now) { count(now); }

Q_SIGNALS:
    void limitChanged();
    void countsChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const AlarmRow &row, int role) const override;
    bool isSame(const AlarmRow &a, const AlarmRow &b) const override
    {
        return a.alarm.version == b.alarm.version && a.alarm.changedAt == b.alarm.changedAt && a.alarm.state == b.alarm.state;
    }

private:
    struct Counts
    {
        int all = 0;
        int active = 0;
        int unacknowledged = 0;
        int shelved = 0;
        int lastTenMinutes = 0;
        bool operator==(const Counts &) const = default;
    };
    void fill();
    void count(TimeMs now);
    QVariant text(const Alarm &alarm, int role) const;

    std::shared_ptr<const Names> m_names;
    const AlarmStore &m_store;
    int m_limit = 60;
    Counts m_counts;
};

} // namespace guancheng
