import { metresPerDegree } from './parallels.ts';
import { AT, COS, DOMAIN, EAST, HULL, LAT, LON, NORTH, SPEED, TIMES, width } from './row.ts';

/* What is reckoned with of a vessel, at the places of her own row; the horizon of her waters, in seconds. */
const PLAN_HORIZON = 11;
/** Among the integers of the row: how many are in her company, -1 when it is not known; and who. */
const COUNT = 24;
const FIRST = 25;
/** More are not listed: she looks around at every report. */
const most = 2 * width - FIRST;
const unknown = -1;

export interface Reckoning {
  /** So long a course is reckoned with. */
  readonly courseMs: number;
  /** So far a vessel may come to lie off it, at any time that matters. */
  readonly driftM: number;
  /** The longest that a position is carried on: its age, and the furthest horizon. */
  readonly reachS: number;
}

/**
 * Who may come near whom while all go on about as they did. Each vessel under way has a course that is reckoned with, and beside it
 * those in her company: everyone whose course may bring the two near each other while it is. Until she leaves it nobody else need
 * be looked at. Rows of 256 bytes, at the same places as those of `row.ts`.
 */
export interface Company {
  /** Room for rows up to this number. */
  grow(length: number): void;
  /** Whether the report in the row is what was reckoned with. */
  keeps(t: Float64Array, at: number, horizonS: number): boolean;
  /** What stands in the row is reckoned with from now on; nobody is in her company yet. */
  reckon(t: Float64Array, at: number, horizonS: number): void;
  /** Her company is not known. */
  clear(at: number): void;
  /** Their courses may bring the two near each other: who may be the faster has the other in her company. */
  join(at: number, other: number): void;
  /** Writes her company into `out`; how many, -1: it is not known. */
  of(at: number, out: Int32Array): number;
}

export function createCompany({ courseMs, driftM, reachS }: Reckoning): Company {
  /** The speeds of two differ by so much more at the most than is reckoned with. */
  const slackMps = (2 * driftM) / reachS;
  let plans = new Float64Array(0);
  let ints = new Int32Array(plans.buffer);

  function list(at: number, other: number): void {
    const count = ints[2 * at + COUNT] as number;
    if (count === unknown) return;
    const first = 2 * at + FIRST;
    for (let i = first; i < first + count; i++) if (ints[i] === other) return;
    if (count < most) ints[first + count] = other;
    ints[2 * at + COUNT] = count < most ? count + 1 : unknown;
  }

  return {
    grow(length) {
      const longer = new Float64Array(length).fill(Number.NaN);
      longer.set(plans);
      plans = longer;
      ints = new Int32Array(plans.buffer);
    },
    keeps(t, at, horizonS) {
      const forMs = (t[at + AT] as number) - (plans[at + AT] as number);
      if (!(forMs >= 0 && forMs <= courseMs && plans[at + PLAN_HORIZON] === horizonS)) return false;
      if (plans[at + DOMAIN] !== t[at + DOMAIN] || plans[at + HULL] !== t[at + HULL]) return false;
      if (plans[at + TIMES] !== t[at + TIMES]) return false;
      const forS = forMs / 1000;
      const east = plans[at + EAST] as number;
      const north = plans[at + NORTH] as number;
      let lons = (t[at + LON] as number) - (plans[at + LON] as number);
      if (lons > 180) lons -= 360;
      else if (lons < -180) lons += 360;
      const x = lons * metresPerDegree * (t[at + COS] as number) - east * forS;
      const y = ((t[at + LAT] as number) - (plans[at + LAT] as number)) * metresPerDegree - north * forS;
      const vx = (t[at + EAST] as number) - east;
      const vy = (t[at + NORTH] as number) - north;
      return Math.sqrt(x * x + y * y) + Math.sqrt(vx * vx + vy * vy) * reachS <= driftM;
    },
    reckon(t, at, horizonS) {
      for (let i = at; i < at + PLAN_HORIZON; i++) plans[i] = t[i] as number;
      plans[at + PLAN_HORIZON] = horizonS;
      ints[2 * at + COUNT] = 0;
    },
    clear(at) {
      plans[at + AT] = Number.NaN;
      ints[2 * at + COUNT] = unknown;
    },
    join(at, other) {
      const faster = (plans[at + SPEED] as number) - (plans[other + SPEED] as number);
      if (faster >= -slackMps) list(at, other);
      if (faster <= slackMps) list(other, at);
    },
    of(at, out) {
      const count = ints[2 * at + COUNT] as number;
      const first = 2 * at + FIRST;
      for (let i = 0; i < count; i++) out[i] = ints[first + i] as number;
      return count;
    },
  };
}
