import type { Zone } from '../../model/zone.ts';
import type { Outline } from '../geometry/outline.ts';
import { outlinesOf } from '../geometry/zone-index.ts';

/** About a kilometre. */
const cellDeg = 0.01;
/** A polygon over more cells is asked everywhere. */
const mostCells = 4096;
const columns = Math.ceil(360 / cellDeg) + 1;
const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
const columnOf = (lon: number): number => Math.floor((lon + 180) / cellDeg);

/** Where there is water, by cells. A zone comes and goes at its own cost. Grows by the cells that zones cover. */
export interface WetPlaces {
  add(zone: Zone): void;
  remove(zone: Zone): void;
  isWet(lon: number, lat: number): boolean;
}

export function createWetPlaces(): WetPlaces {
  const byCell = new Map<number, Set<Outline>>();
  const large = new Set<Outline>();

  function eachCell({ box: { west, south, east, north } }: Outline, visit: (cell: number) => void): boolean {
    const [first, last] = [columnOf(west), columnOf(east)];
    const [bottom, top] = [rowOf(south), rowOf(north)];
    if ((last - first + 1) * (top - bottom + 1) > mostCells) return false;
    for (let row = bottom; row <= top; row++)
      for (let column = first; column <= last; column++) visit(row * columns + column);
    return true;
  }

  return {
    add({ geometry }) {
      for (const outline of outlinesOf(geometry)) {
        const isSmall = eachCell(outline, (cell) => {
          const there = byCell.get(cell);
          if (there === undefined) byCell.set(cell, new Set([outline]));
          else there.add(outline);
        });
        if (!isSmall) large.add(outline);
      }
    },
    remove({ geometry }) {
      for (const outline of outlinesOf(geometry)) {
        large.delete(outline);
        eachCell(outline, (cell) => {
          const there = byCell.get(cell);
          there?.delete(outline);
          if (there?.size === 0) byCell.delete(cell);
        });
      }
    },
    isWet(lon, lat) {
      for (const outline of byCell.get(rowOf(lat) * columns + columnOf(lon)) ?? [])
        if (outline.holds(lon, lat)) return true;
      for (const outline of large) if (outline.holds(lon, lat)) return true;
      return false;
    },
  };
}
