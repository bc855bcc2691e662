// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "wallcursor.h"

#include <algorithm>

namespace guancheng {

namespace {
constexpr int kZones = 6; ///< the alarms and five stages
}

QAbstractItemModel *WallCursor::model(int zone) const
{
    if (zone == 0)
        return m_alarms;
    return zone > 0 && m_stages ? m_stages->cases(zone - 1) : nullptr;
}

int WallCursor::rows(int zone) const
{
    const QAbstractItemModel *list = model(zone);
    return list ? list->rowCount() : 0;
}

void WallCursor::moveTo(int zone, int row)
{
    if (zone == m_zone && row == m_row)
        return;
    m_zone = zone;
    m_row = row;
    Q_EMIT moved();
}

void WallCursor::stepZone(int by)
{
    int zone = m_zone < 0 && by < 0 ? 0 : m_zone;
    for (int i = 0; i < kZones; ++i) {
        zone = (zone + by + kZones) % kZones;
        if (rows(zone) > 0) {
            moveTo(zone, std::clamp(m_row, 0, rows(zone) - 1));
            return;
        }
    }
    clear();
}

void WallCursor::stepRow(int by)
{
    if (m_zone < 0) {
        stepZone(1);
        return;
    }
    moveTo(m_zone, std::clamp(m_row + by, 0, std::max(0, rows(m_zone) - 1)));
}

void WallCursor::clear()
{
    moveTo(-1, 0);
}

QString WallCursor::kind() const
{
    if (m_zone < 0 || m_row >= rows(m_zone))
        return {};
    if (m_zone != 0)
        return QStringLiteral("incident");
    return valueOf("folded").toBool() ? QStringLiteral("fold") : QStringLiteral("alarm");
}

QString WallCursor::id() const
{
    const QString what = kind();
    if (what.isEmpty())
        return {};
    return valueOf(what == u"fold" ? "rowKey" : what == u"alarm" ? "alarmId" : "incidentId").toString();
}

QVariant WallCursor::valueOf(const QByteArray &role) const
{
    const QAbstractItemModel *list = model(m_zone);
    return list ? list->index(m_row, 0).data(list->roleNames().key(role, -1)) : QVariant();
}

} // namespace guancheng
