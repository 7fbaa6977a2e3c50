import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';

/** Drawn from the fonts of the machine: without a glyphs URL MapLibre rasterises text itself, so nothing is fetched. */
const font = ['Inter', 'Segoe UI', 'Roboto', 'Helvetica Neue', 'DejaVu Sans'];
/** MapLibre reads the weight out of the first name; no font is called that, so the next ones are drawn with it. */
const boldFont = ['Inter Semibold', ...font];

const byZoom = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['linear'], ['zoom'], ...stops] as ExpressionSpecification;
const byTone = (p: Palette): ExpressionSpecification => [
  'match',
  ['get', 'tone'],
  'confirmed',
  p.confirmed,
  'suspected',
  p.suspected,
  'unknown',
  p.unknown,
  p.plain,
];
const kind = (...kinds: string[]): ExpressionSpecification => ['in', ['get', 'kind'], ['literal', kinds]];

/** Everything below the traffic, bottom first. */
function portLayers(p: Palette): LayerSpecification[] {
  const water = kind('river', 'dock', 'lock', 'anchorage');
  return [
    { id: 'land', type: 'background', paint: { 'background-color': p.land } },
    {
      id: 'shore',
      type: 'line',
      source: 'zones',
      filter: water,
      paint: { 'line-color': p.shore, 'line-width': byZoom(9, 1.2, 15, 3) },
    },
    {
      id: 'water',
      type: 'fill',
      source: 'zones',
      filter: water,
      paint: {
        'fill-color': ['match', ['get', 'kind'], 'lock', p.lock, 'dock', p.dock, p.water],
        'fill-antialias': false,
      },
    },
    {
      id: 'terminals',
      type: 'fill',
      source: 'zones',
      filter: kind('terminal'),
      paint: { 'fill-pattern': 'hatch' },
    },
    {
      id: 'lock-edges',
      type: 'line',
      source: 'zones',
      filter: kind('lock'),
      paint: { 'line-color': p.shore, 'line-width': 1 },
    },
    {
      id: 'terminal-edges',
      type: 'line',
      source: 'zones',
      filter: kind('terminal'),
      paint: { 'line-color': p.terminal, 'line-width': 1.2 },
    },
    {
      id: 'guarded',
      type: 'line',
      source: 'zones',
      filter: ['==', ['get', 'guarded'], true],
      paint: {
        'line-color': p.guarded,
        'line-width': byZoom(9, 0.6, 14, 1.4),
        'line-dasharray': [3, 2],
        'line-opacity': byZoom(9, 0.4, 13, 0.8),
      },
    },
  ];
}

function detailLayers(p: Palette): LayerSpecification[] {
  return [
    {
      id: 'track',
      type: 'line',
      source: 'track',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': p.track, 'line-width': 2.2, 'line-opacity': 0.75 },
    },
    {
      id: 'hulls',
      type: 'fill',
      source: 'details',
      minzoom: 13.5,
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: {
        'fill-color': byTone(p),
        'fill-opacity': ['*', 0.28, ['get', 'opacity']],
        'fill-outline-color': byTone(p),
      },
    },
    {
      id: 'vectors',
      type: 'line',
      source: 'details',
      minzoom: 11.5,
      filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': byTone(p), 'line-width': 1.3, 'line-opacity': ['*', 0.8, ['get', 'opacity']] },
    },
  ];
}

function trafficLayers(): LayerSpecification[] {
  const size = byZoom(9, 0.36, 11, 0.6, 13, 0.85, 16, 1.15);
  return [
    {
      id: 'vessels',
      type: 'symbol',
      source: 'vessels',
      layout: {
        'icon-image': ['get', 'icon'],
        'icon-size': size,
        'icon-rotate': ['get', 'rotation'],
        'icon-rotation-alignment': 'map',
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'icon-opacity': ['get', 'opacity'] },
    },
    {
      id: 'marks',
      type: 'symbol',
      source: 'vessels',
      minzoom: 10.4,
      filter: ['!=', ['get', 'mark'], 'none'],
      layout: {
        // From afar only what is confirmed gets a mark; the dashed body of an unknown one says enough there.
        'icon-image': [
          'step',
          ['zoom'],
          ['case', ['==', ['get', 'mark'], 'question'], 'none', ['get', 'mark']],
          11.6,
          ['get', 'mark'],
        ],
        'icon-size': size,
        'icon-offset': [17, -13],
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'icon-opacity': ['get', 'opacity'] },
    },
    {
      id: 'selection',
      type: 'symbol',
      source: 'selection',
      layout: {
        'icon-image': 'selection',
        'icon-size': byZoom(9, 0.8, 13, 1, 16, 1.35),
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
      },
    },
  ];
}

/** Names, which give way to each other: hazardous vessels first, then the port's own names. */
function nameLayers(p: Palette): LayerSpecification[] {
  const halo = { 'text-halo-color': p.halo, 'text-halo-width': 1.4 };
  return [
    {
      id: 'zone-names',
      type: 'symbol',
      source: 'names',
      minzoom: 10,
      layout: {
        // The river and the docks from afar, locks and terminals when there is room.
        'text-field': [
          'step',
          ['zoom'],
          ['match', ['get', 'kind'], ['lock', 'terminal'], '', ['get', 'name']],
          11.8,
          ['get', 'name'],
        ],
        'text-font': font,
        'text-size': byZoom(11, 9.5, 14, 12.5),
        'text-letter-spacing': 0.06,
        'text-max-width': 9,
        'symbol-sort-key': ['match', ['get', 'kind'], 'river', 0, 'lock', 1, 'terminal', 3, 2],
      },
      paint: { ...halo, 'text-color': ['match', ['get', 'kind'], 'terminal', p.terminalText, p.waterText] },
    },
    {
      id: 'vessel-names',
      type: 'symbol',
      source: 'vessels',
      minzoom: 11,
      layout: {
        'text-field': [
          'step',
          ['zoom'],
          ['case', ['==', ['get', 'tone'], 'confirmed'], ['get', 'label'], ''],
          12.3,
          ['case', ['>=', ['get', 'rank'], 2], ['get', 'label'], ''],
          13.2,
          ['get', 'label'],
        ],
        'text-font': boldFont,
        'text-size': byZoom(11, 10, 15, 12),
        'text-variable-anchor-offset': [
          'left',
          [1.2, 0],
          'right',
          [-1.2, 0],
          'top',
          [0, 1.2],
          'bottom',
          [0, -1.4],
        ],
        'text-justify': 'auto',
        'text-max-width': 14,
        'symbol-sort-key': ['-', 0, ['get', 'rank']],
      },
      paint: {
        ...halo,
        'text-color': ['match', ['get', 'tone'], 'confirmed', p.confirmed, 'suspected', p.suspected, p.label],
        'text-opacity': ['get', 'opacity'],
      },
    },
  ];
}

/** All layers of the map in a palette, bottom first. */
export function layersOf(p: Palette): LayerSpecification[] {
  const [zoneNames, ...vesselNames] = nameLayers(p);
  return [
    ...portLayers(p),
    ...(zoneNames ? [zoneNames] : []),
    ...detailLayers(p),
    ...trafficLayers(),
    ...vesselNames,
  ];
}
