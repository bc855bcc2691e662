// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/boxtree.h"

#include "maps/points/morton.h"

namespace guancheng {

BoxTree::BoxTree(const std::vector<Box> &boxes)
{
    Box all;
    std::vector<std::pair<quint32, quint32>> keys; // code, index
    for (size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].isEmpty())
            continue;
        all.add(boxes[i]);
        keys.emplace_back(0, static_cast<quint32>(i));
    }
    if (keys.empty())
        return;
    const auto code = [](double low, double high, double middle) {
        const double share = high > low ? (middle - low) / (high - low) : 0;
        return static_cast<quint32>(std::clamp(share, 0.0, 1.0) * 65535);
    };
    for (auto &[key, index] : keys) {
        const Box &box = boxes[index];
        key = mortonCode(code(all.left, all.right, (box.left + box.right) / 2),
                         code(all.top, all.bottom, (box.top + box.bottom) / 2));
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Box> level;
    level.reserve(keys.size());
    m_order.reserve(keys.size());
    for (const auto &[key, index] : keys) {
        m_order.push_back(index);
        level.push_back(boxes[index]);
    }
    m_levels.push_back(std::move(level));
    while (m_levels.back().size() > 1) {
        const std::vector<Box> &below = m_levels.back();
        std::vector<Box> above((below.size() + kNode - 1) / kNode);
        for (size_t i = 0; i < below.size(); ++i)
            above[i / kNode].add(below[i]);
        m_levels.push_back(std::move(above));
    }
}

void BoxTree::find(const Box &box, std::vector<quint32> &found) const
{
    found.clear();
    if (m_levels.empty() || !bounds().meets(box))
        return;
    find(m_levels.size() - 1, 0, box, found);
    std::sort(found.begin(), found.end());
}

void BoxTree::find(size_t level, size_t node, const Box &box, std::vector<quint32> &found) const
{
    if (level == 0) {
        found.push_back(m_order[node]);
        return;
    }
    const std::vector<Box> &below = m_levels[level - 1];
    const size_t end = std::min((node + 1) * kNode, below.size());
    for (size_t child = node * kNode; child < end; ++child) {
        if (below[child].meets(box))
            find(level - 1, child, box, found);
    }
}

} // namespace guancheng
