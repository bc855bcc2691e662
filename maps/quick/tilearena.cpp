// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/quick/tilearena.h"

#include "maps/points/bigarray.h"

namespace guancheng {

struct TileArena::Lease
{
    std::shared_ptr<TileArena> arena; ///< while somebody holds the block
    BigArray<uchar> block;
};

TileArena::~TileArena()
{
    for (Lease *lease : m_spare)
        delete lease;
}

TileArena::Lease *TileArena::lease()
{
    {
        const std::lock_guard lock(m_mutex);
        ++m_inUse;
        if (!m_spare.empty()) {
            Lease *lease = m_spare.back();
            m_spare.pop_back();
            return lease;
        }
    }
    return new Lease{{}, BigArray<uchar>(bytes())};
}

QImage TileArena::take(QImage::Format format)
{
    Lease *taken = lease();
    taken->arena = shared_from_this();
    const auto release = [](void *info) {
        auto *lease = static_cast<Lease *>(info);
        const std::shared_ptr<TileArena> arena = std::move(lease->arena);
        arena->give(lease);
    };
    return QImage(taken->block.data(), m_tileSize, m_tileSize, qsizetype(m_tileSize) * 4, format, release, taken);
}

void TileArena::give(Lease *lease)
{
    {
        const std::lock_guard lock(m_mutex);
        --m_inUse;
        if (m_spare.size() < kSpare) {
            m_spare.push_back(lease);
            return;
        }
    }
    delete lease;
}

size_t TileArena::blocks() const
{
    const std::lock_guard lock(m_mutex);
    return m_inUse + m_spare.size();
}

} // namespace guancheng
