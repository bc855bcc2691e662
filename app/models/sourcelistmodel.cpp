// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/sourcelistmodel.h"

#include "models/names.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

enum Role {
    Id,
    NameZh,
    NameEn,
    State,
    LastAt,
    Age,
    Received,
    Rejected,
    Late,
    Duplicates,
    Offset,
    Devices,
    Message,
    Simulated,
    Replayed
};

/** How bad a state is; the enumeration is in the order of the life of a feed. */
int badness(FeedState state)
{
    switch (state) {
    case FeedState::Live: return 0;
    case FeedState::Connecting: return 1;
    case FeedState::Degraded: return 2;
    case FeedState::Stale: return 3;
    case FeedState::Stopped: return 4;
    case FeedState::Lost: return 5;
    }
    return 0;
}

bool isLink(const FeedHealth &source)
{
    return source.id == "link"_L1;
}

} // namespace

SourceListModel::SourceListModel(const SourceStore &store, QObject *parent) : RowListModel(parent), m_store(store) {}

void SourceListModel::refresh(TimeMs now)
{
    m_blind = m_store.isBlind();
    std::vector<SourceRow> wanted;
    for (const FeedHealth &source : m_store.sources()) {
        SourceRow row{source.id, source, shownAgeSeconds(now, source.lastAt)};
        // What the backend last said of its feeds is no longer known to be true.
        if (m_blind && !isOwnSource(source.id) && badness(source.state) < badness(FeedState::Stale))
            row.source.state = FeedState::Stale;
        wanted.push_back(std::move(row));
    }
    setRows(std::move(wanted));
    Summary summary = summarise();
    if (summary == m_summary)
        return;
    m_summary = std::move(summary);
    Q_EMIT summaryChanged();
}

SourceListModel::Summary SourceListModel::summarise() const
{
    Summary summary;
    QStringList lostZh;
    QStringList lostEn;
    QStringList skewedZh;
    QStringList skewedEn;
    int worst = badness(FeedState::Live);
    summary.rows = rowCount();
    for (const SourceRow &row : rows()) {
        const FeedHealth &source = row.source;
        summary.live += source.state == FeedState::Live ? 1 : 0;
        if (badness(source.state) > worst) {
            worst = badness(source.state);
            summary.worst = static_cast<int>(source.state);
        }
        if (source.isSkewed()) {
            skewedZh.append(source.nameZh);
            skewedEn.append(source.nameEn);
        }
        summary.simulated += source.simulated ? 1 : 0;
        summary.unobserved += source.isLost() || m_blind ? source.devices : 0;
        if (source.state == FeedState::Lost) {
            lostZh.append(source.nameZh);
            lostEn.append(source.nameEn);
        }
        if (source.id != kDeskSource && (row.age > summary.oldestAge || summary.oldestZh.isEmpty())) {
            summary.oldestAge = row.age;
            summary.oldestZh = source.nameZh;
            summary.oldestEn = source.nameEn;
        }
        if (isLink(source)) {
            summary.link = static_cast<int>(source.state);
            summary.linkMessage = source.message;
        }
    }
    summary.skewedZh = skewedZh.join(u"、");
    summary.skewedEn = skewedEn.join(u", ");
    summary.lost = static_cast<int>(lostZh.size());
    summary.skewed = static_cast<int>(skewedZh.size());
    summary.lostZh = lostZh.join(u"、");
    summary.lostEn = lostEn.join(u", ");
    return summary;
}

const QByteArrayList &SourceListModel::roleList() const
{
    static const QByteArrayList roles{"sourceId",      "nameZh",   "nameEn",   "state",     "lastAt",
                                      "ageSeconds",    "received", "rejected", "late",      "duplicates",
                                      "offsetSeconds", "devices",  "message",  "simulated", "replayed"};
    return roles;
}

QVariant SourceListModel::value(const SourceRow &row, int role) const
{
    const FeedHealth &source = row.source;
    switch (role) {
    case Id: return source.id;
    case NameZh: return source.nameZh;
    case NameEn: return source.nameEn;
    case State: return static_cast<int>(source.state);
    case LastAt: return static_cast<double>(source.lastAt);
    case Age: return row.age;
    case Received: return static_cast<double>(source.received);
    case Rejected: return static_cast<double>(source.rejected);
    case Late: return static_cast<double>(source.late);
    case Duplicates: return static_cast<double>(source.duplicates);
    // In the steps of the wall's ages: a feed that stands still falls behind all the time.
    case Offset: return source.isSkewed() ? static_cast<double>(source.offset) / 1000 : 0;
    case Devices: return static_cast<double>(source.devices);
    case Message: return source.message;
    case Simulated: return source.simulated;
    case Replayed: return source.replayed;
    default: return {};
    }
}

} // namespace guancheng
