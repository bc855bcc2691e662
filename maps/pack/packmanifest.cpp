// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/packmanifest.h"

#include "city/cityloader.h"
#include "jsonfile/jsonfile.h"
#include "maps/features/featurefile.h"
#include "maps/network/roadfile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>
#include <QStandardPaths>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

/** A name in a manifest must not lead out of the pack. */
bool isPlainName(const QString &name)
{
    return !name.isEmpty() && !name.contains(u'/') && !name.contains(u'\\') && !name.startsWith(u'.');
}

QJsonObject countsJson(const QHash<QString, qint64> &counts)
{
    QJsonObject json;
    for (auto count = counts.begin(); count != counts.end(); ++count)
        json.insert(count.key(), count.value());
    return json;
}

PackFinding checkFile(const QString &dir, const QString &name, const PackedFile &expected)
{
    const QString path = dir + u'/' + name;
    PackFinding finding{name, std::nullopt, -1};
    const Result<PackedFile> found = fingerprint(path);
    if (!found) {
        finding.error = found.error();
        return finding;
    }
    if (*found != expected) {
        finding.error =
            Error{path, {}, u"differs from what was written: %1 bytes, expected %2"_s.arg(found->size).arg(expected.size)};
        return finding;
    }
    if (name.endsWith(u".gcft"_s)) {
        const Result<FeatureFileInfo> info = checkFeatureFile(path);
        if (info)
            finding.features = static_cast<qint64>(info->features);
        else
            finding.error = info.error();
    } else if (name.endsWith(u".gcrd"_s)) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            finding.error = Error{path, {}, file.errorString()};
            return finding;
        }
        const Result<RoadArrays> roads = readRoads(file, path);
        if (roads)
            finding.features = static_cast<qint64>(roads->edgeCount());
        else
            finding.error = roads.error();
    }
    return finding;
}

} // namespace

QJsonObject filesJson(const QHash<QString, PackedFile> &files)
{
    QJsonObject json;
    for (auto file = files.begin(); file != files.end(); ++file)
        json.insert(file.key(), QJsonObject{{u"size"_s, file->size}, {u"sha256"_s, file->sha256}});
    return json;
}

QHash<QString, PackedFile> filesFromJson(const QJsonObject &json)
{
    QHash<QString, PackedFile> files;
    for (auto file = json.begin(); file != json.end(); ++file) {
        const QJsonObject entry = file.value().toObject();
        files.insert(file.key(), {entry[u"size"].toInteger(-1), entry[u"sha256"].toString()});
    }
    return files;
}

QJsonObject PackManifest::toJson() const
{
    return {{u"format"_s, u"guancheng-pack"_s},
            {u"version"_s, kPackVersion},
            {u"name"_s, name},
            {u"input"_s, QJsonObject{{u"file"_s, input}, {u"size"_s, source.size}, {u"sha256"_s, source.sha256}}},
            {u"madeAt"_s, madeAt.toUTC().toString(Qt::ISODate)},
            {u"attribution"_s, u"© OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright"_s},
            {u"files"_s, filesJson(files)},
            {u"counts"_s, countsJson(counts)},
            {u"problems"_s, QJsonArray::fromStringList(problems)}};
}

Result<PackManifest> PackManifest::fromJson(const QJsonObject &json, const QString &source)
{
    if (json[u"format"].toString() != "guancheng-pack"_L1)
        return Error{source, u"/format"_s, u"this is no city pack"_s};
    if (json[u"version"].toInt() != kPackVersion)
        return Error{source, u"/version"_s, u"version %1 of the pack is not known"_s.arg(json[u"version"].toInt())};
    PackManifest manifest;
    manifest.name = json[u"name"].toString();
    const QJsonObject input = json[u"input"].toObject();
    manifest.input = input[u"file"].toString();
    manifest.source = {input[u"size"].toInteger(-1), input[u"sha256"].toString()};
    manifest.madeAt = QDateTime::fromString(json[u"madeAt"].toString(), Qt::ISODate);
    manifest.files = filesFromJson(json[u"files"].toObject());
    for (auto file = manifest.files.begin(); file != manifest.files.end(); ++file) {
        if (!isPlainName(file.key()))
            return Error{source, u"/files"_s, u"'%1' is no name of a file of the pack"_s.arg(file.key())};
    }
    const QJsonObject counts = json[u"counts"].toObject();
    for (auto count = counts.begin(); count != counts.end(); ++count)
        manifest.counts.insert(count.key(), count.value().toInteger());
    const QJsonArray problems = json[u"problems"].toArray();
    for (const auto &problem : problems)
        manifest.problems.append(problem.toString());
    return manifest;
}

Result<PackManifest> readManifest(const QString &dir)
{
    const QString file = dir + u'/' + kPackFile;
    if (!QFile::exists(file)) {
        const bool half = QFile::exists(dir + u"/.import/state.json"_s);
        return Error{dir, {}, half ? u"the import is not finished; start it again to go on"_s : u"there is no pack here"_s};
    }
    const Result<QJsonDocument> document = loadJson(file);
    if (!document)
        return document.error();
    return PackManifest::fromJson(document->object(), file);
}

Status writeManifest(const QString &dir, const PackManifest &manifest)
{
    QSaveFile file(dir + u'/' + kPackFile);
    const QByteArray json = QJsonDocument(manifest.toJson()).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return Error{file.fileName(), {}, file.errorString()};
    return ok();
}

Result<PackedFile> fingerprint(const QString &path, const std::atomic_bool *cancelled)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{path, {}, file.errorString()};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    for (;;) {
        if (cancelled && *cancelled)
            return Error{path, {}, u"stopped"_s};
        const QByteArray bytes = file.read(4 << 20);
        if (bytes.isEmpty())
            break;
        hash.addData(bytes);
        size += bytes.size();
    }
    if (file.error() != QFileDevice::NoError)
        return Error{path, {}, file.errorString()};
    return PackedFile{size, QString::fromLatin1(hash.result().toHex())};
}

Result<std::vector<PackFinding>> checkPack(const QString &dir)
{
    const Result<PackManifest> manifest = readManifest(dir);
    if (!manifest)
        return manifest.error();
    QStringList names = manifest->files.keys();
    names.sort();
    std::vector<PackFinding> findings;
    for (const QString &name : std::as_const(names))
        findings.push_back(checkFile(dir, name, manifest->files.value(name)));
    const auto city = loadCity(dir);
    findings.push_back({u"city"_s, city ? std::nullopt : std::optional(city.error()),
                        city ? static_cast<qint64>((*city)->districts().size()) : -1});
    return findings;
}

QString packsDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/guancheng/cities"_s;
}

} // namespace guancheng
