// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/desks/alarmdesk.h"
#include "datasources/backend/desks/casedesk.h"
#include "datasources/backend/desks/commanddesk.h"
#include "datasources/backend/desks/directory.h"
#include "datasources/backend/desks/indicatordesk.h"
#include "datasources/backend/desks/sourceswatch.h"
#include "datasources/backend/historyclock.h"
#include "datasources/backend/worldview.h"
#include "persistence/picturestore.h"

namespace guancheng {

/** What the world is made of, in the order in which it is built. */
struct WorldView::Parts
{
    Parts(std::shared_ptr<const Catalogue> theCatalogue, std::shared_ptr<const City> theCity, const Clock &theClock,
          EventJournal &journal, WorldOptions theOptions);

    WorldOptions options;
    std::function<TimeMs()> monotonic;
    HistoryClock clock;
    Observers observers;
    CityState state;
    Ledger ledger;
    Hall hall;
    PictureStore pictures;
    Directory directory;
    SourcesWatch sources;
    CaseDesk cases;
    AlarmDesk alarms;
    IndicatorDesk indicators;
    CommandDesk commands;
    TimeMs startedAt;
    TimeMs snapshotAt = 0;
    TimeMs pruneAt = 0;
    qint64 records = 0;
    qint64 exceptions = 0;

    /** Those of open cases and of the ones that were closed last. */
    QSet<QString> picturesInUse() const;
    void expireWarnings(TimeMs now);
    void housekeeping(TimeMs now);
};

} // namespace guancheng
