// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/backend/rest/access.h"
#include "datasources/backend/rest/ratelimit.h"

namespace guancheng {

/**
 * The way of a command from the wire to the city: role, sizes and rate are checked here, everything else by the city,
 * which also remembers the keys. Answers exactly once. Thread: the backend's.
 */
class CommandGate
{
public:
    explicit CommandGate(CityView &view) : m_view(view) {}

    using Answer = std::function<void(const CommandAnswer &)>;
    /** \c limit is that of the session (or of the token, over REST). */
    void execute(Command command, const Access &access, RateLimit &limit, Answer answer);

private:
    CityView &m_view;
};

} // namespace guancheng
