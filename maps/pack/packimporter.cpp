// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/packimporter.h"

#include "jsonfile/jsonfile.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QLockFile>
#include <QLoggingCategory>
#include <QSaveFile>

Q_LOGGING_CATEGORY(lcPack, "guancheng.pack", QtInfoMsg)

namespace guancheng {

using namespace Qt::StringLiterals;

struct PackImporter::Stage
{
    QString name;
    Result<StageReport> (*run)(const ImportJob &);
};

const std::vector<PackImporter::Stage> &PackImporter::stages()
{
    static const std::vector<Stage> kStages{{u"nodes"_s, readNodes},
                                            {u"lines"_s, readLines},
                                            {u"areas"_s, readAreas},
                                            {u"graph"_s, buildGraph},
                                            {u"city"_s, writeCity}};
    return kStages;
}

PackImporter::PackImporter(ImportOptions options, Progress progress, const std::atomic_bool *cancelled)
    : m_job{std::move(options), cancelled, {}}
    , m_progress(std::move(progress))
{
}

QJsonObject PackImporter::optionsJson() const
{
    const ImportOptions &o = m_job.options;
    QJsonObject json{{u"name"_s, o.name},
                     {u"adcode"_s, o.adcode},
                     {u"timeZone"_s, o.timeZone},
                     {u"districtLevel"_s, o.districtLevel},
                     {u"streetLevel"_s, o.streetLevel}};
    if (o.bounds)
        json.insert(u"bounds"_s, QJsonArray{o.bounds->west, o.bounds->south, o.bounds->east, o.bounds->north});
    return json;
}

Status PackImporter::prepare()
{
    if (m_job.options.name.trimmed().isEmpty())
        return Error{m_job.options.file, u"--name"_s, u"the city needs a name"_s};
    if (!QFileInfo(m_job.options.file).isFile())
        return Error{m_job.options.file, {}, u"there is no such file"_s};
    if (m_progress)
        m_progress({u"check"_s, 0, static_cast<int>(stages().size()), 0});
    const Result<PackedFile> input = fingerprint(m_job.options.file, m_job.cancelled);
    if (!input)
        return input.error();
    m_input = *input;
    if (!QDir().mkpath(m_job.path(u".import"_s)))
        return Error{m_job.options.outDir, {}, u"the folder cannot be made"_s};
    return ok();
}

void PackImporter::loadState()
{
    const QJsonObject fresh{{u"format"_s, u"guancheng-import"_s},
                            {u"version"_s, kPackVersion},
                            {u"input"_s, QJsonObject{{u"size"_s, m_input.size}, {u"sha256"_s, m_input.sha256}}},
                            {u"options"_s, optionsJson()},
                            {u"stages"_s, QJsonObject()}};
    m_state = fresh;
    const QString file = m_job.path(u".import/state.json"_s);
    if (!QFile::exists(file))
        return;
    const Result<QJsonDocument> document = loadJson(file);
    const QJsonObject state = document ? document->object() : QJsonObject();
    for (const auto &key : {u"format"_s, u"version"_s, u"input"_s, u"options"_s}) {
        if (state[key] == fresh[key])
            continue;
        qCInfo(lcPack, "%s: another input or other options than before; starting from the beginning", qPrintable(file));
        return;
    }
    m_state = state;
}

Status PackImporter::saveState()
{
    QSaveFile file(m_job.path(u".import/state.json"_s));
    const QByteArray json = QJsonDocument(m_state).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{file.fileName(), {}, file.errorString()};
    return ok();
}

bool PackImporter::isDone(const Stage &stage) const
{
    const QJsonObject entry = m_state[u"stages"].toObject()[stage.name].toObject();
    const auto files = filesFromJson(entry[u"files"].toObject());
    if (files.isEmpty())
        return false;
    for (auto file = files.begin(); file != files.end(); ++file) {
        const Result<PackedFile> found = fingerprint(m_job.path(file.key()), m_job.cancelled);
        if (!found || *found != *file)
            return false;
    }
    return true;
}

Status PackImporter::runStage(const Stage &stage, int index)
{
    const int count = static_cast<int>(stages().size());
    m_job.report = [&, this](double share) {
        if (m_progress)
            m_progress({stage.name, index, count, std::clamp(share, 0.0, 1.0)});
    };
    m_job.report(0);
    const Result<StageReport> report = stage.run(m_job);
    if (!report)
        return report.error();
    QHash<QString, PackedFile> files;
    for (const QString &name : report->files) {
        const Result<PackedFile> file = fingerprint(m_job.path(name), m_job.cancelled);
        if (!file)
            return file.error();
        files.insert(name, *file);
    }
    QJsonObject counts;
    for (auto it = report->counts.begin(); it != report->counts.end(); ++it)
        counts.insert(it.key(), it.value());
    QJsonObject all = m_state[u"stages"].toObject();
    all.insert(stage.name, QJsonObject{{u"files"_s, filesJson(files)},
                                       {u"counts"_s, counts},
                                       {u"problems"_s, QJsonArray::fromStringList(report->problems)}});
    m_state.insert(u"stages"_s, all);
    m_job.report(1);
    return saveState();
}

Result<PackManifest> PackImporter::finish()
{
    PackManifest manifest;
    manifest.name = m_job.options.name;
    manifest.input = QFileInfo(m_job.options.file).fileName();
    manifest.source = m_input;
    manifest.madeAt = QDateTime::currentDateTimeUtc();
    const QJsonObject all = m_state[u"stages"].toObject();
    for (const Stage &stage : stages()) {
        const QJsonObject entry = all[stage.name].toObject();
        const auto files = filesFromJson(entry[u"files"].toObject());
        for (auto file = files.begin(); file != files.end(); ++file) {
            if (!file.key().startsWith(u".import/"_s))
                manifest.files.insert(file.key(), *file);
        }
        const QJsonObject counts = entry[u"counts"].toObject();
        for (auto count = counts.begin(); count != counts.end(); ++count)
            manifest.counts[count.key()] += count.value().toInteger();
        const QJsonArray problems = entry[u"problems"].toArray();
        for (const auto &problem : problems)
            manifest.problems.append(problem.toString());
    }
    if (const Status written = writeManifest(m_job.options.outDir, manifest); !written)
        return written.error();
    QDir(m_job.path(u".import"_s)).removeRecursively();
    return manifest;
}

Result<PackManifest> PackImporter::run()
{
    m_resumed.clear();
    if (const Status ready = prepare(); !ready)
        return ready.error();
    QLockFile lock(m_job.path(u".import/lock"_s));
    lock.setStaleLockTime(0);
    if (!lock.tryLock())
        return Error{m_job.options.outDir, {}, u"another import is writing here"_s};
    if (const Result<PackManifest> there = readManifest(m_job.options.outDir)) {
        if (there->source != m_input)
            return Error{
                m_job.options.outDir, {}, u"holds the pack '%1' of another file; choose another --out"_s.arg(there->name)};
        // The same input again, perhaps with other options: the pack stops being one until all is written anew.
        QFile::remove(m_job.path(kPackFile));
    }
    loadState();
    bool again = false;
    for (size_t i = 0; i < stages().size(); ++i) {
        const Stage &stage = stages()[i];
        if (m_job.isCancelled())
            return cancelledError(m_job.options.file);
        // What stands on a stage that is done anew is done anew too.
        again = again || !isDone(stage);
        if (!again) {
            m_resumed.append(stage.name);
            continue;
        }
        if (const Status done = runStage(stage, static_cast<int>(i)); !done)
            return done.error();
    }
    lock.unlock();
    return finish();
}

} // namespace guancheng
