// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/pack/importjob.h"
#include "maps/pack/packmanifest.h"

namespace guancheng {

/**
 * Makes a city pack from an extract of OpenStreetMap, stage by stage: nodes, lines, areas, graph, city. A stage writes whole
 * files with their sums into .import/state.json when all of them are on the disk; an import that was stopped or killed goes on
 * behind the last stage whose files still have those sums, provided the input has the same bytes and the options are the same.
 * pack.json comes last. Memory: the input is streamed; positions of nodes lie in a mapped file; the members of open relations
 * and the road graph are held. Blocks; for a thread of its own or a program without a display.
 */
class PackImporter
{
public:
    using Progress = std::function<void(const ImportProgress &)>;

    explicit PackImporter(ImportOptions options, Progress progress = {}, const std::atomic_bool *cancelled = nullptr);

    Result<PackManifest> run();
    /** Stages that were taken over from an earlier start, in the last run. */
    const QStringList &resumed() const { return m_resumed; }

private:
    struct Stage;
    static const std::vector<Stage> &stages();
    Status prepare();
    void loadState();
    Status saveState();
    bool isDone(const Stage &stage) const;
    Status runStage(const Stage &stage, int index);
    Result<PackManifest> finish();
    QJsonObject optionsJson() const;

    ImportJob m_job;
    Progress m_progress;
    PackedFile m_input;
    QJsonObject m_state;
    QStringList m_resumed;
};

} // namespace guancheng
