// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/names.h"
#include "models/rowlistmodel.h"
#include "stores/operationalpicture.h"

namespace guancheng {

/** A case in its column of the closed loop. */
struct StageRow
{
    QString key;
    Incident incident; ///< without timeline
    QString callsign;
    int remaining = 0;   ///< seconds of the stage limit, in the steps of the wall
    double fraction = 1; ///< of the stage limit that is left, in hundredths
    bool orphaned = false;
    bool operator==(const StageRow &) const = default;
};

/** The most urgent cases of one stage: those whose limit comes first, at most `limit`. Thread: GUI. */
class StageListModel : public ROW_LIST_MODEL(StageRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY limitChanged FINAL)
    Q_PROPERTY(int total READ total NOTIFY totalChanged FINAL)

public:
    StageListModel(std::shared_ptr<const Names> names, const OperationalPicture &picture, Stage stage,
                   QObject *parent = nullptr);

    Stage stage() const { return m_stage; }
    int count() const { return rowCount(); } ///< rows in the window
    int total() const { return m_total; }    ///< cases in the stage
    int limit() const { return m_limit; }
    void setLimit(int limit);

    /** Looks at the store when it changed there; costs the window, not the number of cases. */
    void refresh(TimeMs now);
    /** Once a second: the clocks. */
    void tick(TimeMs now);

Q_SIGNALS:
    void countChanged();
    void limitChanged();
    void totalChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const StageRow &row, int role) const override;
    bool isSame(const StageRow &a, const StageRow &b) const override { return a == b; }

private:
    void fill(TimeMs now);
    static void setClock(StageRow &row, TimeMs now);

    std::shared_ptr<const Names> m_names;
    const OperationalPicture &m_picture;
    Stage m_stage;
    int m_limit = 12;
    int m_total = 0;
    quint64 m_stamp = ~quint64(0);
    TimeMs m_now = 0;
};

/** A column of the loop. */
struct StageColumnRow
{
    int key = 0; ///< Stage
    int total = 0;
};

/** The five open stages of the loop: discover, dispatch, handle, feed back, verify. Thread: GUI. */
class StageColumns : public ROW_LIST_MODEL(StageColumnRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count CONSTANT FINAL)
    Q_PROPERTY(int openTotal READ openTotal NOTIFY openTotalChanged FINAL)
    Q_PROPERTY(int orphanedTotal READ orphanedTotal NOTIFY openTotalChanged FINAL)

public:
    StageColumns(std::shared_ptr<const Names> names, const OperationalPicture &picture, QObject *parent = nullptr);

    int count() const { return rowCount(); }
    int openTotal() const { return m_open; }
    /** Cases that only this desk knows, see IncidentStore. */
    int orphanedTotal() const { return m_orphaned; }
    /** The list of the column, owned by this model; null outside of the range. */
    Q_INVOKABLE guancheng::StageListModel *cases(int column) const;
    void refresh(const ChangeSet &changes, TimeMs now);
    void tick(TimeMs now);

Q_SIGNALS:
    void openTotalChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const StageColumnRow &row, int role) const override;

private:
    const OperationalPicture &m_picture;
    std::vector<StageListModel *> m_lists;
    int m_open = 0;
    int m_orphaned = 0;
};

} // namespace guancheng
