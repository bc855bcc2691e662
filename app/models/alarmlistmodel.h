// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/alarms/alarmfolding.h"
#include "models/names.h"
#include "models/rowlistmodel.h"
#include "stores/alarmstore.h"
#include "stores/change.h"

namespace guancheng {

/**
 * The alarms that want attention: unacknowledged first, then the worst, then the newest. In a flood, or when there are more
 * than `limit`, the list folds (AlarmFolding) into at most `limit` rows, and each row opens to its members; `showAll` unfolds
 * everything until the next flood. The properties count all, folded or not. Thread: GUI.
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
    /** The list folds, or would if it were not for showAll */
    Q_PROPERTY(bool folding READ isFolding NOTIFY foldingChanged FINAL)
    /** Unacknowledged ones that this seat has not silenced */
    Q_PROPERTY(int loudCount READ loudCount NOTIFY countsChanged FINAL)
    Q_PROPERTY(bool showAll READ isShowingAll WRITE setShowAll NOTIFY foldingChanged FINAL)

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

    bool isFolding() const { return m_folding; }
    bool isShowingAll() const { return m_showAll; }
    void setShowAll(bool all);
    int loudCount() const { return m_counts.loud; }
    /** What rings now is quiet at this seat, until it rings again. Acknowledges nothing, and nobody else hears of it. */
    Q_INVOKABLE void silence();
    /** Opens the folded row with this key, or folds it again. */
    Q_INVOKABLE void toggle(const QString &rowKey);

    void refresh(const ChangeSet &changes);
    /** After the store has the time. */
    void tick(TimeMs now);

Q_SIGNALS:
    void limitChanged();
    void countsChanged();
    void foldingChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const AlarmRow &row, int role) const override;
    bool isSame(const AlarmRow &a, const AlarmRow &b) const override
    {
        return a == b && a.alarm.changedAt == b.alarm.changedAt && a.alarm.state == b.alarm.state &&
               a.alarm.level == b.alarm.level;
    }

private:
    struct Counts
    {
        int all = 0;
        int active = 0;
        int unacknowledged = 0;
        int shelved = 0;
        int lastTenMinutes = 0;
        int loud = 0;
        bool operator==(const Counts &) const = default;
    };
    void fill();
    void tell();
    int loudNow();
    QVariant fold(const AlarmRow &row, int role) const;
    QVariant text(const Alarm &alarm, int role) const;

    std::shared_ptr<const Names> m_names;
    const AlarmStore &m_store;
    AlarmFolding m_fold;
    int m_limit = 200;
    bool m_flood = false;
    bool m_folding = false;
    bool m_showAll = false;
    QHash<QString, TimeMs> m_silenced; ///< alarm -> when it became active
    qsizetype m_chattering = 0;
    qint64 m_filledMinute = 0;
    Counts m_counts;
};

} // namespace guancheng
