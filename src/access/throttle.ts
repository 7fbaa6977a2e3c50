/**
 * How often somebody may be wrong. What is counted are attempts that failed or are under way: who is right pays nothing.
 */
export interface Throttle {
  /** @param account the name that was given, known or not; null: none was */
  begin(account: string | null, address: string): Attempt | TooSoon;
  /** Names that are remembered. */
  readonly size: number;
}

/** How an attempt ended; `part`: what was given is right, and more is asked for before failures are forgotten. */
export type AttemptEnd = 'right' | 'part' | 'wrong';

export interface Attempt {
  /** Ends it; once. */
  end(how: AttemptEnd): void;
}

/** It is not looked at. */
export interface TooSoon {
  /** After so long one would be. */
  readonly waitMs: number;
  /** The first since one was looked at: told once, so that a flood of attempts writes nothing. */
  readonly isNews: boolean;
}

interface Row {
  readonly name: string;
  readonly most: number;
  /** Times of failures within a minute, and of what is under way. */
  recent: number[];
  /** Failures since somebody was right. */
  failures: number;
  latestMs: number;
  toldTooSoon: boolean;
}

const minuteMs = 60_000;
/** Failures are forgotten after so long without another: no account stays closed. */
const forgetMs = 60 * minuteMs;
const longestWaitMs = 15 * minuteMs;
export const throttleLimits = { account: 5, address: 20, names: 10_000 };
/** Names beyond the bound share these. */
const sharedRows = 256;

/** An IPv4 address, or the 64 bits of an IPv6 address that one subscriber has. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  if (tail !== undefined) while (groups.length + behind.length < 8) groups.push('0');
  return [...groups, ...behind]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** @param elapsed ms of a clock that never jumps */
export function createThrottle(elapsed: () => number, limits = throttleLimits): Throttle {
  /** Longest untouched first. */
  const rows = new Map<string, Row>();
  /** Where an account was last signed in to: failures from elsewhere do not keep its owner out. */
  const homes = new Map<string, string>();

  function forget(nowMs: number): void {
    for (const row of rows.values()) {
      if (nowMs - row.latestMs < forgetMs) return;
      rows.delete(row.name);
    }
  }

  function rowOf(wanted: string, most: number, nowMs: number): Row {
    const found = rows.get(wanted);
    if (found === undefined) forget(nowMs);
    const isFull = found === undefined && rows.size >= limits.names;
    const name = isFull ? `shared ${most} ${hashOf(wanted) % sharedRows}` : wanted;
    const row = rows.get(name) ?? {
      name,
      most,
      recent: [],
      failures: 0,
      latestMs: nowMs,
      toldTooSoon: false,
    };
    row.recent = row.recent.filter((at) => nowMs - at < minuteMs);
    if (nowMs - row.latestMs >= forgetMs) row.failures = 0;
    return row;
  }

  /** Ms until this row takes an attempt; 0: now. */
  function waitOf(row: Row, nowMs: number): number {
    const [first = nowMs] = row.recent;
    const full = row.recent.length >= row.most ? first + minuteMs - nowMs : 0;
    const beyond = row.failures - row.most;
    const grown = beyond < 0 ? 0 : Math.min(longestWaitMs, (minuteMs / 2) * 2 ** beyond);
    return Math.max(full, row.latestMs + grown - nowMs, 0);
  }

  function touch(row: Row, nowMs: number): void {
    row.latestMs = nowMs;
    row.toldTooSoon = false;
    rows.delete(row.name);
    rows.set(row.name, row);
  }

  function settle(row: Row, startedMs: number, how: AttemptEnd): void {
    if (how === 'wrong') {
      row.failures++;
      return;
    }
    if (how === 'right') row.failures = 0;
    const mine = row.recent.indexOf(startedMs);
    if (mine >= 0) row.recent.splice(mine, 1);
  }

  function remember(account: string, network: string): void {
    homes.delete(account);
    homes.set(account, network);
    const [oldest] = homes.keys();
    if (homes.size > limits.names && oldest !== undefined) homes.delete(oldest);
  }

  return {
    begin(account, address) {
      const nowMs = elapsed();
      const network = networkOf(address);
      const name = account?.slice(0, 100) ?? null;
      const atHome = name !== null && homes.get(name) === network;
      const used = [rowOf(`address ${network}`, limits.address, nowMs)];
      if (name !== null)
        used.push(rowOf(atHome ? `account ${name} at ${network}` : `account ${name}`, limits.account, nowMs));
      const waits = used.map((row) => ({ row, ms: waitOf(row, nowMs) })).filter(({ ms }) => ms > 0);
      if (waits.length > 0) {
        const isNews = waits.some(({ row }) => !row.toldTooSoon);
        for (const { row } of waits) row.toldTooSoon = true;
        return { waitMs: Math.max(...waits.map(({ ms }) => ms)), isNews };
      }
      for (const row of used) {
        row.recent.push(nowMs);
        touch(row, nowMs);
      }
      return {
        end(how) {
          for (const row of used) settle(row, nowMs, how);
          if (how === 'right' && name !== null) remember(name, network);
        },
      };
    },
    get size() {
      return rows.size;
    },
  };
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
