import type { AisMessage } from '../model/messages.ts';
import type { Vessel } from '../model/vessel.ts';
import { age, isForgotten } from './ageing.ts';
import { createApproach } from './approach.ts';
import { createSailing, hear, order, setCalm } from './calm.ts';
import { createChangeFeeds } from './change-feeds.ts';
import { type Connection, createConnection } from './connection.ts';
import type { Entry } from './entry.ts';
import { eventTime, lateAfterMs, secondOf } from './event-time.ts';
import { fill } from './fill.ts';
import { newFix, readFix } from './fix.ts';
import { describe, newVessel } from './fuse.ts';
import { isImo } from './identity-numbers.ts';
import type { Applied, LivePicture, PictureLimits } from './live-picture.ts';
import { move } from './move.ts';
import { isNewsOfCargo } from './news.ts';
import { expire, isExpired } from './provenance.ts';
import { forgetSaid, kindOf, learn, retold, saidOf, saysAgain } from './retold.ts';
import { createRowTable } from './row-table.ts';
import { type JudgeCargo, RowVessel } from './row-vessel.ts';
import { CALM, createRows, int, TYPE, VIA, width } from './rows.ts';
import { type CanHear, createJudge } from './trust/judge.ts';

const recentMs = 600_000;

/** The live picture in memory: bounded, fused, one writer. */
export function createPicture(
  limits: PictureLimits,
  judgeCargo: JudgeCargo,
  canHear: CanHear | null = null,
): LivePicture {
  // in order of arrival; the way of a position report is by `table`, `rows` and `inRow` alone
  const entries = new Map<number, Entry>();
  const rows = createRows();
  const feeds = createChangeFeeds(rows);
  const table = createRowTable();
  const inRow: RowVessel[] = [];
  const entryIn: Entry[] = [];
  const sail = createSailing(rows, canHear);
  const judge = createJudge(canHear, (mmsi) => {
    const entry = entries.get(mmsi);
    if (entry === undefined) return null;
    // it is asked for to be doubted
    rows.ints[2 * entry.vessel.row * width + CALM] = 0;
    return [entry.vessel, entry];
  });
  const anyConnection = createConnection(0);
  const fix = newFix();
  const applied: Applied = { vessel: null, moved: false, described: false, fix: null };

  function* vessels(): Iterable<RowVessel> {
    for (const { vessel } of entries.values()) yield vessel;
  }
  const drop = ({ vessel }: Entry): void => {
    entries.delete(vessel.mmsi);
    table.delete(vessel.mmsi);
    feeds.dropped(vessel);
    vessel.leave();
  };
  /** Second chance: vessels heard of late go to the back, so that a flood of invented identities ousts itself. */
  const makeRoom = (nowMs: number): void => {
    let chances = 64;
    for (const entry of entries.values()) {
      const { mmsi, heardAtMs, firstHeardMs } = entry.vessel;
      if (chances-- > 0 && nowMs - heardAtMs < recentMs && nowMs - firstHeardMs > recentMs) {
        entries.delete(mmsi);
        entries.set(mmsi, entry);
        continue;
      }
      drop(entry);
      return;
    }
  };
  const add = (from: Vessel): Entry => {
    if (entries.size >= limits.maxVessels) makeRoom(from.heardAtMs);
    const vessel = new RowVessel(rows, from, judgeCargo);
    const entry = { vessel, pendingName: null, ...judge.begin(vessel) };
    entries.set(vessel.mmsi, entry);
    table.set(vessel.mmsi, vessel.row);
    inRow[vessel.row] = vessel;
    entryIn[vessel.row] = entry;
    feeds.added(vessel);
    return entry;
  };

  /** True when the fix is the vessel's latest; sets its time in order. */
  function advance(
    entry: Entry,
    message: AisMessage,
    receiver: string,
    nowMs: number,
    via: Connection,
    recorded: boolean,
  ): boolean {
    const { vessel } = entry;
    const { row } = vessel;
    if (int(rows, row, TYPE) !== 0 && !order(rows, row, fix, via, nowMs, recorded)) return false;
    if (!judge.track(vessel, entry, fix, message.repeat > 0 ? null : receiver)) return false;
    move(rows, row, fix, message.type, receiver);
    if (vessel.estimated !== null) vessel.estimated = null;
    if (vessel.signal !== 'live') vessel.signal = 'live';
    rows.ints[2 * row * width + VIA] = via.id;
    return true;
  }

  return {
    approach: createApproach(table, rows, inRow),
    get: (mmsi) => entries.get(mmsi)?.vessel,
    all: vessels,
    get size() {
      return entries.size;
    },
    touch({ mmsi }) {
      const entry = entries.get(mmsi);
      if (entry !== undefined) feeds.touch(entry.vessel, entry.vessel.row);
    },

    apply(message, receiver, nowMs, via = anyConnection, recordedAtMs = null) {
      const utcSecond = secondOf(message);
      via.reported(utcSecond, nowMs);
      const atMs = eventTime(nowMs, utcSecond, recordedAtMs);
      const row = table.find(message.mmsi);
      const hasFix = readFix(message, fix);
      fix.atMs = atMs;
      const sailing = row < 0 ? null : (inRow[row] ?? null);
      applied.vessel = sailing;
      applied.moved = false;
      applied.described = false;
      applied.fix = hasFix ? fix : null;
      // what is a minute old by the server's clock belongs to the past, whatever it says
      if (atMs < nowMs - lateAfterMs) return applied;
      const recorded = atMs === recordedAtMs;
      if (sailing !== null && hasFix) {
        const done = sail(sailing, row, fix, message, receiver, nowMs, via, recorded);
        if (done !== null) {
          applied.moved = done === 'moved';
          feeds.touch(sailing, row);
          return applied;
        }
      }
      const kind = kindOf(message);
      if (sailing !== null && saysAgain(rows, row, kind, message, receiver, atMs)) {
        hear(rows, row, sailing, receiver, nowMs);
        retold(rows, row, nowMs);
        applied.described = true;
        feeds.touch(sailing, row);
        return applied;
      }
      const known = row < 0 ? undefined : entryIn[row];
      const entry = known ?? add(newVessel(message.mmsi, nowMs));
      const { vessel } = entry;
      applied.vessel = vessel;
      hear(rows, vessel.row, vessel, receiver, nowMs);
      const isNews = known === undefined || isNewsOfCargo(vessel, message);
      const before = isNews || kind < 0 ? null : saidOf(entry);
      const { class: cls } = vessel;
      // what gives way is kept with the time at which it was said last
      if (isNews) vessel.settle();
      applied.described = describe(vessel, entry, message, known === undefined, receiver, atMs);
      if (isNews) vessel.hazard = judgeCargo(vessel, nowMs);
      else if (applied.described) retold(rows, vessel.row, nowMs);
      if (applied.described) {
        const imo = message.type === 5 ? message.imo : null;
        judge.identity(vessel, entry, imo === null ? null : isImo(imo));
      }
      if (applied.described || vessel.class !== cls) learn(rows, entry, before, message, receiver);
      if (hasFix) applied.moved = advance(entry, message, receiver, nowMs, via, recorded);
      setCalm(rows, entry);
      feeds.touch(vessel, vessel.row);
      return applied;
    },

    reassess(mmsi, nowMs) {
      const vessel = entries.get(mmsi)?.vessel;
      if (vessel === undefined) return undefined;
      forgetSaid(rows, vessel.row);
      vessel.hazard = judgeCargo(vessel, nowMs);
      feeds.touch(vessel, vessel.row);
      return vessel;
    },

    credit(mmsi, receiver, nowMs) {
      const row = table.find(mmsi);
      if (row >= 0) inRow[row]?.credit(receiver, nowMs);
    },

    restore(earlier) {
      for (const vessel of earlier) {
        const known = entries.get(vessel.mmsi)?.vessel;
        if (known !== undefined) fill(known, vessel);
        const taken = known ?? add(vessel).vessel;
        forgetSaid(rows, taken.row);
        feeds.touch(taken, taken.row);
      }
    },

    tick(nowMs) {
      const gone: number[] = [];
      for (const entry of entries.values()) {
        const { vessel } = entry;
        if (isForgotten(vessel, nowMs, limits.forgetMs)) {
          drop(entry);
          gone.push(vessel.mmsi);
          continue;
        }
        const expired = isExpired(vessel.provenance, nowMs);
        if (expired) {
          vessel.settle();
          forgetSaid(rows, vessel.row);
          expire(vessel, nowMs);
          vessel.hazard = judgeCargo(vessel, nowMs);
        }
        const aged = age(vessel, nowMs);
        if (aged) setCalm(rows, entry);
        if (aged || expired) feeds.touch(vessel, vessel.row);
      }
      return gone;
    },

    feed: () => feeds.open(vessels()),
  };
}
