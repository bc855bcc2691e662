// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/tilearena.h"

#include <new>

namespace guancheng {

namespace {

constexpr std::align_val_t kAlignment{4096};

} // namespace

TileArena::~TileArena()
{
    for (uchar *block : m_spare)
        ::operator delete(block, kAlignment);
}

QImage TileArena::take()
{
    struct Lease
    {
        std::shared_ptr<TileArena> arena;
        uchar *block;
    };
    uchar *block = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        ++m_inUse;
        if (!m_spare.empty()) {
            block = m_spare.back();
            m_spare.pop_back();
        }
    }
    if (!block)
        block = static_cast<uchar *>(::operator new(bytes(), kAlignment));
    auto *lease = new Lease{shared_from_this(), block};
    const auto release = [](void *info) {
        const std::unique_ptr<Lease> owned(static_cast<Lease *>(info));
        owned->arena->give(owned->block);
    };
    return QImage(block, m_tileSize, m_tileSize, qsizetype(m_tileSize) * 4, QImage::Format_RGB32, release, lease);
}

void TileArena::give(uchar *block)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_inUse;
        if (m_spare.size() < kSpare) {
            m_spare.push_back(block);
            return;
        }
    }
    ::operator delete(block, kAlignment);
}

size_t TileArena::blocks() const
{
    const std::lock_guard lock(m_mutex);
    return m_inUse + m_spare.size();
}

} // namespace guancheng
