// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/catalogue.h"

namespace guancheng {

Catalogue::Catalogue(CatalogueTables tables, QString revision) : m_tables(std::move(tables)), m_revision(std::move(revision))
{
    m_byDimension.resize(static_cast<std::size_t>(dimensions().size()));
    m_bySource.resize(static_cast<std::size_t>(sources().size()));
    for (int i = 0; i < indicators().size(); ++i) {
        m_byDimension.at(static_cast<std::size_t>(indicators()[i].dimension)).push_back(i);
        m_bySource.at(static_cast<std::size_t>(indicators()[i].source)).push_back(i);
    }
}

const std::vector<int> &Catalogue::indicatorsOf(int dimension) const
{
    return m_byDimension[static_cast<std::size_t>(dimension)];
}

const std::vector<int> &Catalogue::indicatorsFrom(int source) const
{
    return m_bySource[static_cast<std::size_t>(source)];
}

const WarningColour *Catalogue::warningColour(Level level) const
{
    for (const WarningColour &colour : warningColours()) {
        if (colour.level == level)
            return &colour;
    }
    return nullptr;
}

} // namespace guancheng
