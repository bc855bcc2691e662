// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/scene/layertree.h"

#include "maps/datalayers/layerdata.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

double bounded(double opacity)
{
    return std::isfinite(opacity) ? std::clamp(opacity, 0.0, 1.0) : 1.0;
}

bool isMeantFor(LayerModes modes, CityMode mode)
{
    return modes.testFlag(mode == CityMode::Ordinary ? LayerMode::Ordinary : LayerMode::Emergency);
}

} // namespace

LayerTree::LayerTree(QObject *parent) : QObject(parent), m_shown(std::make_shared<std::vector<ShownLayer>>())
{
    m_worker.setMaxThreadCount(1);
    m_worker.setThreadPriority(QThread::LowPriority);
    m_worker.setObjectName(u"layers"_s);
}

LayerTree::~LayerTree()
{
    m_worker.clear();
    m_worker.waitForDone();
}

// ---- places

qsizetype LayerTree::indexOf(const LayerId &id) const
{
    const auto it = std::find_if(m_entries.begin(), m_entries.end(), [&](const LayerEntry &e) { return e.id == id; });
    return it == m_entries.end() ? -1 : it - m_entries.begin();
}

const LayerEntry *LayerTree::entry(const LayerId &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? nullptr : &m_entries[size_t(index)];
}

int LayerTree::depth(const LayerId &id) const
{
    int result = 0;
    for (const LayerEntry *e = entry(id); e && !e->group.isEmpty(); e = entry(e->group))
        ++result;
    return result;
}

qsizetype LayerTree::endOf(qsizetype index) const
{
    const int above = depth(m_entries[size_t(index)].id);
    const auto size = static_cast<qsizetype>(m_entries.size());
    qsizetype end = index + 1;
    while (end < size && depth(m_entries[size_t(end)].id) > above)
        ++end;
    return end;
}

qsizetype LayerTree::placeIn(const LayerId &group, int position) const
{
    qsizetype at = group.isEmpty() ? 0 : indexOf(group) + 1;
    const qsizetype end = group.isEmpty() ? static_cast<qsizetype>(m_entries.size()) : endOf(at - 1);
    for (; position > 0 && at < end; --position)
        at = endOf(at);
    return at;
}

LayerId LayerTree::freshId() const
{
    LayerId id;
    for (size_t i = m_entries.size() + 1; id.isEmpty() || indexOf(id) >= 0; ++i)
        id = u"layer-%1"_s.arg(i);
    return id;
}

// ---- structure

LayerId LayerTree::add(LayerEntry entry)
{
    entry.opacity = bounded(entry.opacity);
    if (entry.id.isEmpty())
        entry.id = freshId();
    if (entry.table && entry.status.features < 0)
        entry.status.features = static_cast<qint64>(entry.table->size());
    const LayerId id = entry.id;
    if (const qsizetype index = indexOf(id); index >= 0) {
        replace(m_entries[size_t(index)], std::move(entry));
        dataChanged(index);
        return id;
    }
    if (m_entries.size() >= kMaxEntries)
        return {};
    insertOnTop(std::move(entry));
    Q_EMIT structureChanged();
    prepare(*this->entry(id));
    updateShown();
    return id;
}

void LayerTree::replace(LayerEntry &there, LayerEntry entry)
{
    entry.group = there.group;
    entry.visible = there.visible;
    entry.opacity = there.opacity;
    entry.minZoom = there.minZoom;
    entry.maxZoom = there.maxZoom;
    entry.modes = there.modes;
    there = std::move(entry);
}

void LayerTree::insertOnTop(LayerEntry entry)
{
    const QJsonObject waiting = m_waiting.take(entry.id);
    if (!waiting.isEmpty())
        restore(entry, waiting);
    const LayerEntry *group = this->entry(entry.group);
    if (!group || group->kind != LayerKind::Group || depth(group->id) + 1 >= kMaxDepth)
        entry.group.clear();
    // Below those that stood above it in the view.
    int position = 0;
    if (!waiting.isEmpty()) {
        position = static_cast<int>(std::count_if(m_entries.begin(), m_entries.end(), [&](const LayerEntry &other) {
            return other.group == entry.group && m_ranks.value(other.id, -1) < m_ranks.value(entry.id);
        }));
    }
    const qsizetype at = placeIn(entry.group, position);
    m_entries.insert(m_entries.begin() + at, std::move(entry));
}

