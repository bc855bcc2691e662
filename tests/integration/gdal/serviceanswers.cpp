// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "serviceanswers.h"

using namespace Qt::StringLiterals;

namespace guancheng::test {

const QByteArray kWmsCapabilities =
    R"(<?xml version="1.0"?><WMS_Capabilities version="1.3.0" xmlns="http://www.opengis.net/wms"><Service><Name>WMS</Name><Title>影像服务</Title></Service>
<Capability><Layer><Title>all</Title><CRS>EPSG:3857</CRS><CRS>EPSG:4326</CRS>
<Layer><Name>ortho</Name><Title>航拍</Title><EX_GeographicBoundingBox><westBoundLongitude>121</westBoundLongitude><eastBoundLongitude>122</eastBoundLongitude><southBoundLatitude>31</southBoundLatitude><northBoundLatitude>32</northBoundLatitude></EX_GeographicBoundingBox></Layer>
<Layer><Name>plan</Name><Title>规划</Title></Layer></Layer></Capability></WMS_Capabilities>)";

const QByteArray kWfsCapabilities =
    R"(<?xml version="1.0"?><wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink">
<ows:OperationsMetadata><ows:Operation name="GetFeature"><ows:Parameter name="outputFormat"><ows:AllowedValues><ows:Value>application/gml+xml; version=3.2</ows:Value></ows:AllowedValues></ows:Parameter></ows:Operation></ows:OperationsMetadata>
<FeatureTypeList xmlns="http://www.opengis.net/wfs/2.0"><FeatureType><Name>app:pumps</Name><Title>泵站</Title><DefaultCRS>urn:ogc:def:crs:EPSG::4326</DefaultCRS></FeatureType></FeatureTypeList></wfs:WFS_Capabilities>)";

const QByteArray kWfsDescription =
    R"(<?xml version="1.0"?><xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="http://app" targetNamespace="http://app" elementFormDefault="qualified">
<xsd:import namespace="http://www.opengis.net/gml/3.2" schemaLocation="http://schemas.opengis.net/gml/3.2.1/gml.xsd"/>
<xsd:element name="pumps" type="app:pumpsType" substitutionGroup="gml:AbstractFeature"/>
<xsd:complexType name="pumpsType"><xsd:complexContent><xsd:extension base="gml:AbstractFeatureType"><xsd:sequence><xsd:element name="title" type="xsd:string"/><xsd:element name="geom" type="gml:PointPropertyType"/></xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType></xsd:schema>)";

const QByteArray kWfsFeatures =
    R"(<?xml version="1.0"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="http://app" numberMatched="2" numberReturned="2">
<wfs:member><app:pumps gml:id="a.1"><app:title>一号泵站</app:title><app:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>31.2304 121.4737</gml:pos></gml:Point></app:geom></app:pumps></wfs:member>
<wfs:member><app:pumps gml:id="a.2"><app:title>二号泵站</app:title><app:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>31.25 121.5</gml:pos></gml:Point></app:geom></app:pumps></wfs:member></wfs:FeatureCollection>)";

const QByteArray kCollection =
    R"({"id":"places","title":"地点","links":[{"rel":"items","type":"application/geo+json","href":"%1/collections/places/items"}]})";

QByteArray wmtsCapabilities(const QString &base)
{
    return QString(
               QString::fromUtf8(
                   R"(<?xml version="1.0"?><Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
<Contents><Layer><ows:Title>vec</ows:Title><ows:Identifier>vec</ows:Identifier><ows:WGS84BoundingBox><ows:LowerCorner>-180 -85</ows:LowerCorner><ows:UpperCorner>180 85</ows:UpperCorner></ows:WGS84BoundingBox>
<Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style><Format>image/png</Format><TileMatrixSetLink><TileMatrixSet>w</TileMatrixSet></TileMatrixSetLink>
<ResourceURL format="image/png" resourceType="tile" template="%1/{TileMatrix}/{TileCol}/{TileRow}.png"/></Layer>
<TileMatrixSet><ows:Identifier>w</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
<TileMatrix><ows:Identifier>0</ows:Identifier><ScaleDenominator>559082264.0287178</ScaleDenominator><TopLeftCorner>-20037508.342789 20037508.342789</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>1</MatrixWidth><MatrixHeight>1</MatrixHeight></TileMatrix>
<TileMatrix><ows:Identifier>1</ows:Identifier><ScaleDenominator>279541132.0143589</ScaleDenominator><TopLeftCorner>-20037508.342789 20037508.342789</TopLeftCorner><TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>2</MatrixWidth><MatrixHeight>2</MatrixHeight></TileMatrix>
</TileMatrixSet></Contents></Capabilities>)"))
        .arg(base)
        .toUtf8();
}

} // namespace guancheng::test
