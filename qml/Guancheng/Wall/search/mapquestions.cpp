// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "qml/Guancheng/Wall/search/mapquestions.h"

#include <QPointF>

#include <array>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kKinds{"road"_L1, "station"_L1, "place"_L1, "device"_L1, "unit"_L1, "incident"_L1, "feature"_L1};

HereLine lineOf(const HereThing &thing)
{
    HereLine line;
    line.kind = kKinds[static_cast<size_t>(thing.kind)];
    line.id = thing.kind == HereThing::Kind::Device ? QString::number(thing.slot) : thing.id;
    line.nameZh = thing.nameZh;
    line.nameEn = thing.nameEn;
    line.metres = thing.metres;
    line.longitude = thing.point.longitude;
    line.latitude = thing.point.latitude;
    return line;
}

QString joined(const QStringList &parts)
{
    QStringList present = parts;
    present.removeAll(QString());
    return present.join(u" · "_s);
}

} // namespace

MapQuestions::MapQuestions(Ask ask, Arrivals arrivals, QObject *parent)
    : QObject(parent)
    , m_ask(std::move(ask))
    , m_arrivals(std::move(arrivals))
{
}

MapQuestions::~MapQuestions() = default;

QString MapQuestions::areaZh() const
{
    return joined(
        {m_answer.districtZh, m_answer.streetZh, m_answer.place.grid.isEmpty() ? QString() : u"网格 "_s + m_answer.place.grid});
}

QString MapQuestions::areaEn() const
{
    return joined(
        {m_answer.districtEn, m_answer.streetEn, m_answer.place.grid.isEmpty() ? QString() : u"grid "_s + m_answer.place.grid});
}

QString MapQuestions::position() const
{
    return u"%1, %2"_s.arg(m_answer.point.longitude, 0, 'f', 6).arg(m_answer.point.latitude, 0, 'f', 6);
}

void MapQuestions::ask(double longitude, double latitude)
{
    const GeoPoint point{longitude, latitude};
    if (!point.isValid() || !m_ask)
        return;
    m_answer = m_ask(point);
    m_lines.clear();
    if (m_arrivals) {
        for (const Arrival &arrival : m_arrivals(point)) {
            HereLine line;
            line.kind = u"arrival"_s;
            line.id = arrival.id;
            line.nameZh = arrival.nameZh;
            line.nameEn = arrival.nameEn;
            line.metres = arrival.metres;
            line.seconds = arrival.seconds;
            line.longitude = arrival.point.longitude;
            line.latitude = arrival.point.latitude;
            m_lines.append(line);
        }
    }
    for (const HereThing &thing : m_answer.things)
        m_lines.append(lineOf(thing));
    m_open = true;
    Q_EMIT answerChanged();
}

void MapQuestions::close()
{
    if (!m_open)
        return;
    m_open = false;
    Q_EMIT answerChanged();
}

} // namespace guancheng
