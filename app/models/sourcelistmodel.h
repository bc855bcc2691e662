// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/clock.h"
#include "models/rowlistmodel.h"
#include "stores/statestores.h"

namespace guancheng {

struct SourceRow
{
    QString key;
    FeedHealth source;
    int age = 0; ///< seconds since the last good message, in the steps of the wall
};

/**
 * The health of every feed, and of the link to the backend (id 'link'). While the link is lost the state of the others is
 * not known any more: they are shown as Stale at best. Thread: GUI.
 */
class SourceListModel : public ROW_LIST_MODEL(SourceRow)
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int liveCount READ liveCount NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int oldestAgeSeconds READ oldestAgeSeconds NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString oldestNameZh READ oldestNameZh NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString oldestNameEn READ oldestNameEn NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString lostNamesZh READ lostNamesZh NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString lostNamesEn READ lostNamesEn NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString skewedNamesZh READ skewedNamesZh NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString skewedNamesEn READ skewedNamesEn NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int lostCount READ lostCount NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int skewedCount READ skewedCount NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int simulatedCount READ simulatedCount NOTIFY summaryChanged FINAL)
    Q_PROPERTY(double unobservedDevices READ unobservedDevices NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int linkState READ linkState NOTIFY summaryChanged FINAL)
    Q_PROPERTY(QString linkMessage READ linkMessage NOTIFY summaryChanged FINAL)
    Q_PROPERTY(int worstState READ worstState NOTIFY summaryChanged FINAL)

public:
    explicit SourceListModel(const SourceStore &store, QObject *parent = nullptr);

    int count() const { return rowCount(); }
    int liveCount() const { return m_summary.live; }
    int oldestAgeSeconds() const { return m_summary.oldestAge; }
    QString oldestNameZh() const { return m_summary.oldestZh; }
    QString oldestNameEn() const { return m_summary.oldestEn; }
    /** Names of the feeds that are lost, '、' and ', ' between them; empty when none is. */
    QString lostNamesZh() const { return m_summary.lostZh; }
    QString lostNamesEn() const { return m_summary.lostEn; }
    /** Feeds that talk, but not of now. */
    QString skewedNamesZh() const { return m_summary.skewedZh; }
    QString skewedNamesEn() const { return m_summary.skewedEn; }
    int lostCount() const { return m_summary.lost; }
    int skewedCount() const { return m_summary.skewed; }
    /** Feeds that say of themselves that they are simulated. */
    int simulatedCount() const { return m_summary.simulated; }
    /** Devices that rest on a lost feed; all of them while the link is lost. */
    double unobservedDevices() const { return static_cast<double>(m_summary.unobserved); }
    int linkState() const { return m_summary.link; } ///< FeedState
    QString linkMessage() const { return m_summary.linkMessage; }
    int worstState() const { return m_summary.worst; } ///< FeedState

    void refresh(TimeMs now);
    void tick(TimeMs now) { refresh(now); }

Q_SIGNALS:
    void summaryChanged();

protected:
    const QByteArrayList &roleList() const override;
    QVariant value(const SourceRow &row, int role) const override;

private:
    struct Summary
    {
        int rows = 0;
        int live = 0;
        int oldestAge = 0;
        QString oldestZh, oldestEn;
        QString lostZh, lostEn;
        QString skewedZh, skewedEn;
        int lost = 0;
        int skewed = 0;
        int simulated = 0;
        qint64 unobserved = 0;
        int link = static_cast<int>(FeedState::Connecting);
        QString linkMessage;
        int worst = static_cast<int>(FeedState::Live);
        bool operator==(const Summary &) const = default;
    };
    Summary summarise() const;

    const SourceStore &m_store;
    Summary m_summary;
    bool m_blind = false; ///< the link is lost
};

} // namespace guancheng
