import type { ChainableCommander } from 'ioredis';
import { mmsiText, type Vessel } from '../model/vessel.ts';
import { toJson } from './vessel-json.ts';

/** Keys and fields that other programs read; described in docs/STORES.md. */

export const VESSELS_KEY = 'hw:vessels';
export const POSITIONS_KEY = 'hw:positions';
export const vesselKey = (id: string): string => `hw:vessel:${id}`;

/** Limit of Redis' GEO index (EPSG:900913); no port lies beyond it. */
const GEO_MAX_LATITUDE_DEG = 85.051_128_78;

const instant = (timeMs: number | undefined): string =>
  timeMs === undefined ? '' : new Date(timeMs).toISOString();

/** The hash of a vessel: readable fields with '' for "not heard", and the whole of it as `json`. */
export function vesselFields(vessel: Vessel): Record<string, string | number> {
  const k = vessel.kinematics;
  return {
    mmsi: mmsiText(vessel.mmsi),
    name: vessel.name ?? '',
    callsign: vessel.callsign ?? '',
    imo: vessel.imo ?? '',
    eni: vessel.eni ?? '',
    flag: vessel.flag ?? '',
    class: vessel.class,
    shipType: vessel.shipType ?? '',
    eriType: vessel.eriType ?? '',
    lengthM: vessel.lengthM ?? '',
    beamM: vessel.beamM ?? '',
    draughtM: vessel.draughtM ?? '',
    destination: vessel.destination ?? '',
    lon: k?.lon ?? '',
    lat: k?.lat ?? '',
    sogKn: k?.sogKn ?? '',
    cogDeg: k?.cogDeg ?? '',
    headingDeg: k?.headingDeg ?? '',
    navStatus: k?.navStatus ?? '',
    positionAt: instant(k?.positionAtMs),
    signal: vessel.signal ?? '',
    hazardState: vessel.hazard.state,
    cones: vessel.hazard.cones ?? '',
    zones: vessel.zones.join(' '),
    heardAt: instant(vessel.heardAtMs),
    json: toJson(vessel),
  };
}

/** Adds the commands that store these vessels and drop those of `gone`. */
export function queueVessels(
  pipeline: ChainableCommander,
  vessels: readonly Vessel[],
  gone: readonly number[],
): void {
  const positions: (string | number)[] = [];
  const unplaced: string[] = gone.map(mmsiText);
  for (const vessel of vessels) {
    const id = mmsiText(vessel.mmsi);
    pipeline.hset(vesselKey(id), vesselFields(vessel));
    const k = vessel.kinematics;
    if (k && Math.abs(k.lat) <= GEO_MAX_LATITUDE_DEG) positions.push(k.lon, k.lat, id);
    else unplaced.push(id);
  }
  if (vessels.length > 0) pipeline.sadd(VESSELS_KEY, ...vessels.map(({ mmsi }) => mmsiText(mmsi)));
  if (positions.length > 0) pipeline.geoadd(POSITIONS_KEY, ...positions);
  if (unplaced.length > 0) pipeline.zrem(POSITIONS_KEY, ...unplaced);
  if (gone.length > 0) {
    pipeline.srem(VESSELS_KEY, ...gone.map(mmsiText));
    pipeline.unlink(...gone.map((mmsi) => vesselKey(mmsiText(mmsi))));
  }
}
