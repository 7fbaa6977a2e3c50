import type { VesselRow } from '../model/archive.ts';
import type { Suspect } from '../model/incident.ts';
import type { PastVessel } from '../model/past.ts';
import { shipClassOf } from '../model/ship-class.ts';
import type { Overlap } from './overlap.ts';
import type { Track } from './tracks.ts';

/** How much more each is suspected than a vessel of which nothing of it is known. Chosen on simulated spills: docs/decisions/drift.md. */
const factors = {
  tanker: 2,
  'bunker-vessel': 2.5,
  'other-craft': 0.4,
  'left-berth': 3,
  'draught-change': 6,
  'ais-gap': 12,
} as const;

const leftBerthMs = 20 * 60_000;
/** What was taken in or pumped out is told late. */
const draughtMs = 60 * 60_000;
const leastDraughtM = 0.2;
/** Shorter gaps are a bad place or a busy channel. */
const leastGapS = 60;
const bunkerShip = 8490;

/** @param spilledAtMs when it would have spilled; null: while it was in the corridor */
export function reasonsOf(
  track: Track,
  vessel: PastVessel | undefined,
  overlap: Overlap,
  spilledAtMs: number | null,
  seenAtMs: number,
): Suspect['reasons'] {
  const reasons: { reason: keyof typeof factors; factor: number }[] = [];
  const note = (reason: keyof typeof factors): void => void reasons.push({ reason, factor: factors[reason] });
  const kind = kindOf(vessel?.descriptions ?? []);
  if (kind !== null) note(kind);
  const atMs = spilledAtMs ?? overlap.fromMs;
  if (track.departures.some((leftMs) => leftMs <= atMs + leftBerthMs / 4 && leftMs >= atMs - leftBerthMs))
    note('left-berth');
  const toldBy = Math.min(seenAtMs, atMs + draughtMs);
  if (overlap.lyingS > 0 && changedDraught(vessel?.descriptions ?? [], atMs - draughtMs / 4, toldBy))
    note('draught-change');
  if (overlap.gapS >= leastGapS) note('ais-gap');
  return reasons;
}

function kindOf(descriptions: readonly VesselRow[]): 'tanker' | 'bunker-vessel' | 'other-craft' | null {
  const last = descriptions.at(-1);
  if (last === undefined) return null;
  if (last.eriType === bunkerShip) return 'bunker-vessel';
  const shipClass = shipClassOf(last);
  if (shipClass === 'tanker') return 'tanker';
  return shipClass === 'pleasure' || shipClass === 'service' ? 'other-craft' : null;
}

function changedDraught(descriptions: readonly VesselRow[], fromMs: number, toMs: number): boolean {
  const said = descriptions.filter(({ draughtM }) => draughtM !== null);
  return said.some(({ timeMs, draughtM }, i) => {
    const before = said[i - 1]?.draughtM ?? null;
    const changed = before !== null && Math.abs((draughtM ?? 0) - before) >= leastDraughtM;
    return changed && timeMs >= fromMs && timeMs <= toMs;
  });
}
