// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"

#include <QByteArray>
#include <QUrl>
#include <QUrlQuery>

namespace guancheng {

/** The answer to a question, for REST and WebSocket alike. */
struct RestAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json";
};

/**
 * The questions of section 7: a path below /api/v1 in, JSON out. Never changes the city. Thread: the backend's.
 */
class RestRoutes
{
public:
    /** \c catalogue gives the body of /catalogue (JSON); may be null. \c streets: code by index, for the areas of devices. */
    RestRoutes(const CityView &view, std::function<QByteArray()> catalogue, const std::vector<QString> &streets);

    /** \c url: path below /api/v1 with its query: '/cases?stage=handling'. */
    RestAnswer get(const QUrl &url) const;

private:
    RestAnswer health() const;
    RestAnswer cases(const QUrlQuery &query) const;
    RestAnswer oneCase(const QString &id, const QString &part) const;
    RestAnswer recommendation(const QString &id) const;
    RestAnswer nearby(const QString &id) const;
    RestAnswer alarms(const QUrlQuery &query) const;
    RestAnswer alarmHistory(const QString &id) const;
    RestAnswer orders() const;
    RestAnswer warnings() const;
    RestAnswer indicators() const;
    RestAnswer figures() const;
    RestAnswer sources() const;
    RestAnswer device(const QString &slotOrId) const;
    RestAnswer unit(const QString &id) const;
    RestAnswer cameras(const QUrlQuery &query) const;
    RestAnswer picture(const QString &hash) const;
    RestAnswer collection(const QString &name, const QUrlQuery &query) const;
    QByteArray deviceJson(quint32 slot, double metres) const;
    QByteArray cameraJson(size_t index, double metres) const;
    QByteArray unitJson(size_t slot, double metres) const;

    const CityView &m_view;
    std::function<QByteArray()> m_catalogue;
    const std::vector<QString> &m_streets;
};

RestAnswer restProblem(int status, const QString &code, const QString &reason, const QString &place = {});

} // namespace guancheng
