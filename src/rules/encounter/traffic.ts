const metresPerDegree = 111_195;
const radians = Math.PI / 180;
/** Half of what a vessel of the port looks at, so that little of the cells lies beyond it, and few of them are empty. */
const cellM = 1000;
const cellDeg = cellM / metresPerDegree;
const none = -1;
/** What numbers lose. */
const roundingM = 0.1;

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
const domainAlongM = 10;
const domainAcrossM = 11;
const hullAlongM = 12;
const hullAcrossM = 13;
const width = 14;

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
  /** Likewise along the course and across it. */
  domainAlongM: number;
  domainAcrossM: number;
  hullAlongM: number;
  hullAcrossM: number;
}

export const newMover = (): Mover => ({
  ...{ lon: 0, lat: 0, east: 0, north: 0, atMs: 0, horizonS: 0, domainM: 0, hullM: 0 },
  ...{ domainAlongM: 0, domainAcrossM: 0, hullAlongM: 0, hullAcrossM: 0 },
});

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
  let largestDomainM = 0;
  let largestHullM = 0;

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

  /**
   * Whether one can come into the other's domain at all. What lies between two across the way that they move to each other
   * (`vx`, `vy`) stays as broad as it is; domain and hull are taken for boxes along their courses.
   */
  function canReach(i: number, j: number, x: number, y: number, vx: number, vy: number): boolean {
    const relative = Math.sqrt(vx * vx + vy * vy);
    if (relative < 0.1) return true;
    const [acrossX, acrossY] = [vy / relative, -vx / relative];
    const alongI = Math.abs(of(i, east) * acrossX + of(i, north) * acrossY) / of(i, speed);
    const alongJ = Math.abs(of(j, east) * acrossX + of(j, north) * acrossY) / of(j, speed);
    const sideI = Math.sqrt(Math.max(0, 1 - alongI * alongI));
    const sideJ = Math.sqrt(Math.max(0, 1 - alongJ * alongJ));
    const domainI = of(i, domainAlongM) * alongI + of(i, domainAcrossM) * sideI;
    const domainJ = of(j, domainAlongM) * alongJ + of(j, domainAcrossM) * sideJ;
    const hullI = of(i, hullAlongM) * alongI + of(i, hullAcrossM) * sideI;
    const hullJ = of(j, hullAlongM) * alongJ + of(j, hullAcrossM) * sideJ;
    const apartM = Math.abs(x * acrossX + y * acrossY);
    return apartM <= Math.max(domainI + hullJ, domainJ + hullI) + roundingM;
  }

  function mayMeet(i: number, j: number): boolean {
    const [a, b] = [i * width, j * width];
    if ((table[b + speed] as number) > (table[a + speed] as number)) return false;
    const apartMs = (table[a + atMs] as number) - (table[b + atMs] as number);
    if (apartMs > s.maxAgeMs || -apartMs > s.maxAgeMs) return false;
    let lons = (table[b + lon] as number) - (table[a + lon] as number);
    if (lons > 180) lons -= 360;
    else if (lons < -180) lons += 360;
    const vx = (table[b + east] as number) - (table[a + east] as number);
    const vy = (table[b + north] as number) - (table[a + north] as number);
    // both to the later of the two times
    const late = apartMs > 0 ? b : a;
    const lateS = apartMs / 1000;
    const perDegree = metresPerDegree * (((table[a + cos] as number) + (table[b + cos] as number)) / 2);
    const x = lons * perDegree + (table[late + east] as number) * lateS;
    const lats = (table[b + lat] as number) - (table[a + lat] as number);
    const y = lats * metresPerDegree + (table[late + north] as number) * lateS;
    const apart = x * x + y * y;
    if (apart > s.lookM * s.lookM) return false;
    const square = vx * vx + vy * vy;
    const [hullI, hullJ] = [table[a + hullM] as number, table[b + hullM] as number];
    const besideM = hullI + hullJ + s.besideM;
    if (square < s.besideMps * s.besideMps && apart < besideM * besideM) return true;
    const reachM = Math.max((table[a + domainM] as number) + hullJ, (table[b + domainM] as number) + hullI);
    const along = x * vx + y * vy;
    // the antennas part; the hulls may not
    if (along >= 0) return apart <= reachM * reachM;
    const withinS = Math.min(table[a + horizonS] as number, table[b + horizonS] as number, -along / square);
    if (apart + (2 * along + square * withinS) * withinS > reachM * reachM) return false;
    return canReach(i, j, x, y, vx, vy);
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
      table[i * width + domainAlongM] = mover.domainAlongM;
      table[i * width + domainAcrossM] = mover.domainAcrossM;
      table[i * width + hullAlongM] = mover.hullAlongM;
      table[i * width + hullAcrossM] = mover.hullAcrossM;
      largestDomainM = Math.min(s.lookM, Math.max(largestDomainM, mover.domainM));
      largestHullM = Math.min(s.lookM, Math.max(largestHullM, mover.hullM));
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
      const hulls = of(i, hullM) + largestHullM + s.besideM;
      const reachM = Math.max(hulls, of(i, domainM) + largestHullM, of(i, hullM) + largestDomainM);
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
