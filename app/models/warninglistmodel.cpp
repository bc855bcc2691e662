// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/warninglistmodel.h"

namespace guancheng {

namespace {
enum Role { Id, Kind, LevelOf, HeadlineZh, HeadlineEn, Issuer, IssuedAt, ExpiresAt, Exercise };
}

WarningListModel::WarningListModel(const WarningStore &store, QObject *parent) : RowListModel(parent), m_store(store) {}

void WarningListModel::refresh()
{
    std::vector<WarningRow> wanted;
    for (const Warning &warning : m_store.warnings())
        wanted.push_back({warning.id, warning});
    const int before = rowCount();
    setRows(std::move(wanted));
    if (rowCount() != before)
        Q_EMIT countChanged();
}

const QByteArrayList &WarningListModel::roleList() const
{
    static const QByteArrayList roles{"warningId", "kind",     "level",     "headlineZh", "headlineEn",
                                      "issuer",    "issuedAt", "expiresAt", "exercise"};
    return roles;
}

QVariant WarningListModel::value(const WarningRow &row, int role) const
{
    const Warning &warning = row.warning;
    switch (role) {
    case Id: return warning.id;
    case Kind: return warning.kind;
    case LevelOf: return static_cast<int>(warning.level);
    case HeadlineZh: return warning.headlineZh;
    case HeadlineEn: return warning.headlineEn;
    case Issuer: return warning.issuer;
    case IssuedAt: return static_cast<double>(warning.issuedAt);
    case ExpiresAt: return static_cast<double>(warning.expiresAt);
    case Exercise: return warning.exercise;
    default: return {};
    }
}

} // namespace guancheng
