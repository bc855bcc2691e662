// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QByteArray>
#include <QHash>
#include <QSet>
#include <QString>

#include <functional>
#include <list>

namespace guancheng {

/**
 * Pictures by the SHA-256 (hex) of their bytes, below a folder or, with an empty folder name, in memory. Bounded: the
 * ones that were stored longest ago go first, except those that are in use. Thread: one at a time.
 */
class PictureStore
{
public:
    /** The hashes that must not go, for they belong to something that is open. */
    using InUse = std::function<QSet<QString>()>;

    /** What lies in the folder beyond the limit goes with the first picture that is stored, not before. */
    explicit PictureStore(QString folder = {}, qint64 limitBytes = 200'000'000, InUse inUse = {});

    /** JPEG, PNG or SVG, at most 4 MiB; the hash. Storing the same bytes again costs nothing. */
    Result<QString> store(const QByteArray &bytes);
    /** The bytes; an error when they are not there, or are not what the hash says. */
    Result<QByteArray> load(const QString &hash) const;
    qint64 totalBytes() const { return m_total; }
    size_t count() const { return m_order.size(); }

private:
    struct Entry
    {
        QString hash;
        qint64 size = 0;
        QByteArray bytes; ///< in memory only
    };
    QString path(const QString &hash) const;
    void scan();
    void remember(Entry entry);
    void trim();

    QString m_folder;
    qint64 m_limit;
    InUse m_inUse;
    qint64 m_total = 0;
    std::list<Entry> m_order; ///< oldest first
    QHash<QString, std::list<Entry>::iterator> m_byHash;
};

} // namespace guancheng
