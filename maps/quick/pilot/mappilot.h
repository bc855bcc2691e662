// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/quick/pilot/edgesignmodel.h"
#include "maps/view/bookmarks.h"
#include "maps/view/viewhistory.h"
#include "maps/view/viewkeeper.h"

#include <QStringList>
#include <QTimer>

namespace guancheng {

class CityMap;

/**
 * Who moves the map, and where to: fits it to the watched cases when their set changes, keeps still while a person holds
 * it, goes to the thing of a row and back to the exact view before, keeps bookmarks, writes and opens links to views.
 * One a map. Thread: GUI.
 */
class MapPilot : public QObject
{
    Q_OBJECT
    Q_PROPERTY(guancheng::CityMap *map READ map WRITE setMap NOTIFY mapChanged FINAL)
    /** A person chose the view: nothing moves it by itself. */
    Q_PROPERTY(bool held READ isHeld NOTIFY heldChanged FINAL)
    /** Meanwhile the watched cases became others. */
    Q_PROPERTY(bool waiting READ isWaiting NOTIFY heldChanged FINAL)
    /** Seconds without a gesture after which the view is let go; 0: never. */
    Q_PROPERTY(int timeout READ timeout WRITE setTimeout NOTIFY timeoutChanged FINAL)
    Q_PROPERTY(int watchedCount READ watchedCount NOTIFY watchedChanged FINAL)
    /** Signs for what is selected or watched and out of view. */
    Q_PROPERTY(guancheng::EdgeSignModel *signs READ signs CONSTANT FINAL)
    /** Names of the views 1 to 9; empty: none. */
    Q_PROPERTY(QStringList bookmarks READ bookmarks NOTIFY bookmarksChanged FINAL)
    /** JSON file of the bookmarks; empty: they are kept for this run only. */
    Q_PROPERTY(QString bookmarkFile READ bookmarkFile WRITE setBookmarkFile NOTIFY bookmarkFileChanged FINAL)

public:
    explicit MapPilot(QObject *parent = nullptr);
    ~MapPilot() override;

    CityMap *map() const { return m_map; }
    void setMap(CityMap *map);
    bool isHeld() const { return m_keeper.isHeld(); }
    bool isWaiting() const { return m_keeper.isWaiting(); }
    int timeout() const { return static_cast<int>(m_keeper.timeout() / 1000); }
    void setTimeout(int seconds);
    int watchedCount() const { return static_cast<int>(m_watched.size()); }
    EdgeSignModel *signs() { return &m_signs; }
    QStringList bookmarks() const;
    QString bookmarkFile() const { return m_file; }
    void setBookmarkFile(const QString &file);
    Q_INVOKABLE static QString defaultBookmarkFile() { return Bookmarks::defaultFile(); }

    /** A click on the row of a thing: goes there, the second time back; whether it went there. Moves a held view, too. */
    Q_INVOKABLE bool clickRow(const QString &id, double longitude, double latitude);
    /** Whether another click on this row goes back. */
    Q_INVOKABLE bool goesBack(const QString &id) const { return m_history.isOnTop(id); }
    /** A person moved the map by other means than on it. */
    Q_INVOKABLE void hold();
    /** The person lets go: the view is that of the watched cases, or of the city, again. */
    Q_INVOKABLE void letGo();
    /** The whole city, whatever is watched. */
    Q_INVOKABLE void goHome();

    Q_INVOKABLE void watch(const QString &kind, const QString &id, const QString &name, double longitude, double latitude);
    Q_INVOKABLE void unwatch(const QString &id);
    Q_INVOKABLE bool isWatched(const QString &id) const;
    QStringList watchedIds() const;
    /** What is selected; an empty id for nothing. Its place may be not a number. */
    Q_INVOKABLE void select(const QString &kind, const QString &id, const QString &name, double longitude, double latitude);

    /** Keeps the view in slot 1 to 9, under its number where there is no name. */
    Q_INVOKABLE void saveBookmark(int slot, const QString &name, const QString &mode);
    Q_INVOKABLE QString bookmarkName(int slot) const;
    Q_INVOKABLE bool recallBookmark(int slot);
    Q_INVOKABLE void renameBookmark(int slot, const QString &name);
    Q_INVOKABLE void removeBookmark(int slot);

    /** The view as a link; \c time in milliseconds UTC, 0: live. */
    Q_INVOKABLE QString link(const QString &mode, const QString &kind, const QString &id, double time) const;
    /** Shows what the link says; false, with told(), when it cannot be read. */
    Q_INVOKABLE bool openLink(const QString &text);

    /** Pixels at each side of the map that signs leave free, and between two signs. */
    Q_INVOKABLE void setSignFrame(double left, double top, double right, double bottom, double gap);

Q_SIGNALS:
    void mapChanged();
    void heldChanged();
    void timeoutChanged();
    void watchedChanged();
    void bookmarksChanged();
    void bookmarkFileChanged();
    /** Something to be said: 'link' (refused), 'bookmark' (not kept for the next run), 'empty' (no such bookmark). */
    void told(const QString &what, const QString &reason);
    /** A link or a bookmark was opened: what it says beyond the map. */
    void viewOpened(const QString &mode, const QString &kind, const QString &id, double time);

private:
    void fit();
    void watchedAre(std::vector<SoughtThing> things);
    void updateSigns();
    ViewLink viewNow() const;
    void open(const ViewLink &view);

    CityMap *m_map = nullptr;
    ViewKeeper m_keeper;
    ViewHistory m_history;
    Bookmarks m_bookmarks;
    QString m_file;
    std::vector<SoughtThing> m_watched;
    SoughtThing m_selected;
    EdgeSignModel m_signs;
    QTimer m_timer; ///< runs while the view is held and has a timeout
};

} // namespace guancheng
