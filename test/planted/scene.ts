import type { AisMessage } from '../../src/model/messages.ts';
import type { PastPosition } from '../../src/model/past.ts';
import type { Heard } from '../simulated.ts';

/** What a vessel said of itself. */
export interface Said {
  lengthM: number | null;
  shipType: number | null;
  eriType: number | null;
  name: string | null;
  readonly draughts: (readonly [atMs: number, draughtM: number])[];
}

/** Traffic as an archive would give it. */
export interface Scene {
  /** By time. */
  readonly rows: readonly PastPosition[];
  readonly said: ReadonlyMap<number, Said>;
}

const isVessel = (mmsi: number): boolean => mmsi >= 200_000_000 && mmsi < 800_000_000;

/** @param everyMs of the reports of a vessel within so long the first is kept */
export function sceneOf(heard: readonly Pick<Heard, 'atMs' | 'message'>[], everyMs: number): Scene {
  const rows: PastPosition[] = [];
  const said = new Map<number, Said>();
  const lastMs = new Map<number, number>();
  for (const { atMs, message } of heard) {
    if (!isVessel(message.mmsi)) continue;
    note(said, message, atMs);
    const row = rowOf(message, atMs);
    if (row === null || atMs - (lastMs.get(message.mmsi) ?? Number.NEGATIVE_INFINITY) < everyMs) continue;
    lastMs.set(message.mmsi, atMs);
    rows.push(row);
  }
  return { rows, said };
}

function rowOf(message: AisMessage, atMs: number): PastPosition | null {
  if (![1, 2, 3, 18].includes(message.type) || !('lon' in message) || !('sogKn' in message)) return null;
  const { mmsi, lon, lat, sogKn, cogDeg } = message;
  if (lon === null || lat === null) return null;
  const navStatus = 'navStatus' in message ? message.navStatus : null;
  return [atMs, mmsi, lon, lat, sogKn, cogDeg, navStatus];
}

function note(all: Map<number, Said>, message: AisMessage, atMs: number): void {
  const empty: Said = { lengthM: null, shipType: null, eriType: null, name: null, draughts: [] };
  const said = all.get(message.mmsi) ?? empty;
  all.set(message.mmsi, said);
  if ('toBowM' in message && message.toBowM !== null && message.toSternM !== null)
    said.lengthM ??= message.toBowM + message.toSternM || null;
  if ('shipType' in message && message.shipType !== null) said.shipType = message.shipType;
  if ('name' in message && message.name !== null) said.name = message.name;
  if ('inland' in message && message.inland !== null && message.inland !== undefined) {
    said.eriType = message.inland.eriType;
    said.lengthM = message.inland.lengthM ?? said.lengthM;
  }
  if ('draughtM' in message && message.draughtM !== null && said.draughts.at(-1)?.[1] !== message.draughtM)
    said.draughts.push([atMs, message.draughtM]);
}
