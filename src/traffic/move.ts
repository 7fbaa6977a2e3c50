import type { Fix } from './fix.ts';
import {
  AT,
  BLUE,
  COG,
  HEADING,
  LAT,
  LON,
  ROT,
  type Rows,
  SHOWN,
  SOG,
  STATUS,
  setReceiver,
  TYPE,
  width,
} from './rows.ts';

/** Puts the vessel of this row where the fix says, at the fix's time. */
export function move(rows: Rows, row: number, fix: Fix, messageType: number, receiver: string): void {
  const { doubles, ints } = rows;
  const at = row * width;
  doubles[at + LON] = fix.lon;
  doubles[at + LAT] = fix.lat;
  doubles[at + SOG] = fix.sogKn ?? Number.NaN;
  doubles[at + COG] = fix.cogDeg ?? Number.NaN;
  doubles[at + HEADING] = fix.headingDeg ?? Number.NaN;
  doubles[at + ROT] = fix.rotDegPerMin ?? Number.NaN;
  doubles[at + AT] = fix.atMs;
  ints[2 * at + STATUS] = fix.navStatus ?? -1;
  ints[2 * at + BLUE] = fix.blueSign === null ? -1 : Number(fix.blueSign);
  ints[2 * at + TYPE] = messageType;
  ints[2 * at + SHOWN] = 0;
  setReceiver(rows, row, receiver);
}
