// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/alarmlistmodel.h"
#include "models/stagelistmodel.h"

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/**
 * The keyboard's place on the wall: a row among the alarms (zone 0) or in one of the columns of the loop (zones 1 to 5).
 * It stands for what is shown at this row now; rows come and go under it. Zone -1: nowhere. Thread: GUI.
 */
class WallCursor : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(guancheng::AlarmListModel *alarms MEMBER m_alarms NOTIFY modelsChanged FINAL)
    Q_PROPERTY(guancheng::StageColumns *stages MEMBER m_stages NOTIFY modelsChanged FINAL)
    Q_PROPERTY(int zone READ zone NOTIFY moved FINAL)
    Q_PROPERTY(int row READ row NOTIFY moved FINAL)

public:
    using QObject::QObject;

    int zone() const { return m_zone; }
    int row() const { return m_row; }

    /** To the next zone that has rows; round the end to the beginning. */
    Q_INVOKABLE void stepZone(int by);
    Q_INVOKABLE void stepRow(int by);
    Q_INVOKABLE void clear();
    /** 'alarm', 'incident' or 'fold' (many alarms in one row, id() is its key); empty when the cursor stands nowhere or the row
     * is gone. */
    Q_INVOKABLE QString kind() const;
    Q_INVOKABLE QString id() const;

Q_SIGNALS:
    void modelsChanged();
    void moved();

private:
    QAbstractItemModel *model(int zone) const;
    int rows(int zone) const;
    /** Of the row where the cursor stands. */
    QVariant valueOf(const QByteArray &role) const;
    void moveTo(int zone, int row);

    AlarmListModel *m_alarms = nullptr;
    StageColumns *m_stages = nullptr;
    int m_zone = -1;
    int m_row = 0;
};

} // namespace guancheng
