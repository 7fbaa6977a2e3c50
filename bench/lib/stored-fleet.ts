import type { ArchiveBatch, PositionRow, VesselRow } from '../../src/model/archive.ts';
import type { Vessel } from '../../src/model/vessel.ts';
import type { Zone } from '../../src/model/zone.ts';
import { newVessel } from '../../src/traffic/fuse.ts';

/** What the stores of an earlier run hold: tankers on a grid over a port, last heard one to five minutes ago. */

const receiver = 'kallo';
const stepMs = 10_000;
const mmsiOf = (i: number): number => 205_000_000 + i;
const lonOf = (i: number): number => 4 + (i % 200) / 200;
const latOf = (i: number): number => 51 + Math.floor(i / 200) / 200;
const heardAt = (i: number, nowMs: number): number => nowMs - 61_000 - (i % 240) * 1_000;
const identity = { eni: '06105234', shipType: 80, eriType: 8021, lengthM: 110, beamM: 11, draughtM: 2.8 };
const motion = { sogKn: 7.5, cogDeg: 181.2, headingDeg: 180, navStatus: 0 };

export function* storedVessels(count: number, nowMs: number): Iterable<Vessel> {
  for (let i = 0; i < count; i++) {
    const atMs = heardAt(i, nowMs);
    const told = { messageType: 5, receiver, atMs };
    const position = { lon: lonOf(i), lat: latOf(i), ...motion, rotDegPerMin: null, blueSign: null };
    yield {
      ...newVessel(mmsiOf(i), atMs),
      ...identity,
      ...{ class: 'inland', name: `TANKER ${i}`, destination: 'BEANR', inlandHazard: 5 },
      provenance: { name: { ...told }, static: { ...told }, voyage: { ...told }, inland: { ...told } },
      kinematics: { ...position, positionAtMs: atMs, receiver, messageType: 1 },
      receivers: { [receiver]: atMs },
    };
  }
}

export const storedFleet = (count: number, nowMs: number): Vessel[] => [...storedVessels(count, nowMs)];

/** The same vessels as rows, each with a track of `track` positions behind it. */
export function* archiveRows(count: number, track: number, nowMs: number): Iterable<ArchiveBatch> {
  const rest = { visits: [], alertEvents: [], declarations: [], audit: [] };
  const vessels = Array.from({ length: count }, (_, i): VesselRow => {
    const unknown = { callsign: null, imo: null, flag: 'BE', hazardState: 'suspected' };
    const names = { mmsi: mmsiOf(i), class: 'inland', name: `TANKER ${i}`, destination: 'BEANR' };
    const cargo = { inlandHazard: 5, dangerousCargo: null, persons: null, tankHull: true, told: null };
    return { ...identity, ...unknown, ...names, ...cargo, timeMs: heardAt(i, nowMs) };
  });
  yield { ...rest, vessels, positions: [] };
  for (let step = 0; step < track; step++) {
    const positions = Array.from({ length: count }, (_, i): PositionRow => {
      const timeMs = heardAt(i, nowMs) - step * stepMs;
      return { ...motion, mmsi: mmsiOf(i), lon: lonOf(i), lat: latOf(i), timeMs, receiver };
    });
    yield { ...rest, vessels: [], positions };
  }
}

/** A hundred zones side by side, each with a rule that judges who is in it. */
export const squareZones = (): Zone[] =>
  Array.from({ length: 100 }, (_, i): Zone => {
    const west = 4 + (i % 10) / 10;
    const south = 51 + Math.floor(i / 10) / 20;
    const [east, north] = [west + 0.05, south + 0.025];
    const ring = [west, east, east, west, west].map((lon, k) => [
      lon,
      [south, south, north, north, south][k] ?? south,
    ]);
    const appliesTo = { hazard: ['confirmed' as const], classes: null, minCones: null, minLengthM: null };
    return {
      ...{ id: `zone-${i}`, name: `Zone ${i}`, kind: 'dock', exitMarginM: 20 },
      ...{ approximate: false, uncertaintyM: null, note: null },
      geometry: { type: 'Polygon', coordinates: [ring] },
      rules: [{ rule: 'zone.speed', severity: 'warning', appliesTo, limitKn: 5, holdS: 10 }],
    };
  });
