import type { AisMessage } from '../model/messages.ts';
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

/** Position reports that can change nothing but the row: those of class A, and message 18 by its kind of unit. */
const ofClassA = 1;
const ofClassB = (carrierSense: boolean): number => (carrierSense ? 2 : 3);

/** Number of the kind of position report; 0 for those that always go the long way. */
function reportOf(message: AisMessage): number {
  if (message.type <= 3) return ofClassA;
  return message.type === 18 ? ofClassB(message.carrierSense) : 0;
}

/**
 * Kind of position report that changes nothing of the vessel beside its row, as long as it can have sailed to the new
 * place: its class stays, it is live, and nothing is held against its track. 0 while there is none.
 */
function calmOf({ vessel, mask, second, outOfRange }: Entry): number {
  if (vessel.signal !== 'live' || vessel.estimated !== null) return 0;
  if ((mask & ofTheTrack) !== 0 || second !== null || outOfRange !== 0) return 0;
  if (classOfMmsi(vessel.mmsi) !== null) return 0;
  if (vessel.class === 'B') return vessel.carrierSense === null ? 0 : ofClassB(vessel.carrierSense);
  return vessel.class === 'A' || vessel.class === 'inland' ? ofClassA : 0;
}

export function setCalm(rows: Rows, entry: Entry): void {
  rows.ints[2 * entry.vessel.row * width + CALM] = calmOf(entry);
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
 * The way of most messages: a position report of a calm vessel touches nothing but the row. Null, with nothing
 * done, when the vessel is not calm or jumps; `heard` when the report is older than the latest.
 */
export function createSailing(rows: Rows, canHear: CanHear | null) {
  return (
    vessel: RowVessel,
    row: number,
    fix: Fix,
    message: AisMessage,
    receiver: string,
    nowMs: number,
    via: Connection,
    recorded: boolean,
  ): 'moved' | 'heard' | null => {
    const report = reportOf(message);
    if (report === 0 || int(rows, row, CALM) !== report) return null;
    const { atMs } = fix;
    const isLatest = order(rows, row, fix, via, nowMs, recorded);
    if (isLatest && !(isNear(rows, row, fix) && canHear?.(receiver, fix.lon, fix.lat) !== false)) {
      fix.atMs = atMs;
      return null;
    }
    hear(rows, row, vessel, receiver, nowMs);
    if (!isLatest) return 'heard';
    move(rows, row, fix, message.type, receiver);
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
