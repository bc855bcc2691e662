// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/questions/whatishere.h"

#include <QObject>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/** One line of the answer to 'what is here'. */
class HereLine
{
    Q_GADGET
    QML_VALUE_TYPE(hereLine)
    Q_PROPERTY(QString kind MEMBER kind CONSTANT FINAL)
    Q_PROPERTY(QString id MEMBER id CONSTANT FINAL)
    Q_PROPERTY(QString nameZh MEMBER nameZh CONSTANT FINAL)
    Q_PROPERTY(QString nameEn MEMBER nameEn CONSTANT FINAL)
    Q_PROPERTY(double metres MEMBER metres CONSTANT FINAL)
    Q_PROPERTY(double seconds MEMBER seconds CONSTANT FINAL)
    Q_PROPERTY(double longitude MEMBER longitude CONSTANT FINAL)
    Q_PROPERTY(double latitude MEMBER latitude CONSTANT FINAL)

public:
    QString kind; ///< 'road', 'station', 'place', 'device', 'unit', 'incident', 'feature', 'arrival'
    QString id;   ///< what a card opens; empty when there is none
    QString nameZh;
    QString nameEn;
    double metres = 0;
    double seconds = std::numeric_limits<double>::quiet_NaN(); ///< until it could be here by road
    double longitude = 0;
    double latitude = 0;
};

/** A unit that could come, by road. */
struct Arrival
{
    QString id;
    QString nameZh;
    QString nameEn;
    double seconds = 0;
    double metres = 0;
    GeoPoint point;
};

/**
 * What a person asks the map with a finger: what is here, and who could come. Thread: GUI. The answers come from functions that
 * the application hands in.
 */
class MapQuestions : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("provided by WallContext")
    Q_PROPERTY(bool open READ isOpen NOTIFY answerChanged FINAL)
    Q_PROPERTY(double longitude READ longitude NOTIFY answerChanged FINAL)
    Q_PROPERTY(double latitude READ latitude NOTIFY answerChanged FINAL)
    Q_PROPERTY(QString areaZh READ areaZh NOTIFY answerChanged FINAL)
    Q_PROPERTY(QString areaEn READ areaEn NOTIFY answerChanged FINAL)
    Q_PROPERTY(QString addressZh READ addressZh NOTIFY answerChanged FINAL)
    Q_PROPERTY(QString addressEn READ addressEn NOTIFY answerChanged FINAL)
    Q_PROPERTY(QString position READ position NOTIFY answerChanged FINAL)
    Q_PROPERTY(QList<guancheng::HereLine> lines READ lines NOTIFY answerChanged FINAL)

public:
    using Ask = std::function<HereAnswer(const GeoPoint &point)>;
    using Arrivals = std::function<std::vector<Arrival>(const GeoPoint &point)>;

    MapQuestions(Ask ask, Arrivals arrivals, QObject *parent = nullptr);
    ~MapQuestions() override;

    bool isOpen() const { return m_open; }
    double longitude() const { return m_answer.point.longitude; }
    double latitude() const { return m_answer.point.latitude; }
    QString areaZh() const;
    QString areaEn() const;
    QString addressZh() const { return m_answer.addressZh; }
    QString addressEn() const { return m_answer.addressEn; }
    QString position() const;
    QList<HereLine> lines() const { return m_lines; }

    Q_INVOKABLE void ask(double longitude, double latitude);
    Q_INVOKABLE void close();

Q_SIGNALS:
    void answerChanged();

private:
    Ask m_ask;
    Arrivals m_arrivals;
    HereAnswer m_answer;
    QList<HereLine> m_lines;
    bool m_open = false;
};

} // namespace guancheng
