// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/view/viewlink.h"

#include <array>
#include <optional>

namespace guancheng {

/** A view somebody wants to come back to. */
struct Bookmark
{
    QString name;
    ViewLink view;
    bool operator==(const Bookmark &) const = default;
};

/**
 * Nine views with names, in a JSON file {"bookmarks": [{"slot": 1, "name": "外滩", "view": "guancheng://view?..."}]}.
 * They work without the file as well: a home that cannot be written costs a message, not the bookmark of this run.
 * Blocks for a small file; GUI thread.
 */
class Bookmarks
{
public:
    static constexpr int kSlots = 9;
    static constexpr qsizetype kMaxName = 60;

    /** An empty name of the file: they are kept for this run only. */
    explicit Bookmarks(QString file = {}) : m_file(std::move(file)) {}
    /** $XDG_CONFIG_HOME/guancheng/views.json */
    static QString defaultFile();

    /** Takes over what the file has; without a file none. A broken file leaves what is here, and is not written over. */
    Status load();
    /** Keeps \c bookmark in slot 1 to 9 and writes the file; on an error it is kept all the same. */
    Status save(int slot, const Bookmark &bookmark);
    Status remove(int slot);
    const std::optional<Bookmark> &at(int slot) const;
    int count() const;

private:
    Status write();

    QString m_file;
    bool m_fileIsBroken = false;
    std::array<std::optional<Bookmark>, kSlots> m_slots;
};

} // namespace guancheng
