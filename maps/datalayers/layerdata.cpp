// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/layerdata.h"

#include "maps/datalayers/choropleth.h"
#include "maps/datalayers/clusterlayer.h"
#include "maps/datalayers/coveragelayer.h"
#include "maps/datalayers/heatlayer.h"
#include "maps/datalayers/vectorlayer.h"

namespace guancheng {

namespace {

/** Several layers painted one after the other: coverage and the things that cover. */
class LayerStack final : public DataLayer
{
public:
    explicit LayerStack(std::vector<std::shared_ptr<const DataLayer>> layers) : m_layers(std::move(layers))
    {
        for (const auto &layer : m_layers)
            m_labels.insert(m_labels.end(), layer->labels().begin(), layer->labels().end());
    }
    void paint(const RasterTarget &target, const TileRequest &request) const override
    {
        for (const auto &layer : m_layers)
            layer->paint(target, request);
    }
    Box bounds() const override
    {
        Box box;
        for (const auto &layer : m_layers)
            box.add(layer->bounds());
        return box;
    }
    double reach() const override
    {
        double result = 0;
        for (const auto &layer : m_layers)
            result = std::max(result, layer->reach());
        return result;
    }

private:
    std::vector<std::shared_ptr<const DataLayer>> m_layers;
};

} // namespace

std::shared_ptr<const LayerData> makeLayerData(const std::shared_ptr<const FeatureTable> &table,
                                               const std::shared_ptr<const FeatureTable> &areas,
                                               std::shared_ptr<const LayerStyle> style, int hue)
{
    auto data = std::make_shared<LayerData>();
    std::shared_ptr<const FeatureTable> shown = table;
    if (!style)
        style = defaultLayerStyle(*table, hue);
    for (const QString &attribute : style->attributes()) {
        if (!table->column(attribute) && !(areas && areas->column(attribute)))
            data->missing.append(attribute);
    }
    if (style->choropleth) {
        Choropleth choropleth = makeChoropleth(table, areas, *style);
        shown = std::move(choropleth.table);
        style = std::move(choropleth.style);
    }
    data->geometry = std::make_shared<LayerGeometry>(shown);
    data->skipped = data->geometry->skipped();
    data->legend = makeLegend(*shown, *style);
    data->style = std::move(style);
    return data;
}

std::shared_ptr<const DataLayer> makeDataLayer(const std::shared_ptr<const LayerData> &data, const MapScale &scale,
                                               const QString &font)
{
    const LayerStyle &style = *data->style;
    const double zoom = scale.styleZoom();
    if (style.heat && zoom < style.heat->maxZoom)
        return std::make_shared<HeatLayer>(data->geometry, *style.heat, scale);
    if (style.clusters && zoom < style.clusters->maxZoom)
        return std::make_shared<ClusterLayer>(data->geometry, data->style, scale, font);
    auto drawn = std::make_shared<VectorLayer>(data->geometry, data->style, scale);
    if (!style.coverage)
        return drawn;
    return std::make_shared<LayerStack>(std::vector<std::shared_ptr<const DataLayer>>{
        std::make_shared<CoverageLayer>(data->geometry, *style.coverage, scale), std::move(drawn)});
}

} // namespace guancheng
