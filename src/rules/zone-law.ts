import type { HazardState } from '../model/vessel.ts';
import type { Zone, ZoneRule } from '../model/zone.ts';

/** A bit for each state of a vessel's hazard. */
export const hazardBits: Readonly<Record<HazardState, number>> = {
  confirmed: 1,
  suspected: 2,
  unknown: 4,
  'none-declared': 8,
  'not-applicable': 16,
};

/** The rules of a zone, and of all zones that have the same: so what is read with every report are few things. */
export interface ZoneLaw {
  readonly rules: readonly ZoneRule[];
  /** Bits of the hazards that some rule concerns. */
  readonly hazards: number;
  /** The vessels in the zone are counted (`zone.capacity`). */
  readonly counts: boolean;
}

/** Of the zones of a port, by slot. Grows to the most zones that there were at once. */
export interface ZoneLaws {
  of(slot: number): ZoneLaw;
  /** Another zone in this slot, or none. */
  put(slot: number, zone: Zone | undefined): void;
  /** How many different ones there are. */
  readonly size: number;
}

const lawless: ZoneLaw = { rules: [], hazards: 0, counts: false };

function lawOf(rules: readonly ZoneRule[]): ZoneLaw {
  let hazards = 0;
  for (const { appliesTo } of rules) for (const state of appliesTo.hazard) hazards |= hazardBits[state];
  return { rules, hazards, counts: rules.some(({ rule }) => rule === 'zone.capacity') };
}

export function createZoneLaws(zones: readonly Zone[]): ZoneLaws {
  const bySlot: ZoneLaw[] = [];
  const texts: string[] = [];
  /** With the number of zones that have it. */
  const byText = new Map<string, { readonly law: ZoneLaw; zones: number }>();

  function drop(slot: number): void {
    const text = texts[slot] ?? '';
    const shared = byText.get(text);
    if (shared !== undefined && --shared.zones === 0) byText.delete(text);
  }

  function put(slot: number, zone: Zone | undefined): void {
    drop(slot);
    texts[slot] = zone === undefined ? '' : JSON.stringify(zone.rules);
    bySlot[slot] = lawless;
    if (zone === undefined) return;
    const text = texts[slot] ?? '';
    const shared = byText.get(text) ?? { law: lawOf(zone.rules), zones: 0 };
    shared.zones++;
    byText.set(text, shared);
    bySlot[slot] = shared.law;
  }
  for (const [slot, zone] of zones.entries()) put(slot, zone);

  return {
    of: (slot) => bySlot[slot] ?? lawless,
    put,
    get size() {
      return byText.size;
    },
  };
}
