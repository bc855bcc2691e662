// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "city/citytypes.h"
#include "domain/result.h"

#include <QHash>
#include <QStringList>

#include <atomic>
#include <functional>
#include <optional>

namespace guancheng {

/** What `guancheng city import` is asked for. */
struct ImportOptions
{
    QString file;   ///< .osm.pbf
    QString name;   ///< of the city, as people write it
    QString outDir; ///< the pack; created when it is not there
    QString adcode; ///< six digits; empty = from the data or made up
    QString timeZone = QStringLiteral("Asia/Shanghai");
    std::optional<GeoBox> bounds; ///< what lies outside is left out
    int districtLevel = 0;        ///< admin_level of districts; 0 = 6, else the highest there is
    int streetLevel = 0;          ///< of streets and towns; 0 = 8, else the next below districts
};

struct ImportProgress
{
    QString stage; ///< 'nodes', 'lines' ...
    int index = 0; ///< from 0
    int count = 0;
    double share = 0; ///< of this stage, 0 to 1
};

/** What one stage did: kept for the report and for the next start. */
struct StageReport
{
    QHash<QString, qint64> counts; ///< 'roads' -> 1234; 'broken relations' -> 2
    QStringList problems;          ///< the first hundred by name
    QStringList files;             ///< written, relative to the pack
    static constexpr int kMaxProblems = 100;

    void problem(const QString &kind, const QString &what)
    {
        ++counts[kind];
        if (problems.size() < kMaxProblems)
            problems.append(kind + QStringLiteral(": ") + what);
    }
};

/** What the stages of one import share. One thread; \c cancelled may be set by any. */
struct ImportJob
{
    ImportOptions options;
    const std::atomic_bool *cancelled = nullptr;
    std::function<void(double)> report; ///< share of the stage that runs

    bool isCancelled() const { return cancelled && cancelled->load(std::memory_order_relaxed); }
    QString path(const QString &name) const { return options.outDir + u'/' + name; }
    bool wants(const GeoPoint &p) const { return !options.bounds || options.bounds->contains(p); }
};

/** For a stopped import; what is finished stays. */
inline Error cancelledError(const QString &file)
{
    return {file, {}, QStringLiteral("stopped; the next start goes on from the finished stages")};
}
inline const QString kOsmAttributionZh = QStringLiteral("© OpenStreetMap 贡献者 (ODbL 1.0)");
inline const QString kOsmAttributionEn = QStringLiteral("© OpenStreetMap contributors (ODbL 1.0)");

/** Work files that are gone when the import is finished. */
inline const QString kNodeIndexFile = QStringLiteral(".import/nodes.idx");
inline const QString kMetroWorkFile = QStringLiteral(".import/metro.json");
inline const QString kNodeAddressFile = QStringLiteral(".import/addresses.gcft");

/** The stages in their order; each writes whole files or none. */
Result<StageReport> readNodes(const ImportJob &job);
Result<StageReport> readLines(const ImportJob &job);
Result<StageReport> readAreas(const ImportJob &job);
Result<StageReport> buildGraph(const ImportJob &job);
Result<StageReport> writeCity(const ImportJob &job);

} // namespace guancheng
