// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "domain/enums.h"
#include "domain/feedhealth.h"
#include "maps/scene/layertreemodel.h"
#include "maps/scene/mapscene.h"
#include "models/replaycontrol.h"
#include "models/search/searchmodel.h"
#include "models/wallmodels.h"
#include "qml/Guancheng/Wall/abnormalindicators.h"
#include "qml/Guancheng/Wall/search/mapquestions.h"

#include <QObject>
#include <QUrl>
#include <QtQmlIntegration/qqmlintegration.h>

namespace guancheng {

/** What the city is called and whose data it rests on. */
class CityLabel
{
    Q_GADGET
    QML_VALUE_TYPE(cityLabel)
    Q_PROPERTY(QString nameZh MEMBER nameZh CONSTANT FINAL)
    Q_PROPERTY(QString nameEn MEMBER nameEn CONSTANT FINAL)
    Q_PROPERTY(QString attributionsZh MEMBER attributionsZh CONSTANT FINAL)
    Q_PROPERTY(QString attributionsEn MEMBER attributionsEn CONSTANT FINAL)
    Q_PROPERTY(int zoneOffsetSeconds MEMBER zoneOffsetSeconds CONSTANT FINAL)

public:
    QString nameZh; ///< '上海市'
    QString nameEn;
    QString attributionsZh; ///< stands in the corner of the map
    QString attributionsEn;
    int zoneOffsetSeconds = 0; ///< east of UTC
};

/**
 * What the wall may see: handed to the root item as a required property, never a global. The models and the map scene
 * (MapScene of maps/quick, may be null: then the stage stays empty) are owned elsewhere and live longer. Thread: GUI.
 */
class WallContext : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(guancheng::DimensionListModel *dimensions READ dimensions CONSTANT FINAL)
    Q_PROPERTY(guancheng::AbnormalIndicators *abnormal READ abnormal CONSTANT FINAL)
    Q_PROPERTY(guancheng::AlarmListModel *alarms READ alarms CONSTANT FINAL)
    Q_PROPERTY(guancheng::AlarmLoadModel *alarmLoad READ alarmLoad CONSTANT FINAL)
    Q_PROPERTY(guancheng::StageColumns *stages READ stages CONSTANT FINAL)
    Q_PROPERTY(guancheng::WarningListModel *warnings READ warnings CONSTANT FINAL)
    Q_PROPERTY(guancheng::SourceListModel *sources READ sources CONSTANT FINAL)
    Q_PROPERTY(guancheng::FigureListModel *figures READ figures CONSTANT FINAL)
    Q_PROPERTY(guancheng::SelectionController *selection READ selection CONSTANT FINAL)
    Q_PROPERTY(guancheng::MapScene *mapScene READ mapScene CONSTANT FINAL)
    Q_PROPERTY(guancheng::CityLabel city READ city CONSTANT FINAL)
    Q_PROPERTY(double cityTime READ cityTime NOTIFY cityTimeChanged FINAL)
    Q_PROPERTY(guancheng::CityMode mode READ mode NOTIFY modeChanged FINAL)
    Q_PROPERTY(bool simulated READ isSimulated NOTIFY modeChanged FINAL)
    Q_PROPERTY(bool replayed READ isReplayed NOTIFY modeChanged FINAL)
    Q_PROPERTY(guancheng::ReplayControl *replay READ replay CONSTANT FINAL)
    Q_PROPERTY(guancheng::SearchModel *search READ search CONSTANT FINAL)
    Q_PROPERTY(guancheng::MapQuestions *questions READ questions CONSTANT FINAL)
    Q_PROPERTY(QString stallMessage READ stallMessage NOTIFY messagesChanged FINAL)
    Q_PROPERTY(QString backendMessage READ backendMessage NOTIFY messagesChanged FINAL)
    /** The layers of the map; null where there is no map. */
    Q_PROPERTY(guancheng::LayerTreeModel *layers READ layers CONSTANT FINAL)
    Q_PROPERTY(QString tileHost READ tileHost WRITE setTileHost NOTIFY tileHostChanged FINAL)
    Q_PROPERTY(QString bookmarkFile READ bookmarkFile WRITE setBookmarkFile NOTIFY bookmarkFileChanged FINAL)

public:
    WallContext(const WallModels &models, const CityLabel &city, MapScene *mapScene = nullptr, QObject *parent = nullptr);

