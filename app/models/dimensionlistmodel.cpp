// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "models/dimensionlistmodel.h"

#include "catalogue/catalogue.h"

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {
constexpr int kContributorsShown = 3;
enum Role { Id, NameZh, NameEn, ShortEn, Score, ContributorsZh, ContributorsEn, Indicators, Count, SoundCount };
} // namespace

DimensionListModel::DimensionListModel(std::shared_ptr<const Catalogue> catalogue, const OperationalPicture &picture,
                                       QObject *parent)
    : RowListModel(parent)
    , m_catalogue(std::move(catalogue))
    , m_picture(picture)
{
    std::vector<DimensionRow> rows;
    for (int i = 0; i < m_catalogue->dimensions().size(); ++i) {
        m_lists.push_back(new IndicatorListModel(m_catalogue, picture.indicators(), picture.sources(), i, this));
        rows.push_back(rowOf(i));
    }
    RowListModel::setRows(std::move(rows));
}

IndicatorListModel *DimensionListModel::indicators(int dimension) const
{
    return dimension >= 0 && dimension < rowCount() ? m_lists[static_cast<size_t>(dimension)] : nullptr;
}

void DimensionListModel::refresh(const ChangeSet &changes, TimeMs now)
{
    if (!changes.indicators.empty()) {
        for (IndicatorListModel *list : m_lists)
            list->refresh(changes.indicators, now);
    }
    if (changes.sources)
        tick(now); // what a lost feed told turns stale at once
    if (changes.scores || !changes.indicators.empty())
        setRows();
}

void DimensionListModel::setRows()
{
    int unsound = 0;
    for (size_t i = 0; i < rows().size(); ++i) {
        setRow(i, rowOf(static_cast<int>(i)));
        unsound += m_lists[i]->count() - m_lists[i]->soundCount();
    }
    if (std::exchange(m_unsound, unsound) != unsound)
        Q_EMIT unsoundCountChanged();
}

void DimensionListModel::tick(TimeMs now)
{
    for (IndicatorListModel *list : m_lists)
        list->tick(now);
    setRows();
}

const QByteArrayList &DimensionListModel::roleList() const
{
    static const QByteArrayList roles{"dimensionId",    "nameZh",         "nameEn",     "shortEn", "score",
                                      "contributorsZh", "contributorsEn", "indicators", "count",   "soundCount"};
    return roles;
}

QVariant DimensionListModel::value(const DimensionRow &row, int role) const
{
    const Dimension &dimension = m_catalogue->dimensions()[row.key];
    switch (role) {
    case Id: return dimension.id;
    case NameZh: return dimension.nameZh;
    case NameEn: return dimension.nameEn;
    case ShortEn: return dimension.nameShortEn.isEmpty() ? dimension.nameEn : dimension.nameShortEn;
    case Score: return row.score;
    case ContributorsZh: return row.contributorsZh;
    case ContributorsEn: return row.contributorsEn;
    case Indicators: return QVariant::fromValue(indicators(row.key));
    case Count: return m_lists[static_cast<size_t>(row.key)]->count();
    case SoundCount: return row.sound;
    default: return {};
    }
}

DimensionRow DimensionListModel::rowOf(int dimension) const
{
    const DimensionScore &score = m_picture.indicators().score(static_cast<quint8>(dimension));
    DimensionRow row;
    row.key = dimension;
    row.sound = m_lists[static_cast<size_t>(dimension)]->soundCount();
    // The wall shows whole points: what stays behind the point must not redraw the panel.
    row.score = std::round(score.score);
    QStringList zh;
    QStringList en;
    for (const DimensionScore::Contributor &contributor : score.contributors) {
        const int points = static_cast<int>(std::lround(contributor.points));
        if (points <= 0 || contributor.indicator >= m_catalogue->indicators().size() || zh.size() == kContributorsShown)
            continue;
        const IndicatorSpec &spec = m_catalogue->indicators()[contributor.indicator];
        zh.append(u"%1 -%2"_s.arg(spec.nameZh).arg(points));
        en.append(u"%1 -%2"_s.arg(spec.nameShortEn.isEmpty() ? spec.nameEn : spec.nameShortEn).arg(points));
    }
    row.contributorsZh = zh.join(u" · ");
    row.contributorsEn = en.join(u" · ");
    return row;
}

} // namespace guancheng
