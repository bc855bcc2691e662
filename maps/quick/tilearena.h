// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QImage>

#include <memory>
#include <mutex>
#include <vector>

namespace guancheng {

/**
 * Memory for square opaque pictures, taken and given back without touching the system: a fresh megabyte costs a
 * millisecond of page faults, an old one nothing. Any thread; the pictures may outlive every other owner of the arena.
 */
class TileArena : public std::enable_shared_from_this<TileArena>
{
public:
    /** Blocks that are kept though nobody uses them. */
    static constexpr size_t kSpare = 24;

    explicit TileArena(int tileSize) : m_tileSize(tileSize) {}
    ~TileArena();
    Q_DISABLE_COPY_MOVE(TileArena)

    int tileSize() const { return m_tileSize; }
    /** A picture with what the last user left in it, 32 bits a pixel. The memory comes back when its last copy goes. */
    QImage take(QImage::Format format = QImage::Format_RGB32);
    /** Blocks in use and spare. */
    size_t blocks() const;

private:
    /** Of every block there is; one at least is kept by the arena, so that taking costs no allocation of ours. */
    struct Lease;
    void give(Lease *lease);
    Lease *lease();
    size_t bytes() const { return size_t(m_tileSize) * size_t(m_tileSize) * 4; }

    int m_tileSize;
    mutable std::mutex m_mutex;
    std::vector<Lease *> m_spare;
    size_t m_inUse = 0;
};

} // namespace guancheng
