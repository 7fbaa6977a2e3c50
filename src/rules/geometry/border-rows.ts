import type { Box } from './box.ts';
import { type ClearBox, narrow } from './clear-box.ts';
import { BORDER, crossings, DOUBT, EVEN, ODD } from './crossings.ts';
import { NearBorder } from './near-border.ts';
import type { Outline } from './outline.ts';
import { meetsEdge } from './segment.ts';

/** A polygon of a zone. */
export interface Part {
  /** Slot of its zone. */
  readonly zone: number;
  /** Which of the zone's polygons it is. */
  readonly part: number;
  readonly outline: Outline;
}

/**
 * What lies in each cell as one row of numbers, all rows in one buffer: what a question about a place reads lies side by side. A row
 * is found out when its cell is first asked for.
 */
export interface BorderRows {
  /** Adds the zones that hold a position in the cell, and cuts off what of `clear`, first the whole cell, has their borders in it. */
  at(cell: number, lon: number, lat: number, out: number[], clear: ClearBox): void;
  /** Adds the zones of which the straight line between two positions meets a border in the cell. */
  crossedBy(cell: number, lon0: number, lat0: number, lon1: number, lat1: number, out: number[]): void;
  /** Something changed in the cell. */
  forget(cell: number): void;
  /** Numbers kept, those of cells included that were forgotten. */
  readonly size: number;
}

/** 64 MiB of numbers; when more is asked for all is forgotten, and found out anew. */
const mostKept = 8 * 1024 * 1024;

/* Places in a row: where it ends, and the box of the cell; then each polygon, in the order given. */
const END = 0;
const BOX = 1;
const FIRST = 5;
/* Places in what stands of a polygon; behind them its turns, then its edges. Without edges the zone holds the whole cell. */
const ZONE = 0;
const PART = 1;
const IS_ODD = 2;
const TURNS = 3;
const EDGES = 4;
const HEAD = 5;

function add(zone: number, out: number[]): void {
  if (!out.includes(zone)) out.push(zone);
}

/**
 * @param count of cells
 * @param boxOf the box of a cell
 * @param partsIn the polygons that may have to do with a box, in the order in which answers are to be; the list may be used again
 * @param outlineOf the polygon of a zone that is certain where rounding leaves a doubt
 * @param mostNumbers that are kept, unless one row is longer
 */
export function createBorderRows(
  count: number,
  boxOf: (cell: number) => Box,
  partsIn: (box: Box) => readonly Part[],
  outlineOf: (zone: number, part: number) => Outline | undefined,
  mostNumbers = mostKept,
): BorderRows {
  /** Where the row of a cell begins; 0: it is not known. */
  const begins = new Int32Array(count);
  let numbers = new Float64Array(1024);
  let used = 1;
  let forgotten = 0;
  // used again for every row
  const draft: number[] = [0];
  const near = new NearBorder();

  function makeRoom(length: number): void {
    const isWorthKeeping = used + length <= mostNumbers && 2 * forgotten < used;
    let size = numbers.length;
    const needed = (isWorthKeeping ? used : 1) + length;
    while (size < needed) size *= 2;
    const before = numbers;
    if (size > before.length) numbers = new Float64Array(size);
    if (isWorthKeeping) {
      numbers.set(before.subarray(0, used));
      return;
    }
    begins.fill(0);
    used = 1;
    forgotten = 0;
  }

  /** Writes the row of a cell into `draft`; its length. */
  function write(cell: number): number {
    const box = boxOf(cell);
    draft[BOX] = box.west;
    draft[BOX + 1] = box.south;
    draft[BOX + 2] = box.east;
    draft[BOX + 3] = box.north;
    let at = FIRST;
    for (const { zone, part, outline } of partsIn(box)) {
      near.look(outline, box);
      const { edges, length, turns, odd } = near;
      if (length === 0 && !odd) continue;
      draft[at + ZONE] = zone;
      draft[at + PART] = part;
      draft[at + IS_ODD] = odd ? ODD : EVEN;
      draft[at + TURNS] = turns.length;
      draft[at + EDGES] = length / 4;
      at += HEAD;
      for (let i = 0; i < turns.length; i++) draft[at++] = turns[i] as number;
      for (let i = 0; i < length; i++) draft[at++] = edges[i] as number;
    }
    return at;
  }

  function learn(cell: number): number {
    const length = write(cell);
    if (used + length > numbers.length) makeRoom(length);
    const begin = used;
    used += length;
    draft[END] = used;
    for (let i = 0; i < length; i++) numbers[begin + i] = draft[i] as number;
    begins[cell] = begin;
    return begin;
  }

  const beginOf = (cell: number): number => begins[cell] || learn(cell);

  function isHeld(at: number, found: number, lon: number, lat: number): boolean {
    if (found === BORDER) return true;
    if (found === DOUBT) {
      const outline = outlineOf(numbers[at + ZONE] as number, numbers[at + PART] as number);
      return outline?.holdsExactly(lon, lat) ?? false;
    }
    let odd = found ^ (numbers[at + IS_ODD] as number);
    const end = at + HEAD + (numbers[at + TURNS] as number);
    for (let i = at + HEAD; i < end; i++) if ((numbers[i] as number) > lat) odd ^= ODD;
    return odd === ODD;
  }

  return {
    at(cell, lon, lat, out, clear) {
      const begin = beginOf(cell);
      const row = numbers;
      for (let i = 0; i < 4; i++) clear[i] = row[begin + BOX + i] as number;
      const rowEnd = row[begin + END] as number;
      for (let i = begin + FIRST; i < rowEnd; ) {
        const from = i + HEAD + (row[i + TURNS] as number);
        const end = from + 4 * (row[i + EDGES] as number);
        if (from === end) add(row[i + ZONE] as number, out);
        else {
          if (isHeld(i, crossings(row, from, end, lon, lat), lon, lat)) add(row[i + ZONE] as number, out);
          narrow(clear, row, from, end, lon, lat);
        }
        i = end;
      }
    },
    crossedBy(cell, lon0, lat0, lon1, lat1, out) {
      const begin = beginOf(cell);
      const row = numbers;
      const rowEnd = row[begin + END] as number;
      for (let i = begin + FIRST; i < rowEnd; ) {
        const from = i + HEAD + (row[i + TURNS] as number);
        const end = from + 4 * (row[i + EDGES] as number);
        if (meetsEdge(row, from, end, lon0, lat0, lon1, lat1)) add(row[i + ZONE] as number, out);
        i = end;
      }
    },
    forget(cell) {
      const begin = begins[cell] ?? 0;
      if (begin === 0) return;
      forgotten += (numbers[begin + END] as number) - begin;
      begins[cell] = 0;
    },
    get size() {
      return used;
    },
  };
}
