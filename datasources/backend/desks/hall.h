// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/ledger/ledger.h"
#include "domain/clock.h"

namespace guancheng {

class Catalogue;
class City;

/** What every desk of the backend works with. */
struct Hall
{
    std::shared_ptr<const Catalogue> catalogue;
    std::shared_ptr<const City> city;
    const Clock &clock;
    Ledger &ledger;
    CityState &state;
    Observers &observers;
};

} // namespace guancheng
