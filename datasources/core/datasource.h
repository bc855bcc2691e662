// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QObject>

namespace guancheng {

/**
 * A worker that brings events from somewhere: a link to a backend, a feed, a replay, a simulator.
 *
 * 1. Thread: it is made, used and destroyed in one thread, usually that of its SourceHost. It blocks this thread nowhere.
 * 2. start() returns at once; the source works until stop(). A link that breaks is no end: the source reconnects by itself.
 * 3. stop() may come at any time, also before start() did anything, and more than once. stopped() comes exactly once,
 *    after which nothing is delivered any more.
 * 4. Errors: what cannot be used is counted and told in the health of the source, with source, place and reason. failed()
 *    is for what the source cannot get over by itself; stopped() follows.
 * 5. What it delivers goes into queues or stores that are made to be written from its thread, never into models.
 */
class DataSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void start() = 0;
    virtual void stop() = 0;

Q_SIGNALS:
    void failed(const guancheng::Error &error);
    void stopped();
};

} // namespace guancheng