void LayerTree::remove(const LayerId &id)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return;
    const qsizetype end = endOf(index);
    for (qsizetype i = index; i < end; ++i)
        m_prepared.remove(m_entries[size_t(i)].id);
    m_entries.erase(m_entries.begin() + index, m_entries.begin() + end);
    Q_EMIT structureChanged();
    updateShown();
}

bool LayerTree::move(const LayerId &id, const LayerId &group, int position)
{
    const qsizetype index = indexOf(id);
    const LayerEntry *target = entry(group);
    if (index < 0 || (!group.isEmpty() && (!target || target->kind != LayerKind::Group)))
        return false;
    for (const LayerEntry *e = target; e; e = entry(e->group)) {
        if (e->id == id)
            return false;
    }
    const qsizetype end = endOf(index);
    int height = 0;
    for (qsizetype i = index; i < end; ++i)
        height = std::max(height, depth(m_entries[size_t(i)].id) - depth(id));
    if ((group.isEmpty() ? 0 : depth(group) + 1) + height >= kMaxDepth)
        return false;
    std::vector<LayerEntry> moved(std::make_move_iterator(m_entries.begin() + index),
                                  std::make_move_iterator(m_entries.begin() + end));
    m_entries.erase(m_entries.begin() + index, m_entries.begin() + end);
    moved.front().group = group;
    m_entries.insert(m_entries.begin() + placeIn(group, position), std::make_move_iterator(moved.begin()),
                     std::make_move_iterator(moved.end()));
    Q_EMIT structureChanged();
    updateShown();
    return true;
}

// ---- what the operator chooses

template<typename F>
void LayerTree::change(const LayerId &id, F f)
{
    const qsizetype index = indexOf(id);
    if (index < 0 || !f(m_entries[size_t(index)]))
        return;
    Q_EMIT entryChanged(id);
    updateShown();
}

namespace {

template<typename T>
bool assign(T &there, const T &value)
{
    if (there == value)
        return false;
    there = value;
    return true;
}

} // namespace

void LayerTree::setVisible(const LayerId &id, bool visible)
{
    change(id, [&](LayerEntry &entry) { return assign(entry.visible, visible); });
}

void LayerTree::setOpacity(const LayerId &id, double opacity)
{
    change(id, [&](LayerEntry &entry) { return assign(entry.opacity, bounded(opacity)); });
}

void LayerTree::setZooms(const LayerId &id, double minZoom, double maxZoom)
{
    if (std::isnan(minZoom) || std::isnan(maxZoom))
        return;
    change(id, [&](LayerEntry &entry) {
        const bool other = assign(entry.minZoom, minZoom);
        return assign(entry.maxZoom, maxZoom) || other;
    });
}

void LayerTree::setModes(const LayerId &id, LayerModes modes)
{
    change(id, [&](LayerEntry &entry) { return assign(entry.modes, modes); });
}

void LayerTree::setMode(CityMode mode)
{
    if (!assign(m_mode, mode))
        return;
    for (const LayerEntry &entry : m_entries)
        Q_EMIT entryChanged(entry.id);
    updateShown();
}

// ---- data

void LayerTree::dataChanged(qsizetype index)
{
    const LayerId id = m_entries[size_t(index)].id;
    prepare(m_entries[size_t(index)]);
    Q_EMIT entryChanged(id);
    updateShown();
}

void LayerTree::setTable(const LayerId &id, std::shared_ptr<const FeatureTable> table)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return;
    LayerEntry &entry = m_entries[size_t(index)];
    entry.table = std::move(table);
    entry.status.state = LayerState::Ready;
    entry.status.error.reset();
    entry.status.features = entry.table ? static_cast<qint64>(entry.table->size()) : -1;
    dataChanged(index);
}

void LayerTree::setAreas(const LayerId &id, std::shared_ptr<const FeatureTable> areas)
{
    const qsizetype index = indexOf(id);
    if (index >= 0 && assign(m_entries[size_t(index)].areas, areas))
        dataChanged(index);
}

void LayerTree::setStyle(const LayerId &id, std::shared_ptr<const LayerStyle> style)
{
    const qsizetype index = indexOf(id);
    if (index >= 0 && assign(m_entries[size_t(index)].style, style))
        dataChanged(index);
}

void LayerTree::setRaster(const LayerId &id, std::shared_ptr<const RasterSource> raster)
{
    const qsizetype index = indexOf(id);
    if (index >= 0 && assign(m_entries[size_t(index)].raster, raster))
        dataChanged(index);
}

