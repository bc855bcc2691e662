// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "allocations.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <execinfo.h>
#include <string_view>
#include <vector>

namespace {

constexpr int kDepth = 18;
constexpr size_t kPlaces = 4096;

struct Place
{
    std::atomic<quint64> hash = 0;
    std::atomic<quint64> count = 0;
    std::array<void *, kDepth> frames{};
};

std::array<Place, kPlaces> g_places;
std::atomic<bool> g_counting = false;
thread_local bool t_inside = false;

void note()
{
    t_inside = true;
    std::array<void *, kDepth> frames{};
    backtrace(frames.data(), kDepth);
    quint64 hash = 14695981039346656037ULL;
    for (void *frame : frames)
        hash = (hash ^ reinterpret_cast<quintptr>(frame)) * 1099511628211ULL;
    hash |= 1;
    for (size_t i = hash % kPlaces, tried = 0; tried < kPlaces; i = (i + 1) % kPlaces, ++tried) {
        quint64 expected = 0;
        if (g_places[i].hash.compare_exchange_strong(expected, hash))
            g_places[i].frames = frames;
        else if (expected != hash)
            continue;
        ++g_places[i].count;
        break;
    }
    t_inside = false;
}

} // namespace

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
extern "C" {
void *__libc_malloc(size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_calloc(size_t count, size_t size);

void *malloc(size_t size)
{
    if (g_counting.load(std::memory_order_relaxed) && !t_inside)
        note();
    return __libc_malloc(size);
}
void *realloc(void *memory, size_t size)
{
    if (g_counting.load(std::memory_order_relaxed) && !t_inside)
        note();
    return __libc_realloc(memory, size);
}
void *calloc(size_t count, size_t size)
{
    if (g_counting.load(std::memory_order_relaxed) && !t_inside)
        note();
    return __libc_calloc(count, size);
}
}
#endif

namespace guancheng::bench {

namespace {

struct Caller
{
    QString name;
    bool ours = false;
    bool passesOn = false; ///< a library that allocates for whoever calls it
};

Caller callerOf(void *frame)
{
    Dl_info own{};
    dladdr(reinterpret_cast<void *>(&startCounting), &own);
    Dl_info info{};
    if (dladdr(frame, &info) == 0 || !info.dli_fname)
        return {QStringLiteral("?"), false, true};
    const std::string_view file(info.dli_fname);
    const std::string_view symbol(info.dli_sname ? info.dli_sname : "");
    Caller caller;
    caller.ours = info.dli_fbase == own.dli_fbase;
    const auto holds = [](std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; };
    caller.passesOn = holds(file, "libc.so") || holds(file, "libstdc++") || holds(symbol, "QArrayData");
    const auto offset = reinterpret_cast<quintptr>(frame) - reinterpret_cast<quintptr>(info.dli_fbase);
    caller.name =
        symbol.empty()
            ? QStringLiteral("%1+0x%2").arg(QString::fromLocal8Bit(info.dli_fname).section(u'/', -1)).arg(offset, 0, 16)
            : QString::fromLatin1(symbol.data(), static_cast<qsizetype>(symbol.size())).left(70);
    return caller;
}

} // namespace

void startCounting()
{
    std::array<void *, 4> warm{};
    backtrace(warm.data(), 4); // loads what it needs
    for (Place &place : g_places) {
        place.hash = 0;
        place.count = 0;
    }
    g_counting = true;
}

Allocations stopCounting()
{
    g_counting = false;
    Allocations result;
    std::vector<std::pair<quint64, QString>> list;
    for (const Place &place : g_places) {
        if (place.hash == 0)
            continue;
        QStringList names;
        bool found = false;
        bool ours = false;
        bool inHook = true;
        for (void *frame : place.frames) {
            if (!frame)
                break;
            const Caller caller = callerOf(frame);
            // The first frames are the hook itself, which lies in this program too.
            if (inHook && caller.ours)
                continue;
            inHook = false;
            if (!found && !caller.passesOn) {
                found = true;
                ours = caller.ours;
            }
            if (found && names.size() < 6)
                names << caller.name;
        }
        if (names.isEmpty()) {
            ours = true; // all of it lies in this program
            names << callerOf(place.frames[3]).name;
        }
        (ours ? result.ours : result.others) += place.count;
        list.emplace_back(place.count,
                          (ours ? QStringLiteral("ours ") : QStringLiteral("other ")) + names.join(QStringLiteral(" < ")));
    }
    const auto before = [](const auto &a, const auto &b) {
        return std::pair(a.second.startsWith(u'o') && a.second[1] == u'u', a.first) >
               std::pair(b.second.startsWith(u'o') && b.second[1] == u'u', b.first);
    };
    std::sort(list.begin(), list.end(), before);
    for (size_t i = 0; i < std::min<size_t>(24, list.size()); ++i)
        result.places << QStringLiteral("%1 x %2").arg(list[i].first).arg(list[i].second);
    return result;
}

} // namespace guancheng::bench
