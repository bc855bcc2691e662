// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/simulator/picturestudio.h"

#include "datasources/simulator/nature/random.h"
#include "datasources/simulator/scenepainter.h"

#include <QBuffer>
#include <QDateTime>
#include <QGuiApplication>
#include <QPainter>
#include <QTimeZone>

namespace guancheng {
namespace {

constexpr QSize kSize(640, 360);
constexpr TimeMs kSharedMs = 600'000;
constexpr qsizetype kMaximumBytes = 20 * 1024;

struct SceneWord
{
    QLatin1String word;
    QLatin1String scene;
};
const SceneWord kSceneWords[] = {
    {QLatin1String("fire"), QLatin1String("fire-lane")},  {QLatin1String("lane"), QLatin1String("fire-lane")},
    {QLatin1String("bike"), QLatin1String("bikes")},      {QLatin1String("parking"), QLatin1String("car")},
    {QLatin1String("vehicle"), QLatin1String("car")},     {QLatin1String("waste"), QLatin1String("litter")},
    {QLatin1String("refuse"), QLatin1String("litter")},   {QLatin1String("litter"), QLatin1String("litter")},
    {QLatin1String("garbage"), QLatin1String("litter")},  {QLatin1String("rubbish"), QLatin1String("litter")},
    {QLatin1String("pond"), QLatin1String("water")},      {QLatin1String("flood"), QLatin1String("water")},
    {QLatin1String("leak"), QLatin1String("water")},      {QLatin1String("water"), QLatin1String("water")},
    {QLatin1String("manhole"), QLatin1String("manhole")}, {QLatin1String("cover"), QLatin1String("manhole")},
    {QLatin1String("stall"), QLatin1String("stall")},     {QLatin1String("vendor"), QLatin1String("stall")},
    {QLatin1String("tree"), QLatin1String("tree")},       {QLatin1String("green"), QLatin1String("tree")},
};

} // namespace

PictureStudio::PictureStudio(int zoneOffsetSeconds) : m_zoneOffsetSeconds(zoneOffsetSeconds) {}

QString PictureStudio::sceneOf(const QString &matter)
{
    for (const SceneWord &entry : kSceneWords)
        if (matter.contains(entry.word, Qt::CaseInsensitive))
            return entry.scene;
    return QStringLiteral("street");
}

QString PictureStudio::timeText(TimeMs at, bool seconds) const
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at, QTimeZone::fromSecondsAheadOfUtc(m_zoneOffsetSeconds));
    return local.toString(seconds ? QStringLiteral("yyyy-MM-dd HH:mm:ss") : QStringLiteral("yyyy-MM-dd HH:mm"));
}

QByteArray PictureStudio::render(const QString &scene, bool after, const QStringList &words, quint64 variant) const
{
    QImage image(kSize, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    ScenePainter(painter, kSize, variant).paint(scene, after);
    ScenePainter::stamp(painter, kSize, qobject_cast<QGuiApplication *>(QCoreApplication::instance()) ? words : QStringList());
    painter.end();
    QByteArray bytes;
    for (int quality = 72; quality >= 24; quality -= 16) {
        bytes.clear();
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, "JPEG", quality);
        if (bytes.size() <= kMaximumBytes)
            break;
    }
    return bytes;
}

QByteArray PictureStudio::draw(const QString &scene, const QString &role, const QString &camera, TimeMs at) const
{
    const bool after = role == QLatin1String("after");
    // The same camera sees the same street before and after.
    quint64 variant = 0;
    for (const QChar letter : camera)
        variant = sim::mix64(variant, letter.unicode());
    return render(scene, after, {QStringLiteral("模拟 SIMULATED"), camera, timeText(at, true)}, variant);
}

Picture PictureStudio::shared(CityInput &city, const QString &scene, const QString &role, const QString &source, TimeMs at)
{
    const qint64 slot = at / kSharedMs;
    if (slot != m_sharedSlot) {
        m_sharedSlot = slot;
        m_shared.clear();
    }
    QString &hash = m_shared[scene + QLatin1Char('/') + role];
    if (hash.isEmpty()) {
        const QStringList words{QStringLiteral("模拟 SIMULATED"),
                                role == QLatin1String("after") ? QStringLiteral("处置后示意") : QStringLiteral("抓拍示意"),
                                timeText(slot * kSharedMs, false) + QStringLiteral(" 起十分钟内")};
        hash = city.storePicture(render(scene, role == QLatin1String("after"), words, static_cast<quint64>(slot)));
    }
    return {hash, role, at, source};
}

Picture PictureStudio::own(CityInput &city, const QString &scene, const QString &role, const QString &camera, TimeMs at) const
{
    return {city.storePicture(draw(scene, role, camera, at)), role, at, camera};
}

} // namespace guancheng
