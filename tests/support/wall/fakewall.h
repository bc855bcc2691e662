// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "catalogue/catalogue.h"
#include "city/city.h"
#include "models/names.h"
#include "models/wallmodels.h"
#include "qml/Guancheng/Wall/wallcontext.h"
#include "stores/operationalpicture.h"
#include "support/wall/fakelink.h"

#include <QObject>

#include <memory>

namespace guancheng {

/**
 * The wall without a backend: the real catalogue, city, stores and models, filled with a made-up city of one moment. The
 * same state gives the same wall, whatever the time of day is.
 */
class FakeWall : public QObject
{
    Q_OBJECT

public:
    enum class State { Calm, Busy, Emergency, FeedLost, LinkLost };
    /** 20 January 2026, 10:04:37 in Shanghai. */
    static constexpr TimeMs kStart = 1768874677000;

    explicit FakeWall(QObject *parent = nullptr);
    ~FakeWall() override;

    void fill(State state);
    /** Seconds go by: clocks, ages, fuses. */
    Q_INVOKABLE void pass(int seconds);
    Q_INVOKABLE void setIndicator(const QString &id, double value, int level, int quality);
    Q_INVOKABLE void setLink(int feedState);
    Q_INVOKABLE void setFeed(const QString &id, int feedState);
    /** The times of the feed lie so far off; its state is Degraded then. */
    Q_INVOKABLE void setOffset(const QString &id, double seconds);
    /** 0 live, 1 simulated, 2 replay. */
    Q_INVOKABLE void setOrigin(int origin);
    /** A recording from 0 to `seconds` past 1 January 2026, at its beginning; 0: none. */
    Q_INVOKABLE void setReplay(double seconds);
    /** What was wanted of the replay since the last call: 'play', 'pause', 'speed 10', 'seek 50000' ... */
    Q_INVOKABLE QString takeWishes();
    Q_INVOKABLE void setStage(const QString &incidentId, int stage);
    /** 0 accept, 1 refuse, 2 silence. */
    Q_INVOKABLE void setReply(int reply);
    /** Verbs sent since forgetVerbs(), ' ' between them. */
    Q_INVOKABLE QString verbs() const;
    Q_INVOKABLE void forgetVerbs() { m_link.forgetSent(); }
    /** All indicators take a new value, for benchmarks. */
    void shakeIndicators(int step);

    WallContext *context() const { return m_context.get(); }
    const Catalogue &catalogue() const { return *m_catalogue; }
    const City &city() const { return *m_city; }
    std::shared_ptr<const City> sharedCity() const { return m_city; }
    OperationalPicture &picture() { return m_picture; }
    const Clock &clock() const { return m_clock; }
    bool isGood() const { return m_context != nullptr; }

private:
    void load();
    void showMarks();
    void addQuestions();
    Batch indicators(State state) const;
    void addSources(Batch &batch, State state) const;
    void addCases(Batch &batch, State state);
    void addAlarms(Batch &batch, State state) const;
    void addWarnings(Batch &batch, State state) const;
    Incident caseOf(int number, Stage stage, const MatterType &matter) const;
    Alarm alarmOf(const QString &id, const QString &type, Level level, const QString &place, double lon, double lat,
                  int minutesAgo) const;
    Place placeAt(double lon, double lat, const QString &name) const;
    void answerFor(const Incident &incident);

    ManualClock m_clock{kStart};
    std::shared_ptr<const Catalogue> m_catalogue;
    std::shared_ptr<const City> m_city;
    OperationalPicture m_picture;
    FakeLink m_link;
    std::unique_ptr<CommandBus> m_bus;
    std::unique_ptr<WallModels> m_models;
    std::unique_ptr<MapScene> m_scene;
    std::unique_ptr<SearchModel> m_search;
    std::unique_ptr<MapQuestions> m_questions;
    std::unique_ptr<WallContext> m_context;
    quint64 m_seq = 0;
    QStringList m_wishes;
};

} // namespace guancheng
