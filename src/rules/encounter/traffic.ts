import { createBlocks } from '../geometry/blocks.ts';
import { createCompany } from './company.ts';
import { type Looking, note, perCell, type Question } from './first-look.ts';
import { columnsOf, rowOf } from './parallels.ts';
import { AT, DOMAIN, HORIZON, HULL, LAT, LON, SPEED, width } from './row.ts';
import { around } from './search.ts';
import { mayMeet, type Seeing } from './second-look.ts';

/** So long, and so closely, a vessel is expected to hold her course. */
const courseMs = 60_000;
const driftM = 120;
/** Who is faster looks around at every report, so that the others need not look out for her: metres a second. */
const restlessMps = 15;
/** So many times as many are looked at when a course begins: it is looked further then, and to all sides. */
const timesAsMany = 4;

export interface TrafficSettings extends Looking, Seeing {
  readonly maxNeighbours: number;
  /** The furthest horizon of any waters. */
  readonly longestS: number;
}

/**
 * Vessels under way by place, in rows of numbers: a question about one neighbourhood costs the same however many there are
 * elsewhere, and makes no object. Grows to the most vessels that were under way at once; rows are used again.
 *
 * A vessel that goes on about as she did costs no search: see `company.ts`.
 */
export interface Traffic {
  /** The rows; another list when it has grown. */
  readonly numbers: Float64Array;
  /** A row for a new vessel: where it begins. Nothing is told in it yet. */
  add(): number;
  /** What stands in the row at `at` is new; the horizon of the waters there, before a turn shortens it. */
  move(at: number, horizonS: number): void;
  remove(at: number): void;
  /**
   * Writes into `out` the rows that may meet this one, and are no faster: of two the faster finds the slower. Returns how many. What
   * stands in the row was told by `move`.
   */
  near(at: number, out: Int32Array): number;
  /** Calls `stale` with each row whose position is older than `beforeMs`. */
  sweep(beforeMs: number, stale: (at: number) => void): void;
  readonly size: number;
}

export function createTraffic(s: TrafficSettings): Traffic {
  const blocks = createBlocks(perCell);
  const company = createCompany({ courseMs, driftM, reachS: s.longestS + s.maxAgeMs / 1000 });
  let table = new Float64Array(0);
  const free: number[] = [];
  let used = 0;
  let size = 0;
  /** Of any vessel so far, never over `lookM`. */
  let largestDomainM = 0;
  let largestHullM = 0;
  /** Of those that are not restless. */
  let fastestMps = 0;
  // used again for every question
  const some = new Int32Array(timesAsMany * s.maxNeighbours);
  const all: Question = { forS: 0, driftM: 0, largestM: 0, fastestMps: 0, apartMs: 0, most: 0 };

  /** Metres a second that a vessel may be faster than is reckoned with. */
  const fasterMps = driftM / (s.longestS + s.maxAgeMs / 1000);

  function ask(t: Float64Array, own: number, forS: number, times: number, mps: number): number {
    all.forS = forS;
    all.driftM = times * driftM;
    all.largestM = largestHullM + Math.max(largestDomainM * s.mostTimes, s.besideM);
    all.fastestMps = mps;
    all.apartMs = s.maxAgeMs + courseMs;
    all.most = some.length;
    return around(blocks, t, own, all, s, some);
  }

  function grow(): void {
    const longer = new Float64Array(Math.max(256 * width, 2 * table.length)).fill(Number.NaN);
    longer.set(table);
    table = longer;
    company.grow(table.length);
  }

  /** Puts the course in the row where others find it. */
  function put(t: Float64Array, at: number): void {
    const row = rowOf(t[at + LAT] as number);
    const columns = columnsOf(row);
    const column = Math.floor((((t[at + LON] as number) + 180) / 360) * columns) % columns;
    const place = blocks.put(at / width, row, column);
    note(blocks, blocks.cellOf(at / width), place, t, at);
    largestDomainM = Math.min(s.lookM, Math.max(largestDomainM, t[at + DOMAIN] as number));
    largestHullM = Math.min(s.lookM, Math.max(largestHullM, t[at + HULL] as number));
  }

  return {
    get numbers() {
      return table;
    },
    add() {
      size++;
      const at = free.pop() ?? used++ * width;
      if (at >= table.length) grow();
      return at;
    },
    move(at, horizonS) {
      const mps = table[at + SPEED] as number;
      if (mps > restlessMps) {
        put(table, at);
        company.clear(at);
        return;
      }
      const holds = company.holds(table, at, horizonS);
      if (holds === 'yes') return;
      const isNew = holds === 'no';
      if (isNew) company.reckon(table, at, horizonS);
      else company.goOn(table, at);
      fastestMps = Math.max(fastestMps, mps);
      put(company.courses, at);
      // a course that others know: only the slower are looked for
      const others = isNew ? fastestMps : (company.courses[at + SPEED] as number) + 2 * fasterMps;
      const count = ask(company.courses, at, horizonS + (courseMs + s.maxAgeMs) / 1000, 2, others);
      for (let i = 0; i < count; i++) {
        const other = (some[i] as number) * width;
        if (other !== at) company.join(at, other, isNew);
      }
    },
    remove(at) {
      blocks.remove(at / width);
      company.clear(at);
      table[at + AT] = Number.NaN;
      // others may still have it in their company
      table[at + SPEED] = Number.POSITIVE_INFINITY;
      free.push(at);
      size--;
    },
    near(own, out) {
      let count = company.of(own, some);
      if (count < 0) {
        const seconds = table[own + HORIZON] as number;
        count = ask(table, own, seconds, 3, (table[own + SPEED] as number) + fasterMps);
        for (let i = 0; i < count; i++) some[i] = (some[i] as number) * width;
      }
      let found = 0;
      for (let i = 0; i < count && found < out.length; i++) {
        const other = some[i] as number;
        if (other !== own && mayMeet(table, own, other, s)) out[found++] = other;
      }
      return found;
    },
    sweep(beforeMs, stale) {
      for (let at = 0; at < used * width; at += width) if ((table[at + AT] as number) < beforeMs) stale(at);
    },
    get size() {
      return size;
    },
  };
}
