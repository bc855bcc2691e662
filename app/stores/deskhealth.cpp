// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "stores/deskhealth.h"

namespace guancheng {

DeskHealth::DeskHealth(OperationalPicture &picture) : m_picture(picture)
{
    m_health.id = kDeskSource;
    m_health.nameZh = QStringLiteral("本席位");
    m_health.nameEn = QStringLiteral("This desk");
    m_health.state = FeedState::Degraded;
}

void DeskHealth::reportFiles(const SourceHealth &files, TimeMs now)
{
    if (files.rejected == 0)
        return;
    m_health.rejected += files.rejected;
    tell(files.message, now);
}

void DeskHealth::reportStall(int milliseconds, const QString &where, TimeMs now)
{
    ++m_stalls;
    tell(QStringLiteral("界面停顿 %1 次，最近 %2 s (stalled)：%3")
             .arg(m_stalls)
             .arg(milliseconds / 1000.0, 0, 'f', 1)
             .arg(where),
         now);
}

void DeskHealth::tell(const QString &message, TimeMs now)
{
    m_health.message = message;
    m_health.lastAt = now;
    ++m_health.received;
    Batch batch;
    batch.sources.push_back(m_health);
    m_picture.apply(batch);
}

} // namespace guancheng
