const metresPerDegree = 111_195;
const radians = Math.PI / 180;
/** A cell is about as broad as two vessels of the port come near each other within the horizon of its waters. */
const cellM = 2000;
const cellDeg = cellM / metresPerDegree;
const none = -1;

/** A vessel under way. The object given is read at once and can be used again. */
export interface Mover {
  lon: number;
  lat: number;
  /** Metres a second to the east and north. */
  east: number;
  north: number;
  atMs: number;
  horizonS: number;
  /** Furthest from the antenna that the domain, at its largest, and the hull reach. */
  domainM: number;
  hullM: number;
}

export interface TrafficSettings {
  readonly lookM: number;
  readonly maxNeighbours: number;
  readonly maxAgeMs: number;
  readonly besideM: number;
  /** Metres a second. */
  readonly besideMps: number;
}

/**
 * Vessels under way by place, in rows of numbers: a question about one neighbourhood costs the same however many there are
 * elsewhere, and makes no object. Grows to the most vessels that were under way at once; rows are used again.
 */
export interface Traffic {
  /** Row of a new vessel. */
  add(): number;
  move(row: number, mover: Mover): void;
  remove(row: number): void;
  /**
   * Writes into `out` the rows that may meet this one, and are no faster: of two the faster finds the slower, because only its own
   * speed then says how far to look. Returns how many.
   */
  near(row: number, out: Int32Array): number;
  /** Calls `stale` with each row whose position is older than `beforeMs`. */
  sweep(beforeMs: number, stale: (row: number) => void): void;
  readonly size: number;
}

const rowOf = (lat: number): number => Math.floor((lat + 90) / cellDeg);
/** Cells of a parallel: fewer towards the poles, so that they stay as broad. */
const columnsOf = (row: number): number => {
  const lat = Math.min(89.9, Math.abs((row + 0.5) * cellDeg - 90));
  return Math.max(1, Math.floor((360 / cellDeg) * Math.cos(lat * radians)));
};
/** 0, 1, -1, 2, -2, …: the cells around are looked at from the inside. */
const outward = (i: number): number => (i % 2 === 0 ? -i / 2 : (i + 1) / 2);

