/** Part of two products within which the sign of their difference may be wrong (Shewchuk 1997, `ccwerrboundA`). */
const doubtful = 3.3306690738754716e-16;

/** What edges say of a position: how many cross the line from it to the west, an even number or an odd one; that it lies on one of them; nothing certain. */
export const EVEN = 0;
export const ODD = 1;
export const BORDER = 2;
export const DOUBT = 3;

/** @param row edges from `from` up to `end`, four numbers each: longitude and latitude where it begins, and where it ends */
export function crossings(row: Float64Array, from: number, end: number, lon: number, lat: number): number {
  let odd = EVEN;
  for (let i = from; i < end; i += 4) {
    const v1 = (row[i + 1] as number) - lat;
    const v2 = (row[i + 3] as number) - lat;
    if ((v1 > 0 && v2 > 0) || (v1 < 0 && v2 < 0)) continue;
    const u1 = (row[i] as number) - lon;
    const u2 = (row[i + 2] as number) - lon;
    if (v1 === 0 && v2 === 0) {
      if ((u1 <= 0 && u2 >= 0) || (u2 <= 0 && u1 >= 0)) return BORDER;
      continue;
    }
    const left = u2 * v1;
    const right = u1 * v2;
    const turn = left - right;
    // rounding may have turned the sign
    if (left * right > 0 && Math.abs(turn) < doubtful * Math.abs(left + right)) return DOUBT;
    if (turn === 0) return BORDER;
    if ((turn > 0 && v2 > 0 && v1 <= 0) || (turn < 0 && v2 <= 0 && v1 > 0)) odd ^= ODD;
  }
  return odd;
}
