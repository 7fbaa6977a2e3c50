import { effect } from '@preact/signals';
import { type PointLike, Map as PortMap, ScaleControl, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { PortView } from '../../protocol/port.ts';
import { picture, zones } from '../live/state.ts';
import { flight, selectedMmsi, shownStates, theme } from '../shell/ui.ts';
import { track } from '../vessel/track.ts';
import { vesselDetails, vesselDots } from './features.ts';
import { putImages } from './images.ts';
import { day, night } from './palette.ts';
import { recolour, setSource, styleOf, zoneFeatures, zoneNames } from './sources.ts';

// The worker is a file of this page, so that the CSP needs no blob.
setWorkerUrl(workerUrl);

/** A click this near to a symbol (CSS pixels) means it. */
const reachPx = 9;
const detailsFromZoom = 11.5;
/** The vessel panel covers this much of the left side: what is flown to stands in the middle of the rest. */
const panelWidthPx = 334;

export interface MapEvents {
  onSelect(mmsi: string | null): void;
  onHover(hover: { mmsi: string; x: number; y: number } | null): void;
  onReady(): void;
}

/** Draws the port and its traffic into `container` and follows the page's state. Throws without WebGL. */
export function mountMap(
  container: HTMLElement,
  port: PortView,
  events: MapEvents,
): { map: PortMap; remove(): void } {
  const [west, south, east, north] = port.bbox;
  const palette = () => (theme.value === 'day' ? day : night);
  const map = new PortMap({
    container,
    style: styleOf(palette(), port.baseMap),
    bounds: [west, south, east, north],
    fitBoundsOptions: { padding: 24 },
    attributionControl: port.baseMap ? { compact: false } : false,
    fadeDuration: 0,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    minZoom: 7,
    maxZoom: 18,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new ScaleControl({ unit: 'nautical', maxWidth: 110 }), 'bottom-right');
  const stops: (() => void)[] = [];
  map.once('load', () => {
    stops.push(...follow(map, port));
    events.onReady();
  });
  listen(map, events);
  return {
    map,
    remove: () => {
      for (const stop of stops) stop();
      map.remove();
    },
  };
}

/** Ties the sources of the map to the page's state. */
function follow(map: PortMap, port: PortView): (() => void)[] {
  let drawing = 0;
  const draw = (): void => {
    drawing = 0;
    const vessels = picture.peek().vessels;
    setSource(map, 'vessels', vesselDots(vessels, shownStates.peek()));
    details();
    select();
  };
  // Several changes before the next frame of the screen are one drawing.
  const soon = (): void => {
    if (drawing === 0) drawing = requestAnimationFrame(draw);
  };
  const details = (): void => {
    const bounds = map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] as const;
    const near = map.getZoom() >= detailsFromZoom;
    const vessels = near ? picture.peek().vessels : new Map();
    setSource(map, 'details', vesselDetails(vessels, shownStates.peek(), box));
  };
  const select = (): void => {
    const vessel = picture.peek().vessels.get(selectedMmsi.peek() ?? '');
    const at = vessel && vessel.lon !== null && vessel.lat !== null ? [vessel.lon, vessel.lat] : null;
    const features = at
      ? [{ type: 'Feature' as const, properties: {}, geometry: { type: 'Point' as const, coordinates: at } }]
      : [];
    setSource(map, 'selection', { type: 'FeatureCollection', features });
  };
  map.on('moveend', details);
  return [
    () => cancelAnimationFrame(drawing),
    effect(() => {
      const colours = theme.value === 'day' ? day : night;
      putImages(map, colours);
      recolour(map, colours);
    }),
    effect(() => {
      setSource(map, 'zones', zoneFeatures(zones.value));
      setSource(map, 'names', zoneNames(zones.value));
    }),
    effect(() => {
      picture.value;
      shownStates.value;
      selectedMmsi.value;
      soon();
    }),
    effect(() => {
      const line = track.value?.line ?? [];
      const geometry = { type: 'LineString' as const, coordinates: line.map((p) => [...p]) };
      const features = line.length > 1 ? [{ type: 'Feature' as const, properties: {}, geometry }] : [];
      setSource(map, 'track', { type: 'FeatureCollection', features });
    }),
    effect(() => {
      const to = flight.value?.to;
      if (to === 'port') {
        const [west, south, east, north] = port.bbox;
        map.setPadding({ left: 0, top: 0, right: 0, bottom: 0 });
        map.fitBounds([west, south, east, north], { padding: 24, duration: 500 });
      } else if (to) {
        const left = selectedMmsi.peek() === null ? 0 : panelWidthPx;
        const padding = { left, top: 0, right: 0, bottom: 0 };
        map.easeTo({ center: [to[0], to[1]], zoom: Math.max(map.getZoom(), 13.6), duration: 600, padding });
      }
    }),
  ];
}

function listen(map: PortMap, events: MapEvents): void {
  const vesselAt = (x: number, y: number): string | null => {
    if (!map.getLayer('vessels')) return null;
    const box: [PointLike, PointLike] = [
      [x - reachPx, y - reachPx],
      [x + reachPx, y + reachPx],
    ];
    let best: string | null = null;
    let bestPx = Number.POSITIVE_INFINITY;
    for (const feature of map.queryRenderedFeatures(box, { layers: ['vessels'] })) {
      if (feature.geometry.type !== 'Point') continue;
      const at = map.project(feature.geometry.coordinates as [number, number]);
      const distance = Math.hypot(at.x - x, at.y - y);
      if (distance < bestPx) {
        bestPx = distance;
        const { mmsi } = feature.properties;
        best = String(mmsi);
      }
    }
    return best;
  };
  map.on('click', (event) => events.onSelect(vesselAt(event.point.x, event.point.y)));
  map.on('mousemove', (event) => {
    const { x, y } = event.point;
    const mmsi = vesselAt(x, y);
    map.getCanvas().style.cursor = mmsi ? 'pointer' : '';
    events.onHover(mmsi ? { mmsi, x, y } : null);
  });
  map.on('mouseout', () => events.onHover(null));
}
