import { corridorOf } from '../../src/incidents/corridor.ts';
import { createSuspectSearch } from '../../src/incidents/suspects.ts';
import type { Water } from '../../src/incidents/water.ts';
import type { VesselRow } from '../../src/model/archive.ts';
import type { Suspects } from '../../src/model/incident.ts';
import type { Box, PastPosition, PastVessel } from '../../src/model/past.ts';
import type { Planted } from './plant.ts';
import type { Said, Scene } from './scene.ts';

const none = {
  ...{ callsign: null, imo: null, eni: null, flag: null, beamM: null, destination: null },
  ...{ inlandHazard: null, dangerousCargo: null, persons: null, tankHull: null, told: null },
  hazardState: 'unknown',
};

/** A row for each draught, as the archive keeps what vessels said. */
function pastVessel(mmsi: number, said: Said): PastVessel {
  const { lengthM, shipType, eriType, name, draughts } = said;
  const row = (timeMs: number, draughtM: number | null): VesselRow => ({
    ...none,
    ...{ mmsi, timeMs, class: 'A', name, shipType, eriType, lengthM, draughtM },
  });
  const descriptions = draughts.length > 0 ? draughts.map(([atMs, m]) => row(atMs, m)) : [row(0, null)];
  return { mmsi, told: null, descriptions, declarations: [] };
}

export const vesselsOf = ({ said }: Scene, mmsis: readonly number[]): PastVessel[] =>
  mmsis.flatMap((mmsi) => {
    const known = said.get(mmsi);
    return known === undefined ? [] : [pastVessel(mmsi, known)];
  });

/** Rows as `Past.positions` gives them: without those whose neighbours lie on the same side of the box. */
function throughBox(rows: readonly PastPosition[], [west, south, east, north]: Box): PastPosition[] {
  const sideOf = ([, , lon, lat]: PastPosition): number =>
    (lon < west ? 0 : lon > east ? 2 : 1) + 3 * (lat < south ? 0 : lat > north ? 2 : 1);
  const last = new Map<number, { row: PastPosition; side: number }>();
  const kept = new Set<PastPosition>();
  for (const row of rows) {
    const side = sideOf(row);
    const before = last.get(row[1]);
    if (side === 4 || before === undefined || before.side !== side) {
      kept.add(row);
      if (before !== undefined) kept.add(before.row);
    }
    last.set(row[1], { row, side });
  }
  for (const { row } of last.values()) kept.add(row);
  return rows.filter((row) => kept.has(row));
}

/** Looks for the polluter as the desk does: only through what the corridor asks the archive for. */
export function searchFor({ slick, weather, scene }: Planted, backMs: number, water: Water | null): Suspects {
  const asked = { slick, weather, durationMs: backMs, everyMs: 2 * 60_000, seed: 1 };
  const corridor = corridorOf(asked, water);
  const search = createSuspectSearch(corridor, weather, water);
  const { fromMs, toMs, box } = corridor.ask;
  search.take(
    throughBox(
      scene.rows.filter(([atMs]) => atMs >= fromMs && atMs < toMs),
      box,
    ),
  );
  const vessels = vesselsOf(scene, search.mmsis());
  // nothing that was said after the sighting is known
  const known = vessels.map((vessel) => ({
    ...vessel,
    descriptions: vessel.descriptions.filter(({ timeMs }) => timeMs <= slick.seenAtMs),
  }));
  return search.rank(known);
}