    DimensionListModel *dimensions() const { return m_models.dimensions(); }
    AbnormalIndicators *abnormal() const { return m_abnormal; }
    AlarmListModel *alarms() const { return m_models.alarms(); }
    AlarmLoadModel *alarmLoad() const { return m_models.alarmLoad(); }
    StageColumns *stages() const { return m_models.stages(); }
    WarningListModel *warnings() const { return m_models.warnings(); }
    SourceListModel *sources() const { return m_models.sources(); }
    FigureListModel *figures() const { return m_models.figures(); }
    SelectionController *selection() const { return m_models.selection(); }
    MapScene *mapScene() const { return m_mapScene; }
    CityLabel city() const { return m_city; }

    /** Milliseconds since the epoch, city time; to be set once a second, it drives the clock and the stage clocks. */
    double cityTime() const { return static_cast<double>(m_cityTime); }
    void setCityTime(TimeMs time);
    CityMode mode() const { return m_mode; }
    bool isSimulated() const { return m_origin == DataOrigin::Simulated; }
    bool isReplayed() const { return m_origin == DataOrigin::Replay; }
    void setMode(CityMode mode, DataOrigin origin);
    /** Play, pause, speed and place of the recordings of one's own backend; not available when there are none. */
    ReplayControl *replay() const { return m_replay; }
    /** Search and questions of the map; null where there is nobody to ask. To be set before the wall is loaded. */
    SearchModel *search() const { return m_search; }
    MapQuestions *questions() const { return m_questions; }
    void setQuestions(SearchModel *search, MapQuestions *questions)
    {
        m_search = search;
        m_questions = questions;
    }
    /** What the watchdog recorded last, one sentence in the language of the interface; empty: nothing. */
    QString stallMessage() const { return m_stallMessage; }
    void setStallMessage(const QString &message);
    /** Why the backend does not answer; empty while it does. */
    QString backendMessage() const { return m_backendMessage; }
    void setBackendMessage(const QString &message);

    /** Where views of the map are kept; empty: for this run only. */
    QString bookmarkFile() const { return m_bookmarkFile; }
    void setBookmarkFile(const QString &file);

    LayerTreeModel *layers() const { return m_layers; }
    /** Where the tile base is served for QtLocation, with its last slash; empty: there is none. */
    QString tileHost() const { return m_tileHost; }
    void setTileHost(const QString &host);
    /** Asks for a printed sheet of the view; ends with viewExported() or viewRefused(). */
    Q_INVOKABLE void exportView() { Q_EMIT exportWanted(); }
    /** Files or addresses were dropped on the map. */
    Q_INVOKABLE void dropFiles(const QList<QUrl> &urls) { Q_EMIT filesDropped(urls); }

Q_SIGNALS:
    void exportWanted();
    void filesDropped(const QList<QUrl> &urls);
    void viewExported(const QString &file);
    void viewRefused(const QString &reason);
    void tileHostChanged();
    void bookmarkFileChanged();
    void cityTimeChanged();
    void modeChanged();
    void messagesChanged();

private:
    const WallModels &m_models;
    CityLabel m_city;
    MapScene *m_mapScene;
    AbnormalIndicators *m_abnormal;
    ReplayControl *m_replay;
    SearchModel *m_search = nullptr;
    MapQuestions *m_questions = nullptr;
    TimeMs m_cityTime = 0;
    CityMode m_mode = CityMode::Ordinary;
    DataOrigin m_origin = DataOrigin::Live;
    QString m_stallMessage;
    QString m_backendMessage;
    LayerTreeModel *m_layers = nullptr;
    QString m_tileHost;
    QString m_bookmarkFile;
};

} // namespace guancheng
