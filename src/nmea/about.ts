import type { RecordedBy, Signal } from '../model/reception.ts';

/** What the surroundings of a sentence say about it. Reused from sentence to sentence. */
export interface About {
  station: string | null;
  /** Milliseconds since 1970, and who said so; null together. */
  recordedAtMs: number | null;
  recordedBy: RecordedBy | null;
  signal: Signal | null;
  /** Number of its TAG group, or −1. */
  group: number;
}

export const newAbout = (): About => ({
  station: null,
  recordedAtMs: null,
  recordedBy: null,
  signal: null,
  group: -1,
});

export function clearAbout(about: About): void {
  about.station = null;
  about.recordedAtMs = null;
  about.recordedBy = null;
  about.signal = null;
  about.group = -1;
}

/** Takes a time when none is known yet. */
export function record(about: About, timeMs: number | null, by: RecordedBy): void {
  if (timeMs === null || about.recordedAtMs !== null) return;
  about.recordedAtMs = timeMs;
  about.recordedBy = by;
}

/** A signal whose fields are still to be read. */
export type SignalBuffer = { -readonly [K in keyof Signal]: Signal[K] };

export const newSignal = (): SignalBuffer => ({ rssiDbm: null, snrDb: null, slot: null });
