import { readZone } from '../config/zone.ts';
import type { Zone } from '../model/zone.ts';

const isFeature = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A zone that is not in the port, from a Feature that a user sent; its id may be missing. A sentence when it is none. */
export const draftZone = (feature: unknown): Zone | string =>
  readZone(isFeature(feature) ? { id: 'draft', ...feature } : feature);
