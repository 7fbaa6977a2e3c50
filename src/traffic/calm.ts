import type { Connection } from './connection.ts';
import type { Entry } from './entry.ts';
import type { Fix } from './fix.ts';
import { move } from './move.ts';
import { timeInOrder } from './order.ts';
import type { RowVessel } from './row-vessel.ts';
import {
  AT,
  CALM,
  CREDITED,
  creditorOf,
  double,
  HEARD,
  int,
  LAT,
  LON,
  type Rows,
  SOG,
  VIA,
  width,
} from './rows.ts';
import type { CanHear } from './trust/judge.ts';
import { anyKindReaches } from './trust/reach.ts';
import { ofTheTrack } from './trust/trust.ts';
import { classOfMmsi } from './vessel-class.ts';

/**
 * Whether a position report of class A changes nothing of the vessel beside its row, as long as it can have sailed to the
 * new place: its class stays, it is live, and nothing is held against its track.
 */
export function isCalm({ vessel, mask, second, outOfRange }: Entry): boolean {
  if (vessel.signal !== 'live' || vessel.estimated !== null) return false;
  if ((mask & ofTheTrack) !== 0 || second !== null || outOfRange !== 0) return false;
  return (vessel.class === 'A' || vessel.class === 'inland') && classOfMmsi(vessel.mmsi) === null;
}

export function setCalm(rows: Rows, entry: Entry): void {
  rows.ints[2 * entry.vessel.row * width + CALM] = isCalm(entry) ? 1 : 0;
}

/** The vessel was heard: as a rule by the receiver that its row knows. */
export function hear(rows: Rows, row: number, vessel: RowVessel, receiver: string, nowMs: number): void {
  rows.doubles[row * width + HEARD] = nowMs;
  if (creditorOf(rows, row) === receiver) rows.doubles[row * width + CREDITED] = nowMs;
  else vessel.credit(receiver, nowMs);
}

/** Sets the time of the fix in order; false when the vessel has a later one. */
export function order(
  rows: Rows,
  row: number,
  fix: Fix,
  via: Connection,
  nowMs: number,
  recorded: boolean,
): boolean {
  const inArrivalOrder = via.id === int(rows, row, VIA) && !via.inStep && !recorded;
  const atMs = timeInOrder(double(rows, row, AT), fix.atMs, nowMs, inArrivalOrder);
  if (atMs === null) return false;
  fix.atMs = atMs;
  return true;
}

/**
 * The way of most messages: a position report of class A of a calm vessel touches nothing but the row. Null, with nothing
 * done, when the vessel is not calm or jumps; `heard` when the report is older than the latest.
 */
export function createSailing(rows: Rows, canHear: CanHear | null) {
  return (
    vessel: RowVessel,
    row: number,
    fix: Fix,
    messageType: number,
    receiver: string,
    nowMs: number,
    via: Connection,
    recorded: boolean,
  ): 'moved' | 'heard' | null => {
    if (int(rows, row, CALM) === 0) return null;
    const { atMs } = fix;
    const isLatest = order(rows, row, fix, via, nowMs, recorded);
    if (isLatest && !(isNear(rows, row, fix) && canHear?.(receiver, fix.lon, fix.lat) !== false)) {
      fix.atMs = atMs;
      return null;
    }
    hear(rows, row, vessel, receiver, nowMs);
    if (!isLatest) return 'heard';
    move(rows, row, fix, messageType, receiver);
    rows.ints[2 * row * width + VIA] = via.id;
    return 'moved';
  };
}

/** Whether the fix is one that a vessel of any kind can have sailed to. */
const isNear = (rows: Rows, row: number, fix: Fix): boolean =>
  anyKindReaches(
    double(rows, row, LON),
    double(rows, row, LAT),
    double(rows, row, SOG),
    double(rows, row, AT),
    fix,
  );
