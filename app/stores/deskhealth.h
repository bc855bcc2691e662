// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/feedhealth.h"
#include "stores/operationalpicture.h"

namespace guancheng {

/**
 * What is wrong with this desk itself, told as the source 'desk' of its own data health: broken files, an interface that
 * stood. Nothing wrong: the source is not there. Thread: GUI.
 */
class DeskHealth
{
public:
    explicit DeskHealth(OperationalPicture &picture);

    /** The files of a desk whose backend is elsewhere; those of the own backend are told by it. */
    void reportFiles(const SourceHealth &files, TimeMs now);
    /** The interface stood so long in a function. */
    void reportStall(int milliseconds, const QString &where, TimeMs now);

private:
    void tell(const QString &message, TimeMs now);

    OperationalPicture &m_picture;
    FeedHealth m_health;
    int m_stalls = 0;
};

} // namespace guancheng