export function createTraffic(s: TrafficSettings): Traffic {
  let capacity = 256;
  const numbers = (): Float64Array => new Float64Array(capacity);
  const links = (): Int32Array => new Int32Array(capacity).fill(none);
  let lon = numbers();
  let lat = numbers();
  let cos = numbers();
  let east = numbers();
  let north = numbers();
  let speed = numbers();
  let atMs = numbers();
  let horizonS = numbers();
  let domainM = numbers();
  let hullM = numbers();
  /** Cell of each row of these tables; `none`: nobody is there. */
  let cellRow = links();
  let cellColumn = links();
  /** Chains of the vessels whose cells have the same hash. */
  let heads = links();
  let next = links();
  let previous = links();
  const free: number[] = [];
  let used = 0;
  let size = 0;
  /** Of any vessel so far, never over `lookM`. */
  let largestM = 0;

  const bucketOf = (row: number, column: number): number =>
    ((Math.imul(row, 73_856_093) ^ Math.imul(column, 19_349_663)) >>> 0) % capacity;

  function link(i: number): void {
    const bucket = bucketOf(cellRow[i] as number, cellColumn[i] as number);
    const head = heads[bucket] as number;
    next[i] = head;
    previous[i] = none;
    if (head !== none) previous[head] = i;
    heads[bucket] = i;
  }

  function unlink(i: number): void {
    const after = next[i] as number;
    const before = previous[i] as number;
    if (after !== none) previous[after] = before;
    if (before !== none) next[before] = after;
    else heads[bucketOf(cellRow[i] as number, cellColumn[i] as number)] = after;
  }

  function grow(): void {
    capacity *= 2;
    const longer = (old: Float64Array): Float64Array => {
      const table = numbers();
      table.set(old);
      return table;
    };
    [lon, lat, cos, east, north] = [longer(lon), longer(lat), longer(cos), longer(east), longer(north)];
    [speed, atMs, horizonS] = [longer(speed), longer(atMs), longer(horizonS)];
    [domainM, hullM] = [longer(domainM), longer(hullM)];
    const [rows, columns] = [links(), links()];
    rows.set(cellRow);
    columns.set(cellColumn);
    [cellRow, cellColumn] = [rows, columns];
    [heads, next, previous] = [links(), links(), links()];
    for (let i = 0; i < used; i++) if (cellRow[i] !== none) link(i);
  }

  function mayMeet(i: number, j: number): boolean {
    const apartMs = (atMs[i] as number) - (atMs[j] as number);
    if (Math.abs(apartMs) > s.maxAgeMs || (speed[j] as number) > (speed[i] as number)) return false;
    let lons = (lon[j] as number) - (lon[i] as number);
    if (lons > 180) lons -= 360;
    else if (lons < -180) lons += 360;
    const vx = (east[j] as number) - (east[i] as number);
    const vy = (north[j] as number) - (north[i] as number);
    // both to the later of the two times
    const late = apartMs > 0 ? j : i;
    const lateS = apartMs / 1000;
    const x =
      lons * metresPerDegree * (((cos[i] as number) + (cos[j] as number)) / 2) +
      (east[late] as number) * lateS;
    const y = ((lat[j] as number) - (lat[i] as number)) * metresPerDegree + (north[late] as number) * lateS;
    const apart = x * x + y * y;
    if (apart > s.lookM * s.lookM) return false;
    const square = vx * vx + vy * vy;
    const besideM = (hullM[i] as number) + (hullM[j] as number) + s.besideM;
    if (square < s.besideMps * s.besideMps && apart < besideM * besideM) return true;
    const reachM = Math.max(
      (domainM[i] as number) + (hullM[j] as number),
      (domainM[j] as number) + (hullM[i] as number),
    );
    const along = x * vx + y * vy;
    // the antennas part; the hulls may not
    if (along >= 0) return apart <= reachM * reachM;
    const withinS = Math.min(horizonS[i] as number, horizonS[j] as number, -along / square);
    return apart + (2 * along + square * withinS) * withinS <= reachM * reachM;
  }

  return {
    add() {
      const freed = free.pop();
      if (freed === undefined && used === capacity) grow();
      size++;
      return freed ?? used++;
    },
    move(i, mover) {
      const row = rowOf(mover.lat);
      const columns = columnsOf(row);
      const column = Math.floor(((mover.lon + 180) / 360) * columns) % columns;
      lon[i] = mover.lon;
      lat[i] = mover.lat;
      cos[i] = Math.cos(mover.lat * radians);
      east[i] = mover.east;
      north[i] = mover.north;
      speed[i] = Math.hypot(mover.east, mover.north);
      atMs[i] = mover.atMs;
      horizonS[i] = mover.horizonS;
      domainM[i] = mover.domainM;
      hullM[i] = mover.hullM;
      largestM = Math.min(s.lookM, Math.max(largestM, mover.domainM + mover.hullM));
      if (cellRow[i] === row && cellColumn[i] === column) return;
      if (cellRow[i] !== none) unlink(i);
      cellRow[i] = row;
      cellColumn[i] = column;
      link(i);
    },
    remove(i) {
      if (cellRow[i] !== none) unlink(i);
      cellRow[i] = none;
      free.push(i);
      size--;
    },
    near(i, out) {
      // a position may be as old as `maxAgeMs`: so long the other, who is no faster, may have sailed on
      const sailS = 2 * (horizonS[i] as number) + s.maxAgeMs / 1000;
      const wantedM = (speed[i] as number) * sailS + (domainM[i] as number) + (hullM[i] as number) + largestM;
      const sailedM = ((speed[i] as number) * s.maxAgeMs) / 1000;
      const metres = Math.min(s.lookM + sailedM, wantedM);
      const rows = Math.ceil(metres / cellM);
      const middle = cellRow[i] as number;
      let found = 0;
      let looked = 0;
      for (let r = 0; r <= 2 * rows; r++) {
        const row = middle + outward(r);
        const columns = columnsOf(row);
        const own = Math.floor((((lon[i] as number) + 180) / 360) * columns);
        // a cell is at least as broad as `cellM` where it is broadest, and narrows towards the pole
        const sides = Math.min(columns - 1, 2 * Math.ceil(metres / cellM + 0.1));
        for (let c = 0; c <= sides; c++) {
          const column = (own + outward(c) + columns) % columns;
          for (let j = heads[bucketOf(row, column)] as number; j !== none; j = next[j] as number) {
            if (cellRow[j] !== row || cellColumn[j] !== column || j === i) continue;
            if (++looked > s.maxNeighbours) return found;
            if (mayMeet(i, j) && found < out.length) out[found++] = j;
          }
        }
      }
      return found;
    },
    sweep(beforeMs, stale) {
      for (let i = 0; i < used; i++) if (cellRow[i] !== none && (atMs[i] as number) < beforeMs) stale(i);
    },
    get size() {
      return size;
    },
  };
}
