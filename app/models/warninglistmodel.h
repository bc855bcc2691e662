// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/rowlistmodel.h"
#include "stores/warningstore.h"

namespace guancheng {

struct WarningRow
{
    QString key;
    Warning warning;
};

/** The warnings in force, worst first. Thread: GUI. */
class WarningListModel : public ROW_LIST_MODEL(WarningRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)

public:
    explicit WarningListModel(const WarningStore &store, QObject *parent = nullptr);
    int count() const { return rowCount(); }
    void refresh();

Q_SIGNALS:
    void countChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const WarningRow &row, int role) const override;

private:
    const WarningStore &m_store;
};

} // namespace guancheng
