import { instant } from '../../lib/instant.ts';
import type { EntryCount, GridAsked, GridCell, Visit } from '../../model/history.ts';
import { type ShipClass, shipClasses, shipClassOf } from '../../model/ship-class.ts';
import { mmsiText } from '../../model/vessel.ts';
import type { VisitView } from '../../protocol/history.ts';

/** From what the archive says of the past to the views of the protocol. */

/** @param nowMs until then a visit lasts that is open */
export const presentVisit = (visit: Visit, nowMs: number): VisitView => ({
  mmsi: mmsiText(visit.mmsi),
  zoneId: visit.zoneId,
  name: visit.name,
  shipClass: shipClassOf(visit),
  enteredAt: instant(visit.enteredMs),
  leftAt: visit.leftMs === null ? null : instant(visit.leftMs),
  open: visit.leftMs === null,
  stayS: Math.max(0, Math.round(((visit.leftMs ?? nowMs) - visit.enteredMs) / 1000)),
});

/** By time and class of ship: several kinds of ship are one class. */
export function presentCounts(counts: readonly EntryCount[]) {
  const byTime = new Map<number, Map<ShipClass, number>>();
  for (const count of counts) {
    const classes = byTime.get(count.atMs) ?? new Map<ShipClass, number>();
    byTime.set(count.atMs, classes);
    const shipClass = shipClassOf(count);
    classes.set(shipClass, (classes.get(shipClass) ?? 0) + count.entries);
  }
  return [...byTime].flatMap(([atMs, classes]) =>
    shipClasses.flatMap((shipClass) => {
      const entries = classes.get(shipClass);
      return entries === undefined ? [] : [{ at: instant(atMs), shipClass, entries }];
    }),
  );
}

/** A cell as a square, to a centimetre. */
export function presentCell({ column, row, vessels, vesselMinutes }: GridCell, grid: GridAsked) {
  const [west, south] = grid.area;
  const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
  const lon = (i: number): number => round(west + i * grid.stepLon);
  const lat = (i: number): number => round(south + i * grid.stepLat);
  const ring: [number, number][] = [
    [lon(column), lat(row)],
    [lon(column + 1), lat(row)],
    [lon(column + 1), lat(row + 1)],
    [lon(column), lat(row + 1)],
    [lon(column), lat(row)],
  ];
  return {
    type: 'Feature' as const,
    geometry: { type: 'Polygon' as const, coordinates: [ring] },
    properties: { vessels, vesselMinutes },
  };
}