void LayerTree::setStatus(const LayerId &id, const LayerStatus &status)
{
    change(id, [&](LayerEntry &entry) { return assign(entry.status, status); });
}

void LayerTree::noteFailure(const LayerId &id, const Error &error)
{
    change(id, [&](LayerEntry &entry) {
        ++entry.status.skipped;
        entry.status.error = error;
        return true;
    });
}

void LayerTree::prepare(const LayerEntry &entry)
{
    if (entry.kind != LayerKind::Features)
        return;
    const bool known = m_prepared.contains(entry.id);
    Prepared &prepared = m_prepared[entry.id];
    if (!known)
        prepared.hue = m_hues++;
    prepared.serial = ++m_serial;
    if (!entry.table) {
        prepared.data.reset();
        return;
    }
    m_worker.start([this, id = entry.id, serial = m_serial, hue = prepared.hue, table = entry.table, areas = entry.areas,
                    style = entry.style] {
        std::shared_ptr<const LayerData> data = makeLayerData(table, areas, style, hue);
        QMetaObject::invokeMethod(
            this, [this, id, serial, data = std::move(data)] { finish(id, serial, data); }, Qt::QueuedConnection);
    });
}

void LayerTree::finish(const LayerId &id, quint64 serial, const std::shared_ptr<const LayerData> &data)
{
    const auto it = m_prepared.find(id);
    const qsizetype index = indexOf(id);
    if (it == m_prepared.end() || index < 0 || it->serial != serial)
        return; // newer data are on their way
    it->data = data;
    LayerEntry &entry = m_entries[size_t(index)];
    entry.legend = data->legend;
    entry.status.undrawn = static_cast<qint64>(data->skipped);
    if (!data->missing.isEmpty() && !entry.status.error)
        entry.status.error = Error{data->style->id, {}, u"the data have no attribute %1"_s.arg(data->missing.join(u", "_s))};
    Q_EMIT entryChanged(id);
    updateShown();
}

// ---- what is to be seen

bool LayerTree::isShown(const LayerId &id) const
{
    const LayerEntry *e = entry(id);
    if (!e)
        return false;
    for (; e; e = entry(e->group)) {
        if (!e->visible || !isMeantFor(e->modes, m_mode))
            return false;
    }
    return true;
}

std::optional<ShownLayer> LayerTree::shownOf(const LayerEntry &entry) const
{
    const std::shared_ptr<const LayerData> data = m_prepared.value(entry.id).data;
    const bool hasData = entry.kind == LayerKind::Features ? data != nullptr
                         : entry.kind == LayerKind::Raster ? entry.raster != nullptr
                                                           : entry.kind != LayerKind::Group;
    if (!hasData || !isShown(entry.id))
        return std::nullopt;
    ShownLayer layer{.id = entry.id,
                     .kind = entry.kind,
                     .data = data,
                     .raster = entry.raster,
                     .opacity = 1,
                     .minZoom = entry.minZoom,
                     .maxZoom = entry.maxZoom,
                     .stale = entry.status.state == LayerState::Stale};
    for (const LayerEntry *e = &entry; e; e = this->entry(e->group)) {
        layer.opacity *= e->opacity;
        layer.minZoom = std::max(layer.minZoom, e->minZoom);
        layer.maxZoom = std::min(layer.maxZoom, e->maxZoom);
    }
    if (layer.opacity <= 0)
        return std::nullopt;
    return layer;
}

void LayerTree::updateShown()
{
    auto shown = std::make_shared<std::vector<ShownLayer>>();
    for (auto it = m_entries.rbegin(); it != m_entries.rend(); ++it) {
        if (std::optional<ShownLayer> layer = shownOf(*it))
            shown->push_back(std::move(*layer));
    }
    if (*shown == *m_shown)
        return;
    m_shown = std::move(shown);
    Q_EMIT shownChanged();
}

QStringList LayerTree::attributions() const
{
    QStringList result;
    const auto note = [&](const QString &text) {
        if (!text.isEmpty() && !result.contains(text))
            result.append(text);
    };
    for (const LayerEntry &entry : m_entries) {
        if (!isShown(entry.id))
            continue;
        for (const QString &text : entry.attributions)
            note(text);
        if (entry.table)
            note(entry.table->attribution);
        if (entry.areas)
            note(entry.areas->attribution);
    }
    return result;
}

} // namespace guancheng
