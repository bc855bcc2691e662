// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/figurelistmodel.h"

#include "catalogue/catalogue.h"

namespace guancheng {

namespace {
enum Role { Id, NameZh, NameEn, Value, UnitZh, UnitEn, DivisorZh, DivisorEn, DecimalsZh, DecimalsEn, Decimals };
}

FigureListModel::FigureListModel(std::shared_ptr<const Catalogue> catalogue, const FigureStore &store, QObject *parent)
    : RowListModel(parent)
    , m_catalogue(std::move(catalogue))
    , m_store(store)
{
    std::vector<FigureRow> rows;
    rows.reserve(static_cast<size_t>(m_catalogue->figures().size()));
    for (int i = 0; i < m_catalogue->figures().size(); ++i)
        rows.push_back({i, std::numeric_limits<double>::quiet_NaN()});
    setRows(std::move(rows));
}

void FigureListModel::refresh()
{
    for (size_t i = 0; i < rows().size(); ++i)
        setRow(i, {rows()[i].key, m_store.find(m_catalogue->figures()[rows()[i].key].id).value});
}

const QByteArrayList &FigureListModel::roleList() const
{
    static const QByteArrayList roles{"figureId",  "nameZh",    "nameEn",     "value",      "unitZh",  "unitEn",
                                      "divisorZh", "divisorEn", "decimalsZh", "decimalsEn", "decimals"};
    return roles;
}

QVariant FigureListModel::value(const FigureRow &row, int role) const
{
    const FigureSpec &spec = m_catalogue->figures()[row.key];
    switch (role) {
    case Id: return spec.id;
    case NameZh: return spec.nameZh;
    case NameEn: return spec.nameEn;
    case Value: return row.value;
    case UnitZh: return spec.unitZh;
    case UnitEn: return spec.unitEn;
    case DivisorZh: return spec.divisorZh;
    case DivisorEn: return spec.divisorEn;
    case Decimals:
    case DecimalsZh: return spec.decimalsZh;
    case DecimalsEn: return spec.decimalsEn;
    default: return {};
    }
}

} // namespace guancheng
