import type { FeatureCollection } from 'geojson';
import type { GeoJSONSource, Map as PortMap, StyleSpecification } from 'maplibre-gl';
import type { PortView, ZoneFeature } from '../../protocol/port.ts';
import { labelPlace } from './labelPlace.ts';
import { layersOf } from './layers.ts';
import type { Palette } from './palette.ts';

export type SourceName = 'zones' | 'names' | 'track' | 'details' | 'vessels' | 'selection';
const empty: FeatureCollection = { type: 'FeatureCollection', features: [] };
const geojson = () => ({ type: 'geojson' as const, data: empty });

/** The style of the map: nothing in it is fetched, but for the tiles of a base map when the port has one. */
export function styleOf(palette: Palette, baseMap: PortView['baseMap']): StyleSpecification {
  const layers = layersOf(palette);
  const style: StyleSpecification = {
    version: 8,
    sources: {
      zones: { ...geojson(), tolerance: 0.2 },
      names: geojson(),
      track: geojson(),
      details: geojson(),
      vessels: { ...geojson(), promoteId: 'mmsi', buffer: 64 },
      selection: geojson(),
    },
    layers,
  };
  if (!baseMap) return style;
  const base = {
    type: 'raster' as const,
    tiles: [baseMap.url],
    tileSize: 256,
    attribution: baseMap.attribution,
  };
  style.sources = { ...style.sources, base };
  style.layers = [
    ...layers.slice(0, 1),
    {
      id: 'base',
      type: 'raster',
      source: 'base',
      paint: { 'raster-saturation': -0.6, 'raster-opacity': 0.55 },
    },
    // The port's own water would hide the base map: its outlines and the guarded zones stay.
    ...layers.slice(1).filter((layer) => layer.id !== 'water' && layer.id !== 'terminals'),
  ];
  return style;
}

export function setSource(map: PortMap, name: SourceName, data: FeatureCollection): void {
  void map.getSource<GeoJSONSource>(name)?.setData(data);
}

/** Gives every layer the colours of another palette, without loading anything again. */
export function recolour(map: PortMap, palette: Palette): void {
  for (const layer of layersOf(palette)) {
    if (!map.getLayer(layer.id)) continue;
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      map.setPaintProperty(layer.id, name as Parameters<PortMap['setPaintProperty']>[1], value);
    }
  }
}

/** Zones as the layers want them. */
export function zoneFeatures(zones: readonly ZoneFeature[]): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: zones.map((zone) => ({
      type: 'Feature',
      geometry: zone.geometry as FeatureCollection['features'][number]['geometry'],
      properties: {
        name: zone.properties.name,
        kind: zone.properties.kind,
        guarded: zone.properties.rules.length > 0,
      },
    })),
  };
}

/** One point per zone for its name: a name on the shape itself would stand once in every tile of the map. */
export function zoneNames(zones: readonly ZoneFeature[]): FeatureCollection {
  const features: FeatureCollection['features'] = [];
  for (const { geometry, properties } of zones) {
    const place = labelPlace(geometry);
    if (!place) continue;
    const { name, kind } = properties;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [...place] },
      properties: { name, kind },
    });
  }
  return { type: 'FeatureCollection', features };
}
