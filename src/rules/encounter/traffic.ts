const metresPerDegree = 111_195;
const radians = Math.PI / 180;
/** Half of what a vessel of the port looks at, so that little of the cells lies beyond it, and few of them are empty. */
const cellM = 1000;
const cellDeg = cellM / metresPerDegree;
const none = -1;

/** Places of the numbers of a row, which lie side by side: what is asked of a vessel is then in two lines of the cache. */
const lon = 0;
const lat = 1;
const cos = 2;
const east = 3;
const north = 4;
const speed = 5;
const atMs = 6;
const horizonS = 7;
const domainM = 8;
const hullM = 9;
const width = 10;

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
const middleOf = (row: number): number => (row + 0.5) * cellDeg - 90;
/** Cells of each parallel: fewer towards the poles, so that they stay as broad. */
const columnsByRow = Int32Array.from({ length: rowOf(90) + 1 }, (_, row) =>
  Math.floor((360 / cellDeg) * Math.cos(Math.min(89.9, Math.abs(middleOf(row))) * radians)),
);
const columnsOf = (row: number): number => columnsByRow[row] ?? 1;
/** 0, 1, -1, 2, -2, …: the cells around are looked at from the inside. */
const outward = (i: number): number => (i % 2 === 0 ? -i / 2 : (i + 1) / 2);

export function createTraffic(s: TrafficSettings): Traffic {
  let capacity = 256;
  const links = (): Int32Array => new Int32Array(capacity).fill(none);
  let table = new Float64Array(capacity * width);
  const of = (i: number, field: number): number => table[i * width + field] as number;
  /** Cell of each row; `none`: nobody is there. */
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
    const longer = new Float64Array(capacity * width);
    longer.set(table);
    table = longer;
    const [rows, columns] = [links(), links()];
    rows.set(cellRow);
    columns.set(cellColumn);
    [cellRow, cellColumn] = [rows, columns];
    [heads, next, previous] = [links(), links(), links()];
    for (let i = 0; i < used; i++) if (cellRow[i] !== none) link(i);
  }

  function mayMeet(i: number, j: number): boolean {
    const apartMs = of(i, atMs) - of(j, atMs);
    if (Math.abs(apartMs) > s.maxAgeMs || of(j, speed) > of(i, speed)) return false;
    let lons = of(j, lon) - of(i, lon);
    if (lons > 180) lons -= 360;
    else if (lons < -180) lons += 360;
    const vx = of(j, east) - of(i, east);
    const vy = of(j, north) - of(i, north);
    // both to the later of the two times
    const late = apartMs > 0 ? j : i;
    const lateS = apartMs / 1000;
    const x = lons * metresPerDegree * ((of(i, cos) + of(j, cos)) / 2) + of(late, east) * lateS;
    const y = (of(j, lat) - of(i, lat)) * metresPerDegree + of(late, north) * lateS;
    const apart = x * x + y * y;
    if (apart > s.lookM * s.lookM) return false;
    const square = vx * vx + vy * vy;
    const besideM = of(i, hullM) + of(j, hullM) + s.besideM;
    if (square < s.besideMps * s.besideMps && apart < besideM * besideM) return true;
    const reachM = Math.max(of(i, domainM) + of(j, hullM), of(j, domainM) + of(i, hullM));
    const along = x * vx + y * vy;
    // the antennas part; the hulls may not
    if (along >= 0) return apart <= reachM * reachM;
    const withinS = Math.min(of(i, horizonS), of(j, horizonS), -along / square);
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
      table[i * width + lon] = mover.lon;
      table[i * width + lat] = mover.lat;
      table[i * width + cos] = Math.cos(mover.lat * radians);
      table[i * width + east] = mover.east;
      table[i * width + north] = mover.north;
      table[i * width + speed] = Math.hypot(mover.east, mover.north);
      table[i * width + atMs] = mover.atMs;
      table[i * width + horizonS] = mover.horizonS;
      table[i * width + domainM] = mover.domainM;
      table[i * width + hullM] = mover.hullM;
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
      // Who comes near within the horizon, and sails no faster, is now in a circle around the place where this one is then. A
      // position may be as old as `maxAgeMs`: so long the other may have sailed on.
      const sailS = of(i, horizonS);
      const reachM = of(i, hullM) + largestM + Math.max(of(i, domainM), s.besideM);
      const radiusM = of(i, speed) * (sailS + s.maxAgeMs / 1000) + reachM;
      const middleLat = of(i, lat) + (of(i, north) * sailS) / metresPerDegree;
      const firstRow = rowOf(middleLat - radiusM / metresPerDegree);
      const lastRow = rowOf(middleLat + radiusM / metresPerDegree);
      const ownRow = cellRow[i] as number;
      const mostRows = 2 * Math.max(lastRow - ownRow, ownRow - firstRow);
      let found = 0;
      let looked = 0;
      for (let r = 0; r <= mostRows; r++) {
        const row = ownRow + outward(r);
        if (row < firstRow || row > lastRow) continue;
        const columns = columnsOf(row);
        const own = Math.floor(((of(i, lon) + 180) / 360) * columns);
        // a cell is at least as broad as `cellM` where it is broadest, and narrows towards the pole
        const aheadM = of(i, east) * sailS;
        const offM = Math.max(0, Math.abs(middleOf(row) - middleLat) - cellDeg / 2) * metresPerDegree;
        const chordM = Math.sqrt(Math.max(0, radiusM * radiusM - offM * offM));
        const first = Math.floor((aheadM - chordM) / cellM - 0.1);
        const last = Math.ceil((aheadM + chordM) / cellM + 0.1);
        const sides = Math.min(columns - 1, 2 * Math.max(last, -first));
        for (let c = 0; c <= sides; c++) {
          const side = outward(c);
          if (side < first || side > last) continue;
          const column = (own + side + columns) % columns;
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
      for (let i = 0; i < used; i++) if (cellRow[i] !== none && of(i, atMs) < beforeMs) stale(i);
    },
    get size() {
      return size;
    },
  };
}
