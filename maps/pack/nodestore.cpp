// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/pack/nodestore.h"

#include <algorithm>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kBuffered = 65536;

bool byId(const StoredNode &a, const StoredNode &b)
{
    return a.id < b.id;
}

} // namespace

Status NodeStoreWriter::open()
{
    m_buffer.reserve(kBuffered);
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::Truncate | QIODevice::Unbuffered))
        return Error{m_file.fileName(), {}, m_file.errorString()};
    return ok();
}

Status NodeStoreWriter::add(const StoredNode &node)
{
    m_sorted = m_sorted && (m_count == 0 || node.id > m_lastId);
    m_lastId = node.id;
    ++m_count;
    m_buffer.push_back(node);
    return m_buffer.size() < kBuffered ? ok() : flush();
}

Status NodeStoreWriter::flush()
{
    const auto bytes = static_cast<qint64>(m_buffer.size() * sizeof(StoredNode));
    if (m_file.write(reinterpret_cast<const char *>(m_buffer.data()), bytes) != bytes)
        return Error{m_file.fileName(), {}, m_file.errorString()};
    m_buffer.clear();
    return ok();
}

Status NodeStoreWriter::finish()
{
    if (const Status flushed = flush(); !flushed)
        return flushed;
    if (!m_sorted && m_count > 0) {
        uchar *bytes = m_file.map(0, m_file.size());
        if (!bytes)
            return Error{m_file.fileName(), {}, u"cannot be mapped: %1"_s.arg(m_file.errorString())};
        auto *nodes = reinterpret_cast<StoredNode *>(bytes);
        std::stable_sort(nodes, nodes + m_count, byId);
        m_file.unmap(bytes);
    }
    if (!m_file.flush())
        return Error{m_file.fileName(), {}, m_file.errorString()};
    m_file.close();
    return ok();
}

Status NodeStore::open(const QString &file)
{
    m_file.setFileName(file);
    if (!m_file.open(QIODevice::ReadOnly))
        return Error{file, {}, m_file.errorString()};
    const qint64 size = m_file.size();
    if (size % static_cast<qint64>(sizeof(StoredNode)) != 0)
        return Error{file, {}, u"is no index of nodes"_s};
    if (size == 0)
        return ok();
    const uchar *bytes = m_file.map(0, size);
    if (!bytes)
        return Error{file, {}, u"cannot be mapped: %1"_s.arg(m_file.errorString())};
    m_nodes = std::span(reinterpret_cast<const StoredNode *>(bytes), static_cast<size_t>(size) / sizeof(StoredNode));
    return ok();
}

const StoredNode *NodeStore::find(qint64 id) const
{
    const auto found = std::lower_bound(m_nodes.begin(), m_nodes.end(), StoredNode{id, 0, 0}, byId);
    return found == m_nodes.end() || found->id != id ? nullptr : &*found;
}

} // namespace guancheng
