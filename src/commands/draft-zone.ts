import { ConfigError } from '../config/config-error.ts';
import { parsePort } from '../config/port-file.ts';
import type { Zone } from '../model/zone.ts';

const isFeature = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A zone that is not in the port, from a Feature as in the port file; its id may be missing. A sentence when it is none. */
export function draftZone(feature: unknown): Zone | string {
  const draft = isFeature(feature) ? { id: 'draft', ...feature } : feature;
  try {
    const { zones } = parsePort({ type: 'FeatureCollection', features: [draft] }, 'zone');
    return zones[0] ?? 'is missing.';
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
}
