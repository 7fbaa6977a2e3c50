/** A box around a position in which no border runs, sides not included; degrees. Used again: write `nowhere` to have none. */
export type ClearBox = Float64Array;

const WEST = 0;
const SOUTH = 1;
const EAST = 2;
const NORTH = 3;

/** With no place in it. */
export const newClearBox = (): ClearBox => new Float64Array(4).fill(Number.NaN);

export const isClear = (box: ClearBox, lon: number, lat: number): boolean =>
  lon > (box[WEST] as number) &&
  lon < (box[EAST] as number) &&
  lat > (box[SOUTH] as number) &&
  lat < (box[NORTH] as number);

/**
 * Cuts off what edges run through: of a position that lies beside one to the side on which it is further away. Nothing is left when
 * it may lie on one.
 *
 * @param row edges from `from` up to `end`, four numbers each, as `crossings` takes them
 */
export function narrow(
  box: ClearBox,
  row: Float64Array,
  from: number,
  end: number,
  lon: number,
  lat: number,
): void {
  let west = box[WEST] as number;
  let south = box[SOUTH] as number;
  let east = box[EAST] as number;
  let north = box[NORTH] as number;
  if (Number.isNaN(west)) return;
  for (let i = from; i < end; i += 4) {
    const ax = row[i] as number;
    const ay = row[i + 1] as number;
    const bx = row[i + 2] as number;
    const by = row[i + 3] as number;
    const w = ax < bx ? ax : bx;
    const e = ax < bx ? bx : ax;
    const s = ay < by ? ay : by;
    const n = ay < by ? by : ay;
    if (w >= east || e <= west || s >= north || n <= south) continue;
    const x = lon < w ? w - lon : lon > e ? lon - e : 0;
    const y = lat < s ? s - lat : lat > n ? lat - n : 0;
    if (x === 0 && y === 0) {
      box.fill(Number.NaN);
      return;
    }
    if (x > y) {
      if (lon < w) east = w;
      else west = e;
    } else if (lat < s) north = s;
    else south = n;
  }
  box[WEST] = west;
  box[SOUTH] = south;
  box[EAST] = east;
  box[NORTH] = north;
}
