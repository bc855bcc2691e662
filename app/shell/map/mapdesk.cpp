// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/map/mapdesk.h"

#include "maps/datum/datumspec.h"
#include "maps/gdal/gdalraster.h"
#include "maps/gdal/sourceaddress.h"

#include <QDateTime>
#include <QFileInfo>
#include <QPointer>

namespace guancheng {

namespace {

/** The title of a layer that nobody named. */
QString titleOf(const LayerSpec &spec)
{
    if (!spec.nameZh.isEmpty())
        return spec.nameZh;
    const QString base =
        QFileInfo(QUrl(spec.source).path().isEmpty() ? spec.source : QUrl(spec.source).path()).completeBaseName();
    return base.isEmpty() ? withoutCredentials(spec.source) : base;
}

LayerModes modesOf(const QStringList &names)
{
    if (names.isEmpty())
        return LayerModes(LayerMode::Ordinary) | LayerMode::Emergency;
    LayerModes modes;
    modes.setFlag(LayerMode::Ordinary, names.contains(QLatin1String("ordinary")));
    modes.setFlag(LayerMode::Emergency, names.contains(QLatin1String("emergency")));
    return modes;
}

/** Worth telling: not that all went well. */
bool isRemarkable(const LoadedLayer &layer)
{
    return layer.report.skipped > 0 || !layer.report.notes.empty() || layer.datum.isWarning() || !layer.placed;
}

} // namespace

MapDesk::MapDesk(LayerTree &tree, std::shared_ptr<const City> city, StyleFinder styles, QString helper, QObject *parent)
    : QObject(parent)
    , m_tree(tree)
    , m_styles(std::move(styles))
    , m_loader(std::move(helper))
{
    m_worker.setMaxThreadCount(1);
    if (!city)
        return;
    // Made in the thread of the helpers, which asks for it one layer after the other.
    auto made = std::make_shared<std::shared_ptr<const DatumReference>>();
    m_loader.setReference([city, made] {
        if (!*made)
            *made = std::make_shared<const DatumReference>(*city);
        return *made;
    });
}

MapDesk::~MapDesk()
{
    m_worker.waitForDone();
}

void MapDesk::setChinese(bool chinese)
{
    if (m_chinese == chinese)
        return;
    m_chinese = chinese;
    for (auto it = m_layers.cbegin(); it != m_layers.cend(); ++it)
        show(it.key());
    Q_EMIT chineseChanged();
}

LayerId MapDesk::freshId(const LayerSpec &spec) const
{
    if (!spec.id.isEmpty())
        return spec.id;
    const QString base = titleOf(spec);
    LayerId id = base;
    for (int i = 2; m_tree.entry(id); ++i)
        id = base + u'-' + QString::number(i);
    return id;
}

LayerEntry MapDesk::entryFor(const Source &source, const LayerId &id) const
{
    const LayerSpec &spec = source.spec;
    LayerEntry entry;
    entry.id = id;
    entry.nameZh = titleOf(spec);
    entry.nameEn = spec.nameEn;
    entry.group = spec.group;
    entry.visible = spec.visible;
    entry.opacity = spec.opacity;
    entry.minZoom = spec.minZoom;
    entry.maxZoom = spec.maxZoom;
    entry.modes = modesOf(spec.modes);
    entry.status.state = LayerState::Loading;
    entry.origin =
        QJsonObject{{QStringLiteral("source"), withoutCredentials(spec.source)}, {QStringLiteral("datum"), spec.datum}};
    return entry;
}

LayerId MapDesk::open(const LayerSpec &spec)
{
    auto source = std::make_shared<Source>();
    source->spec = spec;
    const LayerId id = freshId(spec);
    if (m_sources.contains(id))
        close(id);
    if (m_tree.add(entryFor(*source, id)).isEmpty())
        return {};
    if (spec.refreshSeconds > 0) {
        source->refresh = std::make_unique<QTimer>();
        source->refresh->setInterval(spec.refreshSeconds * 1000);
        connect(source->refresh.get(), &QTimer::timeout, this, [this, id] { start(id); });
        source->refresh->start();
    }
    m_sources.insert(id, source);
    start(id);
    return id;
}

void MapDesk::open(const LayerCatalogue &catalogue)
{
    for (const LayerGroup &group : catalogue.groups) {
        LayerEntry entry;
        entry.id = group.id;
        entry.kind = LayerKind::Group;
        entry.nameZh = group.nameZh;
        entry.nameEn = group.nameEn;
        entry.visible = group.visible;
        m_tree.add(std::move(entry));
    }
    for (const LayerSpec &spec : catalogue.layers)
        open(spec);
}

int MapDesk::openDropped(const QList<QUrl> &urls)
{
    int taken = 0;
    for (const QUrl &url : urls) {
        // Parts of a Shapefile come together: the .shp stands for them.
        static const QStringList kParts{QStringLiteral("dbf"), QStringLiteral("shx"), QStringLiteral("prj"),
                                        QStringLiteral("cpg"), QStringLiteral("sbn"), QStringLiteral("sbx"),
                                        QStringLiteral("qix"), QStringLiteral("qmd")};
        if (urls.size() > 1 && kParts.contains(QFileInfo(url.path()).suffix().toLower()))
            continue;
        LayerSpec spec;
        spec.source = url.isLocalFile() ? url.toLocalFile() : url.toString();
        taken += open(spec).isEmpty() ? 0 : 1;
    }
    return taken;
}

void MapDesk::start(const LayerId &id)
{
    const std::shared_ptr<Source> source = m_sources.value(id);
    if (!source || source->job)
        return; // still reading: the next refresh comes
    LayerRequest request;
    request.source = source->spec.source;
    request.layer = source->spec.layer;
    request.datum = source->spec.datum;
    request.encoding = source->spec.encoding;
    source->job = m_loader.load(request);
    connect(source->job, &LayerJob::progress, this, [this, id](double fraction, quint64 features) {
        const LayerEntry *entry = m_tree.entry(id);
        if (!entry || entry->status.state != LayerState::Loading)
            return; // a refresh goes on behind what is shown
        LayerStatus status;
        status.state = LayerState::Loading;
        status.progress = fraction;
        status.features = static_cast<qint64>(features);
        m_tree.setStatus(id, status);
    });
    connect(source->job, &LayerJob::loaded, this, [this, id](const Result<LoadedSource> &result) { take(id, result); });
}

void MapDesk::take(const LayerId &id, const Result<LoadedSource> &result)
{
    const std::shared_ptr<Source> source = m_sources.value(id);
    if (!source)
        return;
    source->job = nullptr;
    if (!result) {
        fail(id, result.error());
    } else if (result->raster) {
        takeRaster(id, *result);
    } else if (result->layers.size() == 1) {
        takeLayer(id, id, result->layers.front(), source->entries.isEmpty());
    } else {
        const bool isNew = source->entries.isEmpty();
        if (isNew)
            becomeGroup(id, *source);
        // The first of a file lies on top.
        for (auto layer = result->layers.rbegin(); layer != result->layers.rend(); ++layer)
            takeLayer(id, id + u'/' + layer->table->name, *layer,
                      isNew || !source->entries.contains(id + u'/' + layer->table->name));
    }
    Q_EMIT opened(id);
}

void MapDesk::becomeGroup(const LayerId &id, const Source &source)
{
    LayerEntry group = entryFor(source, id);
    group.kind = LayerKind::Group;
    group.status = {};
    m_tree.remove(id);
    m_tree.add(std::move(group));
}

void MapDesk::takeLayer(const LayerId &sourceId, const LayerId &id, const LoadedLayer &layer, bool isNew)
{
    Source &source = *m_sources[sourceId];
    if (isNew && id != sourceId) {
        LayerEntry entry = entryFor(source, id);
        entry.nameZh = layer.table->name;
        entry.group = sourceId;
        entry.opacity = 1;
        entry.origin[QStringLiteral("layer")] = layer.table->name;
        m_tree.add(std::move(entry));
    }
    if (isNew)
        source.entries << id;
    m_sourceOfEntry.insert(id, sourceId);
    m_layers.insert(id, layer);
    if (isNew && m_styles && !source.spec.style.isEmpty()) {
        if (const auto style = m_styles(source.spec.style))
            m_tree.setStyle(id, *style);
        else
            m_layers[id].report.notes.push_back({QStringLiteral("style"), 1, style.error().toString()});
    }
    if (layer.placed)
        m_tree.setTable(id, layer.table);
    show(id);
    if (layer.datum.isWarning())
        Q_EMIT datumDoubted(id, layer.datum.text(m_chinese), layer.datum.repair);
}

void MapDesk::takeRaster(const LayerId &id, const LoadedSource &loaded)
{
    Source &source = *m_sources[id];
    if (source.entries.isEmpty()) {
        LayerEntry entry = entryFor(source, id);
        entry.kind = LayerKind::Raster;
        entry.status = {};
        if (!loaded.raster->attribution().isEmpty())
            entry.attributions << loaded.raster->attribution();
        if (source.spec.nameZh.isEmpty() && !loaded.raster->name().isEmpty())
            entry.nameZh = loaded.raster->name();
        entry.raster = loaded.raster;
        m_tree.add(std::move(entry)); // takes the place of the one that was loading
        source.entries << id;
        m_sourceOfEntry.insert(id, id);
    } else {
        m_tree.setRaster(id, loaded.raster);
    }
    LayerStatus status;
    status.at = QDateTime::currentMSecsSinceEpoch();
    m_tree.setStatus(id, status);
}

void MapDesk::show(const LayerId &id)
{
    const auto layer = m_layers.constFind(id);
    if (layer == m_layers.cend())
        return;
    LayerStatus status;
    status.state = layer->placed ? LayerState::Ready : LayerState::Failed;
    status.features = static_cast<qint64>(layer->report.read);
    status.skipped = static_cast<qint64>(layer->report.skipped);
    status.at = QDateTime::currentMSecsSinceEpoch();
    if (isRemarkable(*layer)) {
        QStringList texts;
        if (layer->datum.isWarning())
            texts << layer->datum.text(m_chinese);
        texts << layer->report.text(m_chinese);
        status.error = Error{layer->table->source, {}, texts.join(m_chinese ? QStringLiteral("；") : QStringLiteral("; "))};
    }
    m_tree.setStatus(id, status);
}

void MapDesk::fail(const LayerId &id, const Error &error)
{
    const std::shared_ptr<Source> source = m_sources.value(id);
    const QStringList entries = source->entries.isEmpty() ? QStringList{id} : source->entries;
    for (const LayerId &entry : entries) {
        const LayerEntry *there = m_tree.entry(entry);
        LayerStatus status = there ? there->status : LayerStatus();
        // What was there before stays on the map, faded.
        status.state = source->entries.isEmpty() ? LayerState::Failed : LayerState::Stale;
        status.progress = -1;
        status.error = error;
        status.error->reason = failureText(error.reason, m_chinese);
        m_tree.setStatus(entry, status);
    }
}

void MapDesk::close(const QString &id)
{
    const LayerId sourceId = m_sourceOfEntry.value(id, id);
    const std::shared_ptr<Source> source = m_sources.value(sourceId);
    if (!source)
        return;
    m_layers.remove(id);
    m_sourceOfEntry.remove(id);
    source->entries.removeAll(id);
    m_tree.remove(id);
    if (id != sourceId && !source->entries.isEmpty())
        return;
    if (source->job)
        source->job->cancel();
    for (const LayerId &entry : std::as_const(source->entries)) {
        m_layers.remove(entry);
        m_sourceOfEntry.remove(entry);
    }
    m_sources.remove(sourceId);
    m_tree.remove(sourceId);
}

void MapDesk::reload(const QString &id)
{
    start(m_sourceOfEntry.value(id, id));
}

QString MapDesk::offeredRepair(const QString &id) const
{
    const auto layer = m_layers.constFind(id);
    return layer == m_layers.cend() ? QString() : layer->datum.repair;
}

const LoadedLayer *MapDesk::layer(const LayerId &id) const
{
    const auto layer = m_layers.constFind(id);
    return layer == m_layers.cend() ? nullptr : &*layer;
}

void MapDesk::repair(const QString &id, const QString &datum)
{
    const auto layer = m_layers.constFind(id);
    const std::shared_ptr<Source> source = m_sources.value(m_sourceOfEntry.value(id, id));
    const QString wanted = datum.isEmpty() ? offeredRepair(id) : datum;
    const Result<DatumSpec> spec = parseDatum(wanted);
    if (layer == m_layers.cend() || !source || wanted.isEmpty() || !spec)
        return;
    // Numbers that were taken for another projection are read anew; so are those of a source that is read again and again.
    const bool again = !spec->crs.isEmpty() && layer->placed;
    if (again || source->spec.refreshSeconds > 0 || !canRepair(*spec)) {
        source->spec.datum = wanted;
        reload(id);
        return;
    }
    m_worker.start([this, id, wanted, table = layer->table] {
        const auto repaired = std::make_shared<const Result<FeatureTable>>(repairFeatures(*table, wanted));
        QMetaObject::invokeMethod(
            this,
            [this, id, wanted, table, repaired] {
                const auto there = m_layers.find(id);
                if (there == m_layers.end() || there->table != table)
                    return; // closed or read again meanwhile
                if (!*repaired) {
                    there->datum.repair.clear();
                    there->report.notes.push_back({QStringLiteral("repair-failed"), 1, repaired->error().reason});
                } else {
                    there->table = std::shared_ptr<const FeatureTable>(repaired, &repaired->value());
                    there->placed = true;
                    there->datum = {};
                    there->datum.verdict = DatumVerdict::Fits;
                    m_tree.setTable(id, there->table);
                }
                show(id);
                Q_EMIT opened(id);
            },
            Qt::QueuedConnection);
    });
}

void MapDesk::exportLayer(const QString &id, const QUrl &file, const QList<int> &selection)
{
    const QString path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    const auto tell = [this, id, path](const QString &problem) {
        QMetaObject::invokeMethod(
            this, [this, id, path, problem] { Q_EMIT exportFinished(id, path, problem); }, Qt::QueuedConnection);
    };
    const LayerEntry *entry = m_tree.entry(id);
    const Result<ExportFormat> format = exportFormatOf(path);
    if (!entry || !entry->table || !format) {
        tell(format ? QStringLiteral("this layer has no data to write") : format.error().reason);
        return;
    }
    ExportRequest request;
    request.table = entry->table;
    request.file = path;
    request.format = *format;
    request.limits.fileBytes = 64ULL << 30;
    for (const int feature : selection)
        if (feature >= 0)
            request.selection.push_back(static_cast<quint32>(feature));
    connect(m_loader.save(request), &LayerJob::saved, this, [this, id, path](const Result<quint64> &saved) {
        Q_EMIT exportFinished(id, path, saved ? QString() : failureText(saved.error().reason, m_chinese));
    });
}

} // namespace guancheng
