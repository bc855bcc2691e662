// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "engines/alarmload/alarmfold.h"

#include <QHash>

#include <algorithm>

namespace guancheng {

namespace {

/** Types without a cause stand for themselves, apart from all causes. */
int causeOf(const FoldItem &item)
{
    return item.cause >= 0 ? item.cause : -2 - item.type;
}

bool earlier(std::span<const FoldItem> items, quint32 a, quint32 b)
{
    return items[a].activeAt != items[b].activeAt ? items[a].activeAt < items[b].activeAt : a < b;
}

void add(FoldRow &row, const FoldItem &item, quint32 index)
{
    row.level = std::max(row.level, item.level);
    row.newestAt = std::max(row.newestAt, item.activeAt);
    row.unacknowledged += item.unacknowledged ? 1 : 0;
    row.members.push_back(index);
}

/** Rows of the members of \c from, one for each key. */
template<typename Key>
std::vector<FoldRow> regroup(std::span<const FoldItem> items, const std::vector<quint32> &from, FoldRow::Kind kind, Key key)
{
    std::vector<FoldRow> rows;
    QHash<qint64, size_t> byKey;
    for (const quint32 index : from) {
        const qint64 k = key(items[index]);
        if (!byKey.contains(k)) {
            byKey.insert(k, rows.size());
            rows.emplace_back().kind = kind;
        }
        add(rows[byKey.value(k)], items[index], index);
    }
    return rows;
}

/** The first out leads and names the row. */
void finish(std::span<const FoldItem> items, FoldRow &row)
{
    std::sort(row.members.begin(), row.members.end(), [items](quint32 a, quint32 b) { return earlier(items, a, b); });
    const FoldItem &first = items[row.members.front()];
    row.type = first.type;
    row.firstAt = first.activeAt;
    if (row.kind != FoldRow::Kind::Level && row.kind != FoldRow::Kind::Quiet)
        row.cause = first.cause;
    const bool oneDistrict = std::all_of(row.members.begin(), row.members.end(),
                                         [&](quint32 index) { return items[index].district == first.district; });
    row.district = oneDistrict ? first.district : -1;
    if (row.members.size() == 1 && row.kind != FoldRow::Kind::Quiet)
        row.kind = FoldRow::Kind::Single;
}

std::vector<FoldRow> singles(std::span<const FoldItem> items, const std::vector<quint32> &of)
{
    return regroup(items, of, FoldRow::Kind::Single, [items](const FoldItem &item) { return &item - items.data(); });
}

std::vector<FoldRow> folded(std::span<const FoldItem> items, const std::vector<quint32> &of, size_t most)
{
    std::vector<FoldRow> rows = regroup(items, of, FoldRow::Kind::Group,
                                        [](const FoldItem &item) { return qint64(causeOf(item)) * 100'000 + item.district; });
    if (rows.size() > most)
        rows = regroup(items, of, FoldRow::Kind::Cause, [](const FoldItem &item) { return qint64(causeOf(item)); });
    if (rows.size() > most)
        rows = regroup(items, of, FoldRow::Kind::Level, [](const FoldItem &item) { return qint64(item.level); });
    return rows;
}

} // namespace

std::vector<FoldRow> foldAlarms(std::span<const FoldItem> items, bool flood, const FoldLimits &limits)
{
    std::vector<quint32> alone, together, quiet;
    for (quint32 i = 0; i < items.size(); ++i) {
        if (!flood || items[i].level == Level::Critical)
            alone.push_back(i);
        else if (items[i].level <= Level::Minor)
            quiet.push_back(i);
        else
            together.push_back(i);
    }
    if (flood && alone.size() > limits.singles) { // the first out of the worst stay, the later ones fold too
        const auto last = alone.begin() + static_cast<std::ptrdiff_t>(limits.singles);
        std::nth_element(alone.begin(), last, alone.end(), [items](quint32 a, quint32 b) { return earlier(items, a, b); });
        together.insert(together.end(), last, alone.end());
        alone.erase(last, alone.end());
    }

    std::vector<FoldRow> rows = singles(items, alone);
    if (!together.empty()) {
        const size_t used = rows.size() + (quiet.empty() ? 0 : 1);
        std::vector<FoldRow> more = folded(items, together, limits.rows > used ? limits.rows - used : 0);
        std::move(more.begin(), more.end(), std::back_inserter(rows));
    }
    if (!quiet.empty()) {
        std::vector<FoldRow> one = regroup(items, quiet, FoldRow::Kind::Quiet, [](const FoldItem &) { return qint64(0); });
        rows.push_back(std::move(one.front()));
    }
    for (FoldRow &row : rows)
        finish(items, row);
    std::sort(rows.begin(), rows.end(), [items](const FoldRow &a, const FoldRow &b) {
        const bool quietA = a.kind == FoldRow::Kind::Quiet, quietB = b.kind == FoldRow::Kind::Quiet;
        if (quietA != quietB)
            return quietB;
        if (a.level != b.level)
            return a.level > b.level;
        return earlier(items, a.members.front(), b.members.front());
    });
    return rows;
}

} // namespace guancheng
