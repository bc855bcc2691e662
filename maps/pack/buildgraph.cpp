// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/features/featurefile.h"
#include "maps/network/roadbuilder.h"
#include "maps/network/roadfile.h"
#include "maps/pack/importjob.h"

#include <QFile>
#include <QSaveFile>

namespace guancheng {

using namespace Qt::StringLiterals;

Result<StageReport> buildGraph(const ImportJob &job)
{
    StageReport report;
    QFile in(job.path(u"roads.gcft"_s));
    if (!in.open(QIODevice::ReadOnly))
        return Error{in.fileName(), {}, in.errorString()};
    // Ways of OpenStreetMap meet where they share a node, which is the same position to the last digit.
    RoadBuildOptions options;
    options.toleranceMetres = 0;
    RoadBuilder builder(options);
    const auto read = readFeatureChunks(in, in.fileName(), [&](FeatureTable &&table) -> Status {
        if (job.isCancelled())
            return cancelledError(job.options.file);
        builder.add(table);
        job.report(0.5 * static_cast<double>(in.pos()) / static_cast<double>(std::max<qint64>(1, in.size())));
        return ok();
    });
    if (!read)
        return read.error();
    RoadArrays roads;
    if (read->features > 0) {
        Result<RoadArrays> built = builder.build();
        if (!built)
            return built.error();
        roads = std::move(*built);
    } else {
        roads.names.emplace_back();
        roads.profiles.emplace_back();
        roads.edgeShape = {0};
    }
    QSaveFile out(job.path(u"roads.gcrd"_s));
    if (!out.open(QIODevice::WriteOnly))
        return Error{out.fileName(), {}, out.errorString()};
    if (const Status written = writeRoads(out, roads); !written)
        return written.error();
    if (!out.commit())
        return Error{out.fileName(), {}, out.errorString()};
    report.files = {u"roads.gcrd"_s};
    report.counts[u"graph nodes"_s] = static_cast<qint64>(roads.nodeCount());
    report.counts[u"graph edges"_s] = static_cast<qint64>(roads.edgeCount());
    if (roads.edgeCount() == 0)
        report.problem(u"no roads"_s, u"there is nothing to drive on in this file"_s);
    return report;
}

} // namespace guancheng
