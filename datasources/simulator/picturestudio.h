// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/core/cityinput.h"

#include <QHash>
#include <QImage>

class QPainter;

namespace guancheng {

/**
 * Draws what a camera or a crew would have photographed: a plain sketch of a street with the matter on it (before) or
 * put right (after). Every picture says 模拟 SIMULATED, where and when. 640 x 360, JPEG, at most 20 KB.
 *
 * Pictures of the everyday are shared: one a scene, role and ten minutes, so that a day of 96 000 cases adds some
 * megabytes to the journal and not gigabytes. Without a QGuiApplication the words are left out but for SIMULATED.
 */
class PictureStudio
{
public:
    explicit PictureStudio(int zoneOffsetSeconds = 8 * 3600);

    /** The scene that suits a matter: 'fire-lane', 'litter', 'bikes', 'water', 'manhole', 'stall', 'tree', 'street'. */
    static QString sceneOf(const QString &matter);

    /** A picture of its own, with camera and time to the second. `role` is 'before' or 'after'. */
    QByteArray draw(const QString &scene, const QString &role, const QString &camera, TimeMs at) const;
    /** The shared picture of the ten minutes, stored in the city once. */
    Picture shared(CityInput &city, const QString &scene, const QString &role, const QString &source, TimeMs at);
    /** Draws and stores a picture of its own. */
    Picture own(CityInput &city, const QString &scene, const QString &role, const QString &camera, TimeMs at) const;

private:
    QByteArray render(const QString &scene, bool after, const QStringList &words, quint64 variant) const;
    QString timeText(TimeMs at, bool seconds) const;

    int m_zoneOffsetSeconds;
    QHash<QString, QString> m_shared; ///< key of the picture -> hash, of the present ten minutes
    qint64 m_sharedSlot = 0;
};

} // namespace guancheng
