import { basename, resolve } from 'node:path';
import type { Position } from 'geojson';
import type { Port, Zone } from '../model/zone.ts';
import { fail, isObject, shown, textOr } from './fields.ts';
import { readJsonFile } from './json-file.ts';
import { zone } from './zone.ts';

/** From `src/config` and from `dist/config` alike. */
const builtIn = resolve(import.meta.dirname, '../../fixtures/ports/antwerp.geojson');
function bboxOf(zones: readonly Zone[]): Port['bbox'] {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const widen = ([lon = 0, lat = 0]: Position): void => {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  };
  for (const { geometry } of zones) {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const [outer = []] of polygons) outer.forEach(widen);
  }
  return box;
}

/**
 * A port from a parsed GeoJSON FeatureCollection (RFC 7946). `file` is its name in errors. A feature is named by
 * its index, counted from 0 as in `features[0]`.
 * @throws ConfigError with one sentence naming file, feature and field.
 */
export function parsePort(json: unknown, file: string): Port {
  const { type, features, name, note, watch } = isObject(json) ? json : {};
  if (type !== 'FeatureCollection') fail(`${file}:`, 'is not a GeoJSON FeatureCollection.');
  if (!Array.isArray(features) || features.length === 0) fail(`${file}:`, 'features has no zone.');
  if (!isObject(watch ?? {})) fail(`${file}:`, `watch ${shown(watch)} is not an object.`);
  const zones = features.map((feature: unknown, i) => zone(feature, `${file}: feature ${i}`));
  const firstWith = new Map<string, number>();
  zones.forEach((z, i) => {
    const first = firstWith.get(z.id);
    if (first !== undefined)
      fail(`${file}: feature ${i} ${shown(z.name)}:`, `id "${z.id}" is already taken by feature ${first}.`);
    firstWith.set(z.id, i);
  });
  return {
    name: textOr(name, file, `${file}:`, 'name'),
    note: textOr(note, null, `${file}:`, 'note'),
    bbox: bboxOf(zones),
    zones,
    ...(isObject(watch) && { watch }),
  };
}

/**
 * Reads a port file at start; null: the built-in example of Antwerp.
 * @throws ConfigError when it cannot be read, is no JSON, or is no port (see `parsePort`).
 */
export function loadPort(path: string | null): Port {
  const file = path ?? builtIn;
  const name = basename(file);
  return parsePort(readJsonFile(file, name, 'the port file'), name);
}
