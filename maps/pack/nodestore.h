// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QFile>

#include <optional>
#include <span>
#include <vector>

namespace guancheng {

/** Where a node of the input is, degrees x 1e7; as it stands in the file (native byte order, 16 bytes). */
struct StoredNode
{
    qint64 id = 0;
    qint32 longitudeE7 = 0;
    qint32 latitudeE7 = 0;
};

/** Writes the positions of all nodes to a file, in any order of ids. Memory: one buffer of 1 MiB. */
class NodeStoreWriter
{
public:
    explicit NodeStoreWriter(const QString &file) : m_file(file) {}
    Status open();
    Status add(const StoredNode &node);
    /** Sorts the file in place when the ids did not come in order, and closes it. */
    Status finish();
    qint64 count() const { return m_count; }

private:
    Status flush();

    QFile m_file;
    std::vector<StoredNode> m_buffer;
    qint64 m_count = 0;
    qint64 m_lastId = 0;
    bool m_sorted = true;
};

/** Finds positions by id in the mapped file: the pages are the system's to take back, so memory stays bounded. */
class NodeStore
{
public:
    Status open(const QString &file);
    const StoredNode *find(qint64 id) const;

private:
    QFile m_file;
    std::span<const StoredNode> m_nodes;
};

} // namespace guancheng
