// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/rowlistmodel.h"
#include "stores/statestores.h"

namespace guancheng {

class Catalogue;

struct FigureRow
{
    int key = 0; ///< index in the catalogue
    double value = 0;
};

/** The figures of the whole city in the order of the catalogue: plain numbers, to be divided as the catalogue says. Thread:
 * GUI. */
class FigureListModel : public ROW_LIST_MODEL(FigureRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count CONSTANT FINAL)

public:
    FigureListModel(std::shared_ptr<const Catalogue> catalogue, const FigureStore &store, QObject *parent = nullptr);
    int count() const { return rowCount(); }
    void refresh();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const FigureRow &row, int role) const override;

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    const FigureStore &m_store;
};

} // namespace guancheng
