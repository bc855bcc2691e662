// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/hub/hub.h"

#include "support/fakecity.h"
#include "support/wireclient.h"

#include <QTest>

namespace guancheng {

/** A hub over a small city on a free loopback port, with the tokens 'op', 'eye' and 'iot'. */
struct HubScene
{
    FakeCity city;
    Hub hub;

    static HubOptions options()
    {
        HubOptions made;
        made.access = {{"op", protocol::Role::Operator, QStringLiteral("seat-1")},
                       {"eye", protocol::Role::Viewer, QStringLiteral("wall")},
                       {"iot", protocol::Role::Feed, QStringLiteral("feed")}};
        made.streets = {QStringLiteral("310115125"), QStringLiteral("310101001")};
        made.pulseMs = 20;
        made.heartbeatMs = 60000;
        return made;
    }

    explicit HubScene(const HubOptions &with = options(), size_t devices = 200) : city(devices), hub(city, &city, with)
    {
        if (!hub.listen(QHostAddress::LocalHost, 0))
            qFatal("cannot listen");
    }
    std::unique_ptr<WireClient> client() const { return std::make_unique<WireClient>(hub.url()); }
    std::unique_ptr<WireClient> welcomed(const QString &token = QStringLiteral("op"), bool binary = true,
                                         const QString &source = {}) const
    {
        auto made = client();
        made->hello(token, binary, std::nullopt, source);
        if (!QTest::qWaitFor([&made] { return made->count(QLatin1StringView("welcome")) == 1; }))
            qFatal("not welcomed");
        return made;
    }
};

} // namespace guancheng
