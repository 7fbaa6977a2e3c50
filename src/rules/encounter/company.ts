import { metresPerDegree } from './parallels.ts';
import { AT, COS, DOMAIN, EAST, HULL, LAT, LON, NORTH, SPEED, TIMES, width } from './row.ts';

/* What is reckoned with of a vessel, at the places of her own row; the horizon of her waters, in seconds. */
const WATERS = 11;
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
  /** The courses, at the places of `row.ts`; another list when it has grown. */
  readonly courses: Float64Array;
  /** Whether the report in the row is what was reckoned with; `over`: so it is, but the time is over for which it was. */
  holds(t: Float64Array, at: number, horizonS: number): 'yes' | 'over' | 'no';
  /** What stands in the row is reckoned with from now on; nobody is in her company yet. */
  reckon(t: Float64Array, at: number, horizonS: number): void;
  /** The same course is reckoned with anew, from the time in the row on; nobody is in her company yet. */
  goOn(t: Float64Array, at: number): void;
  /** Her company is not known. */
  clear(at: number): void;
  /**
   * Their courses may bring the two near each other: who may be the faster has the other in her company. The other knows it
   * already when the course is not `isNew`.
   */
  join(at: number, other: number, isNew: boolean): void;
  /** Writes her company into `out`; how many, -1: it is not known. */
  of(at: number, out: Int32Array): number;
}

export function createCompany({ courseMs, driftM, reachS }: Reckoning): Company {
  /** The speeds of two differ by so much more at the most than is reckoned with. */
  const slackMps = (2 * driftM) / reachS;
  let courses = new Float64Array(0);
  let ints = new Int32Array(courses.buffer);

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
      longer.set(courses);
      courses = longer;
      ints = new Int32Array(courses.buffer);
    },
    get courses() {
      return courses;
    },
    holds(t, at, horizonS) {
      const forMs = (t[at + AT] as number) - (courses[at + AT] as number);
      if (!(forMs >= 0 && forMs <= 2 * courseMs && courses[at + WATERS] === horizonS)) return 'no';
      if (courses[at + DOMAIN] !== t[at + DOMAIN] || courses[at + HULL] !== t[at + HULL]) return 'no';
      if (courses[at + TIMES] !== t[at + TIMES]) return 'no';
      const forS = forMs / 1000;
      const east = courses[at + EAST] as number;
      const north = courses[at + NORTH] as number;
      let lons = (t[at + LON] as number) - (courses[at + LON] as number);
      if (lons > 180) lons -= 360;
      else if (lons < -180) lons += 360;
      const x = lons * metresPerDegree * (t[at + COS] as number) - east * forS;
      const y = ((t[at + LAT] as number) - (courses[at + LAT] as number)) * metresPerDegree - north * forS;
      const vx = (t[at + EAST] as number) - east;
      const vy = (t[at + NORTH] as number) - north;
      if (Math.sqrt(x * x + y * y) + Math.sqrt(vx * vx + vy * vy) * reachS > driftM) return 'no';
      return forMs <= courseMs ? 'yes' : 'over';
    },
    goOn(t, at) {
      const forS = ((t[at + AT] as number) - (courses[at + AT] as number)) / 1000;
      const cos = t[at + COS] as number;
      const east = ((courses[at + EAST] as number) * forS) / (metresPerDegree * cos);
      const lon = (courses[at + LON] as number) + east;
      courses[at + LON] = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon;
      courses[at + LAT] =
        (courses[at + LAT] as number) + ((courses[at + NORTH] as number) * forS) / metresPerDegree;
      courses[at + COS] = cos;
      courses[at + AT] = t[at + AT] as number;
      ints[2 * at + COUNT] = 0;
    },
    reckon(t, at, horizonS) {
      for (let i = at; i < at + WATERS; i++) courses[i] = t[i] as number;
      courses[at + WATERS] = horizonS;
      ints[2 * at + COUNT] = 0;
    },
    clear(at) {
      courses[at + AT] = Number.NaN;
      ints[2 * at + COUNT] = unknown;
    },
    join(at, other, isNew) {
      const faster = (courses[at + SPEED] as number) - (courses[other + SPEED] as number);
      if (faster >= -slackMps) list(at, other);
      if (isNew && faster <= slackMps) list(other, at);
    },
    of(at, out) {
      const count = ints[2 * at + COUNT] as number;
      const first = 2 * at + FIRST;
      for (let i = 0; i < count; i++) out[i] = ints[first + i] as number;
      return count;
    },
  };
}
