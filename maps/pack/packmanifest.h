// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QStringList>

#include <atomic>
#include <optional>
#include <vector>

namespace guancheng {

/** pack.json: what stands in a finished pack. Without it a folder is no pack, or one whose import was stopped. */
inline const QString kPackFile = QStringLiteral("pack.json");
inline constexpr int kPackVersion = 1;

struct PackedFile
{
    qint64 size = 0;
    QString sha256;
    bool operator==(const PackedFile &) const = default;
};

struct PackManifest
{
    QString name;
    QString input; ///< file name of the source, without its folder
    PackedFile source;
    QDateTime madeAt; ///< UTC
    QHash<QString, PackedFile> files;
    QHash<QString, qint64> counts;
    QStringList problems;

    QJsonObject toJson() const;
    static Result<PackManifest> fromJson(const QJsonObject &json, const QString &source);
};

Result<PackManifest> readManifest(const QString &dir);
Status writeManifest(const QString &dir, const PackManifest &manifest);

/** Size and SHA-256 of a file; an error when it cannot be read, or when \c cancelled became true. */
Result<PackedFile> fingerprint(const QString &file, const std::atomic_bool *cancelled = nullptr);
QJsonObject filesJson(const QHash<QString, PackedFile> &files);
QHash<QString, PackedFile> filesFromJson(const QJsonObject &json);

/** One line a file of the pack: what is wrong with it, or nothing. */
struct PackFinding
{
    QString file;
    std::optional<Error> error;
    qint64 features = -1; ///< of a layer; edges of the road graph
};

/**
 * Reads every file of the pack to its end: sums, layers, road graph, and the city as the program loads it. Memory is that of
 * the city and one chunk of a layer, or the road graph.
 */
Result<std::vector<PackFinding>> checkPack(const QString &dir);

/** The folder that `--name` without `--out` goes to, and in which `list` looks. */
QString packsDir();

} // namespace guancheng
