// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/layertree.h"

#include <QJsonArray>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr auto kFormat = "guancheng-layers"_L1;
constexpr qsizetype kMaxText = 2000; // characters of a name in a saved view

QJsonArray modesJson(LayerModes modes)
{
    QJsonArray result;
    if (modes.testFlag(LayerMode::Ordinary))
        result.append(u"ordinary"_s);
    if (modes.testFlag(LayerMode::Emergency))
        result.append(u"emergency"_s);
    return result;
}

LayerModes modesOf(const QJsonValue &value)
{
    if (!value.isArray())
        return LayerModes(LayerMode::Ordinary) | LayerMode::Emergency;
    LayerModes result;
    for (const QJsonValue mode : value.toArray()) {
        if (mode == "ordinary"_L1)
            result |= LayerMode::Ordinary;
        else if (mode == "emergency"_L1)
            result |= LayerMode::Emergency;
    }
    return result;
}

QJsonObject jsonOf(const LayerEntry &entry)
{
    QJsonObject result{{u"id"_s, entry.id},
                       {u"nameZh"_s, entry.nameZh},
                       {u"visible"_s, entry.visible},
                       {u"opacity"_s, entry.opacity},
                       {u"minZoom"_s, entry.minZoom},
                       {u"maxZoom"_s, entry.maxZoom},
                       {u"modes"_s, modesJson(entry.modes)}};
    if (entry.kind == LayerKind::Group)
        result.insert(u"isGroup"_s, true);
    if (!entry.nameEn.isEmpty())
        result.insert(u"nameEn"_s, entry.nameEn);
    if (!entry.group.isEmpty())
        result.insert(u"group"_s, entry.group);
    if (!entry.origin.isEmpty())
        result.insert(u"origin"_s, entry.origin);
    return result;
}

/** What is wrong with one entry of a view; empty: nothing. */
QString faultOf(const QJsonValue &value)
{
    if (!value.isObject())
        return u"not an object"_s;
    const QJsonObject json = value.toObject();
    if (json.value("id"_L1).toString().isEmpty())
        return u"no id"_s;
    for (const auto key : {"id"_L1, "nameZh"_L1, "nameEn"_L1, "group"_L1}) {
        if (json.contains(key) && !json.value(key).isString())
            return u"'%1' is no text"_s.arg(key);
        if (json.value(key).toString().size() > kMaxText)
            return u"'%1' is too long"_s.arg(key);
    }
    for (const auto key : {"opacity"_L1, "minZoom"_L1, "maxZoom"_L1}) {
        if (json.contains(key) && !json.value(key).isDouble())
            return u"'%1' is no number"_s.arg(key);
    }
    const double opacity = json.value("opacity"_L1).toDouble(1);
    return opacity >= 0 && opacity <= 1 ? QString() : u"'opacity' is not within 0 and 1"_s;
}

} // namespace

QJsonObject LayerTree::toJson() const
{
    QJsonArray entries;
    for (const LayerEntry &entry : m_entries)
        entries.append(jsonOf(entry));
    return {{u"format"_s, kFormat}, {u"version"_s, 1}, {u"entries"_s, entries}};
}

void LayerTree::restore(LayerEntry &entry, const QJsonObject &saved)
{
    entry.visible = saved.value("visible"_L1).toBool(entry.visible);
    entry.opacity = saved.value("opacity"_L1).toDouble(entry.opacity);
    entry.minZoom = saved.value("minZoom"_L1).toDouble(entry.minZoom);
    entry.maxZoom = saved.value("maxZoom"_L1).toDouble(entry.maxZoom);
    if (saved.contains("modes"_L1))
        entry.modes = modesOf(saved.value("modes"_L1));
    entry.group = saved.value("group"_L1).toString();
}

/** The entries of the tree under \c group in the order of the view: those it does not name first. */
void LayerTree::orderInto(std::vector<LayerEntry> &sorted, const LayerId &group, const QHash<LayerId, qsizetype> &rank)
{
    std::vector<LayerEntry> children;
    for (LayerEntry &entry : m_entries) {
        if (!entry.id.isEmpty() && entry.group == group)
            children.push_back(std::exchange(entry, LayerEntry{}));
    }
    std::stable_sort(children.begin(), children.end(),
                     [&](const LayerEntry &a, const LayerEntry &b) { return rank.value(a.id, -1) < rank.value(b.id, -1); });
    for (LayerEntry &child : children) {
        const LayerId id = child.id;
        sorted.push_back(std::move(child));
        if (sorted.back().kind == LayerKind::Group)
            orderInto(sorted, id, rank);
    }
}

void LayerTree::mendGroups()
{
    for (LayerEntry &entry : m_entries) {
        // A chain that does not end at the root within the depth allowed is cut: unknown groups, no groups, circles.
        int steps = 0;
        LayerId id = entry.group;
        while (!id.isEmpty() && steps < kMaxDepth) {
            const LayerEntry *group = this->entry(id);
            if (!group || group->kind != LayerKind::Group) {
                steps = kMaxDepth;
                break;
            }
            id = group->group;
            ++steps;
        }
        if (steps >= kMaxDepth)
            entry.group.clear();
    }
}

Status LayerTree::fromJson(const QJsonObject &json, const QString &source)
{
    if (json.value("format"_L1) != kFormat || json.value("version"_L1).toInt() != 1)
        return Error{source, u"/format"_s, u"not a list of layers that this version knows"_s};
    const QJsonArray entries = json.value("entries"_L1).toArray();
    if (static_cast<size_t>(entries.size()) > kMaxEntries)
        return Error{source, u"/entries"_s, u"more than %1 layers"_s.arg(kMaxEntries)};
    for (qsizetype i = 0; i < entries.size(); ++i) {
        if (const QString fault = faultOf(entries[i]); !fault.isEmpty())
            return Error{source, u"/entries/%1"_s.arg(i), fault};
    }
    m_waiting.clear();
    QHash<LayerId, qsizetype> rank;
    for (qsizetype i = 0; i < entries.size(); ++i) {
        QJsonObject saved = entries[i].toObject();
        const LayerId id = saved.value("id"_L1).toString();
        rank.insert(id, i);
        if (indexOf(id) < 0 && saved.value("isGroup"_L1).toBool() && m_entries.size() < kMaxEntries) {
            LayerEntry group;
            group.id = id;
            group.kind = LayerKind::Group;
            group.nameZh = saved.value("nameZh"_L1).toString();
            group.nameEn = saved.value("nameEn"_L1).toString();
            m_entries.push_back(std::move(group));
        }
        if (const qsizetype index = indexOf(id); index >= 0) {
            restore(m_entries[size_t(index)], saved);
        } else {
            saved.insert(u"rank"_s, i);
            m_waiting.insert(id, saved);
        }
    }
    mendGroups();
    std::vector<LayerEntry> sorted;
    sorted.reserve(m_entries.size());
    orderInto(sorted, {}, rank);
    m_entries = std::move(sorted);
    m_ranks = rank;
    Q_EMIT structureChanged();
    for (const LayerEntry &entry : m_entries)
        Q_EMIT entryChanged(entry.id);
    updateShown();
    return ok();
}

} // namespace guancheng
